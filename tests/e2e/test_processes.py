"""The same story on other grounds: no FFmpeg on PATH; PostgreSQL, Redis and several web processes."""

import asyncio
import contextlib
import os
import re
import signal
from pathlib import Path

import httpx
import pytest

from support.callback_web import SECRET, CallbackWeb
from support.descendants import wait_until_gone
from support.platform_pair import PlatformPair
from support.ports import find_free_ports
from support.postgres import PostgresServer
from support.processes import STOP_TIMEOUT, ServerProcess
from support.publisher import Publisher
from support.redis import RedisServer
from support.rest import Artist, publish_url
from support.sockets import listen
from support.waiting import until

KEY = "00112233445566778899aabbccddeeff"


async def test_without_ffmpeg_on_path_the_wheel_s_serves(tmp_path: Path) -> None:
    pair = await asyncio.to_thread(PlatformPair.start, tmp_path, PATH="/nowhere")
    try:
        artist = await Artist.register(pair.url)
        livestream = await artist.create_livestream()

        async def ask_playlist() -> str:
            status = await artist.status(livestream["id"])
            return (await artist.client.get(status["hls_url"])).text if status["live"] else ""

        async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
            await until(ask_playlist, is_it=lambda playlist: "#EXTINF" in playlist)
            # Another may be there just now, which draws a picture of the show.
            ffmpegs = [child.command for child in pair.ingest.list_children() if "ffmpeg" in child.command]
            assert ffmpegs
            assert all("imageio_ffmpeg" in command for command in ffmpegs)
            await publisher.stop()
        await artist.close()
    finally:
        await asyncio.to_thread(pair.stop)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
async def test_an_ffmpeg_that_is_stopped_ends_with_ingest(tmp_path: Path, number: signal.Signals) -> None:
    web = CallbackWeb()
    await web.start()
    web.admit(KEY)
    http_port, rtmp_port = find_free_ports(2)
    environ = {
        "HOST": "127.0.0.1", "HTTP_PORT": str(http_port), "RTMP_PORT": str(rtmp_port), "DATA_DIR": str(tmp_path),
        "BACKEND_API_URL": web.url, "STREAMING_SECRET": SECRET,
    }  # fmt: skip
    ingest = ServerProcess("ingest", http_port, environ, tmp_path)
    ingest.start()
    try:
        await asyncio.to_thread(ingest.wait_ready)
        async with Publisher.start(f"rtmp://127.0.0.1:{rtmp_port}/live/{KEY}", tmp_path):
            await web.wait_for("stream_started")
            children = ingest.list_children()
            ffmpegs = [child for child in children if "ffmpeg" in child.command]
            assert ffmpegs
            for ffmpeg in ffmpegs:
                with contextlib.suppress(ProcessLookupError):  # one may have drawn a picture of the show just now
                    os.kill(ffmpeg.pid, signal.SIGSTOP)
            os.kill(ingest.pid, number)
            await asyncio.to_thread(ingest.wait, STOP_TIMEOUT)
            assert await asyncio.to_thread(wait_until_gone, children) == []
    finally:
        ingest.kill()
        await web.stop()


def is_of_three(figures: httpx.Response) -> bool:
    return all(f'encryptedmedia_viewers{{process="{number}"}}' in figures.text for number in (1, 2, 3))


async def test_three_web_processes_on_postgresql_and_redis_act_as_one(
    postgres: PostgresServer, redis: RedisServer, tmp_path: Path
) -> None:
    variables = {"DATABASE_URL": postgres.url("several"), "REDIS_URL": redis.url, "WEB_CONCURRENCY": "3"}
    pair = await asyncio.to_thread(PlatformPair.start, tmp_path, RECONNECT_GRACE="3", **variables)
    try:
        artist = await Artist.register(pair.url)
        livestream = await artist.create_livestream()
        channel = f"{pair.ws_url}/ws/livestreams/{livestream['id']}"
        async with contextlib.AsyncExitStack() as stack:
            # The kernel spreads connections over the processes.
            viewers = [await stack.enter_async_context(listen(channel)) for _ in range(12)]
            for viewer in viewers:
                snapshot = await viewer.expect("snapshot")
                if snapshot["livestream"]["viewer_count"] < 12:
                    await viewer.expect("livestream.viewers", viewer_count=12)
            async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
                for viewer in viewers:
                    await viewer.expect("livestream.live")
                status = await artist.status(livestream["id"])
                assert status["viewer_count"] == 12
                # Whichever of them is asked.
                figures = await until(lambda: artist.client.get(f"{pair.url}/metrics"), is_it=is_of_three)
                assert sum(map(float, re.findall(r"^encryptedmedia_viewers\{.*\} (.+)$", figures.text, re.M))) == 12
                await publisher.stop()
            for viewer in viewers:
                await viewer.expect("livestream.ended")
                assert viewer.transitions == ["livestream.live", "livestream.ended"]
        workers = pair.web.list_children()
        assert len([worker for worker in workers if "-m api" in worker.command]) == 3
        await artist.close()
    finally:
        await asyncio.to_thread(pair.stop)
    assert wait_until_gone(workers) == []


async def test_workers_end_with_a_parent_that_is_killed(
    postgres: PostgresServer, redis: RedisServer, tmp_path: Path
) -> None:
    variables = {"DATABASE_URL": postgres.url("orphans"), "REDIS_URL": redis.url, "WEB_CONCURRENCY": "2"}
    pair = await asyncio.to_thread(PlatformPair.start, tmp_path, **variables)
    try:
        workers = await asyncio.to_thread(pair.web.kill)
        assert len(workers) == 2
        assert await asyncio.to_thread(wait_until_gone, workers) == []
    finally:
        await asyncio.to_thread(pair.stop)

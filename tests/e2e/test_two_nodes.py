"""Two ingest nodes and two web processes over one PostgreSQL and one Redis: a show moves between the nodes."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser

from support.fleet import Fleet
from support.hls_playlist import read_playlist
from support.ports import find_free_ports
from support.postgres import PostgresServer
from support.processes import ServerProcess
from support.publisher import Publisher
from support.redis import RedisServer
from support.rest import Artist, expect
from support.sockets import listen
from support.waiting import PATIENCE, until
from support.watch_page import WatchPage

SECRETS = {"STREAMING_SECRET": "s" * 40, "SECRET_KEY": "k" * 40}


class Nodes:
    """The first node calls back to the first web process, the second to the second."""

    def __init__(self, folder: Path, postgres: PostgresServer, redis: RedisServer) -> None:
        first, second, rtmp = find_free_ports(3)
        self.media = [f"http://localhost:{port}" for port in (first, second)]
        settings = {**SECRETS, "HTTP_PORT": str(first), "PUBLIC_MEDIA_URL": self.media[0], "NODE_NAME": "first"}
        self.fleet = Fleet(folder, postgres.url("two_nodes"), redis, 2, **settings)
        (folder / "second").mkdir()
        environ = {
            **self.fleet.pair.environ,
            "RTMP_PORT": str(rtmp),
            "HTTP_PORT": str(second),
            "PUBLIC_MEDIA_URL": self.media[1],
            "NODE_NAME": "second",
            "BACKEND_API_URL": f"http://{self.fleet.url(1)}",
            "DATA_DIR": str(folder / "second" / "var"),
        }
        self.second = ServerProcess("ingest", second, environ, folder / "second")
        self._rtmp_ports = (self.fleet.pair.rtmp_port, rtmp)

    def start(self) -> None:
        self.fleet.start()
        self.second.start()
        self.second.wait_ready()

    def kill(self) -> None:
        self.second.kill()
        self.fleet.kill()

    def publish(self, node: int, key: str, folder: Path) -> Publisher:
        return Publisher.start(f"rtmp://127.0.0.1:{self._rtmp_ports[node]}/live/{key}", folder)


@pytest.fixture
def nodes(tmp_path: Path, postgres: PostgresServer, redis: RedisServer) -> Iterator[Nodes]:
    nodes = Nodes(tmp_path, postgres, redis)
    try:
        nodes.start()
        yield nodes
    finally:
        nodes.kill()


async def test_an_encoder_at_another_node_takes_over_and_everybody_goes_along(
    nodes: Nodes, browser: Browser, tmp_path: Path
) -> None:
    near, far = (f"http://{nodes.fleet.url(web)}" for web in (0, 1))
    channels = far.replace("http", "ws")
    artist = await Artist.register(near)
    show = await artist.create_livestream()
    path, key = f"/livestreams/{show['id']}", show["stream_key"]
    page = await WatchPage.open(browser, f"{far}{path}")
    async with (
        httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as player,
        listen(f"{channels}/ws{path}?observe=true") as observer,
        listen(f"{channels}/ws/me", artist.token) as own,
        nodes.publish(0, key, tmp_path) as first,
    ):
        live = (await observer.expect("livestream.live"))["livestream"]
        assert live["hls_url"].startswith(f"{nodes.media[0]}/live/")
        await page.wait_for_picture(seconds=0.5)

        async with nodes.publish(1, key, tmp_path) as refused:
            await refused.wait()
            assert "Another encoder" in refused.output
        await own.expect("ingest.conflict", livestream_id=show["id"])
        assert first.is_running()
        await expect(artist.client.post(f"{far}/api/v1{path}/publishers/handover"))

        async with nodes.publish(1, key, tmp_path) as second:
            resumed = (await observer.expect("livestream.resumed"))["livestream"]
            assert resumed["hls_url"].startswith(f"{nodes.media[1]}/live/")
            await first.wait()
            assert "taken over" in first.output
            page.requests.clear()
            await until(lambda: [one for one in page.requests if one.startswith(f"{nodes.media[1]}/live/")])
            await page.wait_for_picture(seconds=1.0)
            playlist = await player.get(resumed["hls_url"])
            assert read_playlist(playlist.text).all_segments
            assert (await artist.status(show["id"]))["status"] == "live"
            uses = (await expect(artist.client.get(f"{path}/publishers")))["publishers"]
            assert [(use["node"], use["reason"], use["refused"]) for use in uses] == [
                ("second", "", False),
                ("second", "already_publishing", True),
                ("first", "taken_over", False),
            ]
            async with nodes.publish(0, key, tmp_path) as third:
                await third.wait()
                assert "Another encoder" in third.output, "it was for once"
            await second.stop()
        await observer.expect("livestream.ended")
        await page.wait_for_status("ended")
    told = [kind for kind in observer.transitions if kind != "livestream.updated"]
    assert told[:4] == ["livestream.live", "livestream.interrupted", "livestream.resumed", "livestream.ended"]
    assert page.errors == []
    await page.close()
    await artist.close()

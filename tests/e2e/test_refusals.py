"""Who may not publish is told so in words, by the encoder's own log, and nobody's page moves."""

import asyncio
from pathlib import Path

import httpx
import pytest

from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, expect, publish_url
from support.sockets import listen
from support.waiting import PATIENCE, until


async def publish_in_vain(url: str, folder: Path) -> str:
    """What ffmpeg says when the server refuses it."""
    async with Publisher.start(url, folder) as publisher:
        assert await publisher.wait() != 0
        return publisher.output


async def test_an_unknown_key_is_refused_with_words(pair: PlatformPair, artist: Artist, tmp_path: Path) -> None:
    livestream = await artist.create_livestream()
    output = await publish_in_vain(f"{livestream['rtmp_url']}/{'0' * 32}", tmp_path)
    assert "stream key" in output.lower()


async def test_a_new_key_keeps_the_show_on_and_the_old_one_out(
    pair: PlatformPair, artist: Artist, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    path = f"/livestreams/{livestream['id']}"
    channel = f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true"
    async with (
        listen(channel) as observer,
        httpx.AsyncClient(base_url=pair.origin_url, trust_env=False, timeout=PATIENCE) as origin,
        Publisher.start(publish_url(livestream), tmp_path) as publisher,
    ):
        live = await observer.expect("livestream.live")
        address = live["livestream"]["hls_url"].removeprefix(pair.origin_url)
        rotated = (await artist.client.post(f"{path}/credentials/rotate")).json()
        assert rotated["stream_key"] != livestream["stream_key"]

        async def read_playlist() -> str:
            return (await origin.get(address)).text

        before = await until(read_playlist, is_it=lambda playlist: "#EXT-X-MEDIA-SEQUENCE" in playlist)
        assert "not known" in await publish_in_vain(publish_url(livestream), tmp_path)
        assert "Another encoder" in await publish_in_vain(publish_url(livestream | rotated), tmp_path)
        await until(read_playlist, is_it=lambda playlist: playlist != before and "ENDLIST" not in playlist)
        refused, on_air = (await artist.client.get(f"{path}/publishers")).json()["publishers"]
        assert (refused["reason"], refused["refused"], refused["key"]) == ("already_publishing", True, "current")
        assert (on_air["ended_at"], on_air["key"], on_air["address"]) == (None, "former", "127.0.0.1")
        await publisher.stop()
        assert (await observer.expect("livestream.ended"))["livestream"]["status"] == "ended"
    assert not any(frame["type"] == "livestream.interrupted" for frame in observer.frames), (
        "nobody saw anything of it"
    )


@pytest.mark.parametrize("state", ["ended", "cancelled", "archived"])
async def test_a_key_whose_livestream_is_over_is_refused_with_words(
    pair: PlatformPair, artist: Artist, tmp_path: Path, state: str
) -> None:
    livestream = await artist.create_livestream()
    if state == "cancelled":
        await artist.move(livestream["id"], "cancel")
    else:
        async with listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer:
            async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
                await observer.expect("livestream.live")
                if state == "ended":
                    await artist.move(livestream["id"], "stop")  # what an encoder ends may go on for five minutes
                else:
                    await publisher.stop()
            await observer.expect("livestream.ended")
        if state == "archived":
            await artist.move(livestream["id"], "archive")
    output = await publish_in_vain(publish_url(livestream), tmp_path)
    assert ("cancelled" if state == "cancelled" else "ended") in output
    assert (await artist.get(livestream["id"]))["status"] == state


async def test_a_reopened_livestream_takes_its_key_again(pair: PlatformPair, artist: Artist, tmp_path: Path) -> None:
    livestream = await artist.create_livestream()
    async with listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer:
        for _ in range(2):
            async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
                await observer.expect("livestream.live")
                await publisher.stop()
            await observer.expect("livestream.ended")
            await artist.move(livestream["id"], "start")
            await observer.expect("livestream.scheduled")


async def test_second_publisher_is_refused_while_first_is_alive(
    pair: PlatformPair, artist: Artist, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    async with (
        listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer,
        Publisher.start(publish_url(livestream), tmp_path) as first,
    ):
        await observer.expect("livestream.live")
        output = await publish_in_vain(publish_url(livestream), tmp_path)
        assert "already" in output
        assert first.is_running()
        assert observer.transitions == ["livestream.live"]


async def test_second_publisher_takes_over_from_a_frozen_one(
    pair: PlatformPair, artist: Artist, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    async with (
        listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer,
        Publisher.start(publish_url(livestream), tmp_path) as first,
    ):
        await observer.expect("livestream.live")
        first.freeze()
        async with asyncio.timeout(2 * PATIENCE):
            resumed = False
            while not resumed:  # refused until the first has been silent for 2 s
                async with Publisher.start(publish_url(livestream), tmp_path) as second:
                    await until(lambda: "livestream.resumed" in observer.types or not second.is_running())
                    resumed = "livestream.resumed" in observer.types
                    if resumed:
                        await second.stop()
        await observer.expect("livestream.ended")
        assert observer.transitions[0] == "livestream.live"
        assert observer.transitions[-3:] == ["livestream.interrupted", "livestream.resumed", "livestream.ended"]


async def test_an_artist_lets_the_other_encoder_take_over_and_the_show_goes_on(
    pair: PlatformPair, artist: Artist, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    path = f"/livestreams/{livestream['id']}"
    async with (
        listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer,
        Publisher.start(publish_url(livestream), tmp_path) as first,
    ):
        await observer.expect("livestream.live")
        assert "Another encoder" in await publish_in_vain(publish_url(livestream), tmp_path)
        await expect(artist.client.post(f"{path}/publishers/handover"), 200)
        async with Publisher.start(publish_url(livestream), tmp_path) as second:
            await observer.expect("livestream.resumed")
            await first.wait()
            assert "taken over" in first.output
            _, _, replaced = (await expect(artist.client.get(f"{path}/publishers")))["publishers"]
            assert replaced["reason"] == "taken_over"
            assert "Another encoder" in await publish_in_vain(publish_url(livestream), tmp_path), "it was for once"
            assert (await artist.status(livestream["id"]))["status"] == "live"
            await second.stop()
        await observer.expect("livestream.ended")

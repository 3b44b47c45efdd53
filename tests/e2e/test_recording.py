"""A show on the whole platform is kept from its first second: started over while live, there when it ends, for whom
it is, and gone when it is deleted."""

import asyncio
import logging
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest

from support.hls_playlist import read_playlist
from support.needs import find_program
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, expect, publish_url
from support.sockets import Listener, listen
from support.waiting import PATIENCE, until

logger = logging.getLogger(__name__)

TOKENS = 5


def store_of(pair: PlatformPair) -> Path:
    return pair.folder / "var" / "recordings"


async def fetch(url: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as player:
        return await player.get(url)


async def play(url: str) -> float:
    """Seconds that FFmpeg decodes of it, to its end."""
    command = [find_program("ffmpeg"), "-hide_banner", "-nostats", "-v", "error", "-progress", "pipe:1"]
    command += ["-i", url, "-f", "null", "-"]
    done = await asyncio.to_thread(subprocess.run, command, capture_output=True, timeout=60, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    *_, last = (line for line in done.stdout.splitlines() if line.startswith("out_time_us="))
    return int(last.partition("=")[2]) / 1_000_000


async def begun(channel: Listener) -> dict[str, Any]:
    """Once there is something to start over from."""
    while True:
        livestream: dict[str, Any] = (await channel.expect("livestream.updated", 30))["livestream"]
        if livestream["replay"] is not None:
            return livestream


async def test_a_show_is_started_over_while_it_is_live_and_is_there_when_it_ends(
    pair: PlatformPair, artist: Artist, tmp_path: Path
) -> None:
    show = await artist.create_livestream("Kept")
    async with listen(f"{pair.ws_url}/ws/livestreams/{show['id']}") as channel:
        async with Publisher.start(publish_url(show), tmp_path) as publisher:
            live = (await channel.expect("livestream.live", 30))["livestream"]
            assert live["replay"] is None
            replay = (await begun(channel))["replay"]
            assert (replay["state"], replay["duration"], replay["visibility"]) == ("recording", None, "public")
            playlist = await fetch(replay["url"])
            assert (playlist.status_code, "TYPE:EVENT" in playlist.text) == (200, True)
            first = read_playlist(playlist.text).segments[0]
            await until(lambda: fetch(replay["url"]), 30, is_it=lambda got: len(read_playlist(got.text).segments) > 2)
            await publisher.stop()
        ended = await channel.expect("livestream.ended", 30)
        ready = await channel.expect("livestream.replay_ready", 30)
        logger.info("the replay was ready at %s, of a show that ended at %s", ready["at"], ended["at"])
        replay = ready["livestream"]["replay"]
        assert (replay["state"], replay["bytes"] > 0) == ("ready", True)
        vod = await fetch(replay["url"])
        assert "TYPE:VOD" in vod.text
        assert "#EXT-X-ENDLIST" in vod.text
        assert read_playlist(vod.text).segments[0].uri == first.uri
        assert await play(replay["url"]) == pytest.approx(replay["duration"], abs=0.5)
        assert (await expect(artist.client.get(f"/livestreams/{show['id']}/replay")))["url"] == replay["url"]

        folder = store_of(pair) / replay["url"].split("/")[-2]
        assert [*folder.rglob("*.m4s")]
        assert (await artist.client.delete(f"/livestreams/{show['id']}/replay")).status_code == 204
        gone = (await channel.expect("livestream.updated", 10))["livestream"]["replay"]
        assert (gone["state"], gone["url"]) == ("gone", None)
        await until(lambda: not folder.exists())
        assert (await fetch(replay["url"])).status_code == 404


async def test_the_replay_of_a_gated_show_takes_a_pass_and_one_that_is_private_its_artists(
    pair: PlatformPair, artist: Artist, tmp_path: Path
) -> None:
    show = await artist.create_livestream("For a few", token_gate_amount=TOKENS)
    path = f"/livestreams/{show['id']}"
    fan = await Artist.register(pair.url, "fan")
    grant = {"account": fan.account["id"], "amount": TOKENS}
    headers = {"Idempotency-Key": str(fan.account["id"])}
    granted = await artist.client.post(f"/artists/{artist.account['id']}/tokens/grants", json=grant, headers=headers)
    assert granted.status_code == 201, granted.text
    async with listen(f"{pair.ws_url}/ws{path}", fan.token) as channel:
        async with Publisher.start(publish_url(show), tmp_path) as publisher:
            bare = (await begun(channel))["replay"]["url"]
            assert (await fetch(bare)).status_code == 403
            given = await expect(fan.client.post(f"{path}/pass", json={}))
            assert (await fetch(given["replay_url"])).status_code == 200, "started over"
            await publisher.stop()
        await channel.expect("livestream.replay_ready", 30)
        assert (await fetch(bare)).status_code == 403
        assert await play(given["replay_url"]) > 2
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as nobody:
            shown = await expect(nobody.get(f"{pair.url}/api/v1{path}"))
            assert (shown["replay"]["state"], shown["replay"]["url"]) == ("ready", None)

        # Its artist alone: at once, and though the fan's pass is good.
        await expect(artist.client.patch(f"{path}/replay", json={"visibility": "private"}))
        await until(lambda: fetch(given["replay_url"]), is_it=lambda got: got.status_code == 403)
        own = await expect(artist.client.post(f"{path}/pass", json={}))
        await until(lambda: fetch(own["replay_url"]), is_it=lambda got: got.status_code == 200)
        assert (await fan.client.get(f"{path}/replay")).status_code == 404
    await fan.close()

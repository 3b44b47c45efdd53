"""A gated show from a real FFmpeg: its publisher's comings and goings, and players with a copied address."""

import asyncio
import time
from asyncio.subprocess import DEVNULL, PIPE

from contract.orders import Revocation, Revoke
from contract.passes import Pass, write_pass
from ingest.origin.server import OriginServer
from support.flv_clips import feed, make_clip, play_tags
from support.needs import find_program
from support.origins import Client, admit, fetch

KEY = bytes(range(32))
NOTHING = Revoke(session_id="session-1", number=0, passes=[])


def make_pass(number: int = 1) -> str:
    return write_pass(KEY, Pass(f"{number:024x}", int(time.time()) + 3_600))


def take_back(origin: OriginServer, number: int) -> None:
    known = origin.last_revocation("show")
    gone = Revocation(id=f"{number:024x}", expires_at=int(time.time()) + 3_600)
    origin.revoke("show", known, Revoke(session_id="session-1", number=(known or 0) + 1, passes=[gone]))


async def test_a_publisher_that_comes_back_finds_its_gate_as_it_was_whatever_web_does(origin: OriginServer) -> None:
    first = await origin.open(admit(pass_key=KEY))
    feed(first, make_clip())
    origin.revoke("show", None, NOTHING)
    running, gone = make_pass(1), make_pass(2)
    assert (await fetch(origin.port, f"/live/show/{running}/index.m3u8")).status == 200
    take_back(origin, 2)
    await first.close(ended=False)
    second = await origin.open(admit(session="session-2", pass_key=KEY))
    feed(second, make_clip())
    assert origin.last_revocation("show") == 1
    assert (await fetch(origin.port, f"/live/show/{running}/index.m3u8")).status == 200
    assert (await fetch(origin.port, f"/live/show/{gone}/index.m3u8")).status == 403
    await second.close(ended=True)
    assert (await fetch(origin.port, f"/live/show/{running}/index.m3u8")).status == 200
    assert (await fetch(origin.port, "/live/show/index.m3u8")).status == 403


async def test_who_waits_over_http_is_asked_again_when_the_gate_rises_and_when_a_pass_is_taken_back(
    origin: OriginServer,
) -> None:
    packager = await origin.open(admit())
    async with Client.connect(origin.port) as stranger, Client.connect(origin.port) as holder:
        stranger.send("/live/show/index.m3u8")
        holder.send(f"/live/show/{make_pass(1)}/index.m3u8", method="HEAD")
        while sum(map(len, origin.library["show"].waiting.values())) < 2:
            await asyncio.sleep(0.01)
        origin.set_gate("show", KEY)
        refused = await stranger.read()
        assert (refused.status, refused.headers["cache-control"]) == (403, "no-store")
        take_back(origin, 1)
        assert (await holder.read(head_only=True)).status == 403
    await packager.close(ended=True)


async def test_a_player_plays_from_a_copied_address_until_its_pass_is_taken_back(origin: OriginServer) -> None:
    packager = await origin.open(admit(pass_key=KEY))
    origin.revoke("show", None, NOTHING)
    clip = make_clip(seconds=15)

    async def play() -> None:
        async for tag in play_tags(clip):
            feed(packager, tag)

    playing = asyncio.create_task(play())
    url = f"http://127.0.0.1:{origin.port}/live/show/{make_pass(1)}/index.m3u8"
    player = await asyncio.create_subprocess_exec(
        find_program("ffmpeg"), "-nostdin", "-loglevel", "warning", "-progress", "pipe:1", "-i", url,
        "-f", "null", "-", stdin=DEVNULL, stdout=PIPE, stderr=PIPE,
    )  # fmt: skip
    assert player.stdout is not None
    async with asyncio.timeout(60):
        frames = 0
        while frames < 10:
            line = (await player.stdout.readline()).decode()
            assert line, "the player ended before it had shown anything"
            if line.startswith("frame="):
                frames = int(line.removeprefix("frame="))
        take_back(origin, 1)
        _, said = await player.communicate()
    assert b"403" in said
    playing.cancel()
    await asyncio.gather(playing, return_exceptions=True)
    await packager.close(ended=True)

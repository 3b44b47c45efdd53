"""Status from a real web process: it tells what the channel tells, at every step."""

from pathlib import Path

from support.rest import Artist
from support.sockets import listen
from support.web import Publisher, Web

SAME = ("id", "status", "started_at", "ended_at", "interrupted_until", "hls_url")


async def test_status_and_channel_agree(tmp_path: Path) -> None:
    web = Web.start(tmp_path)
    artist = await Artist.register(web.url)
    try:
        made = await artist.create_livestream()
        async with listen(f"{web.ws_url}/ws/livestreams/{made['id']}") as channel:

            async def agree(kind: str) -> None:
                frame = await channel.expect(kind)
                status = await artist.status(made["id"])
                assert {key: status[key] for key in SAME} == {key: frame["livestream"][key] for key in SAME}
                assert (status["epoch"], status["seq"]) == (frame["epoch"], frame["seq"])
                assert status["viewer_count"] == 1

            await agree("snapshot")
            async with Publisher(web, made["stream_key"]) as lost:
                await agree("livestream.live")
                await lost.end(clean=False)
                await agree("livestream.interrupted")
            async with Publisher(web, made["stream_key"]) as back:
                await agree("livestream.resumed")
                await back.end()
                await agree("livestream.ended")
            await artist.move(made["id"], "archive")
            await agree("livestream.archived")
    finally:
        await artist.close()
        web.stop()


async def test_status_outlives_a_restart_for_what_is_on_no_board(tmp_path: Path) -> None:
    web = Web.start(tmp_path)
    artist = await Artist.register(web.url)
    try:
        made = await artist.create_livestream()
        await artist.move(made["id"], "cancel")
        before = await artist.status(made["id"])
        await web.restart()
        assert await artist.status(made["id"]) == before
    finally:
        await artist.close()
        web.stop()

"""`/livestreams/:id/status`, the polling fallback."""

from typing import Any

from contract.livestreams import Entry
from realtime.board import Listing
from support.app_world import Visitor, World


async def test_status_tells_what_a_polling_page_needs(world: World, show: dict[str, Any]) -> None:
    path = f"/livestreams/{show['id']}/status"
    before = await world.nobody.expect(200, "GET", path)
    assert set(before) == {
        "id", "status", "live", "viewer_count", "started_at", "ended_at", "interrupted_until", "hls_url",
        "replay", "epoch", "seq",
    }  # fmt: skip
    assert (before["status"], before["live"], before["hls_url"], before["seq"]) == ("scheduled", False, None, 1)
    await world.publish(show, "s1")
    during = await world.nobody.expect(200, "GET", path)
    assert (during["status"], during["live"], during["hls_url"]) == ("live", True, show["hls_url"])
    assert (during["epoch"], during["seq"]) == (before["epoch"], 2)
    await world.unpublish(show, "s1")
    after = await world.nobody.expect(200, "GET", path)
    assert (after["status"], after["live"], after["hls_url"]) == ("ended", False, None)
    assert after["ended_at"] >= after["started_at"] == during["started_at"]


async def test_interrupted_livestream_is_still_live(world: World, show: dict[str, Any]) -> None:
    await world.publish(show, "s1")
    await world.unpublish(show, "s1", clean=False)
    status = await world.nobody.expect(200, "GET", f"/livestreams/{show['id']}/status")
    assert (status["live"], status["hls_url"]) == (True, show["hls_url"])
    assert status["interrupted_until"] > status["started_at"]
    await world.publish(show, "s2")
    resumed = await world.nobody.expect(200, "GET", f"/livestreams/{show['id']}/status")
    assert (resumed["live"], resumed["interrupted_until"]) == (True, None)


async def test_status_is_what_the_board_knows(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    # The database knows of no such livestream: whoever asked it would hear of none.
    livestream = {key: show[key] for key in ("title", "artist", "hls_url", "token_gate_amount", "peak_viewer_count")}
    livestream |= {"id": "on-board", "status": "live", "started_at": "2026-01-31T20:00:00.000Z", "ended_at": None}
    livestream["interrupted_until"] = None
    world.live.board["on-board"] = Listing(7, Entry("on-board", artist.id, livestream))
    world.live.place = ("an-epoch", 9)
    world.live.counts["on-board"] = (3, 3)
    for who in (world.nobody, artist):
        status = await who.expect(200, "GET", "/livestreams/on-board/status")
        assert status == {
            "id": "on-board",
            "status": "live",
            "live": True,
            "viewer_count": 3,
            "started_at": "2026-01-31T20:00:00.000Z",
            "ended_at": None,
            "interrupted_until": None,
            "hls_url": show["hls_url"],
            "replay": None,
            "epoch": "an-epoch",
            "seq": 9,
        }


async def test_the_artist_alone_is_told_of_the_preview(world: World, artist: Visitor) -> None:
    made = await artist.expect(201, "POST", "/livestreams", {"title": "By hand", "auto_start": False})
    path = f"/livestreams/{made['id']}/status"
    await world.publish(made, "s1")
    shown = [(await who.expect(200, "GET", path)) for who in (artist, await world.register(), world.nobody)]
    assert [(status["live"], status["hls_url"]) for status in shown] == [
        (False, made["hls_url"]),
        (False, None),
        (False, None),
    ]


async def test_unchanged_status_costs_no_body(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    path = f"/livestreams/{show['id']}/status"
    first = await world.nobody.call("GET", path)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-cache"
    same = await world.nobody.call("GET", path, If_None_Match=tag)
    assert (same.status_code, await same.get_data(as_text=True), same.headers["ETag"]) == (304, "", tag)
    await artist.expect(201, "POST", "/livestreams", {"title": "Somebody else's news"})
    assert (await world.nobody.call("GET", path, If_None_Match=tag)).status_code == 304
    world.live.counts[show["id"]] = (1, 1)
    assert (await world.nobody.call("GET", path, If_None_Match=tag)).status_code == 200
    world.live.counts.clear()
    assert (await world.nobody.call("GET", path, If_None_Match=f'"other", {tag}')).status_code == 304
    await world.publish(show, "s1")
    assert (await world.nobody.call("GET", path, If_None_Match=tag)).status_code == 200


async def test_status_of_nothing_is_404(world: World) -> None:
    await world.nobody.refused(404, "livestream_not_found", "GET", "/livestreams/nothing/status")

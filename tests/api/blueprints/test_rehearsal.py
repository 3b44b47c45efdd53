"""`/rehearsal`, and the callbacks of publishers that come with its key."""

from typing import Any

import pytest

from support.app_world import Visitor, World

VERDICT = {"ready": True, "checks": [{"name": "picture", "ok": True, "words": "H.264."}]}


@pytest.fixture
async def rehearsal(artist: Visitor) -> dict[str, Any]:
    found: dict[str, Any] = await artist.expect(200, "GET", "/rehearsal")
    return found


async def test_artist_finds_server_key_and_preview(world: World, artist: Visitor, rehearsal: dict[str, Any]) -> None:
    assert rehearsal["rtmp_url"] == world.settings.rtmp_url()
    assert rehearsal["hls_url"].startswith(f"{world.settings.origin_url()}/live/")
    assert rehearsal["stream_key"] not in rehearsal["hls_url"]
    assert (rehearsal["active"], rehearsal["verdict"]) == (False, None)
    response = await artist.call("GET", "/rehearsal")
    assert response.headers["Cache-Control"] == "no-store"
    assert await response.get_json() == rehearsal


async def test_it_is_for_artists_only(world: World) -> None:
    fan = await world.register("fan")
    for method, path in (("GET", "/rehearsal"), ("POST", "/rehearsal/rotate")):
        await world.nobody.refused(401, "not_signed_in", method, path)
        await fan.refused(403, "not_an_artist", method, path)


async def test_key_is_in_no_other_answer(artist: Visitor, rehearsal: dict[str, Any]) -> None:
    made = await artist.expect(201, "POST", "/livestreams", {"title": "A show"})
    for path in ("/me", "/livestreams?mine=true", f"/livestreams/{made['id']}/credentials"):
        text = await (await artist.call("GET", path)).get_data(as_text=True)
        assert rehearsal["stream_key"] not in text
        assert rehearsal["hls_url"] not in text


async def test_publisher_is_let_in_and_nothing_becomes_public(
    world: World, artist: Visitor, rehearsal: dict[str, Any]
) -> None:
    body = {"stream_key": rehearsal["stream_key"], "session_id": "s1", "node": "n1"}
    answer = await world.ingest.expect(200, "POST", "/streaming/validate", body)
    assert answer.pop("playback_id") in rehearsal["hls_url"]
    assert answer == {
        "valid": True,
        "livestream_id": artist.id,
        "kind": "rehearsal",
        "title": "Rehearsal",
        "reconnect_grace": 0.0,
        "pass_key": "",
        "takes_over": False,
    }
    for path in ("stream_started", "stream_started"):
        await world.ingest.expect(200, "POST", f"/streaming/{path}", body)
    world.live.verdicts[artist.id] = VERDICT
    running = await artist.expect(200, "GET", "/rehearsal")
    assert (running["active"], running["verdict"]) == (True, VERDICT)
    for path in ("stream_ended", "stream_ended", "stream_started"):
        await world.ingest.expect(200, "POST", f"/streaming/{path}", body)
    assert world.live.heard == [("connected", "s1"), ("disconnected", "s1")]
    assert world.live.take_announced() == []
    for query in ("", "?active=true", "?upcoming=true"):
        assert (await world.nobody.expect(200, "GET", f"/livestreams{query}"))["livestreams"] == []
    await world.nobody.refused(404, "livestream_not_found", "GET", f"/livestreams/{artist.id}")
    await world.nobody.refused(404, "livestream_not_found", "GET", f"/livestreams/{artist.id}/status")


async def test_second_publisher_is_refused_while_the_first_sends(world: World, rehearsal: dict[str, Any]) -> None:
    await world.publish(rehearsal, "s1")
    world.live.publishers.silences["s1"] = 0.4
    body = {"stream_key": rehearsal["stream_key"], "session_id": "s2"}
    problem = await world.ingest.refused(403, "already_publishing", "POST", "/streaming/validate", body)
    assert "already rehearsing with this key" in problem["detail"]
    world.live.publishers.silences["s1"] = 2.5
    await world.publish(rehearsal, "s2")
    assert world.live.heard[-2:] == [("disconnected", "s1"), ("connected", "s2")]


async def test_key_is_rotated_but_not_under_a_publisher(
    world: World, artist: Visitor, rehearsal: dict[str, Any]
) -> None:
    await world.publish(rehearsal, "s1")
    await artist.refused(409, "rehearsal_active", "POST", "/rehearsal/rotate")
    await world.unpublish(rehearsal, "s1", clean=False)
    rotated = await artist.expect(200, "POST", "/rehearsal/rotate")
    assert rotated["stream_key"] != rehearsal["stream_key"]
    assert rotated["hls_url"] != rehearsal["hls_url"]
    assert rotated == await artist.expect(200, "GET", "/rehearsal")
    old = {"stream_key": rehearsal["stream_key"], "session_id": "s2"}
    await world.ingest.refused(403, "unknown_key", "POST", "/streaming/validate", old)

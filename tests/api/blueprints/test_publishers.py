"""`/livestreams/:id/publishers`: its artist sees who used the stream key."""

from typing import Any

from support.app_world import Visitor, World


async def test_artist_sees_who_came_in_and_who_was_turned_away(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    path = f"/livestreams/{show['id']}/publishers"
    assert await artist.expect(200, "GET", path) == {"publishers": [], "next_cursor": None}
    await world.publish(show, "s1")
    world.live.publishers.silences["s1"] = 0.4
    body = {"stream_key": show["stream_key"], "session_id": "s2", "client_ip": "203.0.113.7", "node": "n2"}
    await world.ingest.refused(403, "already_publishing", "POST", "/streaming/validate", body)
    refused, flows = (await artist.expect(200, "GET", path))["publishers"]
    assert (flows["session_id"], flows["ended_at"], flows["refused"], flows["key"]) == ("s1", None, False, "current")
    assert (refused["address"], refused["node"], refused["reason"], refused["started_at"], refused["refused"]) == (
        "203.0.113.7", "n2", "already_publishing", None, True,
    )  # fmt: skip
    rotated = await artist.expect(200, "POST", f"/livestreams/{show['id']}/credentials/rotate")
    page = await artist.expect(200, "GET", path)
    assert [one["key"] for one in page["publishers"]] == ["former", "former"]
    assert rotated["stream_key"] not in str(page)
    assert show["stream_key"] not in str(page)
    own = await artist.expect(200, "GET", f"/livestreams/{show['id']}")
    assert own["status"] == "live", "the show goes on"


async def test_nobody_else_sees_it(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    path = f"/livestreams/{show['id']}/publishers"
    await world.nobody.refused(401, "not_signed_in", "GET", path)
    other = await world.register()
    await other.refused(403, "not_your_livestream", "GET", path)
    await artist.refused(400, "bad_cursor", "GET", f"{path}?cursor=nonsense")
    await artist.refused(400, "invalid_fields", "GET", f"{path}?limit=0")


async def test_artist_lets_another_encoder_take_over(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    path = f"/livestreams/{show['id']}/publishers/handover"
    await artist.refused(409, "nobody_publishes", "POST", path)
    await world.publish(show, "s1")
    world.live.publishers.silences["s1"] = 0.4
    await (await world.register()).refused(403, "not_your_livestream", "POST", path)
    await world.nobody.refused(401, "not_signed_in", "POST", path)
    assert (await artist.expect(200, "POST", path))["until"].endswith("Z")
    body = {"stream_key": show["stream_key"], "session_id": "s2", "node": "n2"}
    await (await world.register()).refused(403, "not_your_livestream", "DELETE", path)
    await artist.expect(204, "DELETE", path)
    await world.ingest.refused(403, "already_publishing", "POST", "/streaming/validate", body)
    await artist.expect(200, "POST", path)
    assert (await world.ingest.expect(200, "POST", "/streaming/validate", body))["takes_over"] is True
    again = body | {"session_id": "s3"}
    await world.ingest.refused(403, "already_publishing", "POST", "/streaming/validate", again)

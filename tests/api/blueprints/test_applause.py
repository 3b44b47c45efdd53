"""`/livestreams/:id/applause`."""

from typing import Any

from catalog.applause.keeping import add_claps
from support.app_world import Visitor, World


async def test_anybody_who_may_watch_sees_how_loud_it_was(world: World, show: dict[str, Any]) -> None:
    place = f"/livestreams/{show['id']}/applause"
    answer = await world.nobody.call("GET", place)
    assert answer.status_code == 200
    assert await answer.get_json() == {"livestream_id": show["id"], "every": 5, "levels": [], "counts": []}
    assert answer.headers["Cache-Control"] == "public, max-age=5"
    await world.nobody.expect(404, "GET", "/livestreams/unknown/applause")


async def test_behind_a_gate_it_is_for_holders(world: World, artist: Visitor) -> None:
    gated = await artist.expect(201, "POST", "/livestreams", {"title": "A show", "token_gate_amount": 3})
    place = f"/livestreams/{gated['id']}/applause"
    await world.nobody.expect(401, "GET", place)
    fan = await world.register(role="fan")
    await fan.expect(403, "GET", place)
    answer = await artist.call("GET", place)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, max-age=5")


async def test_moments_are_for_the_artist(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    place = f"/livestreams/{show['id']}/applause/moments"
    await add_claps({(show["id"], 1_769_889_600): 5})
    assert await artist.expect(200, "GET", place) == {"moments": []}
    await (await world.register(role="fan")).expect(403, "GET", place)
    await world.nobody.expect(401, "GET", place)

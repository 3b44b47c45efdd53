"""`/me`: what a person may change of themselves."""

from typing import Any

from api.blueprints.me import RENAMES
from support.app_world import Visitor, World


async def test_name_is_changed(world: World) -> None:
    ada = await world.register("fan")
    assert (await ada.expect(200, "PATCH", "/me", {"display_name": " Ada L. "}))["display_name"] == "Ada L."
    assert (await ada.expect(200, "GET", "/me"))["display_name"] == "Ada L."
    for wrong in ({"display_name": ""}, {"shows_support": 1}, {"display_name": "x" * 81}, {"email": "x@example.org"}):
        await ada.refused(400, "invalid_fields", "PATCH", "/me", wrong)
    await world.nobody.refused(401, "not_signed_in", "PATCH", "/me", {"display_name": "Ada"})


async def test_pages_that_show_an_artists_livestreams_hear_the_new_name(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    over = await artist.expect(201, "POST", "/livestreams", {"title": "Not to be"})
    await artist.expect(200, "POST", f"/livestreams/{over['id']}/cancel")
    world.live.take_announced()
    await artist.expect(200, "PATCH", "/me", {"display_name": "Ada L."})
    (line,) = world.live.announced
    world.live.take_announced()
    assert (line.type, line.livestream_id) == ("livestream.updated", show["id"])
    assert line.livestream["artist"]["display_name"] == "Ada L."
    shown = await world.nobody.expect(200, "GET", f"/livestreams/{over['id']}")
    assert shown["artist"]["display_name"] == "Ada L."
    await artist.expect(200, "PATCH", "/me", {"display_name": "Ada L."})
    assert world.live.take_announced() == [], "nothing is new"


async def test_name_is_changed_a_few_times_an_hour(world: World, artist: Visitor) -> None:
    for number in range(RENAMES.tries):
        await artist.expect(200, "PATCH", "/me", {"display_name": f"Ada {number}"})
    await artist.refused(429, "too_many_tries", "PATCH", "/me", {"display_name": "Ada"})

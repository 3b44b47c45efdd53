"""Following artists over REST: all pages of the account hear of it."""

from typing import Any

from support.app_world import Visitor, World


async def test_a_fan_follows_an_artist_and_is_reminded_of_a_show(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    fan = await world.register("fan")
    made = await fan.expect(200, "PUT", f"/artists/{artist.id}/follow", {"mail": True})
    assert (made["artist"]["id"], made["push"], made["mail"], made["followers"]) == (artist.id, True, True, 1)
    await fan.expect(204, "PUT", f"/livestreams/{show['id']}/reminder")
    wanted = await fan.expect(200, "GET", "/me/follows")
    assert [each["artist"]["id"] for each in wanted["follows"]] == [artist.id]
    assert wanted["reminders"] == [show["id"]]
    for _ in range(2):
        await fan.expect(204, "DELETE", f"/artists/{artist.id}/follow")
        await fan.expect(204, "DELETE", f"/livestreams/{show['id']}/reminder")
    assert await fan.expect(200, "GET", "/me/follows") == {"follows": [], "reminders": []}
    assert world.live.follows == [(fan.id, artist.id, True, True, True), (fan.id, artist.id, False, False, False)]
    assert world.live.reminders == [(fan.id, show["id"], True), (fan.id, show["id"], False)]


async def test_what_cannot_be_followed_says_why(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    await artist.refused(409, "own_account", "PUT", f"/artists/{artist.id}/follow", {})
    await artist.refused(404, "artist_not_found", "PUT", "/artists/nobody/follow", {})
    await artist.expect(200, "POST", f"/livestreams/{show['id']}/cancel")
    await artist.refused(409, "not_to_come", "PUT", f"/livestreams/{show['id']}/reminder")
    await world.nobody.refused(401, "not_signed_in", "GET", "/me/follows")

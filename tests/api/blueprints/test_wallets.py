"""What an account holds, as it sees it."""

from support.app_world import Visitor, World
from support.databases import give_tokens


async def test_a_fan_sees_what_it_holds_and_of_whom(world: World, artist: Visitor) -> None:
    fan, other = await world.register("fan"), await world.register()
    assert await fan.expect(200, "GET", "/me/tokens") == {"wallets": []}
    await give_tokens(fan.id, artist.id, 12)
    await give_tokens(fan.id, other.id, 3)
    await give_tokens(fan.id, other.id, 0)
    held = {"artist": {"id": artist.id, "display_name": "Ada"}, "balance": 12}
    assert await fan.expect(200, "GET", "/me/tokens") == {"wallets": [held]}
    assert await fan.expect(200, "GET", f"/me/tokens/{artist.id}") == {"artist_id": artist.id, "balance": 12}
    assert (await fan.expect(200, "GET", f"/me/tokens/{other.id}"))["balance"] == 0
    assert (await artist.expect(200, "GET", f"/me/tokens/{artist.id}"))["balance"] == 0, "issuing is not holding"


async def test_nobody_holds_nothing(world: World) -> None:
    await world.nobody.refused(401, "not_signed_in", "GET", "/me/tokens")
    await world.nobody.refused(401, "not_signed_in", "GET", "/me/tokens/somebody")


async def test_of_whoever_is_no_artist_there_are_no_tokens(world: World) -> None:
    fan = await world.register("fan")
    await fan.refused(404, "artist_not_found", "GET", f"/me/tokens/{fan.id}")
    await fan.refused(404, "artist_not_found", "GET", "/me/tokens/nobody/entries")

"""An artist says whom it does not let watch, by the address that it gave tokens to."""

from support.app_world import Visitor, World


async def test_an_artist_blocks_an_address_lists_it_and_lets_it_in_again(world: World, artist: Visitor) -> None:
    path = f"/artists/{artist.id}/blocks/addresses"
    made = await artist.expect(201, "POST", path, {"email": "Fan@Example.org"})
    assert made["email"] == "fan@example.org"
    assert await artist.expect(201, "POST", path, {"email": "fan@example.org"}) == made
    assert await artist.expect(200, "GET", path) == {"blocks": [made], "next_cursor": None}
    for id_ in (made["id"], made["id"], "none", "9" * 30):
        await artist.expect(204, "DELETE", f"{path}/{id_}")
    assert (await artist.expect(200, "GET", path))["blocks"] == []
    await artist.refused(400, "invalid_fields", "POST", path, {"email": "nobody"})


async def test_the_answer_does_not_tell_whether_there_is_an_account(world: World, artist: Visitor) -> None:
    path = f"/artists/{artist.id}/blocks/addresses"
    fan = await world.register("fan")
    account = (await fan.expect(200, "GET", "/sessions/current"))["account"]
    known = await artist.expect(201, "POST", path, {"email": account["email"]})
    unknown = await artist.expect(201, "POST", path, {"email": "stranger@example.org"})
    assert known.keys() == unknown.keys()
    assert world.live.rechecked == [], "the same work"


async def test_whom_an_artist_blocks_is_nobody_elses_affair(world: World, artist: Visitor) -> None:
    fan, other = await world.register("fan"), await world.register()
    path = f"/artists/{artist.id}/blocks/addresses"
    for method, place, body in (
        ("GET", path, None),
        ("POST", path, {"email": "a@b.org"}),
        ("DELETE", f"{path}/1", None),
    ):
        await world.nobody.refused(401, "not_signed_in", method, place, body)
        await fan.refused(403, "not_an_artist", method, place, body)
        await other.refused(403, "not_yours", method, place, body)

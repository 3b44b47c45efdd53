"""An artist says whom it does not let watch."""

from support.app_world import Visitor, World


async def test_an_artist_blocks_lists_and_lets_in_again(world: World, artist: Visitor) -> None:
    fan = await world.register("fan")
    path = f"/artists/{artist.id}/blocks"
    await artist.expect(204, "PUT", f"{path}/{fan.id}")
    await artist.expect(204, "PUT", f"{path}/{fan.id}")
    listed = await artist.expect(200, "GET", path)
    assert [one["account"] for one in listed["blocks"]] == [{"id": fan.id, "display_name": "Ada"}]
    assert (listed["blocks"][0]["blocked_at"][-1], listed["next_cursor"]) == ("Z", None)
    assert world.live.rechecked == [fan.id, fan.id], "its pages and its passes are looked at"
    await artist.expect(204, "DELETE", f"{path}/{fan.id}")
    assert (await artist.expect(200, "GET", path))["blocks"] == []


async def test_whom_an_artist_blocks_is_nobody_elses_affair(world: World, artist: Visitor) -> None:
    fan, other = await world.register("fan"), await world.register()
    path = f"/artists/{artist.id}/blocks"
    for method, place in (("GET", path), ("PUT", f"{path}/{fan.id}"), ("DELETE", f"{path}/{fan.id}")):
        await world.nobody.refused(401, "not_signed_in", method, place)
        await fan.refused(403, "not_an_artist", method, place)
        await other.refused(403, "not_yours", method, place)
    await artist.refused(404, "account_not_found", "PUT", f"{path}/nobody")
    await artist.refused(409, "own_account", "PUT", f"{path}/{artist.id}")
    await artist.refused(400, "bad_cursor", "GET", f"{path}?cursor=x")

"""A gated show in another site's page: who gets a ticket for it, and what that opens."""

from typing import Any

import pytest

from support.app_world import Visitor, World
from support.databases import give_tokens


@pytest.fixture
async def gated(artist: Visitor) -> dict[str, Any]:
    made: dict[str, Any] = await artist.expect(
        201, "POST", "/livestreams", {"title": "For few", "token_gate_amount": 10}
    )
    return made


async def test_who_may_watch_gets_one_and_watches_by_it(world: World, gated: dict[str, Any]) -> None:
    fan, path = await world.register("fan"), f"/livestreams/{gated['id']}"
    await fan.refused(403, "not_enough_tokens", "POST", f"{path}/ticket")
    await world.nobody.refused(401, "not_signed_in", "POST", f"{path}/ticket")
    await fan.refused(404, "livestream_not_found", "POST", "/livestreams/none/ticket")
    await give_tokens(fan.id, gated["artist"]["id"], 10)
    ticket = (await fan.expect(200, "POST", f"{path}/ticket"))["ticket"]
    answer = await Visitor(world.app, ticket).expect(200, "POST", f"{path}/pass")
    assert answer == await fan.expect(200, "POST", f"{path}/pass"), "it is the sign-in's own pass"
    assert answer["pass"] in answer["media_url"]
    await world.nobody.refused(401, "not_signed_in", "GET", f"{path}/chat")
    assert (await Visitor(world.app, ticket).expect(200, "GET", f"{path}/chat"))["messages"] == []
    await Visitor(world.app, ticket).refused(401, "not_signed_in", "POST", f"{path}/chat", {"text": "Hello"})


async def test_it_is_good_for_nothing_else(world: World, artist: Visitor, gated: dict[str, Any]) -> None:
    ticket = (await artist.expect(200, "POST", f"/livestreams/{gated['id']}/ticket"))["ticket"]
    other = await artist.expect(201, "POST", "/livestreams", {"title": "Another", "token_gate_amount": 10})
    frame = Visitor(world.app, ticket)
    for method, path in (
        ("POST", f"/livestreams/{other['id']}/pass"),
        ("POST", f"/livestreams/{gated['id']}/ticket"),
        ("GET", "/me"),
        ("GET", "/me/tokens"),
        ("GET", "/livestreams?mine=true"),
        ("DELETE", f"/livestreams/{gated['id']}"),
    ):
        await frame.refused(401, "not_signed_in", method, path)
    seen = await frame.expect(200, "GET", f"/livestreams/{gated['id']}")
    assert "auto_start" not in seen, "it is as anybody sees it"


async def test_it_ends_with_the_sign_in(world: World, artist: Visitor, gated: dict[str, Any]) -> None:
    ticket = (await artist.expect(200, "POST", f"/livestreams/{gated['id']}/ticket"))["ticket"]
    await artist.expect(204, "DELETE", "/sessions/current")
    await Visitor(world.app, ticket).refused(401, "not_signed_in", "POST", f"/livestreams/{gated['id']}/pass")

"""What a fan gets who may watch a gated show, and what others are told."""

from datetime import UTC, datetime
from typing import Any

import pytest

from catalog.accounts.sessions import select_sessions
from catalog.gates.passes import derive_pass_key
from catalog.gates.screens import OpenScreen
from contract.passes import read_pass
from runtime.keys import Keys
from support.app_world import Visitor, World
from support.databases import give_tokens


@pytest.fixture
async def gated(artist: Visitor) -> dict[str, Any]:
    """A show that takes 10 tokens."""
    made: dict[str, Any] = await artist.expect(
        201, "POST", "/livestreams", {"title": "For few", "token_gate_amount": 10}
    )
    return made


async def test_who_holds_enough_gets_a_pass_before_the_show_and_the_same_again(
    world: World, gated: dict[str, Any]
) -> None:
    fan = await world.register("fan")
    await give_tokens(fan.id, gated["artist"]["id"], 10)
    answer = await fan.expect(200, "POST", f"/livestreams/{gated['id']}/pass", {})
    assert answer["media_url"] == gated["hls_url"].replace("/index", f"/{answer['pass']}/index")
    assert read_pass(derive_pass_key(Keys(world.settings.secret_key), gated["id"]), answer["pass"]) is not None
    assert await fan.expect(200, "POST", f"/livestreams/{gated['id']}/pass", {}) == answer
    assert await fan.expect(200, "POST", f"/livestreams/{gated['id']}/pass") == answer, "without a body"
    other = await world.register("fan")
    await give_tokens(other.id, gated["artist"]["id"], 11)
    assert (await other.expect(200, "POST", f"/livestreams/{gated['id']}/pass", {}))["pass"] != answer["pass"]


async def test_its_artist_needs_no_tokens(artist: Visitor, gated: dict[str, Any]) -> None:
    await artist.expect(200, "POST", f"/livestreams/{gated['id']}/pass", {})


async def test_others_learn_what_is_missing(world: World, gated: dict[str, Any], show: dict[str, Any]) -> None:
    fan = await world.register("fan")
    await give_tokens(fan.id, gated["artist"]["id"], 9)
    problem = await fan.refused(403, "not_enough_tokens", "POST", f"/livestreams/{gated['id']}/pass", {})
    assert (problem["needed"], problem["held"], problem["artist"]) == (10, 9, gated["artist"])
    await world.nobody.refused(401, "not_signed_in", "POST", f"/livestreams/{gated['id']}/pass", {})
    await fan.refused(404, "livestream_not_found", "POST", "/livestreams/none/pass", {})
    await fan.refused(409, "not_gated", "POST", f"/livestreams/{show['id']}/pass", {})


async def test_one_page_too_many_is_told_of_the_others_and_may_take_the_place_of_the_oldest(
    world: World, gated: dict[str, Any]
) -> None:
    fan = await world.register("fan")
    await give_tokens(fan.id, gated["artist"]["id"], 10)
    since = datetime(2026, 1, 31, 20, tzinfo=UTC)
    (session,) = await select_sessions(fan.id)
    world.live.in_the_way = [
        OpenScreen(name, f"l{name}", f"Show {name}", by, f"page {name}", "p", since)
        for name, by in (("1", session.name), ("2", "an access token"), ("3", session.name))
    ]
    path = f"/livestreams/{gated['id']}/pass"
    problem = await fan.refused(409, "too_many_screens", "POST", path, {"screen": "this-page"})
    assert problem["screens"] == [
        {
            "livestream": {"id": f"l{name}", "title": f"Show {name}"},
            "device": device,
            "browser": None,
            "system": None,
            "since": "2026-01-31T20:00:00.000Z",
        }
        for name, device in (("1", session.device), ("2", None), ("3", session.device))
    ]
    assert session.device
    assert problem["most"] == 3
    assert (await fan.expect(200, "POST", path, {"screen": "this-page", "watch_here": True}))["pass"]
    assert world.live.asked_for_room == [
        (fan.id, gated["id"], "this-page", 3, False),
        (fan.id, gated["id"], "this-page", 3, True),
    ]


@pytest.mark.parametrize("body", [{"screen": "short"}, {"screen": "no spaces here"}, {"watch_here": "yes"}, {"x": 1}])
async def test_what_a_page_calls_itself_is_no_prose(artist: Visitor, gated: dict[str, Any], body: Any) -> None:
    problem = await artist.refused(400, "invalid_fields", "POST", f"/livestreams/{gated['id']}/pass", body)
    if "screen" in body:
        assert problem["errors"] == [
            {
                "field": "screen",
                "pointer": "#/screen",
                "code": "screen_name",
                "detail": "Must be 8 to 64 letters (a to z), digits, - or _.",
            }
        ]


async def test_the_node_is_told_by_what_a_gated_shows_passes_are_known(world: World, gated: dict[str, Any]) -> None:
    body = {"stream_key": gated["stream_key"], "session_id": "s1", "node": "n1"}
    admitted = await world.ingest.expect(200, "POST", "/streaming/validate", body)
    assert bytes.fromhex(admitted["pass_key"]) == derive_pass_key(Keys(world.settings.secret_key), gated["id"])

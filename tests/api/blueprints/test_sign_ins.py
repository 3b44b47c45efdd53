"""Where an account is signed in: told apart, ended one by one or together, and never somebody else's."""

from typing import Any

from api.auth import COOKIE
from support.app_world import PASSWORD, Visitor, World

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ACCOUNT = {"email": "ada@example.org", "password": PASSWORD, "display_name": "Ada", "role": "artist"}
SIGN_IN = {"email": "ada@example.org", "password": PASSWORD}


async def list_sessions(visitor: Visitor) -> list[dict[str, Any]]:
    sessions: list[dict[str, Any]] = (await visitor.expect(200, "GET", "/me/sessions"))["sessions"]
    return sessions


async def test_each_is_known_by_its_device_and_place_and_ended_by_itself(world: World) -> None:
    first, second = await world.enter(ACCOUNT), Visitor(world.app)
    await second.expect(200, "POST", "/sessions", SIGN_IN, User_Agent=FIREFOX)
    here, there = await list_sessions(second)
    assert (here["current"], here["device"], here["method"]) == (True, "Firefox on Linux", "password")
    assert (here["browser"], here["system"]) == ("Firefox", "Linux")
    assert here["address"] not in (None, "")
    assert there["current"] is False
    stranger = await world.register()
    await stranger.refused(404, "session_not_found", "DELETE", f"/me/sessions/{there['id']}")
    await second.expect(204, "DELETE", f"/me/sessions/{there['id']}")
    assert world.live.rechecked == [first.id], "its sockets are to go"
    await first.refused(401, "not_signed_in", "GET", "/me")
    await second.refused(404, "session_not_found", "DELETE", f"/me/sessions/{there['id']}")
    assert await list_sessions(second) == [here]


async def test_all_others_end_together(world: World) -> None:
    first = await world.enter(ACCOUNT)
    others = [Visitor(world.app) for _ in range(2)]
    for other in others:
        await other.expect(200, "POST", "/sessions", SIGN_IN)
    await first.expect(204, "DELETE", "/me/sessions")
    assert world.live.rechecked == [first.id]
    assert [session["current"] for session in await list_sessions(first)] == [True]
    for other in others:
        await other.refused(401, "not_signed_in", "GET", "/me")


async def test_a_browser_that_signs_in_gets_another_session_and_the_one_it_had_ends(world: World) -> None:
    victim, mallory = await world.enter(ACCOUNT), await world.register()
    token = (await Visitor(world.app).expect(200, "POST", "/sessions", SIGN_IN))["token"]
    fixed = Visitor(world.app)
    again = await fixed.expect(200, "POST", "/sessions", SIGN_IN, Cookie=f"{COOKIE}={token}")
    assert again["token"] != token
    await Visitor(world.app, token).refused(401, "not_signed_in", "GET", "/me")
    assert world.live.rechecked == [victim.id], "what was opened with it is to go"
    await fixed.expect(200, "GET", "/me")
    # Put there by somebody who signed in as themselves, it is theirs no longer.
    planted = (await Visitor(world.app).expect(200, "POST", "/sessions", SIGN_IN))["token"]
    await mallory.expect(200, "GET", "/me")
    await fixed.expect(200, "POST", "/sessions", SIGN_IN, Cookie=f"{COOKIE}={planted}")
    await Visitor(world.app, planted).refused(401, "not_signed_in", "GET", "/me")


async def test_wrong_password_ends_nothing(world: World) -> None:
    visitor = await world.enter(ACCOUNT)
    await visitor.refused(401, "wrong_credentials", "POST", "/sessions", {**SIGN_IN, "password": "wrong"})
    await visitor.expect(200, "GET", "/me")

"""Registering, signing in and out, and who is taken for whom."""

import asyncio
from typing import Any

import pytest
from quart.wrappers import Response

from api.auth import COOKIE
from catalog.accounts import accounts
from support.app_world import API, PASSWORD, Visitor, World

ACCOUNT = {"email": "ada@example.org", "password": PASSWORD, "display_name": "Ada", "role": "artist"}
SIGN_IN = {"email": "ada@example.org", "password": PASSWORD}


async def test_registered_is_who_signs_in_next(world: World) -> None:
    visitor = Visitor(world.app)
    await visitor.expect(202, "POST", "/accounts", {**ACCOUNT, "email": "Ada@Example.org"})
    await visitor.refused(401, "not_signed_in", "GET", "/me")
    account = (await visitor.expect(200, "POST", "/sessions", SIGN_IN))["account"]
    assert {"id", "email", "email_verified", "display_name", "role", "has_password", "operator"} <= set(account)
    assert (account["has_password"], account["operator"]) == (True, False)
    assert (account["email"], account["role"]) == ("ada@example.org", "artist")
    assert await visitor.expect(200, "GET", "/me") == account
    await world.nobody.refused(401, "not_signed_in", "GET", "/me")


async def test_who_registers_is_written_to_in_the_language_that_they_read(world: World) -> None:
    visitor = await world.enter({**ACCOUNT, "language": "de"})
    assert (await visitor.expect(200, "GET", "/me"))["language"] == "de"
    await visitor.refused(400, "invalid_fields", "POST", "/accounts", {**ACCOUNT, "language": "tlh"})


async def test_a_page_may_ask_who_is_there_without_an_error_where_nobody_is(world: World) -> None:
    assert await world.nobody.expect(200, "GET", "/sessions/current") == {"account": None}
    visitor = await world.enter(ACCOUNT)
    account = await visitor.expect(200, "GET", "/me")
    assert await visitor.expect(200, "GET", "/sessions/current") == {"account": account}
    await visitor.expect(204, "DELETE", "/sessions/current")
    assert world.live.rechecked == [visitor.id], "its sockets are to go"
    assert await visitor.expect(200, "GET", "/sessions/current") == {"account": None}


async def test_nobody_learns_from_registering_whose_address_is_registered(world: World) -> None:
    answers = []
    for password, name in [(PASSWORD, "Ada"), ("another password", "Mallory"), (PASSWORD, "Ada")]:
        draft = {**ACCOUNT, "password": password, "display_name": name}
        response = await Visitor(world.app).call("POST", "/accounts", draft)
        headers = {key: value for key, value in response.headers.items() if key.lower() != "date"}
        answers.append((response.status_code, headers, await response.get_data(as_text=True)))
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0] == 202
    assert "Set-Cookie" not in answers[0][1]
    account = (await world.nobody.expect(200, "POST", "/sessions", SIGN_IN))["account"]
    assert account["display_name"] == "Ada", "nothing of it changed"


async def test_known_address_costs_the_same_work_as_a_new_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = []

    async def hash_password(password: str) -> str:
        hashed.append(password)
        return "hash"

    monkeypatch.setattr(accounts, "hash_password", hash_password)
    for _ in range(2):
        await world.nobody.expect(202, "POST", "/accounts", ACCOUNT)
    assert hashed == [PASSWORD, PASSWORD]


async def test_one_address_does_not_take_all_places_for_registering(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = asyncio.Event()

    async def hash_password(password: str) -> str:
        await go_on.wait()
        return "hash"

    monkeypatch.setattr(accounts, "hash_password", hash_password)

    def register(number: int, address: str) -> "asyncio.Task[Response]":
        client = world.app.test_client()
        draft = {**ACCOUNT, "email": f"{address}-{number}@example.org".replace(":", "-")}
        sent = client.post(f"{API}/accounts", json=draft, scope_base={"client": (address, 1)})
        return asyncio.create_task(sent)

    crowd = [register(number, "2001:db8::1" if number % 2 else "2001:db8::2") for number in range(20)]
    answers = asyncio.as_completed(crowd, timeout=10)
    refused = [await next(answers) for _ in range(18)]
    assert {answer.status_code for answer in refused} == {429}
    assert (await refused[0].get_json())["code"] == "too_many_at_once"
    assert refused[0].headers["Retry-After"] == "2"
    other = register(0, "2001:db8:1::1")
    go_on.set()
    assert (await other).status_code == 202
    assert sorted([(await one).status_code for one in crowd]) == [202] * 2 + [429] * 18
    assert (await register(99, "2001:db8::1")).status_code == 202


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"email": "ada"}, "email", "Must be an e-mail address, such as ada@example.org."),
        ({"email": "a b@example.org"}, "email", "Must be an e-mail address, such as ada@example.org."),
        ({"email": "ada@@example.org"}, "email", "Must be an e-mail address, such as ada@example.org."),
        ({"email": "ada@localhost"}, "email", "Must be an e-mail address, such as ada@example.org."),
        ({"email": "ada@☕.example"}, "email", "Must be an e-mail address, such as ada@example.org."),
        ({"password": "short"}, "password", "Must have at least 8 characters."),
        ({"password": "x" * 257}, "password", "Must have at most 256 characters."),
        ({"display_name": " "}, "display_name", "Must not be empty."),
        ({"role": "admin"}, "role", "Must be one of these: artist, fan."),
        ({"operator": True}, "operator", "Is not a field here. Look for a misspelling, or leave it out."),
    ],
)
async def test_wrong_field_is_named_in_words(world: World, change: dict[str, Any], field: str, words: str) -> None:
    problem = await world.nobody.refused(400, "invalid_fields", "POST", "/accounts", {**ACCOUNT, **change})
    [error] = problem["errors"]
    assert (error["field"], error["pointer"], error["detail"]) == (field, f"#/{field}", words)


async def test_program_signs_in_with_a_token(world: World) -> None:
    await world.nobody.expect(202, "POST", "/accounts", ACCOUNT)
    session = await Visitor(world.app).expect(200, "POST", "/sessions", SIGN_IN)
    program = Visitor(world.app, session["token"])
    assert await program.expect(200, "GET", "/me") == session["account"]
    await program.expect(201, "POST", "/livestreams", {"title": "x"}, Origin="https://elsewhere.example.org")
    await program.expect(204, "DELETE", "/sessions/current")
    problem = await program.refused(401, "not_signed_in", "GET", "/me")
    assert problem["detail"] == "Your session is over. Sign in again."


async def test_signing_out_ends_the_session_and_not_only_the_cookie(world: World, artist: Visitor) -> None:
    (cookie,) = [cookie for cookie in artist.client.cookie_jar or [] if cookie.name == COOKIE]
    await artist.expect(204, "DELETE", "/sessions/current")
    assert not [cookie for cookie in artist.client.cookie_jar or [] if cookie.name == COOKIE]
    kept = world.app.test_client(use_cookies=False)
    response = await kept.get(f"{API}/me", headers={"Cookie": f"{COOKIE}={cookie.value}"})
    assert response.status_code == 401
    await artist.expect(204, "DELETE", "/sessions/current")


@pytest.mark.parametrize(
    ("options", "secure"), [({}, False), ({"public_url": "https://live.example.org"}, True)], ids=["http", "https"]
)
async def test_cookie_is_out_of_reach_for_scripts_and_other_sites(world: World, secure: bool) -> None:
    await world.nobody.expect(202, "POST", "/accounts", ACCOUNT)
    response = await world.nobody.call("POST", "/sessions", SIGN_IN)
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert ("Secure" in cookie) is secure


@pytest.mark.parametrize("options", [{"public_url": "https://live.example.org"}])
@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"Origin": "http://localhost"}, True),
        ({"Origin": "https://live.example.org"}, True),
        ({"Origin": "https://LIVE.example.org"}, True),
        ({"Origin": "https://evil.example.org"}, False),
        ({"Origin": "https://live.example.org:443"}, True),
        ({"Origin": "http://live.example.org"}, False),
        ({"Origin": "http://live.example.org", "Host": "live.example.org"}, False),
        ({"Origin": "https://live.example.org.evil.net"}, False),
        ({"Origin": "https://live.example.org:444"}, False),
        ({"Origin": "null"}, False),
        ({"Sec_Fetch_Site": "same-origin"}, True),
        ({"Sec_Fetch_Site": "cross-site"}, False),
        ({"Sec_Fetch_Site": "same-site"}, False),
    ],
)
async def test_foreign_pages_cannot_use_a_cookie(world: World, headers: dict[str, str], allowed: bool) -> None:
    visitor = Visitor(world.app)
    await visitor.expect(202, "POST", "/accounts", ACCOUNT)
    # Such a cookie is for https alone, so the test carries it by hand.
    token = (await visitor.expect(200, "POST", "/sessions", SIGN_IN))["token"]
    browser = Visitor(world.app)
    browser.client = world.app.test_client(use_cookies=False)
    headers = {**headers, "Cookie": f"{COOKIE}={token}"}
    draft = {"title": "Mine"}
    if allowed:
        await browser.expect(201, "POST", "/livestreams", draft, **headers)
    else:
        await browser.refused(403, "wrong_origin", "POST", "/livestreams", draft, **headers)
    await browser.expect(200, "GET", "/me", **headers)


async def test_wrong_bearer_token_is_not_made_up_for_by_a_cookie(artist: Visitor) -> None:
    await artist.refused(401, "not_signed_in", "GET", "/me", Authorization="Bearer nonsense")


async def test_wrong_tries_are_slowed_down_and_a_right_one_clears_them(world: World) -> None:
    await world.nobody.expect(202, "POST", "/accounts", ACCOUNT)
    wrong = {**SIGN_IN, "password": "not the password"}
    for _ in range(3):
        await world.nobody.refused(401, "wrong_credentials", "POST", "/sessions", wrong)
    await world.nobody.expect(200, "POST", "/sessions", SIGN_IN)
    for _ in range(10):
        await world.nobody.refused(401, "wrong_credentials", "POST", "/sessions", wrong)
    response = await world.nobody.call("POST", "/sessions", SIGN_IN)
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 30
    assert (await response.get_json())["code"] == "too_many_tries"
    someone = {**SIGN_IN, "email": "grace@example.org"}
    await world.nobody.refused(401, "wrong_credentials", "POST", "/sessions", someone)

"""Guesses of a password are bounded for account and address, and the owner still gets in."""

import asyncio
import itertools

import pytest
from quart.wrappers import Response

from api.context import KEY
from api.limits.guesses import BY_ACCOUNT, BY_ADDRESS, BY_PERSON, Guesses
from api.limits.throttles import Throttles
from catalog import models
from catalog.accounts import accounts, passwords
from runtime.keys import Keys
from settings import Settings
from support.app_world import PASSWORD, Visitor, World

NAT = "203.0.113.7"
ADA = "ada@example.org"
HOLDER = "Ada's account with her password"


def make_guesses(secret_key: str = "k" * 32, streaming_secret: str = "") -> Guesses:
    return Guesses(
        Settings(secret_key=secret_key, streaming_secret=streaming_secret), Throttles(None, Keys(secret_key))
    )


async def test_one_guesser_of_one_account_is_stopped_and_right_ones_do_not_count() -> None:
    guesses = make_guesses()
    for _ in range(3 * BY_PERSON.tries):
        wait, counted = await guesses.take(NAT, ADA, None)
        assert wait == 0
        await guesses.give_back(counted)
    passed = [(await guesses.take(NAT, ADA, None))[0] for _ in range(60)].count(0)
    assert passed == BY_PERSON.tries
    # Who sits behind the same address is not locked out by it.
    assert (await guesses.take(NAT, "grace@example.org", None))[0] == 0


async def test_an_address_that_tries_many_accounts_is_stopped() -> None:
    guesses = make_guesses()
    waits = [(await guesses.take(NAT, f"{number}@example.org", None))[0] for number in range(500)]
    assert waits.count(0) == BY_ADDRESS.tries


async def test_many_addresses_that_try_one_account_are_stopped_and_its_owner_is_not() -> None:
    guesses = make_guesses()
    mark = guesses.make_mark(HOLDER)
    waits = [
        (await guesses.take(f"198.51.100.{address}", ADA, None))[0]
        for address, _ in itertools.product(range(30), range(10))
    ]
    assert waits.count(0) == BY_ACCOUNT.tries
    assert (await guesses.take(NAT, ADA, mark, HOLDER))[0] == 0
    for wrong in (guesses.make_mark("mallory's"), "made.up", "", "\xff.\xff", mark + "0"):
        assert (await guesses.take(NAT, ADA, wrong, HOLDER))[0] > 0
    # A mark that was stolen is no way around the bound.
    assert [(await guesses.take(NAT, ADA, mark, HOLDER))[0] for _ in range(30)].count(0) == 9


async def test_a_new_browser_at_home_is_let_try_while_strangers_guess_elsewhere() -> None:
    guesses = make_guesses()

    async def is_home(email: str, address: str) -> bool:
        return (email, address) == (ADA, NAT)

    for address in range(BY_ACCOUNT.tries):
        assert (await guesses.take(f"2001:db8:{address:x}::", ADA, None, is_home=is_home))[0] == 0
    assert (await guesses.take("203.0.113.8", ADA, None, is_home=is_home))[0] > 0
    passed = [(await guesses.take(NAT, ADA, None, is_home=is_home))[0] for _ in range(30)].count(0)
    assert passed == BY_PERSON.tries, "and no more than anybody may"


def test_what_every_ingest_node_knows_makes_no_mark() -> None:
    secret = "the-secret-of-web-and-ingest"
    ours = make_guesses(streaming_secret=secret)
    forged = make_guesses(secret_key=secret, streaming_secret=secret).make_mark(HOLDER)
    assert ours.is_mark(ours.make_mark(HOLDER), HOLDER)
    assert not ours.is_mark(forged, HOLDER)
    assert not ours.is_mark(ours.make_mark(""), ""), "nor is there one for what nobody has"


async def test_owner_signs_in_from_a_known_browser_while_strangers_guess(world: World) -> None:
    account = {"email": ADA, "password": PASSWORD, "display_name": "Ada", "role": "fan"}
    owner = await world.enter(account)
    wrong = {"email": ADA, "password": "not the password"}
    for _ in range(BY_PERSON.tries):
        await Visitor(world.app).refused(401, "wrong_credentials", "POST", "/sessions", wrong)
    right = {"email": ADA, "password": PASSWORD}
    await Visitor(world.app).refused(429, "too_many_tries", "POST", "/sessions", right)
    await owner.expect(200, "POST", "/sessions", right)


@pytest.mark.parametrize("change", ["password", "account", "address"])
async def test_a_browser_is_known_as_long_as_its_account_and_password_stay(world: World, change: str) -> None:
    account = {"email": ADA, "password": PASSWORD, "display_name": "Ada", "role": "fan"}
    former = await world.enter(account)
    owner, email, password = Visitor(world.app), ADA, PASSWORD
    await owner.expect(200, "POST", "/sessions", {"email": ADA, "password": PASSWORD})
    match change:
        case "password":
            password = "another password"
            await owner.expect(200, "PUT", "/me/password", {"current_password": PASSWORD, "password": password})
        case "account":
            await models.Account.filter(email=ADA).delete()
            owner = await world.enter(account)
        case "address":
            email = "ada@example.net"
            await models.Account.filter(email=ADA).update(email=email)
    right = {"email": email, "password": password}
    wrong = {"email": email, "password": "not the password"}
    for _ in range(BY_PERSON.tries):
        await Visitor(world.app).refused(401, "wrong_credentials", "POST", "/sessions", wrong)
    await owner.expect(200, "POST", "/sessions", right)
    if change == "address":
        await former.expect(200, "POST", "/sessions", right)
    else:
        await former.refused(429, "too_many_tries", "POST", "/sessions", wrong)


async def test_nobody_learns_by_guessing_whose_address_is_registered(world: World) -> None:
    """In words, status and headers, before the bounds and past them; the same work is in the tests of passwords."""
    await world.register()
    account = {"email": ADA, "password": PASSWORD, "display_name": "Ada", "role": "fan"}
    await world.enter(account)
    keyless = await world.enter({**account, "email": "keyless@example.org"})
    await models.Account.filter(id=keyless.id).update(password_hash="")
    seen = []
    for email in (ADA, "keyless@example.org", "nobody@example.org"):
        answers = []
        for _ in range(BY_PERSON.tries + 2):
            tried = {"email": email, "password": "not the password"}
            response = await Visitor(world.app).call("POST", "/sessions", tried)
            headers = {name.lower(): value for name, value in response.headers.items()}
            answers.append(
                (response.status_code, await response.get_data(), {**headers, "date": "", "retry-after": ""})
            )
        seen.append(answers)
    statuses = [[status for status, *_ in answers] for answers in seen]
    assert statuses == [[401] * BY_PERSON.tries + [429] * 2] * 3
    assert [answers[: BY_PERSON.tries] for answers in seen] == [seen[0][: BY_PERSON.tries]] * 3


async def test_one_address_does_not_take_all_places_for_signing_in(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = {"email": ADA, "password": PASSWORD, "display_name": "Ada", "role": "fan"}
    owner = await world.enter(account)
    go_on = asyncio.Event()

    async def verify_password(password_hash: str, password: str, *, known: bool = False) -> bool:
        await go_on.wait()
        return password == PASSWORD

    monkeypatch.setattr(accounts, "verify_password", verify_password)

    def sign_in(visitor: Visitor, email: str, address: str) -> "asyncio.Task[Response]":
        right = {"email": email, "password": PASSWORD}
        return asyncio.create_task(
            visitor.client.post("/api/v1/sessions", json=right, scope_base={"client": (address, 1)})
        )

    crowd = [
        sign_in(Visitor(world.app), f"{number}@example.org", f"2001:db8::{number % 2 + 1}") for number in range(40)
    ]
    answers = asyncio.as_completed(crowd, timeout=10)
    refused = [await next(answers) for _ in range(34)]
    assert {answer.status_code for answer in refused} == {429}
    assert {(await answer.get_json())["code"] for answer in refused} == {"too_many_at_once"}
    elsewhere = sign_in(Visitor(world.app), ADA, "2001:db8:1::1")
    known = sign_in(owner, ADA, "2001:db8::1")
    go_on.set()
    assert ((await elsewhere).status_code, (await known).status_code) == (200, 200)
    assert sorted([(await one).status_code for one in crowd]) == [401] * 6 + [429] * 34
    assert len(world.app.extensions[KEY].signing_in) == 0


async def test_past_the_line_for_passwords_everybody_is_asked_to_come_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "MOST_OF_STRANGERS", 0)
    for _ in range(2 * BY_PERSON.tries):
        response = await Visitor(world.app).call("POST", "/sessions", {"email": ADA, "password": "x"})
        assert (response.status_code, response.headers["Retry-After"]) == (429, "2")
        assert (await response.get_json())["code"] == "too_busy", "and it is not counted as a guess"

"""Guesses of a password are bounded for account and address, and the owner still gets in."""

import itertools

from api.limits.guesses import BY_ACCOUNT, BY_ADDRESS, BY_PERSON, Guesses
from api.limits.throttles import Throttles
from settings import Settings
from support.app_world import PASSWORD, Visitor, World

NAT = "203.0.113.7"
ADA = "ada@example.org"


def make_guesses(secret_key: str = "k" * 32, streaming_secret: str = "") -> Guesses:
    return Guesses(Settings(secret_key=secret_key, streaming_secret=streaming_secret), Throttles(None))


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
    mark = guesses.make_mark(ADA)
    waits = [
        (await guesses.take(f"198.51.100.{address}", ADA, None))[0]
        for address, _ in itertools.product(range(30), range(10))
    ]
    assert waits.count(0) == BY_ACCOUNT.tries
    assert (await guesses.take(NAT, ADA, mark))[0] == 0
    for wrong in (guesses.make_mark("mallory@example.org"), "made.up", "", "\xff.\xff", mark + "0"):
        assert (await guesses.take(NAT, ADA, wrong))[0] > 0
    # A mark that was stolen is no way around the bound.
    assert [(await guesses.take(NAT, ADA, mark))[0] for _ in range(30)].count(0) == 9


def test_what_every_ingest_node_knows_makes_no_mark() -> None:
    secret = "the-secret-of-web-and-ingest"
    ours = make_guesses(streaming_secret=secret)
    forged = make_guesses(secret_key=secret, streaming_secret=secret).make_mark(ADA)
    assert ours.is_mark(ours.make_mark(ADA), ADA)
    assert not ours.is_mark(forged, ADA)


async def test_owner_signs_in_from_a_known_browser_while_strangers_guess(world: World) -> None:
    account = {"email": ADA, "password": PASSWORD, "display_name": "Ada", "role": "fan"}
    owner = await world.enter(account)
    wrong = {"email": ADA, "password": "not the password"}
    for _ in range(BY_PERSON.tries):
        await Visitor(world.app).refused(401, "wrong_credentials", "POST", "/sessions", wrong)
    right = {"email": ADA, "password": PASSWORD}
    await Visitor(world.app).refused(429, "too_many_tries", "POST", "/sessions", right)
    await owner.expect(200, "POST", "/sessions", right)

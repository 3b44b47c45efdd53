"""So much at once, then so much a second."""

import pytest

from ingest.limits.budget import Budget
from ingest.limits.wrong_keys import CAPACITY, TRIES, WrongKeys
from runtime.refusals import SAY_EVERY, Refusals


def test_what_is_overdrawn_is_owed_for_as_long_as_it_takes_to_flow_back() -> None:
    budget = Budget(10, 2)
    budget.spend(10, 100.0)
    assert budget.debt(100.0) == 0
    budget.spend(6, 100.0)
    assert budget.debt(100.0) == 3
    assert budget.debt(102.0) == 1
    assert budget.debt(103.0) == 0
    assert not budget.is_clear(103.0)
    assert budget.is_clear(108.0)


def test_where_nothing_flows_back_a_debt_is_for_ever() -> None:
    budget = Budget(1, 0)
    budget.spend(2, 0.0)
    assert budget.debt(1e9) == float("inf")


def test_refusals_are_counted_each_and_said_now_and_then(caplog: pytest.LogCaptureFixture) -> None:
    now = 100.0
    refusals = Refusals(lambda: now)
    for _ in range(5):
        refusals.note("full", "no room")
    refusals.note("greedy", "too much")
    now += SAY_EVERY
    refusals.note("full", "no room")
    assert refusals.counts == {"full": 6, "greedy": 1}
    assert [record.getMessage() for record in caplog.records] == [
        "no room",
        "too much",
        "no room (4 more like this since it was last said)",
    ]


def test_wrong_keys_are_bounded_by_address_and_networks_of_one_customer_are_one() -> None:
    now = 0.0
    keys = WrongKeys(lambda: now)
    for number in range(TRIES):
        assert keys.wait("2001:db8::1", "guess") == 0
        keys.note_wrong(f"2001:db8::{number + 1:x}")
    assert keys.wait("2001:db8::ffff", "guess") == 6
    assert keys.wait("2001:db8:0:1::1", "guess") == 0
    assert keys.wait("::ffff:192.0.2.1", "guess") == 0
    now = 6.0
    assert keys.wait("2001:db8::1", "guess") == 0


def test_a_key_that_was_good_is_asked_about_whoever_else_guesses_there() -> None:
    keys = WrongKeys(lambda: 0.0)
    keys.note_good("good")
    for _ in range(TRIES):
        keys.note_wrong("192.0.2.1")
    assert keys.wait("192.0.2.1", "other") > 0
    assert keys.wait("192.0.2.1", "good") == 0


def test_only_so_many_addresses_are_remembered() -> None:
    keys = WrongKeys(lambda: 0.0)
    for number in range(CAPACITY + 10):
        keys.note_wrong(f"address {number}")
    assert len(keys._tries) == CAPACITY

"""Guesses of stream keys are bounded, and never at the cost of an owner."""

from ingest.limits.wrong_keys import CAPACITY, TRIES, WrongKeys


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

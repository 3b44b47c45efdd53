"""Whom a gate lets in, and what it remembers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.orders import Revocation
from contract.passes import CLOCKS_APART, Pass, write_pass
from ingest.origin import gate as module
from ingest.origin.gate import FORBIDDEN, Gate
from ingest.origin.http.responses import Response
from ingest.origin.wait import Wait

KEY, OTHER_KEY = bytes(range(32)), bytes(32)
NOW = 1_700_000_000


class Clock:
    def __init__(self) -> None:
        self.now = float(NOW)

    def __call__(self) -> float:
        return self.now


def name(number: int) -> str:
    return f"{number:024x}"


def make_pass(number: int = 1, *, lives: int = 3_600, key: bytes = KEY) -> str:
    return write_pass(key, Pass(name(number), NOW + lives))


def open_gate(clock: Clock | None = None) -> Gate:
    gate = Gate(KEY, clock or Clock())
    gate.revoke(None, 0, [])
    return gate


def test_a_pass_made_with_its_key_opens_it_and_is_looked_at_once() -> None:
    gate, text = open_gate(), make_pass()
    assert gate.ask(text) is None
    assert text in gate.good


@pytest.mark.parametrize("text", ["", "p1.", "480p", make_pass(key=OTHER_KEY), make_pass(lives=0), make_pass() + "A"])
def test_what_is_no_good_pass_is_refused_and_not_remembered(text: str) -> None:
    gate = open_gate()
    assert gate.ask(text) is FORBIDDEN
    assert text not in gate.good


def test_what_was_taken_back_stays_so_when_the_clock_is_set_back() -> None:
    clock, text = Clock(), make_pass(lives=60)
    gate = open_gate(clock)
    gate.revoke(0, 1, [Revocation(id=name(1), expires_at=NOW + 60)])
    clock.now += 60 + CLOCKS_APART - 1
    gate.sweep()
    clock.now -= CLOCKS_APART
    assert gate.ask(text) is FORBIDDEN


@given(st.text(max_size=80) | st.from_regex(r"p1\.[A-Za-z0-9_-]{48}", fullmatch=True))
def test_nothing_made_up_opens_it_or_stays_in_memory(text: str) -> None:
    gate = open_gate()
    assert gate.ask(text) is FORBIDDEN
    assert not gate.good


@given(st.integers(0, len(make_pass()) - 1), st.characters(codec="ascii"))
def test_a_pass_with_a_character_changed_is_none(at: int, character: str) -> None:
    text = make_pass()
    changed = text[:at] + character + text[at + 1 :]
    assert (open_gate().ask(changed) is None) is (changed == text)


def test_one_that_was_taken_back_opens_nothing_however_often_it_was_shown() -> None:
    gate, text, other = open_gate(), make_pass(1), make_pass(2)
    assert gate.ask(text) is gate.ask(other) is None
    gate.revoke(0, 1, [Revocation(id=name(1), expires_at=NOW + 3_600)])
    assert text not in gate.good
    assert gate.ask(text) is FORBIDDEN
    assert other in gate.good
    assert gate.number == 1


def test_a_pass_that_was_renewed_is_taken_back_in_all_its_forms() -> None:
    gate = open_gate()
    forms = [make_pass(1, lives=100), make_pass(1, lives=200)]
    assert [gate.ask(form) for form in forms] == [None, None]
    gate.revoke(0, 1, [Revocation(id=name(1), expires_at=NOW + 200)])
    assert [gate.ask(form) for form in forms] == [FORBIDDEN, FORBIDDEN]
    assert not gate.good


def test_before_it_has_heard_what_was_taken_back_it_lets_nobody_in_but_has_them_wait() -> None:
    gate = Gate(KEY, Clock())
    woken: list[None] = []
    wait = gate.ask(make_pass())
    assert isinstance(wait, Wait)
    wait.subscribe(lambda: woken.append(None))
    assert gate.ask(make_pass(key=OTHER_KEY)) is FORBIDDEN, "who has no pass need not wait for that"
    gate.revoke(None, 4, [Revocation(id=name(2), expires_at=NOW + 3_600)])
    assert woken == [None]
    assert gate.ask(make_pass(1)) is None
    assert gate.ask(make_pass(2)) is FORBIDDEN
    assert gate.number == 4


def test_of_many_that_were_taken_back_it_hears_the_last_before_it_opens() -> None:
    gate = Gate(KEY, Clock())
    gate.revoke(None, 1, [Revocation(id=name(1), expires_at=NOW + 9)], more=True)
    assert gate.number == 1
    assert isinstance(gate.ask(make_pass(2)), Wait), "it may be among those that are still to come"
    gate.revoke(1, 2, [Revocation(id=name(2), expires_at=NOW + 9)])
    assert gate.ask(make_pass(2)) is FORBIDDEN
    assert gate.ask(make_pass(3)) is None


def test_an_answer_to_a_report_of_an_earlier_gate_does_not_count_as_all_there_is() -> None:
    gate = Gate(KEY, Clock())
    gate.revoke(5, 7, [Revocation(id=name(7), expires_at=NOW + 3_600)])
    assert isinstance(gate.ask(make_pass(1)), Wait), "what was taken back up to the fifth is not known here"
    assert gate.ask(make_pass(7)) is FORBIDDEN


def test_answers_that_cross_lose_nothing() -> None:
    gate = open_gate()
    gate.revoke(0, 2, [Revocation(id=name(1), expires_at=NOW + 9), Revocation(id=name(2), expires_at=NOW + 9)])
    gate.revoke(0, 1, [Revocation(id=name(1), expires_at=NOW + 9)])
    assert gate.number == 1, "and what lies between is asked for again"
    assert gate.ask(make_pass(2)) is FORBIDDEN


def test_what_has_expired_is_forgotten_and_refused() -> None:
    clock = Clock()
    gate = open_gate(clock)
    short, long = make_pass(1, lives=10), make_pass(2, lives=100)
    assert gate.ask(short) is gate.ask(long) is None
    gate.revoke(0, 1, [Revocation(id=name(3), expires_at=NOW + 10)])
    clock.now += 10
    gate.sweep()
    assert list(gate.good) == [long]
    assert gate.ask(short) is FORBIDDEN
    assert gate.ask(make_pass(3, lives=10)) is FORBIDDEN
    clock.now += 90
    gate.sweep()
    assert not gate.good
    clock.now += CLOCKS_APART
    gate.sweep()
    assert not vars(gate)["_revoked"], "nobody needs to know of it any more"


def test_more_passes_than_are_remembered_are_let_in_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_GOOD", 2)
    gate = open_gate()
    answers: list[Response | Wait | None] = [gate.ask(make_pass(number)) for number in range(4)]
    assert answers == [None] * 4
    assert len(gate.good) == 2
    gate.revoke(0, 1, [Revocation(id=name(3), expires_at=NOW + 9)])
    assert gate.ask(make_pass(3)) is FORBIDDEN

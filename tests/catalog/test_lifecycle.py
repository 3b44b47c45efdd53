"""Every state and every move, allowed or not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from catalog.lifecycle import (
    MOVES,
    AdmissionRefusedError,
    MoveRefusedError,
    Outcome,
    State,
    Status,
    admit,
    expire,
    restore,
    stream_ended,
    stream_started,
)

NOW = datetime(2026, 1, 31, 20, tzinfo=UTC)
GRACE = 30.0

MANUAL = State(auto_start=False)
STATES = {
    "scheduled": State(),
    "waiting": MANUAL,
    "ready": replace(MANUAL, ready=True),
    "previewing": replace(MANUAL, session_id="s1", node="n1"),
    "live": State(Status.LIVE, session_id="s1", node="n1", started_at=NOW),
    "interrupted": State(Status.LIVE, started_at=NOW, interrupted_until=NOW),
    "ended": State(Status.ENDED, started_at=NOW, ended_at=NOW),
    "archived": State(Status.ARCHIVED, started_at=NOW, ended_at=NOW),
    "cancelled": State(Status.CANCELLED),
}

# 409: refused. same: nothing changes at all. quiet: something is stored that nobody hears of. Else the transitions.
ARTIST = """
              start      stop    cancel     archive   delete   rotate
scheduled     updated    409     cancelled  409       deleted  same
waiting       updated    409     cancelled  409       deleted  same
ready         same       409     cancelled  409       deleted  same
previewing    live       409     cancelled  409       deleted  same
live          409        ended   409        409       409      same
interrupted   409        ended   409        409       409      409
ended         scheduled  409     409        archived  deleted  same
archived      409        409     409        409       deleted  same
cancelled     409        409     409        409       deleted  same
"""

PUBLISHER = """
              started              repeated  said_goodbye  lost         too_late  too_early  found_again
scheduled     live                 live      same          same         same      same       same
waiting       quiet                quiet     same          same         same      same       same
ready         live                 live      same          same         same      same       same
previewing    quiet                same      quiet         quiet        same      same       same
live          interrupted+resumed  same      ended         interrupted  same      same       same
interrupted   resumed              resumed   same          same         ended     same       resumed
ended         same                 same      same          same         same      same       same
archived      same                 same      same          same         same      same       same
cancelled     same                 same      same          same         same      same       same
"""

ADMISSION = """
              alone  same_again  second_alive  second_silent  second_unheard  replaced
scheduled     ok     ok          busy          ok             ok              ok
waiting       ok     ok          busy          ok             ok              ok
ready         ok     ok          busy          ok             ok              ok
previewing    ok     ok          busy          ok             ok              ok
live          ok     ok          busy          ok             ok              ok
interrupted   ok     ok          busy          ok             ok              ok
ended         ended  ended       ended         ended          ended           ended
archived      ended  ended       ended         ended          ended           ended
cancelled     gone   gone        gone          gone           gone            gone
"""

EVENTS = {
    "started": lambda state: stream_started(state, "s2", "n2", NOW, GRACE),
    "repeated": lambda state: stream_started(state, "s1", "n1", NOW, GRACE),
    "said_goodbye": lambda state: stream_ended(state, "s1", clean=True, at=NOW, now=NOW, grace=GRACE),
    "lost": lambda state: stream_ended(state, "s1", clean=False, at=NOW, now=NOW, grace=GRACE),
    "too_late": lambda state: expire(state, NOW),
    "too_early": lambda state: expire(state, NOW - timedelta(seconds=1)),
    "found_again": lambda state: restore(state, "s1", "n1"),
}

HOLDERS: dict[str, tuple[str | None, float | None, str | None]] = {
    "alone": (None, None, None),
    "same_again": ("s2", 0.0, None),
    "second_alive": ("s1", 1.99, None),
    "second_silent": ("s1", 2.0, None),
    "second_unheard": ("s1", None, None),
    "replaced": ("s1", 0.0, "s1"),
}
REFUSALS = {"busy": "already_publishing", "ended": "livestream_ended", "gone": "livestream_cancelled"}


def read_table(table: str) -> list[tuple[str, str, str]]:
    """Row, column and cell of every cell."""
    head, *rows = [line.split() for line in table.strip().splitlines()]
    cells = [(name, move, cell) for name, *found in rows for move, cell in zip(head, found, strict=True)]
    assert {name for name, _, _ in cells} == set(STATES), "a state is missing from the table"
    return cells


def name_events(outcome: Outcome, before: State) -> str:
    if outcome.steps:
        return "+".join(step.type.removeprefix("livestream.") for step in outcome.steps)
    return "same" if outcome.state == before else "quiet"


@pytest.mark.parametrize(("name", "move", "expected"), read_table(ARTIST))
def test_artists_move(name: str, move: str, expected: str) -> None:
    state = STATES[name]
    if expected == "409":
        with pytest.raises(MoveRefusedError, match=state.status.word):
            MOVES[move](state, NOW)
    else:
        assert name_events(MOVES[move](state, NOW), state) == expected


@pytest.mark.parametrize(("name", "event", "expected"), read_table(PUBLISHER))
def test_publishers_move(name: str, event: str, expected: str) -> None:
    assert name_events(EVENTS[event](STATES[name]), STATES[name]) == expected


@pytest.mark.parametrize(("name", "who", "expected"), read_table(ADMISSION))
def test_admission(name: str, who: str, expected: str) -> None:
    holder, silence, replaces = HOLDERS[who]
    if expected == "ok":
        admit(STATES[name], "s2", holder=holder, silence=silence, replaces=replaces)
    else:
        with pytest.raises(AdmissionRefusedError) as refusal:
            admit(STATES[name], "s2", holder=holder, silence=silence, replaces=replaces)
        assert refusal.value.code == REFUSALS[expected]
        assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("table", [ARTIST, PUBLISHER])
def test_what_is_not_live_is_never_interrupted_and_what_is_over_has_no_publisher(table: str) -> None:
    for name, move, expected in read_table(table):
        if expected == "409":
            continue
        outcome = MOVES[move](STATES[name], NOW) if move in MOVES else EVENTS[move](STATES[name])
        for state in (outcome.state, *(step.state for step in outcome.steps)):
            assert state.interrupted_until is None or state.status is Status.LIVE
            assert state.session_id is None or state.status in (Status.SCHEDULED, Status.LIVE)
            assert (state.session_id is None) == (state.node is None)
            assert (state.started_at is None) == (state.status in (Status.SCHEDULED, Status.CANCELLED))


def test_reopened_livestream_starts_from_the_beginning() -> None:
    reopened = MOVES["start"](STATES["ended"], NOW).state
    assert (reopened.started_at, reopened.ended_at, reopened.ready) == (None, None, False)


def test_interruption_waits_from_now_however_old_the_news_is() -> None:
    outcome = stream_ended(STATES["live"], "s1", clean=False, at=NOW - timedelta(minutes=5), now=NOW, grace=GRACE)
    assert outcome.state.interrupted_until == NOW + timedelta(seconds=GRACE)


def test_without_grace_a_lost_publisher_ends_the_livestream() -> None:
    outcome = stream_ended(STATES["live"], "s1", clean=False, at=NOW, now=NOW, grace=0)
    assert name_events(outcome, STATES["live"]) == "ended"


def test_takeover_says_interrupted_with_its_limit_and_then_resumed_without() -> None:
    interrupted, resumed = stream_started(STATES["live"], "s2", "n2", NOW, GRACE).steps
    assert interrupted.state.interrupted_until == NOW + timedelta(seconds=GRACE)
    assert (resumed.state.interrupted_until, resumed.state.session_id) == (None, "s2")
    assert resumed.state.started_at == STATES["live"].started_at

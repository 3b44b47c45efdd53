"""Every state and every move, allowed or not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from catalog.livestreams.errors import AdmissionRefusedError, MoveRefusedError
from catalog.livestreams.lifecycle import Outcome, State, Status
from catalog.livestreams.moves import MOVES
from catalog.livestreams.publishers import (
    LEAST_WAIT,
    admit,
    expire,
    found,
    gone_after_all,
    stream_ended,
    stream_started,
    unheard,
)

NOW = datetime(2026, 1, 31, 20, tzinfo=UTC)
GRACE = 30.0
HOUR = timedelta(hours=1)

MANUAL = State(auto_start=False)
STATES = {
    "scheduled": State(),
    "waiting": MANUAL,
    "ready": replace(MANUAL, ready=True),
    "previewing": replace(MANUAL, session_id="s1", node="n1"),
    "live": State(Status.LIVE, session_id="s1", node="n1", started_at=NOW),
    "interrupted": State(Status.LIVE, started_at=NOW, interrupted_until=NOW),
    "ended": State(Status.ENDED, started_at=NOW, ended_at=NOW, end_reason="artist"),
    "finished": State(Status.ENDED, started_at=NOW, ended_at=NOW, end_reason="encoder"),
    "left": State(Status.ENDED, started_at=NOW, ended_at=NOW, end_reason="lost"),
    "left_long_ago": State(Status.ENDED, started_at=NOW - HOUR, ended_at=NOW - HOUR, end_reason="lost"),
    "archived": State(Status.ARCHIVED, started_at=NOW, ended_at=NOW, end_reason="lost"),
    "cancelled": State(Status.CANCELLED),
}

# 409: refused. same: nothing changes at all. quiet: something is stored that nobody hears of. Else the transitions.
ARTIST = """
              start      stop    cancel     archive   delete   rotate
scheduled     updated    409     cancelled  409       deleted  same
waiting       updated    409     cancelled  409       deleted  same
ready         same       409     cancelled  409       deleted  same
previewing    live       409     cancelled  409       deleted  quiet
live          409        ended   409        409       409      same
interrupted   409        ended   409        409       409      409
ended         scheduled  409     409        archived  deleted  same
finished      scheduled  409     409        archived  deleted  same
left          scheduled  409     409        archived  deleted  same
left_long_ago scheduled  409     409        archived  deleted  same
archived      409        409     409        409       deleted  same
cancelled     409        409     409        409       deleted  same
"""

PUBLISHER = """
              started             repeated  said_goodbye  lost         unheard      over   found_again  goodbye_late
scheduled     live                live      same          same         same         same   quiet        same
waiting       quiet               quiet     same          same         same         same   quiet        same
ready         live                live      same          same         same         same   live         same
previewing    quiet               same      quiet         quiet        quiet        same   same         same
live          interrupted+resumed same      ended         interrupted  interrupted  same   same         same
interrupted   resumed             resumed   same          same         same         ended  resumed      ended
ended         same                same      same          same         same         same   same         same
finished      live                live      same          same         same         same   same         same
left          live                live      same          same         same         same   live         same
left_long_ago same                same      same          same         same         same   same         same
archived      same                same      same          same         same         same   same         same
cancelled     same                same      same          same         same         same   same         same
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
finished      ok     ok          busy          ok             ok              ok
left          ok     ok          busy          ok             ok              ok
left_long_ago ended  ended       ended         ended          ended           ended
archived      ended  ended       ended         ended          ended           ended
cancelled     gone   gone        gone          gone           gone            gone
"""

EVENTS = {
    "started": lambda state: stream_started(state, "s2", "n2", at=NOW, now=NOW, grace=GRACE),
    "repeated": lambda state: stream_started(state, "s1", "n1", at=NOW, now=NOW, grace=GRACE),
    "said_goodbye": lambda state: stream_ended(state, "s1", clean=True, at=NOW, now=NOW, grace=GRACE),
    "lost": lambda state: stream_ended(state, "s1", clean=False, at=NOW, now=NOW, grace=GRACE),
    "unheard": lambda state: unheard(state, "s1", now=NOW, grace=GRACE),
    "over": lambda state: expire(state, NOW),
    "found_again": lambda state: found(state, "s1", "n1", now=NOW),
    "goodbye_late": lambda state: gone_after_all(state, clean=True, at=NOW, grace=GRACE),
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
        admit(STATES[name], "s2", holder=holder, silence=silence, replaces=replaces, now=NOW)
    else:
        with pytest.raises(AdmissionRefusedError) as refusal:
            admit(STATES[name], "s2", holder=holder, silence=silence, replaces=replaces, now=NOW)
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
            assert (state.end_reason is None) == (state.ended_at is None)
            assert (state.started_at is None) == (state.status in (Status.SCHEDULED, Status.CANCELLED))


def test_reopened_livestream_starts_from_the_beginning() -> None:
    reopened = MOVES["start"](STATES["left"], NOW).state
    assert (reopened.started_at, reopened.ended_at, reopened.end_reason, reopened.ready) == (None, None, None, False)


def test_interruption_waits_from_now_however_old_the_news_is() -> None:
    outcome = stream_ended(STATES["live"], "s1", clean=False, at=NOW - timedelta(minutes=5), now=NOW, grace=GRACE)
    assert outcome.state.interrupted_until == NOW + timedelta(seconds=GRACE)


def test_without_grace_a_lost_publisher_ends_the_livestream() -> None:
    outcome = stream_ended(STATES["live"], "s1", clean=False, at=NOW, now=NOW, grace=0)
    assert name_events(outcome, STATES["live"]) == "ended"


def test_takeover_says_interrupted_with_its_limit_and_then_resumed_without() -> None:
    interrupted, resumed = EVENTS["started"](STATES["live"]).steps
    assert interrupted.state.interrupted_until == NOW + timedelta(seconds=GRACE)
    assert (resumed.state.interrupted_until, resumed.state.session_id) == (None, "s2")
    assert resumed.state.started_at == STATES["live"].started_at


@pytest.mark.parametrize(
    ("event", "before", "reason"),
    [
        ("said_goodbye", "live", "encoder"),
        ("over", "interrupted", "lost"),
        ("goodbye_late", "interrupted", "encoder"),
    ],
)
def test_an_end_says_how_it_came(event: str, before: str, reason: str) -> None:
    assert EVENTS[event](STATES[before]).state.end_reason == reason


def test_an_end_by_its_artist_says_so_and_is_final() -> None:
    ended = MOVES["stop"](STATES["live"], NOW).state
    assert ended.end_reason == "artist"
    for event in ("started", "found_again"):
        assert name_events(EVENTS[event](ended), ended) == "same"


def test_a_guess_ends_nothing_at_once_even_without_grace() -> None:
    outcome = unheard(STATES["live"], "s1", now=NOW, grace=0)
    assert name_events(outcome, STATES["live"]) == "interrupted"
    assert outcome.state.interrupted_until == NOW + timedelta(seconds=LEAST_WAIT)
    known = gone_after_all(outcome.state, clean=False, at=NOW, grace=0)
    assert (name_events(known, outcome.state), known.state.end_reason) == ("ended", "lost")


def test_a_show_that_goes_on_began_when_it_began() -> None:
    before = replace(STATES["left"], started_at=NOW - HOUR)
    after = EVENTS["started"](before).state
    assert (after.started_at, after.ended_at, after.end_reason) == (NOW - HOUR, None, None)


def test_a_clock_set_back_makes_no_show_end_before_it_began() -> None:
    ended = MOVES["stop"](STATES["live"], NOW - HOUR).state
    assert ended.ended_at == ended.started_at

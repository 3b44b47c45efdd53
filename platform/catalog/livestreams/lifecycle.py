"""What a livestream's life is made of. Pure: a state and a time go in, the next state and its transitions come out.
Who may do what when, `moves.py` says for its artist and `publishers.py` for its publishers.

    scheduled -> live -> ended -> archived        scheduled -> cancelled        ended -> scheduled (start again)
                 ended -> live (it goes on)

While live it may be interrupted (`interrupted_until` is set): the publisher is lost and has until then to return.
Whether a publisher is lost may be known (its node says so) or guessed (its node is not heard of). What follows from a
guess can be undone: it never ends a livestream at once, and media that flows brings back even one that has ended, as
long as it may go on at all.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Final

from contract.events.event import TransitionType

GOES_ON: Final = timedelta(minutes=5)
"""After an end that was not the artist's, the time in which the next publisher, or one given up by a guess, goes on
with the same show. Later its fans have left, and nobody expects to be on air."""

ARTIST: Final = "artist"
ENCODER: Final = "encoder"
LOST: Final = "lost"
"""Why a livestream ended: its artist ended it, its encoder said goodbye, or its publisher did not come back."""


class Status(IntEnum):
    """As stored; the words are the names in lower case."""

    SCHEDULED = 0
    LIVE = 1
    ENDED = 2
    ARCHIVED = 3
    CANCELLED = 4

    @property
    def word(self) -> str:
        """As the API says it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class State:
    """The part of a livestream that the rules read and write."""

    status: Status = Status.SCHEDULED
    auto_start: bool = True
    ready: bool = False
    session_id: str | None = None
    node: str | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    end_reason: str | None = None
    interrupted_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One transition for the log: its type and the state right after it."""

    type: TransitionType
    state: State


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a move leads. `steps` is empty when there is nothing that others need to hear of."""

    state: State
    steps: tuple[Step, ...] = ()


def take_step(kind: TransitionType, state: State) -> Outcome:
    """One transition, which others hear of."""
    return Outcome(state, (Step(kind, state),))


def go_live(state: State, at: datetime) -> Outcome:
    """One that goes on after its end began when it began."""
    at = state.started_at or at
    return take_step(
        "livestream.live",
        replace(
            state, status=Status.LIVE, ready=True, started_at=at, ended_at=None, end_reason=None,
            interrupted_until=None,
        ),
    )  # fmt: skip


def end(state: State, at: datetime, reason: str) -> Outcome:
    """Over, and its publisher let go."""
    at = max(at, state.started_at or at)  # somebody may have set the clock back meanwhile
    return take_step(
        "livestream.ended",
        replace(
            state, status=Status.ENDED, ended_at=at, end_reason=reason, interrupted_until=None, session_id=None,
            node=None,
        ),
    )  # fmt: skip


def goes_on(state: State, now: datetime) -> bool:
    """Ended, but neither by its artist nor long ago."""
    return (
        state.status is Status.ENDED
        and state.end_reason in (ENCODER, LOST)
        and state.ended_at is not None
        and now - state.ended_at < GOES_ON
    )


def interrupt(state: State, now: datetime, grace: float) -> Outcome:
    """Live without a publisher, which may return for `grace` seconds."""
    until = now + timedelta(seconds=grace)
    return take_step("livestream.interrupted", replace(state, session_id=None, node=None, interrupted_until=until))


def resume(state: State) -> Outcome:
    """Its publisher is there again."""
    return take_step("livestream.resumed", replace(state, interrupted_until=None))

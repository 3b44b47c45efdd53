"""The rules of a livestream's life. Pure: a state and a time go in, the next state and its transitions come out.

    scheduled -> live -> ended -> archived        scheduled -> cancelled        ended -> scheduled (start again)
                 ended -> live (it goes on)

While live it may be interrupted (`interrupted_until` is set): the publisher is lost and has until then to return.
Whether a publisher is lost may be known (its node says so) or guessed (its node is not heard of). What follows from a
guess can be undone: it never ends a livestream at once, and media that flows brings back even one that has ended, as
long as it may go on at all.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Final

from catalog.errors import CatalogError
from contract.events.event import TransitionType
from contract.publishing import TAKEOVER_SILENCE, UNKNOWN_KEY

GOES_ON: Final = timedelta(minutes=5)
"""After an end that was not the artist's, the time in which the next publisher, or one given up by a guess, goes on
with the same show. Later its fans have left, and nobody expects to be on air."""

LEAST_WAIT: Final = 3.0
"""Seconds that even a platform without grace waits for a publisher it only guesses to be lost."""

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


class MoveRefusedError(CatalogError):
    """The lifecycle has no such move from here."""

    code = "move_not_possible"

    def __init__(self, move: str, status: Status) -> None:
        super().__init__(f"This livestream is {status.word}, so it cannot be {PARTICIPLES[move]}.")
        self.move = move
        self.status = status


class AdmissionRefusedError(CatalogError):
    """A publisher is not let in. `code` is for ingest, the words are for the artist."""

    def __init__(self, code: str, words: str | None = None) -> None:
        super().__init__(words or REFUSALS[code])
        self.code = code


PARTICIPLES: Final = {
    "start": "started",
    "stop": "stopped",
    "cancel": "cancelled",
    "archive": "archived",
    "delete": "deleted",
    "rotate": "given a new stream key while its publisher is expected back with the old one",
}

REFUSALS: Final = {
    "not_your_session": "This session came in with another stream key, or at another ingest node.",
    "unknown_key": UNKNOWN_KEY,
    "livestream_ended": "This livestream has ended. Press Reopen on its page to go on, or make a new one.",
    "livestream_cancelled": "This livestream was cancelled. Make a new one and use its stream key.",
    "already_publishing": "Another encoder is already streaming to this livestream. Stop it first, then try again.",
}


def _step(kind: TransitionType, state: State) -> Outcome:
    return Outcome(state, (Step(kind, state),))


def _go_live(state: State, at: datetime) -> Outcome:
    """One that goes on after its end began when it began."""
    at = state.started_at or at
    return _step(
        "livestream.live",
        replace(
            state, status=Status.LIVE, ready=True, started_at=at, ended_at=None, end_reason=None,
            interrupted_until=None,
        ),
    )  # fmt: skip


def _end(state: State, at: datetime, reason: str) -> Outcome:
    at = max(at, state.started_at or at)  # somebody may have set the clock back meanwhile
    return _step(
        "livestream.ended",
        replace(
            state, status=Status.ENDED, ended_at=at, end_reason=reason, interrupted_until=None, session_id=None,
            node=None,
        ),
    )  # fmt: skip


def _goes_on(state: State, now: datetime) -> bool:
    """Ended, but neither by its artist nor long ago."""
    return (
        state.status is Status.ENDED
        and state.end_reason in (ENCODER, LOST)
        and state.ended_at is not None
        and now - state.ended_at < GOES_ON
    )


# -- the artist's moves --------------------------------------------------------------------------------------------


def start(state: State, now: datetime) -> Outcome:
    """Scheduled: live if a publisher is there, else ready for one. Ended: scheduled again."""
    if state.status is Status.SCHEDULED:
        if state.session_id is not None:
            return _go_live(state, now)
        return Outcome(state) if state.ready else _step("livestream.updated", replace(state, ready=True))
    if state.status is Status.ENDED:
        reopened = replace(
            state, status=Status.SCHEDULED, ready=False, started_at=None, ended_at=None, end_reason=None
        )
        return _step("livestream.scheduled", reopened)
    raise MoveRefusedError("start", state.status)


def stop(state: State, now: datetime) -> Outcome:
    """Live, interrupted or not: ended."""
    if state.status is Status.LIVE:
        return _end(state, now, ARTIST)
    raise MoveRefusedError("stop", state.status)


def cancel(state: State, now: datetime) -> Outcome:
    """Scheduled: cancelled; a publisher the artist previewed with is let go."""
    if state.status is Status.SCHEDULED:
        return _step(
            "livestream.cancelled", replace(state, status=Status.CANCELLED, ready=False, session_id=None, node=None)
        )
    raise MoveRefusedError("cancel", state.status)


def archive(state: State, now: datetime) -> Outcome:
    """Ended: archived."""
    if state.status is Status.ENDED:
        return _step("livestream.archived", replace(state, status=Status.ARCHIVED))
    raise MoveRefusedError("archive", state.status)


def delete(state: State, now: datetime) -> Outcome:
    """Anything but live: gone."""
    if state.status is not Status.LIVE:
        return _step("livestream.deleted", replace(state, session_id=None, node=None))
    raise MoveRefusedError("delete", state.status)


def rotate(state: State, now: datetime) -> Outcome:
    """A new stream key, unless a publisher is expected back with the old one. Nobody is told. Who is on air stays: a
    show is not cut for a new key, and its artist can end it. Who is not yet on air is let go: the key may be changed
    just because somebody else has it, and before the show there is no other way to be rid of them."""
    if state.interrupted_until is not None:
        raise MoveRefusedError("rotate", state.status)
    return Outcome(state if state.status is Status.LIVE else replace(state, session_id=None, node=None))


MOVES: Final[dict[str, Callable[[State, datetime], Outcome]]] = {
    "start": start,
    "stop": stop,
    "cancel": cancel,
    "archive": archive,
    "delete": delete,
    "rotate": rotate,
}


# -- the publisher's moves -----------------------------------------------------------------------------------------


def admit(
    state: State,
    session_id: str | None,
    *,
    holder: str | None,
    silence: float | None,
    now: datetime,
    replaces: str | None = None,
) -> None:
    """Whether a publisher with the right key may come in.

    `holder` is the session that publishes or was just let in, `silence` the seconds since its last media (None: no
    node knows it), `replaces` the session that ingest itself has seen fall silent or end.

    Raises:
        AdmissionRefusedError: livestream_ended, livestream_cancelled or already_publishing.
    """
    if state.status in (Status.ENDED, Status.ARCHIVED) and not _goes_on(state, now):
        raise AdmissionRefusedError("livestream_ended")
    if state.status is Status.CANCELLED:
        raise AdmissionRefusedError("livestream_cancelled")
    if holder is None or holder in (session_id, replaces):
        return
    if silence is not None and silence < TAKEOVER_SILENCE:
        raise AdmissionRefusedError("already_publishing")


def stream_started(state: State, session_id: str, node: str, *, at: datetime, now: datetime, grace: float) -> Outcome:
    """A publisher's media flows. Repeated, or for a livestream that is over for good: nothing changes."""
    over = state.status not in (Status.SCHEDULED, Status.LIVE) and not _goes_on(state, now)
    if state.session_id == session_id or over:
        return Outcome(state)
    taken = replace(state, session_id=session_id, node=node)
    if state.status is Status.SCHEDULED:
        return _go_live(taken, at) if state.auto_start or state.ready else Outcome(taken)
    if state.status is Status.ENDED:
        return _go_live(taken, at)
    if state.interrupted_until is not None:
        return _resume(taken)
    if state.session_id is None:
        return Outcome(taken)
    # Taken over from a publisher that had fallen silent: viewers saw it stop, so they are told that it did.
    broken = _interrupt(state, at, grace)
    resumed = _resume(taken)
    return Outcome(resumed.state, broken.steps + resumed.steps)


def stream_ended(state: State, session_id: str, *, clean: bool, at: datetime, now: datetime, grace: float) -> Outcome:
    """A publisher is gone. Not the current one, or told before: nothing changes. `at` is when, `now` is now."""
    if state.session_id != session_id:
        return Outcome(state)
    if state.status is not Status.LIVE:
        return Outcome(replace(state, session_id=None, node=None))
    if clean or grace <= 0:
        return _end(state, at, ENCODER if clean else LOST)
    return _interrupt(state, now, grace)


def unheard(state: State, session_id: str, *, now: datetime, grace: float) -> Outcome:
    """No node reports the current publisher any more: a guess, so there is always some time to learn better."""
    if state.session_id != session_id:
        return Outcome(state)
    if state.status is not Status.LIVE:
        return Outcome(replace(state, session_id=None, node=None))
    return _interrupt(state, now, max(grace, LEAST_WAIT))


def found(state: State, session_id: str, node: str, *, now: datetime) -> Outcome:
    """A publisher given up by a guess is heard of again, and its media never ceased: the guess is undone, whatever
    has come of it. Where somebody else publishes, or the artist has ended the show, or it ended too long ago to go
    on, nothing changes."""
    if state.session_id is not None:
        return Outcome(state)
    taken = replace(state, session_id=session_id, node=node)
    if state.status is Status.SCHEDULED:
        # It was in preview: it goes live by the artist's hand only, which may have come meanwhile.
        return _go_live(taken, now) if state.ready else Outcome(taken)
    if state.status is Status.LIVE:
        return _resume(taken)
    if may_be_found(state, now):
        return _go_live(taken, now)
    return Outcome(state)


def may_be_found(state: State, now: datetime) -> bool:
    """Whether it ended by a guess that can still be undone."""
    return state.end_reason == LOST and _goes_on(state, now)


def gone_after_all(state: State, *, clean: bool, at: datetime, grace: float) -> Outcome:
    """What was only guessed of the publisher waited for is now known: it said goodbye, or it broke off."""
    if state.status is Status.LIVE and state.interrupted_until is not None and (clean or grace <= 0):
        return _end(state, at, ENCODER if clean else LOST)
    return Outcome(state)


def expire(state: State, now: datetime) -> Outcome:
    """The time to return is over: ended. Not interrupted: nothing changes."""
    if state.status is Status.LIVE and state.interrupted_until is not None:
        return _end(state, now, LOST)
    return Outcome(state)


def _interrupt(state: State, now: datetime, grace: float) -> Outcome:
    until = now + timedelta(seconds=grace)
    return _step("livestream.interrupted", replace(state, session_id=None, node=None, interrupted_until=until))


def _resume(state: State) -> Outcome:
    return _step("livestream.resumed", replace(state, interrupted_until=None))

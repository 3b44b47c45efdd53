"""What publishers do to a livestream's life, and what becomes of a guess about them. Pure."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from catalog.livestreams.errors import AdmissionRefusedError
from catalog.livestreams.lifecycle import (
    ENCODER,
    LOST,
    Outcome,
    State,
    Status,
    end,
    go_live,
    goes_on,
    interrupt,
    resume,
)
from contract.publishing import TAKEOVER_SILENCE

LEAST_WAIT: Final = 3.0
"""Seconds that even a platform without grace waits for a publisher it only guesses to be lost."""


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
    if state.status in (Status.ENDED, Status.ARCHIVED) and not goes_on(state, now):
        raise AdmissionRefusedError("livestream_ended")
    if state.status is Status.CANCELLED:
        raise AdmissionRefusedError("livestream_cancelled")
    if holder is None or holder in (session_id, replaces):
        return
    if silence is not None and silence < TAKEOVER_SILENCE:
        raise AdmissionRefusedError("already_publishing")


def stream_started(state: State, session_id: str, node: str, *, at: datetime, now: datetime, grace: float) -> Outcome:
    """A publisher's media flows. Repeated, or for a livestream that is over for good: nothing changes."""
    over = state.status not in (Status.SCHEDULED, Status.LIVE) and not goes_on(state, now)
    if state.session_id == session_id or over:
        return Outcome(state)
    taken = replace(state, session_id=session_id, node=node)
    if state.status is Status.SCHEDULED:
        return go_live(taken, at) if state.auto_start or state.ready else Outcome(taken)
    if state.status is Status.ENDED:
        return go_live(taken, at)
    if state.interrupted_until is not None:
        return resume(taken)
    if state.session_id is None:
        return Outcome(taken)
    # Taken over from a publisher that had fallen silent: viewers saw it stop, so they are told that it did.
    broken = interrupt(state, at, grace)
    resumed = resume(taken)
    return Outcome(resumed.state, broken.steps + resumed.steps)


def stream_ended(state: State, session_id: str, *, clean: bool, at: datetime, now: datetime, grace: float) -> Outcome:
    """A publisher is gone. Not the current one, or told before: nothing changes. `at` is when, `now` is now."""
    if state.session_id != session_id:
        return Outcome(state)
    if state.status is not Status.LIVE:
        return Outcome(replace(state, session_id=None, node=None))
    if clean or grace <= 0:
        return end(state, at, ENCODER if clean else LOST)
    return interrupt(state, now, grace)


def unheard(state: State, session_id: str, *, now: datetime, grace: float) -> Outcome:
    """No node reports the current publisher any more: a guess, so there is always some time to learn better."""
    if state.session_id != session_id:
        return Outcome(state)
    if state.status is not Status.LIVE:
        return Outcome(replace(state, session_id=None, node=None))
    return interrupt(state, now, max(grace, LEAST_WAIT))


def found(state: State, session_id: str, node: str, *, now: datetime) -> Outcome:
    """A publisher given up by a guess is heard of again, and its media never ceased: the guess is undone, whatever
    has come of it. Where somebody else publishes, or the artist has ended the show, or it ended too long ago to go
    on, nothing changes."""
    if state.session_id is not None:
        return Outcome(state)
    taken = replace(state, session_id=session_id, node=node)
    if state.status is Status.SCHEDULED:
        # It was in preview: it goes live by the artist's hand only, which may have come meanwhile.
        return go_live(taken, now) if state.ready else Outcome(taken)
    if state.status is Status.LIVE:
        return resume(taken)
    if may_be_found(state, now):
        return go_live(taken, now)
    return Outcome(state)


def may_be_found(state: State, now: datetime) -> bool:
    """Whether it ended by a guess that can still be undone."""
    return state.end_reason == LOST and goes_on(state, now)


def gone_after_all(state: State, *, clean: bool, at: datetime, grace: float) -> Outcome:
    """What was only guessed of the publisher waited for is now known: it said goodbye, or it broke off."""
    if state.status is Status.LIVE and state.interrupted_until is not None and (clean or grace <= 0):
        return end(state, at, ENCODER if clean else LOST)
    return Outcome(state)


def expire(state: State, now: datetime) -> Outcome:
    """The time to return is over: ended. Not interrupted: nothing changes."""
    if state.status is Status.LIVE and state.interrupted_until is not None:
        return end(state, now, LOST)
    return Outcome(state)

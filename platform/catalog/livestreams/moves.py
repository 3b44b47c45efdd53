"""The artist's moves in a livestream's life. Pure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from catalog.livestreams.errors import MoveRefusedError
from catalog.livestreams.lifecycle import ARTIST, Outcome, State, Status, end, go_live, take_step


def start(state: State, now: datetime) -> Outcome:
    """Scheduled: live if a publisher is there, else ready for one. Ended: scheduled again."""
    if state.status is Status.SCHEDULED:
        if state.session_id is not None:
            return go_live(state, now)
        return Outcome(state) if state.ready else take_step("livestream.updated", replace(state, ready=True))
    if state.status is Status.ENDED:
        reopened = replace(
            state, status=Status.SCHEDULED, ready=False, started_at=None, ended_at=None, end_reason=None
        )
        return take_step("livestream.scheduled", reopened)
    raise MoveRefusedError("start", state.status)


def stop(state: State, now: datetime) -> Outcome:
    """Live, interrupted or not: ended."""
    if state.status is Status.LIVE:
        return end(state, now, ARTIST)
    raise MoveRefusedError("stop", state.status)


def cancel(state: State, now: datetime) -> Outcome:
    """Scheduled: cancelled; a publisher the artist previewed with is let go."""
    if state.status is Status.SCHEDULED:
        return take_step(
            "livestream.cancelled", replace(state, status=Status.CANCELLED, ready=False, session_id=None, node=None)
        )
    raise MoveRefusedError("cancel", state.status)


def archive(state: State, now: datetime) -> Outcome:
    """Ended: archived."""
    if state.status is Status.ENDED:
        return take_step("livestream.archived", replace(state, status=Status.ARCHIVED))
    raise MoveRefusedError("archive", state.status)


def delete(state: State, now: datetime) -> Outcome:
    """Anything but live: gone."""
    if state.status is not Status.LIVE:
        return take_step("livestream.deleted", replace(state, session_id=None, node=None))
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

"""When recordings go by themselves, and when what a node still owes is waited for no longer."""

from datetime import UTC, datetime, timedelta
from typing import Final

from catalog import models
from catalog.livestreams.errors import NotFoundError
from catalog.livestreams.lifecycle import Outcome, Status, Step
from catalog.livestreams.rows import lock_livestream, to_state, write_steps
from catalog.recordings.changes import delete_replay
from catalog.recordings.errors import ReplayNotFoundError
from catalog.recordings.policy import get_policy
from catalog.recordings.rows import find_recording
from contract.livestreams import Transition

PATIENCE: Final = timedelta(seconds=60)
"""After a show's end, in which its node says how much it has kept. If it says so later, that counts all the same."""
AT_ONCE: Final = 20
"""Livestreams between two announcements."""


async def delete_expired(*, now: datetime | None = None) -> list[Transition]:
    """Have some of the recordings deleted whose time is over (`livestream.updated`); empty: there are none."""
    now = now or datetime.now(UTC)
    days = get_policy().days
    if not days:
        return []
    due = models.Livestream.filter(
        recording__deleted_at=None, recording__keep=False, status__in=_OVER, ended_at__lte=now - timedelta(days=days)
    ).exclude(recording__begins_at=None)
    lines: list[Transition] = []
    for livestream_id in await due.order_by("ended_at", "id").limit(AT_ONCE).values_list("id", flat=True):
        try:
            lines += (await delete_replay(str(livestream_id), None, unless_kept=True, now=now)).transitions
        except (NotFoundError, ReplayNotFoundError):
            continue  # deleted by its artist at the same moment
    return lines


async def close_lost(*, now: datetime | None = None) -> list[Transition]:
    """Of shows that have ended, whose node has not said how much it has: what there is, is all
    (`livestream.replay_ready`)."""
    now = now or datetime.now(UTC)
    lost = models.Livestream.filter(
        recording__deleted_at=None, recording__closed_at=None, status__in=_OVER, ended_at__lte=now - PATIENCE
    ).exclude(recording__begins_at=None)
    lines: list[Transition] = []
    for livestream_id in await lost.order_by("ended_at", "id").limit(AT_ONCE).values_list("id", flat=True):
        try:
            lines += await _close(str(livestream_id), now)
        except NotFoundError:
            continue
    return lines


async def _close(livestream_id: str, now: datetime) -> list[Transition]:
    async with lock_livestream(livestream_id) as (row, feed):
        recording = find_recording(row)
        if recording is None or recording.closed_at is not None or row.status not in _OVER:
            return []
        recording.closed_at, recording.partial = now, True
        await recording.save(update_fields=["closed_at", "partial"])
        state = to_state(feed, row)
        return await write_steps(row, feed, Outcome(state, (Step("livestream.replay_ready", state),)), now)


_OVER: Final = (Status.ENDED, Status.ARCHIVED)

"""When recordings go by themselves, and when what a node still owes is waited for no longer."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from catalog import models
from catalog.livestreams.errors import NotFoundError
from catalog.livestreams.lifecycle import Outcome, Status, Step
from catalog.livestreams.rows import lock_livestream, to_state, write_steps
from catalog.recordings.policy import get_policy
from catalog.recordings.rows import drop, find_recording
from catalog.recordings.rules import Show, find_end
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
    latest = now - timedelta(days=days)
    over = Q(livestream__ended_at__lte=latest) | Q(livestream__ended_at=None, closed_at__lte=latest)
    due = models.Recording.filter(over, deleted_at=None, keep=False, livestream__status__not=Status.LIVE)
    lines: list[Transition] = []
    for livestream_id in (
        await due.order_by("created_at", "id").limit(AT_ONCE).values_list("livestream_id", flat=True)
    ):
        lines += await _expire(str(livestream_id), now)
    return lines


async def _name_first(recordings: QuerySet[models.Recording]) -> Sequence[object]:
    """The livestreams of some of these."""
    return await recordings.order_by("created_at", "id").limit(AT_ONCE).values_list("livestream_id", flat=True)


async def _expire(livestream_id: str, now: datetime) -> list[Transition]:
    """Unless it is to stay by now, or is made again."""
    try:
        async with lock_livestream(livestream_id) as (row, feed):
            recording = find_recording(row)
            if recording is None:
                return []
            over_at = find_end(Show(row.status is Status.LIVE, row.started_at, row.ended_at), recording.closed_at)
            end = get_policy().expires_at(over_at, keep=recording.keep)
            if end is None or end > now:
                return []
            await drop(row, now)
            if recording.begins_at is None:
                return []  # nobody has heard of it
            state = to_state(feed, row)
            return await write_steps(row, feed, Outcome(state, (Step("livestream.updated", state),)), now)
    except NotFoundError:
        return []  # deleted by its artist at the same moment


async def close_lost(*, now: datetime | None = None) -> list[Transition]:
    """Of shows that are not live any more, whose node has not said how much it has: what there is, is all
    (`livestream.replay_ready`)."""
    now = now or datetime.now(UTC)
    over = Q(livestream__ended_at__lte=now - PATIENCE)
    opened = Q(livestream__ended_at=None, livestream__updated_at__lte=now - PATIENCE)  # again, and perhaps cancelled
    lost = models.Recording.filter(
        over | opened, deleted_at=None, closed_at=None, livestream__status__not=Status.LIVE
    )
    lines: list[Transition] = []
    for livestream_id in (
        await lost.order_by("created_at", "id").limit(AT_ONCE).values_list("livestream_id", flat=True)
    ):
        lines += await _close(str(livestream_id), now)
    return lines


async def _close(livestream_id: str, now: datetime) -> list[Transition]:
    try:
        async with lock_livestream(livestream_id) as (row, feed):
            recording = find_recording(row)
            if recording is None or recording.closed_at is not None or row.status is Status.LIVE:
                return []
            recording.closed_at, recording.partial = now, True
            await recording.save(update_fields=["closed_at", "partial"])
            if recording.begins_at is None:
                return []  # nobody has heard of it
            state = to_state(feed, row)
            return await write_steps(row, feed, Outcome(state, (Step("livestream.replay_ready", state),)), now)
    except NotFoundError:
        return []

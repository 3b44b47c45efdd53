"""When recordings go by themselves, and when what a node still owes is waited for no longer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from catalog import models
from catalog.livestreams.errors import NotFoundError
from catalog.livestreams.lifecycle import Outcome, Status, Step
from catalog.livestreams.rows import lock_livestream, to_state, write_steps
from catalog.recordings.policy import get_policy
from catalog.recordings.retention.plan import Going, Why, find_surplus, make_room
from catalog.recordings.retention.room import select_held, select_quotas, to_held
from catalog.recordings.rows import drop, find_over, find_recording
from contract.livestreams import Transition

PATIENCE: Final = timedelta(seconds=60)
"""After a show's end, in which its node says how much it has kept. If it says so later, that counts all the same."""
AT_ONCE: Final = 20
"""Livestreams between two announcements."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """What a look at artists' room has led to."""

    lines: list[Transition]
    full: Mapping[str, int]
    """The artists that use more than they have, which is said, though nothing of theirs may go: nothing more is
    recorded for them."""


async def delete_expired(*, now: datetime | None = None) -> list[Transition]:
    """Have some of the recordings deleted whose time is over (`livestream.updated`); empty: there are none."""
    now = now or datetime.now(UTC)
    lines: list[Transition] = []
    if get_policy().days:
        due = select_late(now)
        if notice := get_policy().notice:
            due = due.filter(told_at__lte=now - notice)
        for livestream_id in await _name_first(due):
            lines += await _drop(str(livestream_id), Why.DAYS, now)
    return lines


async def clear_room(*, now: datetime | None = None) -> Cleared:
    """Where artists use more room than they have, have deleted what is over for longest (`livestream.updated`)."""
    now = now or datetime.now(UTC)
    lines: list[Transition] = []
    full: dict[str, int] = {}
    for artist_id, quota in (await select_quotas()).items():
        held = await select_held(artist_id)
        for each in find_surplus(held, quota)[:AT_ONCE]:
            lines += await _drop(each.livestream_id, Why.QUOTA, now)
        if sum(each.bytes for each in held) - sum(each.bytes for each in make_room(held, quota)) > quota:
            full[artist_id] = quota
    return Cleared(lines, full)


async def plan(until: datetime, *, now: datetime | None = None) -> list[Going]:
    """What goes by `until` as things are now, the first first. Nothing is done."""
    now = now or datetime.now(UTC)
    going: dict[str, Going] = {}
    for artist_id, quota in (await select_quotas()).items():
        going |= {
            one.recording: Going(one, Why.QUOTA, now) for one in find_surplus(await select_held(artist_id), quota)
        }
    if get_policy().days:
        for row in await select_late(until).select_related("livestream"):
            held = to_held(row)
            told = held.told_at if held.told_at is not None and held.told_at <= now else now
            at = get_policy().expires_at(held.since, told, keep=False)
            if at is not None and at <= until and held.recording not in going:
                going[held.recording] = Going(held, Why.DAYS, max(at, now))
    return sorted(going.values(), key=lambda one: (one.at, one.held.since, one.held.recording))


def select_late(now: datetime) -> QuerySet[models.Recording]:
    """Those that go when their artist has been told, if that is to be."""
    latest = now - timedelta(days=get_policy().days)
    over = Q(livestream__ended_at__lte=latest) | Q(livestream__ended_at=None, closed_at__lte=latest)
    return models.Recording.filter(over, deleted_at=None, keep=False, livestream__status__not=Status.LIVE)


async def close_lost(*, now: datetime | None = None) -> list[Transition]:
    """Of shows that are not live any more, whose node has not said how much it has: what there is, is all
    (`livestream.replay_ready`)."""
    now = now or datetime.now(UTC)
    over = Q(livestream__ended_at__lte=now - PATIENCE)
    opened = Q(livestream__ended_at=None, livestream__updated_at__lte=now - PATIENCE)  # again, and perhaps cancelled
    left = models.Recording.filter(deleted_at=None, closed_at=None, livestream__status__not=Status.LIVE)
    lines: list[Transition] = []
    for livestream_id in await _name_first(left.filter(over | opened)):
        lines += await _close(str(livestream_id), now)
    return lines


async def _name_first(recordings: QuerySet[models.Recording]) -> Sequence[object]:
    """The livestreams of some of these."""
    return await recordings.order_by("created_at", "id").limit(AT_ONCE).values_list("livestream_id", flat=True)


async def _drop(livestream_id: str, why: Why, now: datetime) -> list[Transition]:
    """Unless its artist keeps it by now, or it is made again."""
    try:
        async with lock_livestream(livestream_id) as (row, feed):
            recording = find_recording(row)
            if recording is None or recording.keep or row.status is Status.LIVE:
                return []
            over_at = find_over(row, recording)
            if why is Why.DAYS and not get_policy().is_due(over_at, recording.told_at, now, keep=False):
                return []
            await drop(row, now)
            if recording.begins_at is None:
                return []  # nobody has heard of it
            state = to_state(feed, row)
            return await write_steps(row, feed, Outcome(state, (Step("livestream.updated", state),)), now)
    except NotFoundError:
        return []  # deleted by its artist at the same moment


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

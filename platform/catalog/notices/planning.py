"""Which notices there are: from the transition log what has happened, from the clock what is near. A notice is a row
that can be there once, so however often its encoder drops, one show is one notice."""

from collections.abc import Sequence
from datetime import UTC, datetime

from catalog import models
from catalog.livestreams.lifecycle import Status
from catalog.notices.rules import AHEAD, DATES, NOT_AFTER, SETTLES, NoticeKind, is_due_at
from contract.livestreams import Transition
from contract.moments import to_rfc3339

CONSUMER = "notices"
"""Who follows the log."""
_OF_LINE = {
    "livestream.scheduled": NoticeKind.SCHEDULED,
    "livestream.live": NoticeKind.LIVE,
    "livestream.cancelled": NoticeKind.CANCELLED,
}


async def note_lines(lines: Sequence[Transition]) -> bool:
    """What follows from transitions, in the transaction of whoever has the outbox; whether there is something to
    tell."""
    concerned = [line for line in lines if line.type in _OF_LINE or line.type == "livestream.updated"]
    if not concerned:
        return False
    # The log outlives livestreams.
    shows = models.Livestream.filter(id__in={line.livestream_id for line in concerned})
    there = {str(name) for name in await shows.values_list("id", flat=True)}
    made = [await _note(line) for line in concerned if line.livestream_id in there]
    return any(made)


async def _note(line: Transition) -> bool:
    at, date = datetime.fromisoformat(line.at), str(line.livestream.get("scheduled_start_at") or "")
    if (kind := _OF_LINE.get(line.type)) is not None:
        known = kind is NoticeKind.SCHEDULED
        await _put(line.livestream_id, kind, date if known else "", at, done=known)
        return not known
    if line.livestream.get("status") != Status.SCHEDULED.word:
        return False
    return await _note_date(line.livestream_id, date, at)


async def _note_date(livestream_id: str, date: str, at: datetime) -> bool:
    """What a scheduled show's date is by now; whether it is another one than was told last."""
    of_show = models.Notice.filter(livestream_id=livestream_id, kind__in=list(DATES))
    if date:
        # Nobody has heard yet of one that this one takes the place of: who takes a date back has moved nothing.
        await of_show.filter(kind=NoticeKind.MOVED, done=False, told_to="").exclude(about=date).delete()
    last = await of_show.order_by("-id").first()
    if last is None:  # older than notices
        await _put(livestream_id, NoticeKind.SCHEDULED, date, at, done=True)
        return False
    if not date or last.about == date:
        return False
    # It may have been told before, with another one since: then it is news once more, and under another number, or
    # devices would take it for what they have shown.
    await of_show.filter(kind=NoticeKind.MOVED, about=date).delete()
    await _put(livestream_id, NoticeKind.MOVED, date, at + SETTLES, done=False)
    return True


async def note_near(before: datetime | None, *, now: datetime) -> bool:
    """What is due by the clock, of shows that have come near since `before`; None: of all that are worth telling.
    Whether there is any."""
    found = False
    for kind, ahead in AHEAD.items():
        since = now + NOT_AFTER[kind] if before is None else before + ahead
        shows = models.Livestream.filter(
            status=Status.SCHEDULED, scheduled_start_at__gt=since, scheduled_start_at__lte=now + ahead
        )
        for show in await shows.order_by("scheduled_start_at"):
            starts_at = show.scheduled_start_at
            if starts_at is not None and await _find_known_since(show, starts_at) <= is_due_at(kind, starts_at):
                date = to_rfc3339(starts_at) or ""
                await _put(show.id, kind, date, is_due_at(kind, starts_at), done=False)
                found = True
    return found


async def _find_known_since(show: models.Livestream, starts_at: datetime) -> datetime:
    """Since when this is its date: whoever was told of it an hour ago does not need to hear that it is in a day."""
    date = to_rfc3339(starts_at)
    row = await models.Notice.filter(livestream_id=show.id, kind__in=list(DATES), about=date).order_by("-id").first()
    since: datetime = show.created_at if row is None else row.due_at
    return since if since.tzinfo is not None else since.replace(tzinfo=UTC)


async def _put(livestream_id: str, kind: NoticeKind, about: str, due_at: datetime, *, done: bool) -> None:
    row = models.Notice(livestream_id=livestream_id, kind=kind, about=about, due_at=due_at, done=done)
    await models.Notice.bulk_create([row], ignore_conflicts=True)

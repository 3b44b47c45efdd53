"""A room and its messages as rows, and the shapes that leave. Used inside the package only."""

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from tortoise.exceptions import IntegrityError
from tortoise.functions import Sum
from tortoise.transactions import in_transaction

from catalog import models
from catalog.chat.rules import MessageKind
from catalog.db.batches import in_batches
from catalog.db.prepared import Prepared
from catalog.livestreams.errors import NotAllowedError, NotFoundError
from catalog.markers.rows import find_begin
from catalog.markers.rules import to_show_time
from contract.chat.lines import Line, Message, What
from contract.chat.tips import find_tier
from contract.moments import to_rfc3339

CARRIED: Final = (
    "slow_seconds",
    "holders_only",
    "delay_seconds",
    "links",
    "words",
    "filter_url",
    "filter_secret",
    "filter_closed",
)
"""What a new room takes over from its artist's last one: what was set for one show is meant for the next."""


@dataclass(frozen=True, slots=True)
class Span:
    """When a show was, for show time."""

    begins_at: datetime | None
    ends_at: datetime | None

    def to_show_time(self, at: datetime) -> float | None:
        """Seconds of show time; None: before it, or after it."""
        if self.begins_at is None or at < self.begins_at or (self.ends_at is not None and at > self.ends_at):
            return None
        return to_show_time(at, self.begins_at)


async def find_livestreams(ids: Collection[str]) -> dict[str, models.Livestream]:
    """Those that there are, each with its recording."""
    found = dict[str, models.Livestream]()
    for asked in in_batches(ids):
        rows = await models.Livestream.filter(id__in=asked).select_related("recording")
        found |= {row.id: row for row in rows}
    return found


def find_span(row: models.Livestream) -> Span:
    """Of a livestream, its recording fetched with it."""
    return Span(find_begin(row), row.ended_at)


async def ensure_rooms(livestreams: Mapping[str, models.Livestream]) -> None:
    """Make the rooms that are not there yet: before the transaction and for good, so that everybody finds the row."""
    there = await models.ChatRoom.filter(livestream_id__in=list(livestreams)).values_list("livestream_id", flat=True)
    for livestream_id in livestreams.keys() - set(there):
        room = await _draw_room(livestream_id, livestreams[livestream_id].artist_id)
        with suppress(IntegrityError):  # its livestream was deleted just now: it has none
            await models.ChatRoom.bulk_create([room], ignore_conflicts=True)  # somebody else may be as quick


_ROOM: Final = Prepared(models.ChatRoom, lambda livestream_id: models.ChatRoom.filter(livestream_id=livestream_id))


async def find_room(livestream_id: str, artist_id: str) -> models.ChatRoom:
    """A room; where nobody has made it yet, as it would be."""
    room = await _ROOM.first(livestream_id)
    return await _draw_room(livestream_id, artist_id) if room is None else room


async def _draw_room(livestream_id: str, artist_id: str) -> models.ChatRoom:
    last = await models.ChatRoom.filter(livestream__artist_id=artist_id).order_by("-livestream__created_at").first()
    carried = {} if last is None else {name: getattr(last, name) for name in CARRIED}
    return models.ChatRoom(livestream_id=livestream_id, **carried)


@asynccontextmanager
async def lock_room(
    livestream_id: str, artist_id: str | None = None
) -> AsyncIterator[tuple[models.ChatRoom, models.Livestream]]:
    """A transaction around one room that nobody else writes in meanwhile; with `artist_id`, only if it is theirs.

    Raises:
        NotFoundError, NotAllowedError
    """
    livestreams = await find_livestreams([livestream_id])
    if livestream_id not in livestreams:
        raise NotFoundError
    row = livestreams[livestream_id]
    if artist_id is not None and row.artist_id != artist_id:
        raise NotAllowedError
    await ensure_rooms(livestreams)
    async with in_transaction():
        room = await models.ChatRoom.filter(livestream_id=livestream_id).select_for_update().first()
        if room is None:
            raise NotFoundError  # deleted just now
        yield room, row


def to_message(row: models.ChatMessage, span: Span) -> Message:
    """As it leaves; without its text where it was removed."""
    account = None
    if row.account_id is not None:
        account = {"id": row.account_id, "display_name": row.name, "badges": row.badges}
    tip: dict[str, Any] | None = None
    if row.kind is MessageKind.TIP:
        amount = row.tip_amount or 0
        tip = {"amount": amount, "tier": find_tier(amount), "refunded": row.tip_refunded_at is not None}
    return {
        "id": row.id,
        "seq": row.seq,
        "at": to_rfc3339(row.at),
        "show_time": span.to_show_time(row.at),
        "account": account,
        "kind": row.kind.value,
        "text": "" if row.removed_at is not None else row.text,
        "mentions": row.mentions,
        "question": None if row.question is None else row.question.value,
        "tip": tip,
        "about": row.about,
    }


async def to_shape(room: models.ChatRoom, span: Span, until: datetime | None = None) -> dict[str, Any]:
    """What everybody is shown of a room; `until`: who hears of no message and no tip that is younger."""
    pinned = None
    if room.pinned_id is not None:
        row = await models.ChatMessage.get_or_none(id=room.pinned_id, removed_at=None)
        heard = row is not None and (until is None or row.at <= until)
        pinned = to_message(row, span) if row is not None and heard else None
    goal: dict[str, Any] | None = None
    if room.goal_title is not None and room.goal_amount is not None:
        given = await sum_tips(room.livestream_id, room.goal_since, until)
        goal = {"title": room.goal_title, "amount": room.goal_amount, "given": given}
    return {
        "enabled": room.enabled,
        "slow_seconds": room.slow_seconds,
        "holders_only": room.holders_only,
        "delay_seconds": room.delay_seconds,
        "links": room.links,
        "shield": room.shield,
        "pinned": pinned,
        "goal": goal,
    }


async def tell_room(room: models.ChatRoom, span: Span) -> Line:
    """The room is to be shown otherwise, and everybody hears it: its next number, which the caller saves."""
    room.seq = room.changed_seq = room.seq + 1
    return Line(room.seq, What.ROOM, shape=await to_shape(room, span))


def find_told(room: models.ChatRoom) -> datetime | None:
    """What was said later waits for the room's delay yet; None: there is no delay."""
    return datetime.now(UTC) - timedelta(seconds=room.delay_seconds) if room.delay_seconds else None


async def sum_tips(livestream_id: str, since: datetime | None, until: datetime | None) -> int:
    """Tokens given in a room, from a moment on and up to one, that were not given back."""
    rows = models.ChatMessage.filter(livestream_id=livestream_id, kind=MessageKind.TIP, tip_refunded_at=None)
    rows = rows if since is None else rows.filter(at__gte=since)
    rows = rows if until is None else rows.filter(at__lte=until)
    ((given,),) = await rows.annotate(given=Sum("tip_amount")).values_list("given")
    return int(given or 0)

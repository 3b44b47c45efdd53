"""Saying something: many messages of many rooms in one transaction, each once.

Whoever writes holds the rows of the rooms, in the order of their ids; SQLite has one writer anyway. So a room's
numbers have no gaps, and whoever has read up to one has missed nothing before it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from catalog import models
from catalog.chat.errors import SentIdReusedError
from catalog.chat.moderation.standing import Standing, read_standings
from catalog.chat.rows import Span, ensure_rooms, find_livestreams, find_span, to_message
from catalog.chat.rules import MessageKind, QuestionState
from catalog.errors import CatalogError
from catalog.livestreams.errors import NotFoundError
from contract.chat.lines import Batch, Line, Message, What


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody says, and may say."""

    livestream_id: str
    account_id: str
    name: str
    text: str
    badges: Sequence[str] = ()
    sent_id: str | None = None
    """The sender's own name for it: said again with it, it is the same message."""
    kind: MessageKind = MessageKind.MESSAGE
    mentions: Sequence[str] = ()
    question: bool = False
    about: Mapping[str, Any] | None = None
    bound: bool = False
    """The room's rules are for whoever says it: what may have changed since they were asked is asked again as it is
    written, so that they hold however many processes there are."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message that stands in its room."""

    message: Message
    again: bool = False
    """It stood there before."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of each draft, in their order, and what happened in the rooms."""

    answers: Sequence[Said | CatalogError]
    batches: Sequence[Batch]


@dataclass(slots=True)
class _Room:
    row: models.ChatRoom
    span: Span
    after: int
    known: dict[tuple[str, str], models.ChatMessage]
    standing: Standing = field(default_factory=Standing)
    """How those stand who are bound by its rules."""
    rows: list[models.ChatMessage] = field(default_factory=list)


async def write_drafts(drafts: Sequence[Draft], *, now: datetime | None = None) -> Written:
    """Write them down, in this order. When it returns they are in the database for good."""
    try:
        return await _write(drafts, now)
    except IntegrityError:  # the livestream of one was deleted just now, or its account closed
        if len(drafts) == 1:
            return Written([NotFoundError()], ())
    apart = [await write_drafts([draft], now=now) for draft in drafts]
    return Written([one.answers[0] for one in apart], [batch for one in apart for batch in one.batches])


async def _write(drafts: Sequence[Draft], now: datetime | None) -> Written:
    livestreams = await find_livestreams({draft.livestream_id for draft in drafts})
    await ensure_rooms(livestreams)
    async with in_transaction():
        rooms = await _lock(drafts, livestreams)
        now = now or datetime.now(UTC)  # only now: who waited longer for the room speaks later
        now = now.replace(microsecond=now.microsecond // 1000 * 1000)
        await _read_standings(drafts, rooms, livestreams, now)
        answers = [_take(draft, rooms.get(draft.livestream_id), now) for draft in drafts]
        changed = [room for room in rooms.values() if room.rows]
        if changed:
            await models.ChatMessage.bulk_create([row for room in changed for row in room.rows])
            for room in changed:
                await models.ChatRoom.filter(livestream_id=room.row.livestream_id).update(seq=room.row.seq)
    return Written(answers, [_to_batch(room) for room in changed])


async def _lock(drafts: Sequence[Draft], livestreams: Mapping[str, models.Livestream]) -> dict[str, _Room]:
    rows = (
        await models.ChatRoom.filter(livestream_id__in=list(livestreams))
        .order_by("livestream_id")
        .select_for_update()
    )
    rooms = {row.livestream_id: _Room(row, find_span(livestreams[row.livestream_id]), row.seq, {}) for row in rows}
    named = [draft for draft in drafts if draft.sent_id is not None and draft.livestream_id in rooms]
    if named:
        known = await models.ChatMessage.filter(
            livestream_id__in=list({draft.livestream_id for draft in named}),
            account_id__in=list({draft.account_id for draft in named}),
            sent_id__in=list({draft.sent_id for draft in named}),
        )
        for message in known:
            rooms[message.livestream_id].known[message.account_id or "", message.sent_id or ""] = message
    return rooms


async def _read_standings(
    drafts: Sequence[Draft], rooms: Mapping[str, _Room], livestreams: Mapping[str, models.Livestream], now: datetime
) -> None:
    bound = [draft.account_id for draft in drafts if draft.bound]
    artists = {livestream_id: livestreams[livestream_id].artist_id for livestream_id in rooms}
    standings = await read_standings([room.row for room in rooms.values()], artists, bound, now)
    for livestream_id, room in rooms.items():
        room.standing = standings[livestream_id]


def _take(draft: Draft, room: _Room | None, now: datetime) -> Said | CatalogError:
    if room is None:
        return NotFoundError()  # deleted meanwhile
    if draft.sent_id is not None:
        known = room.known.get((draft.account_id, draft.sent_id))
        if known is not None:
            same = known.text == draft.text and known.kind is draft.kind
            return Said(to_message(known, room.span), again=True) if same else SentIdReusedError()
    if draft.bound and (refusal := room.standing.take(draft.account_id, now)) is not None:
        return refusal
    room.row.seq += 1
    row = models.ChatMessage(
        id=str(uuid4()),
        livestream_id=draft.livestream_id,
        seq=room.row.seq,
        account_id=draft.account_id,
        sent_id=draft.sent_id,
        kind=draft.kind,
        text=draft.text,
        name=draft.name,
        badges=list(draft.badges),
        mentions=list(draft.mentions),
        question=QuestionState.OPEN if draft.question else None,
        about=draft.about,
        at=now,
    )
    room.rows.append(row)
    if draft.sent_id is not None:
        room.known[draft.account_id, draft.sent_id] = row
    return Said(to_message(row, room.span))


def _to_batch(room: _Room) -> Batch:
    lines = [Line(row.seq, What.MESSAGE, row.id, to_message(row, room.span)) for row in room.rows]
    return Batch(room.row.livestream_id, room.after, room.row.seq, lines)

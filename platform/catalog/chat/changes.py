"""What is changed in a room: a message removed, or shown otherwise; what is shown of the room itself."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from catalog import models
from catalog.chat.errors import ChatMessageNotFoundError
from catalog.chat.moderation import acts
from catalog.chat.moderation.acts import By, write_act
from catalog.chat.rows import find_span, lock_room, tell_room, to_message, to_shape
from contract.chat.lines import Batch, Line, What

MOST_NAMED: Final = 20
"""Removed messages whose words the audit trail keeps, of those removed at once."""


async def remove_messages(
    livestream_id: str, ids: Sequence[str], by: str, *, keeper: By | None = None, now: datetime | None = None
) -> Batch:
    """Take messages away, everywhere; those that are gone already stay so. Whether `by` may, is asked before.
    `keeper`: they are others', and the audit trail says who did it.

    Raises:
        NotFoundError, ChatMessageNotFoundError
    """
    now = now or datetime.now(UTC)
    async with lock_room(livestream_id) as (room, livestream):
        rows = await models.ChatMessage.filter(livestream_id=livestream_id, id__in=list(ids)).order_by("seq")
        if not rows:
            raise ChatMessageNotFoundError
        after, lines = room.seq, list[Line]()
        gone = [row for row in rows if row.removed_at is None]
        for row in gone:
            room.seq += 1
            row.removed_at, row.removed_by, row.changed_seq = now, by, room.seq
            lines.append(Line(room.seq, What.REMOVED, row.id))
        if gone:
            await models.ChatMessage.bulk_update(gone, ["removed_at", "removed_by", "changed_seq"], batch_size=100)
            reports = models.ChatReport.filter(message_id__in=[row.id for row in gone], closed_at=None)
            await reports.update(closed_at=now, closed_by=by)
            if keeper is not None:
                await write_act(livestream, keeper, acts.What.MESSAGES_REMOVED, _describe(gone), now)
        if lines and room.pinned_id in {line.id for line in lines}:
            room.pinned_id = None
            lines.append(await tell_room(room, find_span(livestream)))
        await room.save(update_fields=["seq", "changed_seq", "pinned_id"])
    return Batch(livestream_id, after, after + len(lines), lines)


def _describe(rows: Sequence[models.ChatMessage]) -> dict[str, Any]:
    named = [{"id": row.id, "account_id": row.account_id, "text": row.text} for row in rows[:MOST_NAMED]]
    return {"count": len(rows), "messages": named}


async def change_room(
    livestream_id: str,
    fields: Mapping[str, Any],
    *,
    artist_id: str | None = None,
    keeper: By | None = None,
    act: acts.What = acts.What.SETTINGS_CHANGED,
    about: Mapping[str, Any] | None = None,
) -> Batch:
    """Change a room's columns; what is as it was is told to nobody. `keeper`: the audit trail says who did this
    `act`, and about what: the settings that are different, where nothing else is said.

    Raises:
        NotFoundError, NotAllowedError
    """
    async with lock_room(livestream_id, artist_id) as (room, livestream):
        after = room.seq
        changed = {name: value for name, value in fields.items() if getattr(room, name) != value}
        if not changed:
            return Batch(livestream_id, after, after, ())
        room.update_from_dict(changed)
        room.seq = room.changed_seq = after + 1
        await room.save(update_fields=[*changed, "seq", "changed_seq"])
        if keeper is not None:
            await write_act(livestream, keeper, act, {"settings": changed} if about is None else about)
        shape = await to_shape(room, find_span(livestream))
    return Batch(livestream_id, after, after + 1, [Line(after + 1, What.ROOM, shape=shape)])


async def change_message(
    livestream_id: str,
    message_id: str,
    change: Callable[[models.ChatMessage], Awaitable[None]],
    *,
    keeper: By | None = None,
    act: acts.What = acts.What.QUESTION_CHANGED,
    about: Mapping[str, Any] | None = None,
) -> Batch:
    """Have `change` set a message's columns, and tell everybody how it is now. `keeper`: the audit trail says who did
    this `act`, and about what.

    Raises:
        NotFoundError, ChatMessageNotFoundError; whatever `change` does
    """
    async with lock_room(livestream_id) as (room, livestream):
        row = await models.ChatMessage.get_or_none(livestream_id=livestream_id, id=message_id, removed_at=None)
        if row is None:
            raise ChatMessageNotFoundError
        await change(row)
        after, span = room.seq, find_span(livestream)
        room.seq = row.changed_seq = after + 1
        await row.save()
        lines = [Line(room.seq, What.MESSAGE, row.id, to_message(row, span))]
        if room.pinned_id == row.id:
            lines.append(await tell_room(room, span))
        await room.save(update_fields=["seq", "changed_seq"])
        if keeper is not None:
            await write_act(livestream, keeper, act, about or {})
    return Batch(livestream_id, after, room.seq, lines)

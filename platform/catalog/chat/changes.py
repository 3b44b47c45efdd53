"""What is changed in a room: a message removed, or shown otherwise; what is shown of the room itself."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from catalog import models
from catalog.chat.errors import ChatMessageNotFoundError
from catalog.chat.rows import find_span, lock_room, to_message, to_shape
from contract.chat.lines import Batch, Line, What


async def remove_messages(livestream_id: str, ids: Sequence[str], by: str, *, now: datetime | None = None) -> Batch:
    """Take messages away, everywhere; those that are gone already stay so. Whether `by` may, is asked before.

    Raises:
        NotFoundError, ChatMessageNotFoundError
    """
    async with lock_room(livestream_id) as (room, livestream):
        rows = await models.ChatMessage.filter(livestream_id=livestream_id, id__in=list(ids)).order_by("seq")
        if not rows:
            raise ChatMessageNotFoundError
        after, lines = room.seq, list[Line]()
        for row in rows:
            if row.removed_at is None:
                room.seq += 1
                row.removed_at, row.removed_by, row.changed_seq = now or datetime.now(UTC), by, room.seq
                await row.save(update_fields=["removed_at", "removed_by", "changed_seq"])
                lines.append(Line(room.seq, What.REMOVED, row.id))
        if lines and room.pinned_id in {line.id for line in lines}:
            room.pinned_id = None
            room.seq += 1
            room.changed_seq = room.seq
            lines.append(Line(room.seq, What.ROOM, shape=await to_shape(room, find_span(livestream))))
        await room.save(update_fields=["seq", "changed_seq", "pinned_id"])
    return Batch(livestream_id, after, after + len(lines), lines)


async def change_room(livestream_id: str, fields: Mapping[str, Any], *, artist_id: str | None = None) -> Batch:
    """Change a room's columns; what is as it was is told to nobody.

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
        shape = await to_shape(room, find_span(livestream))
    return Batch(livestream_id, after, after + 1, [Line(after + 1, What.ROOM, shape=shape)])


async def change_message(
    livestream_id: str, message_id: str, change: Callable[[models.ChatMessage], Awaitable[None]]
) -> Batch:
    """Have `change` set a message's columns, and tell everybody how it is now.

    Raises:
        NotFoundError, ChatMessageNotFoundError; whatever `change` does
    """
    async with lock_room(livestream_id) as (room, livestream):
        row = await models.ChatMessage.get_or_none(livestream_id=livestream_id, id=message_id, removed_at=None)
        if row is None:
            raise ChatMessageNotFoundError
        await change(row)
        after, room.seq = room.seq, room.seq + 1
        row.changed_seq = room.seq
        await row.save()
        await room.save(update_fields=["seq"])
        line = Line(room.seq, What.MESSAGE, row.id, to_message(row, find_span(livestream)))
    return Batch(livestream_id, after, after + 1, [line])

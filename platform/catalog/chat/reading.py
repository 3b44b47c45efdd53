"""Reading rooms: as they are, what happened after a number, and their messages back to the first."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Final

from catalog import models
from catalog.chat.errors import ChatMessageNotFoundError
from catalog.chat.rows import Span, find_livestreams, find_room, find_span, to_message, to_shape
from catalog.db.batches import in_batches
from catalog.db.orm import one_look
from catalog.livestreams.errors import NotFoundError
from contract.chat.lines import Batch, Line, Message, RoomState, What

LAST: Final = 50
"""Messages that a page begins with."""
SPOKEN: Final = 500
"""Lines of a room whose speakers can be named."""
MOST_LINES: Final = 500
"""That are read after a number; whoever missed more begins anew."""
RECENT: Final = 300
"""Numbers that a room begins with where it is opened, so that whoever comes back need not begin anew."""


async def read_room(livestream_id: str) -> RoomState:
    """A room, and its last messages.

    Raises:
        NotFoundError
    """
    async with one_look():
        livestreams = await find_livestreams([livestream_id])
        if livestream_id not in livestreams:
            raise NotFoundError
        row = livestreams[livestream_id]
        span = find_span(row)
        room = await find_room(livestream_id, row.artist_id)
        since = max(0, room.seq - RECENT)
        rows = await _read_rows(livestream_id, since, RECENT)
        there = models.ChatMessage.filter(livestream_id=livestream_id, removed_at=None)
        last = await there.order_by("-seq").limit(LAST)
        lines = _to_lines({row.id: row for row in (*last, *rows)}.values(), span)
        shape = await to_shape(room, span)
        if room.changed_seq > since:
            lines.append(Line(room.changed_seq, What.ROOM, shape=shape))
        lines.sort(key=_seq_of)
        first = min(since + 1, last[-1].seq) if len(last) == LAST else 0
        return RoomState(livestream_id, row.artist_id, room.seq, shape, lines, since, first)


async def read_seqs(livestream_ids: Collection[str]) -> dict[str, int]:
    """The last numbers of some rooms."""
    found = dict[str, int]()
    for asked in in_batches(livestream_ids):
        found |= dict(await models.ChatRoom.filter(livestream_id__in=asked).values_list("livestream_id", "seq"))
    return found


async def read_batch(livestream_id: str, after: int) -> Batch | None:
    """All that happened in a room after a number; None: more than `MOST_LINES`, or the livestream is gone."""
    async with one_look():
        livestreams = await find_livestreams([livestream_id])
        room = await models.ChatRoom.get_or_none(livestream_id=livestream_id)
        if room is None or livestream_id not in livestreams:
            return None
        span = find_span(livestreams[livestream_id])
        rows = await _read_rows(livestream_id, after, MOST_LINES + 1)
        if len(rows) > MOST_LINES:
            return None
        lines = _to_lines(rows, span)
        if room.changed_seq > after:
            lines.append(Line(room.changed_seq, What.ROOM, shape=await to_shape(room, span)))
        return Batch(livestream_id, after, room.seq, sorted(lines, key=_seq_of))


async def _read_rows(livestream_id: str, after: int, limit: int) -> list[models.ChatMessage]:
    """What was said after a number, and what was said before and changed after it; more than `limit`: there is more
    yet."""
    mine = models.ChatMessage.filter(livestream_id=livestream_id)
    said = await mine.filter(seq__gt=after).order_by("seq").limit(limit)
    changed = await mine.filter(seq__lte=after, changed_seq__gt=after).order_by("changed_seq").limit(limit)
    return [*said, *changed]


def _seq_of(line: Line) -> int:
    return line.seq


def _to_lines(rows: Iterable[models.ChatMessage], span: Span) -> list[Line]:
    return [_to_line(row, to_message(row, span)) for row in rows]


def _to_line(row: models.ChatMessage, message: Message) -> Line:
    # What was changed is told with the number of that: whoever has read up to there knows it.
    seq = row.changed_seq or row.seq
    if row.removed_at is not None:
        return Line(seq, What.REMOVED, row.id)
    return Line(seq, What.MESSAGE, row.id, message)


async def is_said(livestream_id: str, account_id: str, sent_id: str | None) -> bool:
    """Whether an account has said something in a room with this id of its own."""
    if sent_id is None:
        return False
    return await models.ChatMessage.exists(livestream_id=livestream_id, account_id=account_id, sent_id=sent_id)


async def find_author(livestream_id: str, message_id: str) -> str | None:
    """Who said it; None: the account is closed.

    Raises:
        ChatMessageNotFoundError
    """
    row = await models.ChatMessage.get_or_none(livestream_id=livestream_id, id=message_id)
    if row is None:
        raise ChatMessageNotFoundError
    return row.account_id


async def select_speakers(livestream_id: str, seq: int) -> list[tuple[str, str]]:
    """Who can be named in a room whose last number is `seq`: ids and names of those who spoke in its last `SPOKEN`
    lines, the last first."""
    rows = models.ChatMessage.filter(livestream_id=livestream_id, seq__gt=seq - SPOKEN, account_id__isnull=False)
    found = dict[str, str]()
    for account_id, name in await rows.order_by("-seq").values_list("account_id", "name"):
        found.setdefault(account_id, name)
    return list(found.items())


async def find_sent(livestream_id: str, account_id: str, sent_id: str) -> Message | None:
    """The message that was sent with this id of its sender's."""
    row = await models.ChatMessage.get_or_none(livestream_id=livestream_id, account_id=account_id, sent_id=sent_id)
    if row is None:
        return None
    livestreams = await find_livestreams([livestream_id])
    return to_message(row, find_span(livestreams[livestream_id])) if livestream_id in livestreams else None


async def select_messages(
    livestream_id: str,
    *,
    before: int | None = None,
    after: int | None = None,
    limit: int = LAST,
    until: datetime | None = None,
) -> Sequence[Message]:
    """Messages that were not removed, oldest first: the last ones before a number, the first ones after one, or the
    last of all; `until`: none that are younger.

    Raises:
        NotFoundError
    """
    livestreams = await find_livestreams([livestream_id])
    if livestream_id not in livestreams:
        raise NotFoundError
    rows = models.ChatMessage.filter(livestream_id=livestream_id, removed_at=None)
    rows = rows if until is None else rows.filter(at__lte=until)
    if after is not None:
        rows = rows.filter(seq__gt=after)
    if before is not None:
        rows = rows.filter(seq__lt=before)
    backwards = after is None
    found = await rows.order_by("-seq" if backwards else "seq").limit(limit)
    span = find_span(livestreams[livestream_id])
    return [to_message(row, span) for row in (reversed(found) if backwards else found)]

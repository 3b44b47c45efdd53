"""Who wrote in rooms, and closes the account: what was said stays, for it was answered; its name goes, from the open
pages as from the history."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, cast

from catalog import models
from catalog.chat.rows import Span, find_span, lock_room, tell_room, to_message
from catalog.chat.rules import MessageKind
from catalog.livestreams.errors import NotFoundError
from contract.chat.lines import Batch, Line, What

AT_ONCE: Final = 200
"""Messages that lose their name in one transaction, while nobody writes in their room."""
TOLD: Final = 600
"""A room's last messages, and its last numbers: what is older than both is on no page any more, unless somebody read
back to it."""


async def leave_room(account_id: str, *, now: datetime | None = None) -> Batch | None:
    """Take an account's name out of some of what it said in one of the rooms it wrote in, of the alerts that came
    with that and of what it was thanked for: what pages still show of it is told again, without the name. None: there
    is nothing left of it anywhere."""
    last = await models.ChatMessage.filter(account_id=account_id).order_by("livestream_id", "-seq").first()
    if last is None:
        return None
    said = models.ChatMessage.filter(livestream_id=last.livestream_id, account_id=account_id)
    ids = cast("list[str]", await said.order_by("-seq").limit(AT_ONCE).values_list("id", flat=True))
    await _forget_alerts(ids, await _find_thanks(last.livestream_id, ids))
    try:
        async with lock_room(last.livestream_id) as (room, livestream):
            after, span = room.seq, find_span(livestream)
            rows = await models.ChatMessage.filter(id__in=ids).order_by("seq")
            told = await _find_told(last.livestream_id, rows, room.seq)
            lines = _forget_name(rows, told, room, span)
            await models.ChatMessage.filter(id__in=ids).update(account_id=None, name="")
            if told:
                await models.ChatMessage.bulk_update(told, ["changed_seq"])
            lines += await _remove_thanks(await _find_thanks(last.livestream_id, ids), room, now or datetime.now(UTC))
            if room.pinned_id in ids:
                lines.append(await tell_room(room, span))
            await room.save(update_fields=["seq", "changed_seq"])
    except NotFoundError:  # its livestream was deleted just now, and all of this with it
        return Batch(last.livestream_id, 0, 0, ())
    return Batch(last.livestream_id, after, room.seq, lines)


async def forget_keeper(account_id: str) -> None:
    """Take an account's name out of what it did as a moderator."""
    await models.ChatAct.filter(by=account_id).update(by=None, by_name="")


async def _find_thanks(livestream_id: str, ids: Sequence[str]) -> list[models.ChatMessage]:
    sent_ids = [f"thanks:{one}" for one in ids]
    return await models.ChatMessage.filter(livestream_id=livestream_id, kind=MessageKind.NOTICE, sent_id__in=sent_ids)


async def _forget_alerts(ids: Sequence[str], thanks: Sequence[models.ChatMessage]) -> None:
    notices = [one.id for one in thanks]
    # The rows stay: numbers of alerts are given once.
    for alert in await models.Alert.filter(message_id__in=[*ids, *notices]):
        alert.about = {**alert.about, "account": None}
        if alert.message_id in notices:
            alert.about, alert.withdrawn = {"account": None, "text": ""}, True
        await alert.save(update_fields=["about", "withdrawn"])


async def _find_told(livestream_id: str, rows: Sequence[models.ChatMessage], seq: int) -> list[models.ChatMessage]:
    there = models.ChatMessage.filter(livestream_id=livestream_id, removed_at=None).order_by("-seq")
    edge = await there.offset(TOLD).first()
    first = 0 if edge is None else edge.seq
    return [
        row for row in rows if row.removed_at is None and (row.seq > first or (row.changed_seq or 0) > seq - TOLD)
    ]


def _forget_name(
    rows: Sequence[models.ChatMessage], told: Sequence[models.ChatMessage], room: models.ChatRoom, span: Span
) -> list[Line]:
    for row in rows:
        row.account_id, row.name = None, ""
    lines = list[Line]()
    for row in told:
        room.seq = row.changed_seq = room.seq + 1
        lines.append(Line(room.seq, What.MESSAGE, row.id, to_message(row, span)))
    return lines


async def _remove_thanks(notices: Sequence[models.ChatMessage], room: models.ChatRoom, now: datetime) -> list[Line]:
    lines = list[Line]()
    for notice in notices:
        room.seq += 1
        notice.text, notice.about, notice.mentions = "", None, []
        notice.removed_at, notice.changed_seq = notice.removed_at or now, room.seq
        await notice.save(update_fields=["text", "about", "mentions", "removed_at", "changed_seq"])
        lines.append(Line(room.seq, What.REMOVED, notice.id))
    return lines

"""An artist thanks somebody for what they said: a notice that every screen shows, once for each message."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from catalog import models
from catalog.chat.entry import ARTIST
from catalog.chat.errors import ChatMessageNotFoundError, NobodyToThankError
from catalog.chat.rows import find_span, lock_room, to_message
from catalog.chat.rules import MessageKind
from catalog.shapes import Account
from contract.chat.lines import Batch, Line, Message, What


@dataclass(frozen=True, slots=True)
class Thanked:
    """The notice, and what happened in the room: nothing, where its author was thanked for it before."""

    notice: Message
    batch: Batch

    @property
    def again(self) -> bool:
        """It stood there before."""
        return not self.batch.lines


async def thank_author(
    livestream_id: str, message_id: str, artist: Account, *, now: datetime | None = None
) -> Thanked:
    """Thank whoever said this, by name.

    Raises:
        NotFoundError, NotAllowedError, ChatMessageNotFoundError, NobodyToThankError
    """
    now = now or datetime.now(UTC)
    async with lock_room(livestream_id, artist.id) as (room, livestream):
        said = await models.ChatMessage.get_or_none(livestream_id=livestream_id, id=message_id, removed_at=None)
        if said is None:
            raise ChatMessageNotFoundError
        if said.account_id in (None, artist.id) or said.kind is MessageKind.NOTICE:
            raise NobodyToThankError
        after, span = room.seq, find_span(livestream)
        # No sender's own id has a colon: this one is nobody else's.
        once: dict[str, Any] = {
            "livestream_id": livestream_id,
            "account_id": artist.id,
            "sent_id": f"thanks:{message_id}",
        }
        if (known := await models.ChatMessage.get_or_none(**once)) is not None:
            return Thanked(to_message(known, span), Batch(livestream_id, after, after, ()))
        whom = {"id": said.account_id, "display_name": said.name}
        row = await models.ChatMessage.create(
            **once,
            id=str(uuid4()),
            seq=after + 1,
            kind=MessageKind.NOTICE,
            text=f"{artist.display_name} thanks {said.name}",
            name=artist.display_name,
            badges=[ARTIST],
            mentions=[said.account_id],
            about={"thanks": {"account": whom, "message_id": message_id}},
            at=now.replace(microsecond=now.microsecond // 1000 * 1000),
        )
        room.seq = row.seq
        await room.save(update_fields=["seq"])
        notice = to_message(row, span)
    return Thanked(notice, Batch(livestream_id, after, row.seq, [Line(row.seq, What.MESSAGE, row.id, notice)]))

"""An artist thanks somebody for what they said: a notice that every screen shows, once for each message."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from tortoise.transactions import in_transaction

from catalog import models
from catalog.chat.entry import ARTIST
from catalog.chat.errors import ChatMessageNotFoundError, NobodyToThankError
from catalog.chat.rows import ensure_rooms, find_livestreams, find_span, to_message
from catalog.chat.rules import MessageKind
from catalog.livestreams.errors import NotAllowedError, NotFoundError
from catalog.overlays.alerts import append_alert, hold_alerts
from catalog.shapes import Account
from contract.chat.lines import Batch, Line, Message, What
from contract.overlays.alerts import Alert


@dataclass(frozen=True, slots=True)
class Thanked:
    """The notice, and what is to be announced of it: nothing, where its author was thanked for it before."""

    notice: Message
    batch: Batch | None = None
    alert: Alert | None = None

    @property
    def again(self) -> bool:
        """It stood there before."""
        return self.batch is None


async def thank_author(
    livestream_id: str, message_id: str, artist: Account, *, now: datetime | None = None
) -> Thanked:
    """Thank whoever said this, by name: in the room, and by an alert of the artist's overlays.

    Raises:
        NotFoundError, NotAllowedError, ChatMessageNotFoundError, NobodyToThankError
    """
    livestreams = await find_livestreams([livestream_id])
    if (livestream := livestreams.get(livestream_id)) is None:
        raise NotFoundError
    if livestream.artist_id != artist.id:
        raise NotAllowedError
    await ensure_rooms(livestreams)
    async with in_transaction():
        await hold_alerts(artist.id)  # before the room, as everywhere
        room = await models.ChatRoom.filter(livestream_id=livestream_id).select_for_update().first()
        if room is None:
            raise NotFoundError  # deleted just now
        return await _thank(room, livestream, message_id, artist, now or datetime.now(UTC))


async def _thank(
    room: models.ChatRoom, livestream: models.Livestream, message_id: str, artist: Account, now: datetime
) -> Thanked:
    said = await models.ChatMessage.get_or_none(livestream_id=livestream.id, id=message_id, removed_at=None)
    if said is None:
        raise ChatMessageNotFoundError
    if said.account_id in (None, artist.id) or said.kind is MessageKind.NOTICE:
        raise NobodyToThankError
    # No sender's own id has a colon: this one is nobody else's.
    once: dict[str, Any] = {
        "livestream_id": livestream.id,
        "account_id": artist.id,
        "sent_id": f"thanks:{message_id}",
    }
    if (known := await models.ChatMessage.get_or_none(**once)) is not None:
        return Thanked(to_message(known, find_span(livestream)))
    whom = {"id": said.account_id, "display_name": said.name}
    row = await models.ChatMessage.create(
        **once,
        id=str(uuid4()),
        seq=room.seq + 1,
        kind=MessageKind.NOTICE,
        text=f"{artist.display_name} thanks {said.name}",
        name=artist.display_name,
        badges=[ARTIST],
        mentions=[said.account_id],
        about={"thanks": {"account": whom, "message_id": message_id}},
        at=now.replace(microsecond=now.microsecond // 1000 * 1000),
    )
    # Without what was said: that may be removed while the alert waits for its turn.
    about = {"account": whom, "text": ""}
    alert = await append_alert(artist.id, "thanks", about, livestream.id, row.id, now, delay=room.delay_seconds)
    after, room.seq = room.seq, row.seq
    await room.save(update_fields=["seq"])
    notice = to_message(row, find_span(livestream))
    return Thanked(notice, Batch(livestream.id, after, row.seq, [Line(row.seq, What.MESSAGE, row.id, notice)]), alert)

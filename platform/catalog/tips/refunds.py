"""Giving a tip back: a new entry in the ledger for each of the tip's, and everybody sees that it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from catalog import models
from catalog.chat.rows import find_livestreams, find_span, tell_room, to_message
from catalog.chat.rules import MessageKind
from catalog.ledger.errors import LedgerBusyError
from catalog.ledger.payments import Booking, book, hold_rows, read_held
from catalog.ledger.rules import MoveKind
from catalog.livestreams.errors import NotAllowedError, NotFoundError
from catalog.overlays.alerts import withdraw_alerts
from catalog.tips.errors import TipNotFoundError
from catalog.tips.rules import write_refund_key
from contract.chat.lines import Batch, Line, Message, What
from contract.overlays.alerts import Alert

TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Refunded:
    """A tip that was given back; what is to be announced of it."""

    message: Message
    account_id: str | None
    """Who gave it; None: the account is closed."""
    batch: Batch
    """Empty, where it was given back before."""
    withdrawn: Sequence[Alert] = ()
    """Alerts that overlays are not to show any more."""
    again: bool = False
    """It was given back before."""


async def refund_tip(livestream_id: str, message_id: str, artist_id: str, *, now: datetime | None = None) -> Refunded:
    """Give it back, into the wallets that it came from; once, however often it is asked for.

    Raises:
        NotFoundError, NotAllowedError, TipNotFoundError, LedgerBusyError
    """
    livestream = (await find_livestreams([livestream_id])).get(livestream_id)
    if livestream is None:
        raise NotFoundError
    if livestream.artist_id != artist_id:
        raise NotAllowedError
    for _ in range(TRIES):
        try:
            async with in_transaction():
                return await _refund(livestream, message_id, now or datetime.now(UTC))
        except IntegrityError:  # somebody gave it back at the same moment
            continue
    raise LedgerBusyError


async def _refund(livestream: models.Livestream, message_id: str, now: datetime) -> Refunded:
    # As who gives: the wallets, then the room.
    tips = models.ChatMessage.filter(livestream_id=livestream.id, id=message_id, kind=MessageKind.TIP)
    row = await tips.first()
    if row is None or row.tip_transaction_id is None:
        raise TipNotFoundError
    entries = await models.LedgerEntry.filter(transaction_id=row.tip_transaction_id)
    changes = {entry.wallet_id: -entry.amount for entry in entries}
    await hold_rows(changes)
    room = await models.ChatRoom.filter(livestream_id=livestream.id).select_for_update().first()
    row = await tips.first()
    if room is None or row is None:
        raise NotFoundError  # deleted just now
    after, span = room.seq, find_span(livestream)
    if row.tip_refunded_at is not None:
        batch = Batch(livestream.id, after, after, ())
        return Refunded(to_message(row, span), row.account_id, batch, again=True)
    booking = Booking(
        str(uuid4()),
        MoveKind.REFUND,
        livestream.artist_id,
        write_refund_key(message_id),
        None,
        livestream.title,
        livestream.artist_id,
    )
    await book(booking, changes, await read_held(list(changes)), now)
    row.tip_refunded_at = now
    lines = list[Line]()
    if row.removed_at is None:  # of one that was removed nobody hears
        room.seq = row.changed_seq = room.seq + 1
        lines.append(Line(room.seq, What.MESSAGE, row.id, to_message(row, span)))
    await row.save(update_fields=["tip_refunded_at", "changed_seq"])
    if room.goal_title is not None or room.pinned_id == row.id:
        lines.append(await tell_room(room, span))
    await room.save(update_fields=["seq", "changed_seq"])
    withdrawn = await withdraw_alerts([row.id])
    return Refunded(to_message(row, span), row.account_id, Batch(livestream.id, after, room.seq, lines), withdrawn)

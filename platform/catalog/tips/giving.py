"""Giving a tip: the tokens, the message, the alert and what webhooks are told, in one transaction: all of it or
nothing, and once for each key.

Whoever gives holds the row of their account, then those of the wallets in the order of their ids, then the room's: so
nobody waits for ever, of two tips of one fan the second finds what the first has left, and while somebody books a
whole list of grants no room waits for it. The transition log's clock is not touched.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from catalog import models
from catalog.chat.errors import BannedError, ChatClosedError
from catalog.chat.moderation.limits import check_text
from catalog.chat.moderation.standing import read_standings
from catalog.chat.rows import ensure_rooms, find_livestreams, find_span, tell_room, to_message
from catalog.chat.rules import MessageKind
from catalog.db.keys import get_keys
from catalog.ledger.errors import KeyReusedError, LedgerBusyError
from catalog.ledger.payments import Booking, book, hold_wallets, read_held, share
from catalog.ledger.rules import MoveKind
from catalog.livestreams.errors import NotFoundError
from catalog.overlays.alerts import append_alert
from catalog.tips.errors import OwnTipError
from catalog.tips.rules import PURPOSE, TipDraft
from catalog.tips.webhooks import tell_webhooks
from contract.chat.lines import Batch, Line, Message, What
from contract.chat.tips import Tip
from contract.overlays.alerts import Alert

TRIES: Final = 5

Render = Callable[[Tip], str]
"""A tip as webhooks are told of it."""


@dataclass(frozen=True, slots=True)
class Given:
    """A tip that stands; what is to be announced of it."""

    message: Message
    tip: Tip | None = None
    """None: it stood there before, and all has been told."""
    batch: Batch | None = None
    alert: Alert | None = None

    @property
    def again(self) -> bool:
        """It was given before, with the same key."""
        return self.tip is None


async def give_tip(draft: TipDraft, render: Render, *, now: datetime | None = None) -> Given:
    """Give it. When this returns, it is in the database for good. Whether the fan may write there is asked before.

    Raises:
        NotFoundError, OwnTipError
        ChatClosedError, BannedError, LinksOffError, WordRefusedError: since just now
        InsufficientTokensError: the fan holds fewer.
        KeyReusedError: the key was another tip's.
        LedgerBusyError: others were quicker each time.
    """
    livestreams = await find_livestreams([draft.livestream_id])
    if (livestream := livestreams.get(draft.livestream_id)) is None:
        raise NotFoundError
    if livestream.artist_id == draft.account_id:
        raise OwnTipError
    await ensure_rooms(livestreams)
    for _ in range(TRIES):
        try:
            async with in_transaction():
                return await _give(draft, livestream, render, now or datetime.now(UTC))
        except IntegrityError:  # the same key was written just now, or the livestream deleted
            continue
    raise LedgerBusyError


async def _give(draft: TipDraft, livestream: models.Livestream, render: Render, now: datetime) -> Given:
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)
    artist_id, span = livestream.artist_id, find_span(livestream)
    # Not for its key's sake: others may refer to the account meanwhile, but it is not to change its address.
    await models.Account.filter(id=draft.account_id).select_for_update(no_key=True)
    wallets = await hold_wallets(draft.account_id, artist_id)
    if (known := await _find_known(draft, artist_id)) is not None:
        return Given(to_message(known, span))
    held = await read_held(wallets)
    parts = share(held, draft.amount)
    (issuing,) = await read_held([artist_id])
    room = await models.ChatRoom.filter(livestream_id=draft.livestream_id).select_for_update().first()
    if room is None:
        raise NotFoundError  # deleted just now
    if draft.bound:
        await _check_bound(draft, room, artist_id, now)
    message_id, after = str(uuid4()), room.seq
    booking = Booking(
        str(uuid4()),
        MoveKind.TIP,
        artist_id,
        draft.write_key(message_id),
        get_keys().fingerprint(PURPOSE, draft.describe()),
        livestream.title,
        draft.account_id,
    )
    changes = {wallet_id: -part for wallet_id, part in parts.items()} | {artist_id: draft.amount}
    await book(booking, changes, [*held, issuing], now)
    row = await models.ChatMessage.create(
        id=message_id,
        livestream_id=draft.livestream_id,
        seq=after + 1,
        account_id=draft.account_id,
        kind=MessageKind.TIP,
        text=draft.text,
        name=draft.name,
        badges=list(draft.badges),
        mentions=list(draft.mentions),
        at=now,
        tip_amount=draft.amount,
        tip_transaction_id=booking.id,
    )
    message = to_message(row, span)
    lines = [Line(row.seq, What.MESSAGE, row.id, message)]
    room.seq = row.seq
    if room.goal_title is not None:  # everybody hears how far it is
        lines.append(await tell_room(room, span))
    await room.save(update_fields=["seq", "changed_seq"])
    tip = Tip(draft.livestream_id, artist_id, message)
    alert = await append_alert(
        artist_id, "tip", tip.to_alert(), draft.livestream_id, message_id, now, delay=room.delay_seconds
    )
    await tell_webhooks(tip, render(tip), now)
    return Given(message, tip, Batch(draft.livestream_id, after, room.seq, lines), alert)


async def _check_bound(draft: TipDraft, room: models.ChatRoom, artist_id: str, now: datetime) -> None:
    """What was asked before, and may be otherwise since. Slow mode is for messages."""
    if not room.enabled:
        raise ChatClosedError("The chat of this show is switched off.")
    check_text(room, draft.text)
    standings = await read_standings([room], {room.livestream_id: artist_id}, [draft.account_id], now)
    bans = standings[room.livestream_id].bans
    if draft.account_id in bans:
        raise BannedError(bans[draft.account_id], now)


async def find_given(draft: TipDraft, artist_id: str) -> Given | None:
    """What was given with the same key before: whoever asks again may have spent what let them in by it.

    Raises:
        KeyReusedError
    """
    known = await _find_known(draft, artist_id)
    if known is None:
        return None
    livestreams = await find_livestreams([draft.livestream_id])
    return Given(to_message(known, find_span(livestreams[draft.livestream_id])))


async def _find_known(draft: TipDraft, artist_id: str) -> models.ChatMessage | None:
    """Raises KeyReusedError"""
    if draft.key is None:
        return None
    known = await models.LedgerTransaction.get_or_none(artist_id=artist_id, key=draft.write_key(""))
    if known is None:
        return None
    row = await models.ChatMessage.get_or_none(tip_transaction_id=known.id)
    if row is None or known.digest != get_keys().fingerprint(PURPOSE, draft.describe()):
        raise KeyReusedError
    return row

"""Who may write in a room, and with which badges: asked before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from tortoise.expressions import Q

from catalog import models
from catalog.chat.errors import BannedError, ChatClosedError
from catalog.chat.hours import find_closed
from catalog.chat.moderation.limits import check_holder, check_name, check_text
from catalog.chat.rows import find_room
from catalog.db.prepared import Prepared
from catalog.gates.blocks import BLOCKED
from catalog.ledger.wallets import Pair
from contract.livestreams import Entry

ARTIST: Final = "artist"
MODERATOR: Final = "moderator"
HOLDER: Final = "holder"

_MODERATOR: Final = Prepared(
    models.ChatModerator,
    lambda artist_id, account_id: models.ChatModerator.filter(artist_id=artist_id, account_id=account_id),
)
_BAN: Final = Prepared(
    models.ChatBan,
    lambda artist_id, account_id, now: models.ChatBan.filter(
        Q(until=None) | Q(until__gt=now), artist_id=artist_id, account_id=account_id
    ),
)


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who may write in a room, and what of the room's rules counts for them."""

    badges: tuple[str, ...]
    room: models.ChatRoom

    @property
    def keeps(self) -> bool:
        """Whether it is one of those who keep the room pleasant: its rules are for the others."""
        return ARTIST in self.badges or MODERATOR in self.badges

    def check_words(self, text: str, name: str) -> None:
        """What they want to say, and under which name. Long lists of words take milliseconds: so it is asked of those
        alone who are not too fast.

        Raises:
            LinksOffError, WordRefusedError, NameRefusedError
        """
        if not self.keeps:
            check_text(self.room, text)
            check_name(self.room, name)


async def find_writer(
    entry: Entry,
    account_id: str,
    holdings: Mapping[Pair, int],
    *,
    now: datetime | None = None,
) -> Writer:
    """`holdings`: what the account holds of the artist's tokens, as far as it is known. Whether it may watch is asked
    before; what it wants to say, afterwards: see `Writer.check_words`.

    Raises:
        ChatClosedError, BannedError, HoldersOnlyError
    """
    now = now or datetime.now(UTC)
    badges = await _find_badges(entry, account_id, holdings)
    writer = Writer(badges, await find_room(entry.livestream_id, entry.artist_id))
    if words := find_closed(entry.livestream, now):
        raise ChatClosedError(words)
    if writer.keeps:
        return writer
    if holdings.get((account_id, entry.artist_id)) == BLOCKED:
        raise BannedError(None, now)
    if (ban := await _BAN.first(entry.artist_id, account_id, now)) is not None:
        raise BannedError(ban.until, now)
    if not writer.room.enabled:
        raise ChatClosedError("The chat of this show is switched off.")
    check_holder(writer.room, holds=HOLDER in badges)
    return writer


async def _find_badges(entry: Entry, account_id: str, holdings: Mapping[Pair, int]) -> tuple[str, ...]:
    if account_id == entry.artist_id:
        return (ARTIST,)
    badges = list[str]()
    if await _MODERATOR.first(entry.artist_id, account_id) is not None:
        badges.append(MODERATOR)
    if holdings.get((account_id, entry.artist_id), 0) > 0:
        badges.append(HOLDER)
    return tuple(badges)

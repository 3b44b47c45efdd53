"""Whether those who write now may, asked where their rooms are held: who was banned a moment ago, and in slow mode
when each wrote last, on whichever process."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tortoise.expressions import Q

from catalog import models
from catalog.chat.errors import BannedError
from catalog.chat.moderation.errors import SlowModeError
from catalog.chat.moderation.limits import find_slow_seconds
from catalog.chat.rules import MessageKind
from catalog.errors import CatalogError


@dataclass(slots=True)
class Standing:
    """Of one room's writers. `slow_seconds`: between two messages of one account."""

    slow_seconds: int = 0
    bans: dict[str, datetime | None] = field(default_factory=dict)
    """Account -> until when."""
    last: dict[str, datetime] = field(default_factory=dict)
    """Account -> when it wrote last, if that is not long ago."""

    def take(self, account_id: str, now: datetime) -> CatalogError | None:
        """Why the account may not write now; None: it does."""
        if account_id in self.bans:
            return BannedError(self.bans[account_id], now)
        if not self.slow_seconds:
            return None
        last = self.last.get(account_id)
        if last is not None and (wait := last + timedelta(seconds=self.slow_seconds) - now) > timedelta():
            return SlowModeError(self.slow_seconds, wait)
        self.last[account_id] = now
        return None


async def read_standings(
    rooms: Collection[models.ChatRoom], artists: Mapping[str, str], writers: Collection[str], now: datetime
) -> dict[str, Standing]:
    """Of each room, as far as `writers` (accounts) go. `artists`: whose each livestream is."""
    standings = {room.livestream_id: Standing(find_slow_seconds(room)) for room in rooms}
    accounts = list(set(writers))
    if not accounts:
        return standings
    bans = await models.ChatBan.filter(
        Q(until=None) | Q(until__gt=now), account_id__in=accounts, artist_id__in=list(set(artists.values()))
    )
    for livestream_id, standing in standings.items():
        standing.bans = {ban.account_id: ban.until for ban in bans if ban.artist_id == artists[livestream_id]}
    slow = {livestream_id: one.slow_seconds for livestream_id, one in standings.items() if one.slow_seconds}
    if slow:
        said = models.ChatMessage.filter(
            livestream_id__in=list(slow),
            account_id__in=accounts,
            kind=MessageKind.MESSAGE,
            at__gt=now - timedelta(seconds=max(slow.values())),
        )
        for livestream_id, account_id, at in await said.order_by("seq").values_list(
            "livestream_id", "account_id", "at"
        ):
            standings[livestream_id].last[account_id] = at
    return standings

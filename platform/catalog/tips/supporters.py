"""Who gave how much: of a livestream those who gave most, for everybody; all of an artist's tips, for the artist."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from tortoise.expressions import Q
from tortoise.functions import Count, Sum

from catalog import models
from catalog.chat.rules import MessageKind
from catalog.db.cursors import read_cursor, write_cursor
from catalog.errors import CursorError
from catalog.ledger.holdings import Person

MOST: Final = 10
LIST: Final = "tips"


@dataclass(frozen=True, slots=True)
class Supporter:
    """Somebody who gave, and lets it be seen."""

    person: Person
    amount: int


@dataclass(frozen=True, slots=True)
class Supporters:
    """What was given in a livestream's room and not given back."""

    total: int
    tips: int
    named: Sequence[Supporter]
    """Who gave most, the most first, among those who let it be seen."""
    unnamed: int
    """What those gave who do not, and closed accounts."""


@dataclass(frozen=True, slots=True)
class TipShown:
    """One tip, as its artist sees it; also one whose message was removed."""

    message_id: str
    livestream_id: str
    livestream_title: str
    person: Person | None
    amount: int
    text: str
    at: datetime
    refunded_at: datetime | None


@dataclass(frozen=True, slots=True)
class TipPage:
    """Some tips, the last first."""

    tips: Sequence[TipShown]
    next_cursor: str | None


async def select_supporters(livestream_id: str, *, until: datetime | None = None) -> Supporters:
    """Of a livestream; where there is none, none. `until`: without tips that are younger."""
    rows = models.ChatMessage.filter(livestream_id=livestream_id, kind=MessageKind.TIP, tip_refunded_at=None)
    rows = rows if until is None else rows.filter(at__lte=until)
    summed = rows.annotate(given=Sum("tip_amount"), tips=Count("id")).group_by("account_id")
    given = {
        account_id: (int(each), tips)
        for account_id, each, tips in await summed.values_list("account_id", "given", "tips")
    }
    seen = models.Account.filter(id__in=[account_id for account_id in given if account_id], shows_support=True)
    named = [Supporter(Person(row.id, row.display_name), given[row.id][0]) for row in await seen]
    total = sum(each for each, _ in given.values())
    return Supporters(
        total,
        sum(tips for _, tips in given.values()),
        sorted(named, key=lambda each: (-each.amount, each.person.id))[:MOST],
        total - sum(each.amount for each in named),
    )


async def select_tips(artist_id: str, *, limit: int, cursor: str | None = None) -> TipPage:
    """All that an artist was given, over all its livestreams.

    Raises:
        CursorError
    """
    rows = models.ChatMessage.filter(livestream__artist_id=artist_id, kind=MessageKind.TIP)
    if cursor is not None:
        at, message_id = _read_place(cursor)
        rows = rows.filter(Q(at__lt=at) | Q(at=at, id__lt=message_id))
    found = await rows.order_by("-at", "-id").limit(limit + 1).select_related("livestream", "account")
    more = len(found) > limit
    last = found[limit - 1] if more else None
    return TipPage(
        [_show(row) for row in found[:limit]],
        None if last is None else write_cursor(LIST, last.at.isoformat(), last.id),
    )


def _show(row: models.ChatMessage) -> TipShown:
    return TipShown(
        message_id=row.id,
        livestream_id=row.livestream_id,
        livestream_title=row.livestream.title,
        person=None if row.account is None else Person(row.account.id, row.account.display_name),
        amount=row.tip_amount or 0,
        text="" if row.removed_at is not None else row.text,
        at=row.at,
        refunded_at=row.tip_refunded_at,
    )


def _read_place(cursor: str) -> tuple[datetime, str]:
    try:
        at, message_id = read_cursor(LIST, cursor)
        return datetime.fromisoformat(at).astimezone(UTC), str(UUID(message_id))
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise CursorError from error

"""Screens: the open sockets on gated livestreams, over all web processes, and which of these are alive."""

import secrets
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tortoise.exceptions import IntegrityError
from tortoise.expressions import F
from tortoise.transactions import in_transaction

from catalog import models
from catalog.db.batches import in_batches

SAME_PAGE = ""
"""Where a connection went whose page has come back with another one."""


@dataclass(frozen=True, slots=True)
class Screen:
    """An open socket, as its process writes it down."""

    account_id: str
    livestream_id: str
    session: str
    """The sign-in it was opened with."""
    name: str = ""
    """What its page calls itself: the same over all its connections. Empty: it says nothing."""
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    opened_at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class OpenScreen:
    """A screen as its account is told of it."""

    id: str
    livestream_id: str
    title: str
    session: str
    """The sign-in it was opened with."""
    name: str
    process: str
    opened_at: datetime


# -- what a process says of its own --------------------------------------------------------------------------------


async def write_screens(process: str, opened: Sequence[Screen], closed: Collection[str]) -> None:
    """Screens have been opened at a process, and closed (by id). A page that comes back with another connection has
    left its old one, whether that is known to be gone or not, and was there as long as that."""
    for screens in in_batches(opened):
        await _insert(process, screens)
    async with in_transaction():
        for ids in in_batches(closed):
            await models.Screen.filter(id__in=ids).delete()


async def _insert(process: str, screens: Sequence[Screen]) -> None:
    rows = [
        models.Screen(
            id=one.id,
            account_id=one.account_id,
            livestream_id=one.livestream_id,
            name=one.name or one.id,
            session=one.session,
            process=process,
            opened_at=one.opened_at,
        )
        for one in screens
    ]
    try:
        async with in_transaction():
            await _leave_former(rows)
            # Of a try that was broken off some may be there.
            await models.Screen.bulk_create(rows, ignore_conflicts=True)
    except IntegrityError:
        # An account was closed, or a livestream deleted, just now: the others' screens are written all the same.
        if len(screens) > 1:
            for one in screens:
                await _insert(process, [one])


async def _leave_former(rows: Sequence[models.Screen]) -> None:
    named = {(row.account_id, row.name): row for row in rows if row.name != row.id}
    if not named:
        return
    names, accounts = {name for _, name in named}, {account_id for account_id, _ in named}
    former = await models.Screen.filter(name__in=list(names), account_id__in=list(accounts), moved_to=None)
    over = list[str]()
    for one in former:
        row = named.get((one.account_id, one.name), one)
        if row.id == one.id:
            continue
        over.append(one.id)
        if row.livestream_id == one.livestream_id:
            row.opened_at = min(row.opened_at, one.opened_at)
    if over:
        await models.Screen.filter(id__in=over).update(moved_to=SAME_PAGE)


async def select_moved(process: str) -> list[tuple[str, str]]:
    """Which of a process's screens are to close, as their account watches elsewhere: by id, with the livestream, or
    `SAME_PAGE`."""
    rows = models.Screen.filter(process=process).exclude(moved_to=None)
    return [(name, str(to)) for name, to in await rows.values_list("id", "moved_to")]


async def beat(process: str) -> bool:
    """A process is alive, and has written down what it has; whether the others knew it."""
    if await models.WebProcess.filter(name=process).update(beats=F("beats") + 1):
        return True
    await models.WebProcess.get_or_create(name=process)
    return False


async def forget_process(process: str) -> None:
    """It has no screens any more, or is no more."""
    async with in_transaction():
        await models.Screen.filter(process=process).delete()
        await models.WebProcess.filter(name=process).delete()


# -- what the others make of it ------------------------------------------------------------------------------------


async def select_beats() -> dict[str, int]:
    """The processes that have screens, and a number of each that grows while it is alive."""
    return dict(await models.WebProcess.all().values_list("name", "beats"))


async def select_screens(account_id: str) -> list[OpenScreen]:
    """Where an account watches gated livestreams that are not its own, the first opened first."""
    rows = models.Screen.filter(account_id=account_id, moved_to=None).exclude(livestream__artist_id=account_id)
    found = await rows.order_by("opened_at", "id").values_list(
        "id", "livestream_id", "livestream__title", "session", "name", "process", "opened_at"
    )
    return [OpenScreen(*each) for each in found]


async def select_crowded(accounts: Collection[str], most: int) -> list[str]:
    """Which of these accounts have more screens than `most`, those at their own livestreams counted."""
    counts = Counter[Any]()
    for names in in_batches(accounts):
        rows = models.Screen.filter(account_id__in=names, moved_to=None)
        counts.update(await rows.values_list("account_id", flat=True))
    return [name for name, count in counts.items() if count > most]


async def move_screens(ids: Collection[str], to: str) -> None:
    """Their account watches the livestream `to` elsewhere instead: they count no more, and their processes close
    them."""
    await models.Screen.filter(id__in=list(ids)).update(moved_to=to)


def find_in_the_way(
    screens: Sequence[OpenScreen], livestream_id: str, session: str, name: str | None, most: int
) -> list[OpenScreen]:
    """Of an account's screens, those that were there before the page that asks for a pass, where they are as many as
    there may be; else none. A page that does not say which it is, is the last of its sign-in on that livestream, or
    one to come."""
    place = livestream_id, session
    found = [one for one in screens if (one.name == name if name else (one.livestream_id, one.session) == place)]
    own = found[-1] if found else None
    before = [one for one in screens if own is None or (one.opened_at, one.id) < (own.opened_at, own.id)]
    return before if len(before) >= most else []

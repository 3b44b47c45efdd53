"""An artist's alerts in the rows: numbered without gaps whoever appends at once, read after a number, withdrawn."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from tortoise.transactions import in_transaction

from catalog import models
from catalog.ledger.moves import move_tokens
from catalog.ledger.rules import ISSUER, Holder, Move, MoveKind
from catalog.overlays.alerts import KEPT, append_alert, read_last, read_past, withdraw_alerts
from catalog.shapes import Account
from contract.overlays.alerts import Alert
from support.databases import create_artist

NOW = datetime(2030, 1, 1, 20, 0, tzinfo=UTC)


async def append(artist: Account, text: str, *, message_id: str | None = None, now: datetime = NOW) -> Alert:
    async with in_transaction():
        return await append_alert(artist.id, "thanks", {"text": text}, None, message_id, now)


async def shown(artist: Account, after: int = 0, now: datetime = NOW) -> list[tuple[int, str]]:
    past = await read_past(artist.id, after, now=now)
    return [(alert.number, alert.shape["about"]["text"]) for alert in past.alerts]


async def test_alerts_are_numbered_by_artist_and_read_after_a_number(artist: Account) -> None:
    other = await create_artist("grace@example.org")
    await append(artist, "one")
    await append(other, "elsewhere")
    await append(artist, "two")
    assert await shown(artist) == [(1, "one"), (2, "two")]
    assert await shown(artist, after=1) == [(2, "two")]
    assert await shown(artist, after=2) == []
    assert await read_last(artist.id, now=NOW) == 2


async def test_what_waits_for_moderators_is_told_to_nobody_and_holds_up_what_comes_after_it(artist: Account) -> None:
    await append(artist, "one")
    async with in_transaction():
        await append_alert(artist.id, "tip", {"text": "waits"}, None, None, NOW, delay=30)
    await append(artist, "after it", now=NOW + timedelta(seconds=1))
    due = NOW + timedelta(seconds=30)
    past = await read_past(artist.id, 0, now=NOW + timedelta(seconds=29))
    assert ([alert.number for alert in past.alerts], past.last, past.due) == ([1], 1, due)
    assert await read_last(artist.id, now=NOW + timedelta(seconds=29)) == 1
    past = await read_past(artist.id, 0, now=due)
    assert ([alert.number for alert in past.alerts], past.last, past.due) == ([1, 2, 3], 3, None)
    assert await read_last(artist.id, now=due) == 3


async def test_many_at_once_leave_no_gap_and_no_number_twice(artist: Account) -> None:
    given = await asyncio.gather(*(append(artist, str(each)) for each in range(12)))
    assert sorted(alert.number for alert in given) == list(range(1, 13))


async def test_tokens_that_move_and_alerts_wait_for_each_other_and_never_for_ever(artist: Account) -> None:
    fan = await create_artist("fan@example.org", role="fan")
    moves = [Move(MoveKind.GRANT, artist.id, ISSUER, Holder(fan.id), 1, by=artist.id) for _ in range(5)]
    async with asyncio.timeout(60):
        await asyncio.gather(
            *(move_tokens(move) for move in moves), *(append(artist, str(each)) for each in range(5))
        )
    assert await read_last(artist.id, now=NOW) == 5


async def test_what_is_undone_gives_its_number_to_the_next(artist: Account) -> None:
    with pytest.raises(ZeroDivisionError):
        async with in_transaction():
            await append_alert(artist.id, "thanks", {"text": "never"}, None, None, NOW)
            raise ZeroDivisionError
    assert (await append(artist, "first")).number == 1


async def test_what_came_with_a_message_goes_with_it(artist: Account) -> None:
    await append(artist, "stays")
    await append(artist, "goes", message_id="m1")
    assert [alert.number for alert in await withdraw_alerts(["m1", "m2"])] == [2]
    assert await withdraw_alerts(["m1"]) == []
    assert await shown(artist) == [(1, "stays")]
    assert (await read_past(artist.id, 0, now=NOW)).last == 2


async def test_what_is_of_another_evening_is_shown_to_nobody(artist: Account) -> None:
    await append(artist, "yesterday", now=NOW - KEPT - timedelta(seconds=1))
    await append(artist, "today")
    assert await shown(artist) == [(2, "today")]


async def test_an_artist_who_closes_the_account_takes_the_alerts_along(artist: Account) -> None:
    await append(artist, "gone")
    await models.Account.filter(id=artist.id).delete()
    assert await models.Alert.all().count() == 0

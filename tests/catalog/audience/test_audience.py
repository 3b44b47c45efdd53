"""The audience in the rows: added up over processes, for its artist alone, gone with its livestream."""

import asyncio
from typing import Any

import pytest

from catalog import models
from catalog.applause.keeping import add_claps
from catalog.audience import reading
from catalog.audience.keeping import Seen, add_samples, forget_samples
from catalog.audience.reading import compare_shows, read_audience
from catalog.chat.rules import MessageKind
from catalog.livestreams.changes import Created, delete_livestream
from catalog.livestreams.errors import NotAllowedError, NotFoundError
from catalog.shapes import Account
from support.callbacks import NOW, after, begin, end, enter
from support.databases import create_artist, create_livestream

FIRST = int(NOW.timestamp()) // 10 * 10


async def go_live(artist: Account, session: str = "first") -> Created:
    show = await create_livestream(artist)
    await enter(show, session)
    await begin(show, session)
    return show


async def test_processes_that_write_at_once_lose_nothing(artist: Account) -> None:
    name = (await go_live(artist)).entry.livestream_id
    mine = {(name, FIRST + 10 * slot): Seen(5_000, 2, 1) for slot in range(5)}
    await asyncio.gather(*(add_samples(mine) for _ in range(6)))
    found = await read_audience(name, artist.id, now=after(60))
    assert [(point.joins, point.leaves) for point in found.points] == [(12, 6)] * 5
    assert found.totals.minutes_watched == 2.5
    assert found.totals.average == 2.5
    assert (found.totals.joins, found.totals.leaves, found.every) == (60, 30, 10)


async def test_what_is_no_show_is_passed_over(artist: Account) -> None:
    name = (await go_live(artist)).entry.livestream_id
    await add_samples({("gone", FIRST): Seen(1, 1, 1), (name, FIRST): Seen(1, 1, 0)})
    assert await models.AudienceSample.all().values_list("livestream_id", "joins") == [(name, 1)]


async def test_it_is_its_artists_alone(artist: Account) -> None:
    name = (await go_live(artist)).entry.livestream_id
    other = await create_artist("other@example.org")
    with pytest.raises(NotAllowedError):
        await read_audience(name, other.id)
    with pytest.raises(NotFoundError):
        await read_audience("gone", artist.id)


async def test_claps_lie_where_they_were_heard(artist: Account) -> None:
    name = (await go_live(artist)).entry.livestream_id
    await add_samples({(name, FIRST + 10 * slot): Seen(10_000, 0, 0) for slot in range(6)})
    await add_claps({(name, int(NOW.timestamp()) + 31): 4})
    found = await read_audience(name, artist.id, now=after(60))
    assert found.claps == 4
    assert [point.claps for point in found.points if point.at <= 31 < point.at + 10] == [4]


async def test_what_is_said_and_given_in_the_show_is_counted(
    artist: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PAGE", 2)
    name = (await go_live(artist)).entry.livestream_id
    await add_samples({(name, FIRST + 10 * slot): Seen(10_000, 0, 0) for slot in range(6)})
    rows: list[tuple[MessageKind, int, dict[str, Any]]] = [
        (MessageKind.MESSAGE, -5, {}),
        (MessageKind.MESSAGE, 12, {}),
        (MessageKind.MESSAGE, 13, {}),
        (MessageKind.MESSAGE, 14, {"removed_at": after(15)}),
        (MessageKind.NOTICE, 14, {}),
        (MessageKind.TIP, 20, {"tip_amount": 5}),
        (MessageKind.TIP, 21, {"tip_amount": 7, "tip_refunded_at": after(30)}),
        (MessageKind.TIP, 22, {"tip_amount": 6}),
        (MessageKind.MESSAGE, 40, {}),
    ]
    for seq, (kind, second, more) in enumerate(rows):
        await models.ChatMessage.create(
            id=f"m{seq}", livestream_id=name, seq=seq, kind=kind, text="", name="Ada", at=after(second), **more
        )
    found = await read_audience(name, artist.id, now=after(60))
    assert (found.messages, found.tips, found.tokens) == (3, 2, 11)
    assert sum(point.messages for point in found.points) == 3


async def test_shows_stand_side_by_side(artist: Account) -> None:
    await create_livestream(artist)
    name = (await go_live(artist)).entry.livestream_id
    await add_samples({(name, FIRST): Seen(30_000, 4, 1)})
    assert (await end_show(artist, name)) == [(name, "live", 0.5, 4, 1)]
    assert await compare_shows((await create_artist("other@example.org")).id, limit=20) == []


async def end_show(artist: Account, name: str) -> list[tuple[str, str, float, int, int]]:
    shows = await compare_shows(artist.id, limit=20, now=after(60))
    return [
        (one.livestream_id, one.status, one.totals.minutes_watched, one.totals.joins, one.totals.leaves)
        for one in shows
    ]


async def test_it_goes_with_its_livestream(artist: Account) -> None:
    show = await go_live(artist)
    name = show.entry.livestream_id
    await add_samples({(name, FIRST): Seen(30_000, 4, 1)})
    await end(show, "first", 10, clean=True)
    await delete_livestream(name, artist.id)
    assert await models.AudienceSample.all() == []


async def test_samples_of_shows_that_are_long_over_go(artist: Account) -> None:
    over, live = await go_live(artist), await go_live(await create_artist("other@example.org"), "second")
    for show in (over, live):
        samples = {(show.entry.livestream_id, FIRST + 10 * slot): Seen(30_000, 4, 1) for slot in range(3)}
        await add_samples(samples)
    await end(over, "first", 10, clean=True)
    assert await forget_samples(after(5)) == 0
    assert await forget_samples(after(11)) == 1
    assert await forget_samples(after(11)) == 0
    left: list[Any] = await models.AudienceSample.all().values_list("livestream_id", flat=True)
    assert left == [live.entry.livestream_id] * 3
    assert (await read_audience(over.entry.livestream_id, artist.id)).points == []

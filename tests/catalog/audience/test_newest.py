"""What is told while a show is on is what whoever asks is answered, on both databases."""

import random
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from catalog import models
from catalog.applause.keeping import add_claps
from catalog.audience.figures import MOST_POINTS
from catalog.audience.keeping import Seen, add_samples
from catalog.audience.newest import NEWEST, read_newest
from catalog.audience.quality import Played, add_quality
from catalog.audience.reading import read_audience
from catalog.audience.visitors import Visits, add_visits, open_salt
from catalog.chat.rules import MessageKind
from catalog.shapes import Account
from support.callbacks import NOW, after, begin, enter
from support.databases import create_livestream

FIRST = int(NOW.timestamp()) // 10 * 10


async def go_live(artist: Account) -> str:
    show = await create_livestream(artist)
    await enter(show, "first")
    await begin(show, "first")
    return show.entry.livestream_id


@pytest.mark.parametrize("slots", [0, 1, 3, 40, MOST_POINTS + 100])
async def test_it_is_the_whole_with_the_last_points_alone(artist: Account, slots: int) -> None:
    drawn = random.Random(slots)  # noqa: S311 - draws a show, keeps no secret
    name, length = await go_live(artist), max(slots, 1) * 10
    begun = {slot for slot in range(slots) if drawn.random() < 0.8} | ({0, slots - 1} if slots else set())
    samples = {
        (name, FIRST + 10 * slot): Seen(drawn.randrange(90_000), drawn.randrange(9), drawn.randrange(4))
        for slot in begun
    }
    await add_samples(samples)
    played = {
        (name, FIRST + 10 * drawn.randrange(max(slots, 1)), rung): Played(
            drawn.randrange(9_000), 1, drawn.randrange(900), 1, 700, drawn.randrange(4), 300, drawn.randrange(2)
        )
        for rung in ("source", "480p", "audio")
        for _ in range(12)
    }
    await add_quality(played)
    await open_salt(name)
    await add_visits({name: Visits({3, 5, 8}, Counter({"a.example": 2, "": 1}))})
    start = int(NOW.timestamp())
    await add_claps({(name, start + 5 * drawn.randrange(max(length // 5, 1))): 3 for _ in range(20)})
    for seq in range(60):
        kind = drawn.choice([MessageKind.MESSAGE, MessageKind.MESSAGE, MessageKind.TIP, MessageKind.NOTICE])
        more: dict[str, Any] = {"tip_amount": 5} if kind is MessageKind.TIP else {}
        at = drawn.uniform(-20, length)
        removed_at = after(at) if drawn.random() < 0.2 else None
        await models.ChatMessage.create(
            id=f"m{seq}", livestream_id=name, seq=seq, kind=kind, text="", name="Ada", at=after(at),
            removed_at=removed_at, tip_refunded_at=after(at) if more and drawn.random() < 0.3 else None, **more,
        )  # fmt: skip
    whole = await read_audience(name, artist.id, now=after(length))
    newest = await read_newest(name, now=after(length))
    assert newest == replace(whole, played=[], points=whole.points[-NEWEST:])
    assert len(newest.points) == min(len(whole.points), NEWEST)
    assert whole.messages > 0
    assert (whole.every > 10) is (slots > MOST_POINTS)


async def test_stalls_and_failures_lie_where_players_reported_them(artist: Account) -> None:
    name = await go_live(artist)
    await add_samples({(name, FIRST + 10 * slot): Seen(10_000, 0, 0) for slot in range(6)})
    await add_quality(
        {
            (name, FIRST + 20, "source"): Played(9_000, stalls=2, stalled=700),
            (name, FIRST + 20, "480p"): Played(9_000, stalls=1, stalled=300, failures=1),
            (name, FIRST + 50, "source"): Played(9_000, failures=4),
        }
    )
    found = await read_audience(name, artist.id, now=after(60))
    assert [point.stalls for point in found.points] == [0, 0, 3, 0, 0, 0]
    assert [point.failures for point in found.points] == [0, 0, 1, 0, 0, 4]
    rows = await models.AudienceQuality.all()
    assert sum(point.stalls for point in found.points) == sum(row.stalls for row in rows)
    assert sum(point.failures for point in found.points) == sum(row.failures for row in rows)


async def test_there_is_nothing_new_of_what_is_gone(artist: Account) -> None:
    assert await read_newest("gone") is None

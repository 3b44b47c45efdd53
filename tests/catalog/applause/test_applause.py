"""Applause in the rows: by show time, added up over processes, gone with its livestream."""

import asyncio

import pytest

from catalog import models
from catalog.applause.keeping import add_claps
from catalog.applause.reading import read_loudness, read_moments
from catalog.clips.changes import Draft, insert_clip
from catalog.livestreams.changes import Created, delete_livestream
from catalog.livestreams.errors import NotAllowedError, NotFoundError
from catalog.livestreams.rows import lock_livestream
from catalog.markers.changes import insert_marker
from catalog.recordings.nodes import Kept, note_begun, note_kept, note_ordered
from catalog.shapes import Account
from support.callbacks import NOW, after, begin, end, enter
from support.databases import create_artist, create_livestream


async def go_live(artist: Account) -> tuple[Created, str]:
    """A show that is live since `NOW`, recorded from two seconds later; and the name of its recording."""
    show = await create_livestream(artist)
    await enter(show, "first")
    await begin(show, "first")
    async with lock_livestream(show.entry.livestream_id) as (row, _):
        name: str = row.recording.id
    await note_ordered(name, "n1")
    await note_begun(show.entry.livestream_id, name, "n1", None, after(2.0))
    return show, name


def at(seconds: float) -> int:
    """A second of the clock."""
    return int(NOW.timestamp() + seconds)


async def test_claps_are_added_up_by_five_seconds_of_show_time(artist: Account) -> None:
    show, _ = await go_live(artist)
    name = show.entry.livestream_id
    await add_claps({(name, at(0)): 1, (name, at(2)): 2, (name, at(6)): 3, (name, at(7)): 5})
    await add_claps({(name, at(3)): 10, (name, at(18)): 4})
    loudness = await read_loudness(name)
    assert loudness.counts == [16, 5, 0, 4]
    assert loudness.levels == [1.0, 0.56, 0.0, 0.5]


async def test_two_processes_at_once_lose_nothing(artist: Account) -> None:
    show, _ = await go_live(artist)
    name = show.entry.livestream_id
    await asyncio.gather(*(add_claps({(name, at(second)): 1 for second in range(2, 12)}) for _ in range(8)))
    assert (await read_loudness(name)).counts == [40, 40]


async def test_what_is_no_show_is_passed_over(artist: Account) -> None:
    show, _ = await go_live(artist)
    waiting = await create_livestream(artist)
    claps = {("gone", at(3)): 7, (waiting.entry.livestream_id, at(3)): 7, (show.entry.livestream_id, at(3)): 1}
    await add_claps(claps)
    assert [(row.at, row.count) for row in await models.Applause.all()] == [(0, 1)]


async def test_moments_are_named_by_their_chapter_and_are_no_clips_yet(artist: Account) -> None:
    show, recording = await go_live(artist)
    name = show.entry.livestream_id
    await insert_marker(name, artist.id, title="The first song", now=after(12))
    await add_claps({(name, at(2 + 40)): 50, (name, at(2 + 100)): 90, (name, at(2 + 70)): 4})
    await end(show, "first", 122, clean=True)
    await note_kept(recording, Kept("n1", None, after(2), 120_000, 5_000, missed=False, over=True), now=after(123))
    found = [one.describe() for one in await read_moments(name, artist.id)]
    assert [(one["at"], one["chapter"]) for one in found] == [(40.0, "The first song"), (100.0, "The first song")]
    assert (found[1]["from"], found[1]["to"], found[1]["level"]) == (88.0, 108.0, 1.0)
    await insert_clip(name, artist.id, Draft(found[1]["from"], found[1]["to"], "Cut"), now=after(130))
    assert [one.moment.at for one in await read_moments(name, artist.id)] == [40.0]


async def test_moments_are_the_artists(artist: Account) -> None:
    show, _ = await go_live(artist)
    other = await create_artist("other@example.com")
    with pytest.raises(NotAllowedError):
        await read_moments(show.entry.livestream_id, other.id)
    with pytest.raises(NotFoundError):
        await read_moments("unknown", artist.id)
    with pytest.raises(NotFoundError):
        await read_loudness("unknown")


async def test_applause_goes_with_its_livestream(artist: Account) -> None:
    show, _ = await go_live(artist)
    await add_claps({(show.entry.livestream_id, at(3)): 1})
    await end(show, "first", 10, clean=True)
    await delete_livestream(show.entry.livestream_id, artist.id)
    assert await models.Applause.all().count() == 0

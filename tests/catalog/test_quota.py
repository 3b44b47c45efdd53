"""How many livestreams an artist may have scheduled or live at once."""

import asyncio

import pytest

from catalog.errors import TooManyLivestreamsError
from catalog.livestreams import Draft, delete_livestream, insert_livestream, move_livestream
from catalog.shapes import Account
from support.callbacks import begin, end, enter
from support.databases import create_artist


async def test_one_more_than_the_limit_is_refused_until_there_is_room(artist: Account) -> None:
    first = await insert_livestream(artist.id, Draft("One"), most_open=2)
    await insert_livestream(artist.id, Draft("Two"), most_open=2)
    with pytest.raises(TooManyLivestreamsError, match=r"as are possible \(2\)"):
        await insert_livestream(artist.id, Draft("Three"), most_open=2)
    await insert_livestream((await create_artist("bo@example.org")).id, Draft("Another's"), most_open=2)
    await insert_livestream(artist.id, Draft("An operator's"), most_open=None)
    await delete_livestream(first.entry.livestream_id, artist.id)
    with pytest.raises(TooManyLivestreamsError):
        await insert_livestream(artist.id, Draft("Three"), most_open=2)


async def test_of_many_at_once_no_more_than_the_limit_are_made(artist: Account) -> None:
    made = await asyncio.gather(
        *(insert_livestream(artist.id, Draft(f"{number}"), most_open=3) for number in range(8)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, TooManyLivestreamsError) for one in made) == 5


async def test_opening_an_ended_one_again_counts_too(artist: Account) -> None:
    show = await insert_livestream(artist.id, Draft("One"), most_open=1)
    await enter(show, "s1")
    await begin(show, "s1", 1)
    await end(show, "s1", 60, clean=True)
    await insert_livestream(artist.id, Draft("Two"), most_open=1)
    with pytest.raises(TooManyLivestreamsError):
        await move_livestream(show.entry.livestream_id, artist.id, "start", most_open=1)

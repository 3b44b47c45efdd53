"""How many livestreams an artist may have scheduled or live at once."""

import asyncio

import pytest

from catalog.feeds.publishing import expire_interrupted, mark_lost, restore_lost
from catalog.livestreams.changes import Draft, delete_livestream, insert_livestream, move_livestream
from catalog.livestreams.errors import TooManyLivestreamsError
from catalog.shapes import Account
from contract.moments import to_rfc3339
from support.callbacks import GRACE, after, begin, end, enter, words
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


async def test_show_that_goes_on_is_never_refused_for_the_limit_and_counts_from_then_on(artist: Account) -> None:
    shows = [await insert_livestream(artist.id, Draft(name), most_open=2) for name in ("Left", "Given up")]
    for number, show in enumerate(shows):
        await begin(show, f"s{number}", 1)
    await end(shows[0], "s0", 60, clean=True)
    await mark_lost("s1", grace=GRACE, now=after(60))
    await expire_interrupted(shows[1].entry.livestream_id, to_rfc3339(after(90)), now=after(90))
    others = [await insert_livestream(artist.id, Draft(name), most_open=2) for name in ("One", "Two")]
    await enter(shows[0], "s2", 100)
    assert words((await begin(shows[0], "s2", 101)).transitions) == ["live"]
    assert words((await restore_lost("s1", node="n1", now=after(102))).transitions) == ["live"]
    for show in others:
        await delete_livestream(show.entry.livestream_id, artist.id)
        with pytest.raises(TooManyLivestreamsError):
            await insert_livestream(artist.id, Draft("One more"), most_open=2)
    await end(shows[0], "s2", 200, clean=True)
    await insert_livestream(artist.id, Draft("One more"), most_open=2)


async def test_opening_an_ended_one_again_counts_too(artist: Account) -> None:
    show = await insert_livestream(artist.id, Draft("One"), most_open=1)
    await enter(show, "s1")
    await begin(show, "s1", 1)
    await end(show, "s1", 60, clean=True)
    await insert_livestream(artist.id, Draft("Two"), most_open=1)
    with pytest.raises(TooManyLivestreamsError):
        await move_livestream(show.entry.livestream_id, artist.id, "start", most_open=1)

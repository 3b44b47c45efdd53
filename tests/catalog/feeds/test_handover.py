"""An artist lets another encoder take over, on both databases."""

import pytest

from catalog.feeds.errors import NobodyPublishesError
from catalog.feeds.handover import WINDOW, let_take_over, take_back
from catalog.feeds.sessions import select_standings
from catalog.feeds.shapes import ConflictError
from catalog.livestreams.changes import Created
from catalog.livestreams.errors import NotAllowedError
from catalog.shapes import Account
from support.callbacks import after, begin, enter, words
from support.databases import create_artist, create_livestream


async def go_on_air(artist: Account) -> Created:
    show = await create_livestream(artist)
    await enter(show, "s1")
    await begin(show, "s1", 1)
    return show


async def test_who_comes_next_takes_over_and_who_comes_after_it_does_not(artist: Account) -> None:
    show = await go_on_air(artist)
    livestream_id = show.entry.livestream_id
    assert await let_take_over(livestream_id, artist.id, now=after(10)) == after(10) + WINDOW
    assert not (await enter(show, "s1", 11, silence=0.0)).takes_over, "it is who publishes"
    assert (await enter(show, "s2", 12, silence=0.0)).takes_over
    change = await begin(show, "s2", 13)
    assert words(change.transitions) == ["interrupted", "resumed"]
    assert change.disconnected is not None
    assert change.disconnected.session_id == "s1"
    standings = await select_standings({"s1": livestream_id, "s2": livestream_id}, now=after(14))
    assert (standings["s1"].stop, standings["s2"].stop) == ("taken_over", None)
    for returning in ("s1 again", "s3"):
        with pytest.raises(ConflictError):
            await enter(show, returning, 15, silence=0.0)


async def test_after_its_time_nobody_takes_over(artist: Account) -> None:
    show = await go_on_air(artist)
    await let_take_over(show.entry.livestream_id, artist.id, now=after(10))
    with pytest.raises(ConflictError):
        await enter(show, "s2", 10 + WINDOW.total_seconds(), silence=0.0)


async def test_what_is_taken_back_in_time_lets_nobody_in(artist: Account) -> None:
    show = await go_on_air(artist)
    livestream_id = show.entry.livestream_id
    other = await create_artist("other@example.org")
    await let_take_over(livestream_id, artist.id, now=after(10))
    with pytest.raises(NotAllowedError):
        await take_back(livestream_id, other.id)
    for _ in range(2):
        await take_back(livestream_id, artist.id)
        with pytest.raises(ConflictError):
            await enter(show, "s2", 12, silence=0.0)
    await let_take_over(livestream_id, artist.id, now=after(13))
    assert (await enter(show, "s3", 14, silence=0.0)).takes_over, "it may be let again"


async def test_what_was_taken_over_is_not_taken_back(artist: Account) -> None:
    show = await go_on_air(artist)
    await let_take_over(show.entry.livestream_id, artist.id, now=after(10))
    await enter(show, "s2", 11, silence=0.0)
    await take_back(show.entry.livestream_id, artist.id)
    change = await begin(show, "s2", 12)
    assert words(change.transitions) == ["interrupted", "resumed"]


async def test_a_place_that_is_free_is_taken_as_ever_and_the_word_holds(artist: Account) -> None:
    show = await go_on_air(artist)
    await let_take_over(show.entry.livestream_id, artist.id, now=after(10))
    assert not (await enter(show, "s2", 11, replaces="s1")).takes_over
    await begin(show, "s2", 11)
    assert (await enter(show, "s3", 12, silence=0.0)).takes_over


async def test_it_is_the_artist_who_says_so_and_of_somebody_who_publishes(artist: Account) -> None:
    show = await create_livestream(artist)
    with pytest.raises(NobodyPublishesError):
        await let_take_over(show.entry.livestream_id, artist.id, now=after(0))
    await begin(show, "s1", 1)
    other = await create_artist("other@example.org")
    with pytest.raises(NotAllowedError):
        await let_take_over(show.entry.livestream_id, other.id, now=after(2))
    with pytest.raises(ConflictError):
        await enter(show, "s2", 3, silence=0.0)

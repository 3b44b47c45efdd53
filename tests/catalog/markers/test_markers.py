"""Markers in the rows: made while a show is on and after it, in show time, told to all, gone with the replay."""

import asyncio
from datetime import timedelta

import pytest

from catalog.livestreams.changes import Created
from catalog.livestreams.errors import NotAllowedError, NotFoundError
from catalog.livestreams.log import read_clock, select_transitions_after
from catalog.livestreams.rows import lock_livestream
from catalog.markers.changes import MarkerChange, delete_marker, insert_marker, update_marker
from catalog.markers.errors import (
    BeyondTheShowError,
    MarkerNotFoundError,
    NothingToMarkError,
    TooManyMarkersError,
)
from catalog.markers.list import list_markers
from catalog.markers.rules import MOST
from catalog.recordings.changes import delete_replay
from catalog.recordings.nodes import Kept, note_begun, note_kept, note_ordered
from catalog.shapes import Account
from support.callbacks import NOW, after, begin, end, enter
from support.databases import create_artist, create_livestream


def first(show: Created) -> str:
    """Its publisher's session."""
    return f"first of {show.entry.livestream_id}"


async def go_live(artist: Account, *, recorded_from: float | None = 0.0) -> tuple[Created, str]:
    """A show that is live since `NOW`, and the name of its recording."""
    show = await create_livestream(artist)
    await enter(show, first(show))
    await begin(show, first(show))
    async with lock_livestream(show.entry.livestream_id) as (row, _):
        name: str = row.recording.id
    await note_ordered(name, "n1")
    if recorded_from is not None:
        await note_begun(show.entry.livestream_id, name, "n1", None, after(recorded_from))
    return show, name


async def finish(show: Created, name: str, at: float) -> None:
    """It is over, and all of it is kept."""
    await end(show, first(show), at, clean=True)
    await note_kept(name, Kept("n1", None, NOW, round(at * 1000), 5_000, missed=False, over=True), now=after(at + 1))


async def mark(show: Created, at: float, title: str | None = None) -> MarkerChange:
    """The key is pressed, so many seconds after the begin."""
    return await insert_marker(show.entry.livestream_id, show.entry.artist_id, title=title, now=after(at))


async def titles(show: Created) -> list[tuple[float, str]]:
    return [(one.at, one.title) for one in await list_markers(show.entry.livestream_id)]


async def test_a_marker_is_what_is_on_now_and_everybody_is_told(artist: Account) -> None:
    show, _ = await go_live(artist, recorded_from=0.5)
    made = await mark(show, 60.25, "The chorus")
    assert made.made
    (line,) = made.transitions
    assert (line.type, line.livestream["status"]) == ("livestream.marker", "live")
    assert line.about == {
        "livestream_id": show.entry.livestream_id,
        "marker": made.marker.describe(),
        "removed": False,
    }
    assert made.marker.at == 59.75, "since the replay's first picture"
    seq = (await read_clock())[1]
    assert await select_transitions_after(seq - 1) == [line], "the log has all of it"
    assert "about" not in line.private


async def test_before_anything_is_kept_the_show_itself_is_counted_from(artist: Account) -> None:
    show, _ = await go_live(artist, recorded_from=None)
    assert (await mark(show, 2.0)).marker.at == 2.0


async def test_markers_are_listed_in_the_shows_order(artist: Account) -> None:
    show, _ = await go_live(artist)
    await mark(show, 30)
    await mark(show, 60, "Second song")
    await insert_marker(show.entry.livestream_id, artist.id, title="Hello", at=0, now=after(70))
    await mark(show, 80)
    assert await titles(show) == [(0.0, "Hello"), (30.0, "Marker 1"), (60.0, "Second song"), (80.0, "Marker 4")]
    other, _ = await go_live(artist)
    assert await titles(other) == []
    with pytest.raises(NotFoundError):
        await list_markers("nothing")


async def test_a_key_that_is_pressed_twice_makes_one_marker(artist: Account) -> None:
    show, _ = await go_live(artist)
    first = await mark(show, 30)
    again = await mark(show, 30.9)
    assert (again.marker, again.made, again.transitions) == (first.marker, False, [])
    assert (await mark(show, 31.0)).made
    assert (await mark(show, 31.5, "The chorus")).made, "another title is another moment"
    assert not (await mark(show, 31.9, "The chorus")).made
    assert (await mark(show, 32.0, "The bridge")).made


async def test_two_presses_at_once_make_one_marker(artist: Account) -> None:
    show, _ = await go_live(artist)
    changes = await asyncio.gather(*(mark(show, 30, "The chorus") for _ in range(4)))
    assert sorted(one.made for one in changes) == [False, False, False, True]
    assert len(await titles(show)) == 1


async def test_a_replay_can_be_marked_up_to_its_end(artist: Account) -> None:
    show, name = await go_live(artist)
    with pytest.raises(BeyondTheShowError):
        await insert_marker(show.entry.livestream_id, artist.id, at=62.0, now=after(60))
    await finish(show, name, 60)
    with pytest.raises(BeyondTheShowError):
        await insert_marker(show.entry.livestream_id, artist.id, at=62.0, now=after(3600))
    rounded = await insert_marker(show.entry.livestream_id, artist.id, at=60.5, now=after(3600))
    assert rounded.marker.at == 60.0, "players round"
    assert (await mark(show, 3600, "The end")).marker.at == 60.0


async def test_what_is_neither_live_nor_kept_cannot_be_marked(artist: Account) -> None:
    show = await create_livestream(artist)
    with pytest.raises(NothingToMarkError):
        await mark(show, 0)
    assert await titles(show) == []
    silent = await create_livestream(artist, record=False)
    await enter(silent, "s2")
    await begin(silent, "s2")
    assert (await mark(silent, 5)).made, "who listens may want to know, though nothing is kept"
    await end(silent, "s2", 60, clean=True)
    with pytest.raises(NothingToMarkError):
        await mark(silent, 70)


async def test_a_marker_is_renamed_and_moved(artist: Account) -> None:
    show, _ = await go_live(artist)
    made = (await mark(show, 30)).marker
    where = show.entry.livestream_id, made.id, artist.id
    changed = await update_marker(*where, title="The chorus", at=29.5, now=after(60))
    (line,) = changed.transitions
    assert (changed.marker.title, changed.marker.at) == ("The chorus", 29.5)
    assert (line.about["marker"], line.about["removed"]) == (changed.marker.describe(), False)
    assert not (await update_marker(*where, title="The chorus", at=29.5, now=after(60))).transitions
    assert (await update_marker(*where, title="Chorus", now=after(60))).marker.at == 29.5
    with pytest.raises(BeyondTheShowError):
        await update_marker(*where, at=100.0, now=after(60))


async def test_a_marker_is_removed_once(artist: Account) -> None:
    show, _ = await go_live(artist)
    made = (await mark(show, 30)).marker
    removed = await delete_marker(show.entry.livestream_id, made.id, artist.id)
    (line,) = removed.transitions
    assert (line.about["marker"]["id"], line.about["removed"]) == (made.id, True)
    assert await titles(show) == []
    for act in (delete_marker, update_marker):
        with pytest.raises(MarkerNotFoundError):
            await act(show.entry.livestream_id, made.id, artist.id)


async def test_a_marker_is_its_artists_and_its_livestreams(artist: Account) -> None:
    show, _ = await go_live(artist)
    made = (await mark(show, 30)).marker
    stranger = await create_artist("eve@example.org")
    with pytest.raises(NotAllowedError):
        await insert_marker(show.entry.livestream_id, stranger.id)
    for act in (delete_marker, update_marker):
        with pytest.raises(NotAllowedError):
            await act(show.entry.livestream_id, made.id, stranger.id)
    other = await create_livestream(artist)
    with pytest.raises(MarkerNotFoundError):
        await delete_marker(other.entry.livestream_id, made.id, artist.id)


async def test_a_livestream_has_so_many_markers_and_no_more(artist: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST == 200
    monkeypatch.setattr("catalog.markers.changes.MOST", 3)
    show, _ = await go_live(artist)
    for number in range(3):
        await mark(show, 10.0 * number)
    with pytest.raises(TooManyMarkersError):
        await mark(show, 60)
    assert not (await mark(show, 20.5)).made, "one that is there is no new one"


async def test_markers_go_with_what_they_lead_to(artist: Account) -> None:
    show, name = await go_live(artist)
    await mark(show, 30)
    await finish(show, name, 60)
    assert await titles(show) == [(30.0, "Marker 1")]
    await delete_replay(show.entry.livestream_id, artist.id, now=NOW + timedelta(days=1))
    assert await titles(show) == []
    with pytest.raises(NothingToMarkError):
        await mark(show, 90_000)

"""What stays of a recording that was deleted, because clips that are kept need it, and when it goes."""

from datetime import timedelta

import pytest

from catalog import models
from catalog.clips.changes import Draft, delete_clip, insert_clip, update_clip
from catalog.clips.errors import ClipGoneError, TooManyKeptError
from catalog.clips.left import join_ranges, select_left
from catalog.clips.owners import select_withdrawn
from catalog.livestreams.changes import Created, delete_livestream, update_livestream
from catalog.livestreams.lifecycle import Status
from catalog.recordings.changes import delete_replay
from catalog.recordings.nodes import note_deleted, select_deletions
from catalog.shapes import Account
from contract.recordings import Range
from support.callbacks import NOW, after
from support.recordings import HOUR, finish


def span(begin: float, end: float) -> Range:
    moment = round(NOW.timestamp() * 1000)
    return Range(begins_ms=moment + round(begin * 1000), ends_ms=moment + round(end * 1000))


async def cut(show: Created, artist: Account, begin: float, end: float, *, keep: bool = True) -> str:
    draft = Draft(begin, end, "A song")
    made = await insert_clip(show.entry.livestream_id, artist.id, draft, now=after(HOUR))
    if keep:
        await update_clip(made.clip.id, artist.id, {"keep": True})
    return made.clip.id


def test_what_overlaps_or_touches_is_one() -> None:
    assert join_ranges([]) == []
    ranges = [(50, 60), (0, 10), (5, 20), (20, 30), (31, 40), (32, 33)]
    assert [(one.begins_ms, one.ends_ms) for one in join_ranges(ranges)] == [(0, 30), (31, 40), (50, 60)]


async def test_what_kept_clips_need_stays_until_they_go(artist: Account) -> None:
    show, name = await finish(artist)
    first = await cut(show, artist, 10, 40)
    second = await cut(show, artist, 30, 60)
    other = await cut(show, artist, 100, 110, keep=False)
    await delete_replay(show.entry.livestream_id, artist.id)
    assert await select_deletions() == {name: {"n1"}}
    assert await select_left([name]) == {name: [span(10, 60)]}
    await note_deleted(name, "n1", left=[span(10, 60)])
    assert await select_deletions() == {}, "its node has done it"
    assert await select_withdrawn(name) is not None
    with pytest.raises(ClipGoneError):
        await update_clip(other, artist.id, {"keep": True})
    await update_clip(first, artist.id, {"title": "Renamed"})
    assert await select_deletions() == {}
    await update_clip(first, artist.id, {"keep": False})
    assert await select_deletions() == {name: {"n1"}}, "less is needed"
    assert await select_left([name]) == {name: [span(30, 60)]}
    await note_deleted(name, "n1", left=[span(10, 60)])
    assert await select_deletions() == {name: {"n1"}}, "that was said of what was ordered before"
    await note_deleted(name, "n1", left=[span(30, 60)])
    await delete_clip(second, artist.id)
    assert await select_deletions() == {name: {"n1"}}
    await note_deleted(name, "n1")
    assert await select_deletions() == {}
    assert await select_withdrawn(name) is None


async def test_it_stays_though_its_time_is_over_or_there_is_another_recording(artist: Account) -> None:
    show, name = await finish(artist)
    clip = await cut(show, artist, 10, 40)
    await delete_replay(show.entry.livestream_id, artist.id, now=after(HOUR) + timedelta(days=31))
    await note_deleted(name, "n1", left=[span(10, 40)])
    await models.Livestream.filter(id=show.entry.livestream_id).update(status=Status.LIVE)
    await update_livestream(show.entry.livestream_id, artist.id, {"record": False})
    await update_livestream(show.entry.livestream_id, artist.id, {"record": True})
    assert await models.Recording.filter(livestream_id=show.entry.livestream_id).exclude(id=name).exists()
    assert await models.Recording.exists(id=name, livestream_id=None)
    assert await select_deletions() == {}
    assert (await select_withdrawn(name)) is not None
    await delete_clip(clip, artist.id)
    assert await select_deletions() == {name: {"n1"}}
    await note_deleted(name, "n1")
    assert not await models.Recording.exists(id=name)


async def test_all_nodes_and_the_bucket_are_told_again(artist: Account) -> None:
    show, name = await finish(artist)
    await models.Recording.filter(id=name).update(nodes=["n1", "n2"], bucket="b1")
    clip = await cut(show, artist, 10, 40)
    await delete_replay(show.entry.livestream_id, artist.id)
    await note_deleted(name, "n1", "b1", [span(10, 40)])
    assert await select_deletions() == {name: {"n2"}}
    await note_deleted(name, "n2", "b1", [span(10, 40)])
    assert await select_deletions() == {}
    await update_clip(clip, artist.id, {"keep": False})
    assert await select_deletions() == {name: {"n1", "n2", "s3://b1"}}


async def test_with_its_livestream_all_of_it_goes(artist: Account) -> None:
    show, name = await finish(artist)
    await cut(show, artist, 10, 40)
    await delete_replay(show.entry.livestream_id, artist.id)
    await note_deleted(name, "n1", left=[span(10, 40)])
    await delete_livestream(show.entry.livestream_id, artist.id)
    assert not await models.Clip.all()
    assert await select_deletions() == {name: {"n1"}}
    assert await select_left([name]) == {}
    await note_deleted(name, "n1")
    assert not await models.Recording.all()


async def test_a_recording_that_is_whole_leaves_its_clips_alone(artist: Account) -> None:
    show, name = await finish(artist)
    clip = await cut(show, artist, 10, 40)
    await update_clip(clip, artist.id, {"keep": False})
    await delete_clip(clip, artist.id)
    assert await select_deletions() == {}
    assert await models.Recording.exists(id=name, deleted_at=None)


async def test_so_many_are_kept_and_no_more(artist: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.clips.changes.MOST_KEPT", 1)
    show, _ = await finish(artist)
    await cut(show, artist, 10, 40)
    with pytest.raises(TooManyKeptError):
        await cut(show, artist, 10, 40)

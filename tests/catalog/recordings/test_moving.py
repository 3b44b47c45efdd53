"""What a node recorded that is gone is shown by another one of the same bucket."""

import pytest

from catalog import models
from catalog.recordings.changes import delete_replay
from catalog.recordings.moving import move_replays, select_shown
from catalog.recordings.nodes import note_deleted, note_kept, note_ordered, select_deletions
from catalog.shapes import Account
from support.callbacks import words
from support.recordings import finish, kept, read, record

GONE, ONE, TWO = "https://gone.example", "https://one.example", "https://two.example"


@pytest.fixture
async def name(artist: Account) -> str:
    """A recording in a bucket, of a node that is gone."""
    _, name = await finish(artist)
    await models.Recording.filter(id=name).update(bucket="b1")
    await note_kept(name, kept(media_url=GONE))
    assert await select_shown() == [(GONE, "b1")]
    return name


async def test_its_address_becomes_another_ones_and_everybody_hears_of_it(name: str) -> None:
    assert await move_replays(GONE, "another bucket", [ONE]) == []
    (line,) = await move_replays(GONE, "b1", [ONE, TWO])
    assert words([line]) == ["updated"]
    url = line.livestream["replay"]["url"]
    assert url in (f"{ONE}/live/{name}/index.m3u8", f"{TWO}/live/{name}/index.m3u8")
    assert await move_replays(GONE, "b1", [ONE, TWO]) == []
    assert {place for place, _ in await select_shown()} < {ONE, TWO}


async def test_a_show_that_is_on_elsewhere_is_rewound_there(artist: Account) -> None:
    show, name = await record(artist)
    assert await note_ordered(name, "n1", "b1")
    await models.Recording.filter(id=name).update(media_url=GONE)
    await models.Feed.filter(id=show.entry.livestream_id).update(node="n2", media_url=TWO)
    assert await move_replays(GONE, "b1", [ONE, TWO])
    shown, _, _ = await read(show)
    assert shown is not None
    assert shown["url"].startswith(TWO)


async def test_what_lies_on_its_own_disk_alone_goes_nowhere(artist: Account) -> None:
    _, name = await finish(artist)
    await models.Recording.filter(id=name).update(media_url=GONE)
    assert await select_shown() == []


async def test_deleted_it_is_gone_from_the_bucket_once_a_node_that_has_that_says_so(name: str) -> None:
    recording = await models.Recording.get(id=name)
    livestream = await models.Livestream.get(id=str(recording.livestream_id))
    await delete_replay(livestream.id, livestream.artist_id)
    assert await select_deletions() == {name: {"n1", "s3://b1"}}
    await note_deleted(name, "n2")
    assert await select_deletions() == {name: {"n1", "s3://b1"}}
    await note_deleted(name, "n2", "b1")
    assert await select_deletions() == {name: {"n1"}}, "it may have copies on its disk"
    await note_deleted(name, "n1", "b1")
    assert await select_deletions() == {}

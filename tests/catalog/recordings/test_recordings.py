"""A recording's life in the rows: made with its show, complete a moment after it, shown, changed, deleted."""

import pytest

from catalog import models
from catalog.accounts.closing import delete_livestreams
from catalog.livestreams.board import select_livestream
from catalog.livestreams.changes import delete_livestream, move_livestream, update_livestream
from catalog.livestreams.errors import NotAllowedError
from catalog.recordings.changes import delete_replay, update_replay
from catalog.recordings.errors import NotYourRecordingError, ReplayNotFoundError
from catalog.recordings.nodes import (
    note_begun,
    note_deleted,
    note_kept,
    note_ordered,
    select_deletions,
    select_owner,
)
from catalog.recordings.retention.clearing import close_lost
from catalog.recordings.rules import Visibility
from catalog.shapes import Account
from contract.livestreams import RECORDING
from support.callbacks import NOW, after, begin, end, enter, words
from support.databases import create_livestream
from support.recordings import HOUR, finish, first, kept, read, record, set_policy


async def test_it_is_made_when_its_show_goes_live_and_told_once_there_is_something_to_start_over_from(
    artist: Account,
) -> None:
    show = await create_livestream(artist)
    assert await read(show) == (None, None, None)
    await enter(show, first(show))
    (line,) = (await begin(show, first(show))).transitions
    name = line.private[RECORDING]
    assert (line.livestream["replay"], line.private["record"]) == (None, True)
    assert await note_begun(show.entry.livestream_id, name, "n1", None, NOW) == [], "nobody told that node to"
    assert await note_ordered(name, "n1")
    assert await note_ordered(name, "n1"), "again"
    (told,) = await note_begun(show.entry.livestream_id, name, "n1", "https://n1.example", NOW, now=after(4))
    assert told.type == "livestream.updated"
    assert told.livestream["replay"] == told.private["replay"]
    assert told.livestream["replay"]["url"] == f"https://n1.example/live/{name}/index.m3u8"
    assert (told.livestream["replay"]["state"], told.livestream["replay"]["duration"]) == ("recording", None)
    assert await note_begun(show.entry.livestream_id, name, "n1", None, NOW) == [], "again"
    assert await note_begun("no livestream", name, "n1", None, NOW) == []


async def test_what_comes_after_the_end_is_told_as_ready(artist: Account) -> None:
    show, name = await record(artist)
    assert words((await end(show, first(show), HOUR, clean=True)).transitions) == ["ended"]
    (line,) = await note_kept(name, kept(), now=after(HOUR))
    replay = line.livestream["replay"]
    assert line.type == "livestream.replay_ready"
    assert (replay["state"], replay["duration"], replay["bytes"]) == ("ready", HOUR, 5_000)
    assert replay["expires_at"] == "2026-03-02T21:00:00.000Z"
    assert await note_kept(name, kept(), now=after(HOUR)) == [], "again"
    assert words(await note_kept(name, kept(HOUR + 1), now=after(HOUR + 1))) == ["updated"]


async def test_what_comes_before_the_end_is_told_with_it(artist: Account) -> None:
    show, name = await record(artist)
    assert await note_kept(name, kept(), now=after(HOUR)) == []
    lines = (await end(show, first(show), HOUR, clean=True)).transitions
    assert words(lines) == ["ended", "replay_ready"]
    assert [line.livestream["replay"]["state"] for line in lines] == ["ready", "ready"]
    assert [line.livestream["status"] for line in lines] == ["ended", "ended"]


async def test_a_show_that_goes_on_is_recorded_into_the_same_and_ready_once_more(artist: Account) -> None:
    show, name = await finish(artist)
    await enter(show, "s2", HOUR + 10)
    (line,) = (await begin(show, "s2", HOUR + 10)).transitions
    assert (line.type, line.private[RECORDING]) == ("livestream.live", name)
    assert line.livestream["replay"]["state"] == "recording"
    assert words((await end(show, "s2", 2 * HOUR, clean=True)).transitions) == ["ended"]
    assert words(await note_kept(name, kept(2 * HOUR), now=after(2 * HOUR))) == ["replay_ready"]


async def test_who_does_not_want_it_recorded_has_nothing_recorded(artist: Account) -> None:
    show = await create_livestream(artist, record=False)
    await enter(show, first(show))
    (line,) = (await begin(show, first(show))).transitions
    assert (line.private["record"], line.private[RECORDING]) == (False, None)
    change = await update_livestream(show.entry.livestream_id, artist.id, {"record": True})
    assert change.entry.private[RECORDING], "in the middle of it"
    change = await update_livestream(show.entry.livestream_id, artist.id, {"record": False})
    assert change.entry.private["record"] is False


async def test_the_platform_says_what_is_usual(artist: Account) -> None:
    old = await create_livestream(artist)
    await models.Livestream.filter(id=old.entry.livestream_id).update(record=None)  # of before there was a choice
    set_policy(record=False)
    assert (await create_livestream(artist)).entry.private["record"] is False
    found = await select_livestream(old.entry.livestream_id)
    assert found is not None
    assert found.entries[0].private["record"] is False


async def test_only_who_was_told_to_record_may_speak_of_it(artist: Account) -> None:
    _, name = await record(artist)
    with pytest.raises(NotYourRecordingError):
        await note_kept(name, kept(node="n2"))
    await note_deleted(name, "n2")
    assert await note_kept("r" + "0" * 25, kept()) == []
    await note_deleted(name, "n1")
    assert await select_owner(name) is not None, "nobody told it to delete it"


async def test_what_was_missed_is_said(artist: Account) -> None:
    show, name = await record(artist)
    await end(show, first(show), HOUR, clean=True)
    (line,) = await note_kept(name, kept(missed=True), now=after(HOUR))
    assert (line.type, line.livestream["replay"]["state"]) == ("livestream.replay_ready", "partial")


async def test_of_several_nodes_that_counts_which_has_most_and_the_end_of_one_is_not_the_shows(
    artist: Account,
) -> None:
    show, name = await record(artist)
    assert await note_ordered(name, "n2")
    await models.Feed.filter(id=show.entry.livestream_id).update(node="n2")  # the show has moved there
    assert await note_kept(name, kept(1_000), now=after(1_000)) == []
    assert words((await end(show, first(show), HOUR, clean=True)).transitions) == ["ended"], "n2 has yet to say"
    told = kept(2_600, node="n2", media_url="https://n2.example", begins_at=after(1_000))
    (line,) = await note_kept(name, told, now=after(HOUR))
    replay = line.livestream["replay"]
    assert (replay["state"], replay["duration"], replay["from"]) == ("partial", 2_600, "2026-01-31T20:16:40.000Z")
    assert replay["url"].startswith("https://n2.example/")
    assert await note_kept(name, kept(1_000), now=after(HOUR)) == []


async def test_a_node_that_never_says_what_it_has_is_waited_for_a_minute(artist: Account) -> None:
    show, name = await record(artist)
    await end(show, first(show), HOUR, clean=True)
    assert await close_lost(now=after(HOUR + 59)) == []
    (line,) = await close_lost(now=after(HOUR + 61))
    assert (line.type, line.livestream["replay"]["state"]) == ("livestream.replay_ready", "partial")
    assert await close_lost(now=after(HOUR + 61)) == []
    (line,) = await note_kept(name, kept(), now=after(2 * HOUR))
    assert (line.type, line.livestream["replay"]["state"]) == ("livestream.updated", "ready"), (
        "it was there after all"
    )


async def test_its_artist_says_who_may_have_it_and_for_how_long(artist: Account) -> None:
    show, name = await finish(artist)
    livestream_id = show.entry.livestream_id
    change = await update_replay(livestream_id, artist.id, {"visibility": Visibility.PRIVATE, "keep": True})
    assert words(change.transitions) == ["updated"]
    public, own, _ = await read(show)
    assert (public, own and own["visibility"], own and own["expires_at"]) == (None, "private", None)
    assert (await update_replay(livestream_id, artist.id, {"keep": True})).transitions == []
    owner = await select_owner(name)
    assert owner is not None
    assert (owner.livestream_id, owner.visibility, owner.live) == (livestream_id, Visibility.PRIVATE, False)
    with pytest.raises(NotAllowedError):
        await update_replay(livestream_id, "somebody else", {"keep": True})
    bare = await create_livestream(artist)
    with pytest.raises(ReplayNotFoundError):
        await update_replay(bare.entry.livestream_id, artist.id, {"keep": True})


async def test_deleted_it_is_gone_once_every_node_has_said_so(artist: Account) -> None:
    show, name = await finish(artist)
    await models.Recording.filter(id=name).update(nodes=["n1", "n2"])
    change = await delete_replay(show.entry.livestream_id, artist.id)
    assert words(change.transitions) == ["updated"]
    replay = change.entry.livestream["replay"]
    assert (replay["state"], replay["url"], change.entry.private[RECORDING]) == ("gone", None, None)
    assert await select_owner(name) is None
    assert await select_deletions() == {name: {"n1", "n2"}}
    await note_deleted(name, "n1")
    await note_deleted(name, "n2")
    assert await select_deletions() == {}
    assert (await read(show))[0] == replay, "that there was one is remembered"
    with pytest.raises(ReplayNotFoundError):
        await delete_replay(show.entry.livestream_id, artist.id)


async def test_deleted_while_live_nothing_more_is_recorded_unless_its_artist_says_so(artist: Account) -> None:
    show, name = await record(artist)
    change = await delete_replay(show.entry.livestream_id, artist.id)
    assert (change.entry.private["record"], change.entry.private[RECORDING]) == (False, None)
    again = await update_livestream(show.entry.livestream_id, artist.id, {"record": True})
    assert again.entry.private[RECORDING] not in (None, name)
    assert again.entry.livestream["replay"] is None, "nothing to see yet"
    assert await select_deletions() == {name: {"n1"}}
    await note_deleted(name, "n1")
    assert not await models.Recording.exists(id=name)


async def test_with_its_livestream_it_is_deleted_too(artist: Account) -> None:
    show, name = await finish(artist)
    await delete_livestream(show.entry.livestream_id, artist.id)
    assert await select_owner(name) is None
    assert await select_deletions() == {name: {"n1"}}
    await note_deleted(name, "n1")
    await note_deleted(name, "n1")
    assert not await models.Recording.all()


async def test_with_its_artists_account_it_is_deleted_too_though_it_be_live(artist: Account) -> None:
    _, live = await record(artist)
    show, name = await finish(artist)
    gone = await finish(artist)
    await delete_replay(gone[0].entry.livestream_id, artist.id)
    await note_deleted(gone[1], "n1")
    lines = await delete_livestreams(artist.id)
    assert "livestream.replay_ready" not in {line.type for line in lines}
    assert await select_deletions() == {live: {"n1"}, name: {"n1"}}
    assert await models.Recording.all().count() == 2, "what is gone already is not kept for ever"
    assert show


async def test_by_hand_an_ended_show_that_begins_again_is_kept_with_the_former(artist: Account) -> None:
    show, name = await finish(artist)
    change = await move_livestream(show.entry.livestream_id, artist.id, "start")
    assert (change.entry.livestream["status"], change.entry.livestream["replay"]["state"]) == ("scheduled", "ready")
    assert change.entry.private[RECORDING] == name

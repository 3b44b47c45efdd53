"""Rehearsal keys and the publishers that come with them, on both databases."""

import asyncio
from datetime import timedelta

import pytest

from catalog import models
from catalog.accounts.accounts import insert_account
from catalog.feeds.errors import RehearsalActiveError
from catalog.feeds.publishing import admit_publisher, mark_lost, note_stream_ended, note_stream_started, restore_lost
from catalog.feeds.rehearsals import rotate_rehearsal, select_rehearsal, write_verdict
from catalog.feeds.rows import read_key
from catalog.feeds.sessions import prune_sessions, select_publishing, select_standings
from catalog.feeds.shapes import Admission, ConflictError, PublisherChange
from catalog.livestreams.board import select_board
from catalog.livestreams.errors import AdmissionRefusedError
from catalog.livestreams.log import read_clock
from catalog.shapes import Account
from contract.feeds import FeedKind
from contract.publishing import Reason, digest_key
from support.callbacks import GRACE, after
from support.databases import create_artist, create_livestream, on_own_connection

NOTHING = PublisherChange([])


async def enter(
    key: str, session_id: str | None, at: float = 0, *, silence: float | None = None, replaces: str | None = None
) -> Admission:
    return await admit_publisher(
        digest_key(key), session_id, node="n1", replaces=replaces, silence=lambda _: silence, now=after(at)
    )


async def begin(key: str, session_id: str, at: float) -> PublisherChange:
    return await note_stream_started(digest_key(key), session_id, node="n1", grace=GRACE, now=after(at))


async def end(key: str, session_id: str, at: float, *, clean: bool = True) -> PublisherChange:
    return await note_stream_ended(
        digest_key(key), session_id, reason="stopped", clean=clean, grace=GRACE, now=after(at)
    )


@pytest.fixture
async def key(artist: Account) -> str:
    return (await select_rehearsal(artist.id)).stream_key


async def is_active(artist: Account) -> bool:
    return (await select_rehearsal(artist.id)).active


async def test_artists_get_a_key_when_they_register_and_fans_none(database: str) -> None:
    ada = await insert_account("ada@example.org", "long enough", "Ada", "artist")
    bea = await insert_account("bea@example.org", "long enough", "Bea", "artist")
    fan = await insert_account("fan@example.org", "long enough", "Fan", "fan")
    feed = await models.Feed.get(artist_id=ada.id)
    rehearsal = await select_rehearsal(ada.id)
    assert (rehearsal.stream_key, rehearsal.playback_id) == (read_key(feed), feed.playback_id)
    assert len(rehearsal.stream_key) == 32
    assert int(rehearsal.stream_key, 16)
    assert rehearsal.stream_key != (await select_rehearsal(bea.id)).stream_key
    assert not await models.Feed.exists(artist_id=fan.id)
    assert rehearsal.stream_key not in repr(rehearsal)


async def test_account_from_before_rehearsals_gets_its_key_once(database: str, artist: Account) -> None:
    assert not await models.Feed.exists(artist_id=artist.id)

    async def ask() -> str:
        return (await select_rehearsal(artist.id)).stream_key

    keys = await asyncio.gather(*(asyncio.create_task(on_own_connection(database, ask)) for _ in range(4)))
    assert len(set(keys)) == 1


async def test_key_admits_without_grace_and_leaves_nothing_public(artist: Account, key: str) -> None:
    clock = await read_clock()
    admission = await enter(key, "s1")
    assert (admission.kind, admission.feed_id, admission.title) == (FeedKind.REHEARSAL, artist.id, "Rehearsal")
    assert admission.playback_id == (await select_rehearsal(artist.id)).playback_id
    begun = await begin(key, "s1", 1)
    assert begun.transitions == []
    assert begun.connected is not None
    assert (begun.connected.feed_id, begun.connected.artist_id) == (artist.id, artist.id)
    assert [session.session_id for session in await select_publishing()] == ["s1"]
    assert await is_active(artist)
    over = await end(key, "s1", 9, clean=False)
    assert (over.transitions, over.disconnected and over.disconnected.session_id) == ([], "s1")
    assert not await is_active(artist)
    assert await select_publishing() == []
    assert await read_clock() == clock
    assert (await select_board()).entries == []


async def test_check_by_hand_takes_no_place(key: str) -> None:
    assert (await enter(key, None)).session is None
    assert (await enter(key, "s1")).session is not None


async def test_callbacks_are_idempotent_and_safe_out_of_order(artist: Account, key: str) -> None:
    await enter(key, "s1")
    await enter(key, "s1")
    assert (await begin(key, "s1", 1)).connected is not None
    assert await begin(key, "s1", 2) == NOTHING
    assert (await end(key, "s1", 3)).disconnected is not None
    assert await end(key, "s1", 4) == NOTHING
    assert await begin(key, "s1", 5) == NOTHING
    # The end first, then the start, of a session whose admission nobody wrote down.
    assert await end(key, "s2", 6) == NOTHING
    assert await begin(key, "s2", 7) == NOTHING
    assert not await is_active(artist)


async def test_callback_of_a_session_is_taken_after_its_key_was_rotated(artist: Account, key: str) -> None:
    await enter(key, "s1")
    await end(key, "s1", 1)
    await rotate_rehearsal(artist.id, now=after(10))
    assert await begin(key, "s1", 11) == NOTHING
    for call in (begin(key, "s3", 12), end(key, "s3", 12), enter(key, "s3", 12)):
        with pytest.raises(AdmissionRefusedError, match="not known"):
            await call


@pytest.mark.parametrize(
    ("silence", "replaces", "admitted"),
    [(0.5, None, False), (1.9, None, False), (2.0, None, True), (None, None, True), (0.5, "s1", True)],
)
async def test_second_publisher_takes_over_from_a_silent_one_only(
    key: str, silence: float | None, replaces: str | None, admitted: bool
) -> None:
    await enter(key, "s1")
    await begin(key, "s1", 1)
    if not admitted:
        with pytest.raises(ConflictError) as refusal:
            await enter(key, "s2", 60, silence=silence, replaces=replaces)
        assert refusal.value.code == "already_publishing"
        return
    await enter(key, "s2", 60, silence=silence, replaces=replaces)
    change = await begin(key, "s2", 61)
    assert (change.connected and change.connected.session_id) == "s2"
    assert (change.disconnected and change.disconnected.session_id) == "s1"
    assert await end(key, "s1", 62) == NOTHING


async def test_of_two_that_come_at_once_the_second_is_refused(key: str) -> None:
    await enter(key, "s1", 0)
    with pytest.raises(ConflictError):
        await enter(key, "s2", 1)
    await enter(key, "s2", 3)  # the first never sent anything


async def test_start_that_comes_late_does_not_oust_who_came_after(key: str) -> None:
    await enter(key, "s1", 0)
    await enter(key, "s2", 3)
    await begin(key, "s2", 4)
    assert await begin(key, "s1", 5) == NOTHING
    assert [session.session_id for session in await select_publishing()] == ["s2"]


async def test_lost_rehearsal_goes_on_when_its_node_is_heard_of_again(artist: Account, key: str) -> None:
    await enter(key, "s1")
    await begin(key, "s1", 1)
    lost = await mark_lost("s1", grace=GRACE, now=after(9))
    assert (lost.disconnected and lost.disconnected.reason) == Reason.NODE_LOST
    assert await mark_lost("s1", grace=GRACE, now=after(10)) == NOTHING
    found = await restore_lost("s1", node="n1", now=after(11))
    assert (found.connected and found.connected.session_id) == "s1"
    assert await is_active(artist)
    await mark_lost("s1", grace=GRACE, now=after(20))
    await enter(key, "s2", 21)
    await begin(key, "s2", 22)
    assert await restore_lost("s1", node="n1", now=after(23)) == NOTHING


async def test_key_is_not_changed_under_a_publisher(artist: Account, key: str) -> None:
    await enter(key, "s1")
    with pytest.raises(RehearsalActiveError):
        await rotate_rehearsal(artist.id, now=after(1))
    await begin(key, "s1", 1)
    with pytest.raises(RehearsalActiveError):
        await rotate_rehearsal(artist.id, now=after(60))
    before = await select_rehearsal(artist.id)
    await end(key, "s1", 61)
    now = await rotate_rehearsal(artist.id, now=after(62))
    assert now.stream_key != before.stream_key
    assert now.playback_id != before.playback_id
    assert await select_rehearsal(artist.id) == now


async def test_publisher_let_in_before_a_rotation_does_not_rehearse_after_it(artist: Account, key: str) -> None:
    await enter(key, "s1")
    await rotate_rehearsal(artist.id, now=after(3))
    assert await begin(key, "s1", 4) == NOTHING
    assert (await select_standings({"s1": artist.id}, now=after(5)))["s1"].stop == "key_changed"
    assert not await is_active(artist)


async def test_publisher_given_up_is_not_taken_back_once_its_key_was_rotated(artist: Account, key: str) -> None:
    await enter(key, "s1")
    await begin(key, "s1", 1)
    await mark_lost("s1", grace=GRACE, now=after(10))
    await rotate_rehearsal(artist.id, now=after(11))
    assert await restore_lost("s1", node="n1", now=after(12)) == NOTHING
    assert (await select_standings({"s1": artist.id}, now=after(13)))["s1"].stop == "key_changed"


async def test_last_verdict_is_kept(artist: Account, key: str) -> None:
    assert (await select_rehearsal(artist.id)).verdict is None
    for number, ready in ((1, False), (2, True), (3, None)):
        await enter(key, f"s{number}", 10 * number)
        await begin(key, f"s{number}", 10 * number + 1)
        await end(key, f"s{number}", 10 * number + 8)
        if ready is not None:
            await write_verdict(f"s{number}", {"ready": ready, "checks": []})
    assert (await select_rehearsal(artist.id)).verdict == {"ready": True, "checks": []}


async def test_old_rehearsals_are_forgotten_and_running_ones_are_not(artist: Account, key: str) -> None:
    other = await create_artist("bea@example.org")
    running = (await select_rehearsal(other.id)).stream_key
    await enter(running, "s0")
    await begin(running, "s0", 1)
    await enter(key, "s1")
    await begin(key, "s1", 1)
    await end(key, "s1", 2)
    await enter(key, "s2", 10)  # and was never heard of again
    assert await prune_sessions(now=after(0) + timedelta(days=29)) == 0
    assert await prune_sessions(now=after(0) + timedelta(days=31)) == 2
    assert await is_active(other)


async def test_rehearsal_and_livestream_of_one_artist_run_side_by_side(artist: Account, key: str) -> None:
    show = await create_livestream(artist)
    await enter(key, "s1")
    await begin(key, "s1", 1)
    assert (await enter(show.stream_key, "s2", 2)).kind is FeedKind.SHOW
    change = await begin(show.stream_key, "s2", 3)
    assert [line.type for line in change.transitions] == ["livestream.live"]
    assert change.disconnected is None
    assert await is_active(artist)

"""Callbacks in order, twice, late and out of order, on both databases."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from catalog import models
from catalog.db.orm import close_database, open_database
from catalog.feeds.nodes import select_node_reports, write_node_report
from catalog.feeds.publishing import expire_interrupted, mark_lost, note_stream_started, restore_lost
from catalog.feeds.sessions import find_livestream_id, prune_sessions, select_publishing, select_standings
from catalog.feeds.shapes import ConflictError, PublisherChange
from catalog.livestreams.board import select_livestream
from catalog.livestreams.changes import Created, move_livestream, rotate_stream_key
from catalog.livestreams.errors import AdmissionRefusedError, NotFoundError
from catalog.livestreams.log import select_transitions_after
from catalog.shapes import Account
from contract.moments import to_rfc3339
from contract.publishing import STOP_WORDS, digest_key
from support.callbacks import GRACE, after, begin, end, enter, words
from support.databases import KEYS, create_artist, create_database, create_livestream, on_own_connection


async def state_of(show: Created) -> dict[str, object]:
    read = await select_livestream(show.entry.livestream_id)
    assert read is not None
    return {**read.entries[0].livestream, **read.entries[0].private}


async def select_stops(sessions: dict[str, str], at: float = 0) -> dict[str, str]:
    """Who of them must stop, and why."""
    standings = await select_standings(sessions, now=after(at))
    return {session_id: standing.stop for session_id, standing in standings.items() if standing.stop is not None}


def until(seconds: float) -> str:
    return to_rfc3339(after(seconds))


async def test_show_from_start_to_end(artist: Account) -> None:
    show = await create_livestream(artist)
    admission = await enter(show, "s1")
    assert admission.playback_id in show.hls_path
    started = await begin(show, "s1", 1)
    assert words(started.transitions) == ["live"]
    assert started.connected is not None
    assert [session.session_id for session in await select_publishing()] == ["s1"]
    ended = await end(show, "s1", 60, clean=True)
    assert words(ended.transitions) == ["ended"]
    assert ended.disconnected is not None
    state = await state_of(show)
    assert (state["status"], state["publishing"], state["hls_url"]) == ("ended", False, None)
    assert (state["started_at"], state["ended_at"]) == ("2026-01-31T20:00:01.000Z", "2026-01-31T20:01:00.000Z")
    assert await select_publishing() == []


async def test_repeated_callbacks_change_nothing(artist: Account) -> None:
    show = await create_livestream(artist)
    for _ in range(2):
        await enter(show, "s1")
    await begin(show, "s1", 1)
    assert await begin(show, "s1", 2) == PublisherChange([])
    await end(show, "s1", 3, clean=True)
    assert await end(show, "s1", 4, clean=False) == PublisherChange([])
    assert await begin(show, "s1", 5) == PublisherChange([])
    assert words(await select_transitions_after(0)) == ["scheduled", "live", "ended"]


async def test_end_that_overtakes_its_start_leaves_the_livestream_scheduled(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1")
    assert await end(show, "s1", 2, clean=True) == PublisherChange([])
    assert await begin(show, "s1", 3) == PublisherChange([])
    assert (await state_of(show))["status"] == "scheduled"


async def test_start_whose_admission_was_never_heard_of_counts_all_the_same(artist: Account) -> None:
    show = await create_livestream(artist)
    assert words((await begin(show, "s1", 5)).transitions) == ["live"]


async def test_late_start_of_an_older_session_does_not_take_over(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1", 0)
    await enter(show, "s2", 3)
    await begin(show, "s2", 4)
    assert await begin(show, "s1", 5) == PublisherChange([])
    assert await end(show, "s1", 6, clean=False) == PublisherChange([])
    assert [session.session_id for session in await select_publishing()] == ["s2"]
    assert await select_stops({"s1": show.entry.livestream_id}) == {"s1": "taken_over"}


async def test_callback_that_waited_in_a_spool_keeps_its_own_time(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1", 0)
    await begin(show, "s1", 300, said=1)
    await end(show, "s1", 300, clean=True, said=120)
    state = await state_of(show)
    assert (state["started_at"], state["ended_at"]) == ("2026-01-31T20:00:01.000Z", "2026-01-31T20:02:00.000Z")


async def test_node_with_a_wrong_clock_is_believed_between_admission_and_now_only(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1", 0)
    await begin(show, "s1", 10, said=-86_400)
    await end(show, "s1", 20, clean=True, said=86_400)
    state = await state_of(show)
    assert (state["started_at"], state["ended_at"]) == ("2026-01-31T20:00:00.000Z", "2026-01-31T20:00:20.000Z")


async def test_lost_publisher_returns_within_the_grace(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1")
    await begin(show, "s1", 1)
    lost = await end(show, "s1", 10, clean=False)
    assert words(lost.transitions) == ["interrupted"]
    assert (await state_of(show))["interrupted_until"] == until(40)
    assert await select_stops({"s1": show.entry.livestream_id}) == {}, "its node keeps the playlist open meanwhile"
    await enter(show, "s2", 20)
    assert words((await begin(show, "s2", 21)).transitions) == ["resumed"]
    assert (await state_of(show))["interrupted_until"] is None
    assert await expire_interrupted(show.entry.livestream_id, until(40), now=after(41)) == []


async def test_lost_publisher_that_does_not_return_ends_the_livestream_once(artist: Account) -> None:
    show = await create_livestream(artist)
    await begin(show, "s1", 1)
    await end(show, "s1", 10, clean=False)
    livestream_id = show.entry.livestream_id
    assert await expire_interrupted(livestream_id, until(39), now=after(39)) == [], "that wait is none of it"
    assert words(await expire_interrupted(livestream_id, until(40), now=after(40))) == ["ended"]
    assert await expire_interrupted(livestream_id, until(40), now=after(41)) == []
    assert (await state_of(show))["end_reason"] == "lost"
    assert await select_stops({"s1": livestream_id}) == {"s1": "ended"}
    assert (await state_of(show))["interrupted_until"] is None


async def test_second_publisher_is_refused_while_the_first_is_alive(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1")
    await begin(show, "s1", 1)
    with pytest.raises(ConflictError) as refusal:
        await enter(show, "s2", 10, silence=0.5)
    assert refusal.value.code == "already_publishing"
    assert (refusal.value.feed_id, refusal.value.artist_id) == (show.entry.livestream_id, artist.id)


async def test_second_publisher_is_refused_while_the_first_has_only_just_come_in(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1", 0)
    with pytest.raises(ConflictError):
        await enter(show, "s2", 1.9)
    await enter(show, "s2", 2.1)


async def test_second_publisher_takes_over_from_a_silent_first(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1")
    await begin(show, "s1", 1)
    await enter(show, "s2", 10, silence=2.5)
    change = await begin(show, "s2", 11)
    assert words(change.transitions) == ["interrupted", "resumed"]
    assert change.disconnected is not None
    assert change.disconnected.session_id == "s1"
    assert await select_stops({"s1": show.entry.livestream_id, "s2": show.entry.livestream_id}) == {
        "s1": "taken_over"
    }
    assert await end(show, "s1", 12, clean=True) == PublisherChange([])


async def test_node_that_saw_its_publisher_fall_silent_may_replace_it_at_once(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1")
    await begin(show, "s1", 1)
    await enter(show, "s2", 3, silence=0.0, replaces="s1")


async def test_silent_node_interrupts_and_its_return_resumes(artist: Account) -> None:
    show = await create_livestream(artist)
    await begin(show, "s1", 1)
    lost = await mark_lost("s1", grace=GRACE, now=after(10))
    assert words(lost.transitions) == ["interrupted"]
    assert await mark_lost("s1", grace=GRACE, now=after(11)) == PublisherChange([])
    found = await restore_lost("s1", node="n1", now=after(12))
    assert words(found.transitions) == ["resumed"]
    assert await restore_lost("s1", node="n1", now=after(13)) == PublisherChange([])
    assert words((await end(show, "s1", 20, clean=True)).transitions) == ["ended"]


async def test_session_that_ended_itself_is_not_restored(artist: Account) -> None:
    show = await create_livestream(artist)
    await begin(show, "s1", 1)
    await end(show, "s1", 10, clean=False)
    assert await restore_lost("s1", node="n1", now=after(11)) == PublisherChange([])


async def test_sessions_nobody_knows_change_nothing(artist: Account) -> None:
    show = await create_livestream(artist)
    assert await mark_lost("nobody", grace=GRACE) == PublisherChange([])
    assert await restore_lost("nobody", node="n1") == PublisherChange([])
    assert await expire_interrupted("nobody", until(0)) == []
    with pytest.raises(AdmissionRefusedError, match="not known"):
        await note_stream_started(digest_key("no such key"), "s9", node="n1", grace=GRACE)
    assert await select_stops({"s9": show.entry.livestream_id, "s8": "nowhere"}) == {"s9": "unknown", "s8": "unknown"}


async def test_without_auto_start_the_publisher_waits_unseen_for_the_artist(artist: Account) -> None:
    show = await create_livestream(artist, auto_start=False)
    await enter(show, "s1")
    change = await begin(show, "s1", 1)
    assert (change.transitions, change.connected is not None) == ([], True)
    state = await state_of(show)
    assert (state["status"], state["publishing"], state["hls_url"]) == ("scheduled", True, show.hls_path)
    started = await move_livestream(show.entry.livestream_id, artist.id, "start", now=after(30))
    assert words(started.transitions) == ["live"]


async def test_ready_livestream_goes_live_with_its_publisher(artist: Account) -> None:
    show = await create_livestream(artist, auto_start=False)
    pressed = await move_livestream(show.entry.livestream_id, artist.id, "start")
    assert words(pressed.transitions) == ["updated"]
    assert words((await begin(show, "s1", 1)).transitions) == ["live"]


@pytest.mark.parametrize(("move", "reason"), [("stop", "ended"), ("cancel", "cancelled")])
async def test_artists_move_stops_the_publisher(artist: Account, move: str, reason: str) -> None:
    show = await create_livestream(artist, auto_start=move == "stop")
    livestream_id = show.entry.livestream_id
    await begin(show, "s1", 1)
    await move_livestream(livestream_id, artist.id, move, now=after(2))
    assert await select_stops({"s1": livestream_id}) == {"s1": reason}
    assert await end(show, "s1", 3, clean=True) == PublisherChange([])
    with pytest.raises(AdmissionRefusedError) as refusal:
        await enter(show, "s2", 4)
    assert refusal.value.code == f"livestream_{reason}"


async def test_publisher_of_before_is_stopped_although_the_livestream_was_opened_again(artist: Account) -> None:
    show = await create_livestream(artist)
    await begin(show, "s1", 1)
    for move in ("stop", "start"):
        await move_livestream(show.entry.livestream_id, artist.id, move, now=after(2))
    assert await select_stops({"s1": show.entry.livestream_id}) == {"s1": "ended"}
    await enter(show, "s2", 3)
    assert words((await begin(show, "s2", 4)).transitions) == ["live"]


async def test_publisher_on_air_stays_when_its_key_is_rotated_and_nobody_else_gets_in(
    artist: Account,
) -> None:
    show = await create_livestream(artist)
    livestream_id = show.entry.livestream_id
    await enter(show, "s1")
    await begin(show, "s1", 1)
    rotation = await rotate_stream_key(livestream_id, artist.id, now=after(2))
    assert rotation.stream_key != show.stream_key
    assert rotation.change == PublisherChange([])
    with pytest.raises(AdmissionRefusedError) as refusal:
        await enter(show, "s2", 3)
    assert refusal.value.code == "unknown_key"
    assert await select_stops({"s1": livestream_id}, 3) == {}
    assert words((await end(show, "s1", 4, clean=True)).transitions) == ["ended"]


async def test_publisher_let_in_before_a_rotation_does_not_go_live_after_it(artist: Account) -> None:
    show = await create_livestream(artist)
    livestream_id = show.entry.livestream_id
    await enter(show, "s1")
    rotation = await rotate_stream_key(livestream_id, artist.id, now=after(1))
    assert await begin(show, "s1", 2) == PublisherChange([])
    assert await select_stops({"s1": livestream_id}, 3) == {"s1": "key_changed"}
    assert "stream key was changed" in STOP_WORDS["key_changed"]
    assert await end(show, "s1", 4, clean=True) == PublisherChange([])
    assert (await state_of(show))["status"] == "scheduled"
    own = replace(show, stream_key=rotation.stream_key)
    await enter(own, "s2", 5)
    assert words((await begin(own, "s2", 6)).transitions) == ["live"]


async def test_publisher_about_to_take_over_does_not_once_the_key_was_rotated(artist: Account) -> None:
    show = await create_livestream(artist)
    livestream_id = show.entry.livestream_id
    await begin(show, "s1", 1)
    await enter(show, "s2", 5, silence=3.0)
    await rotate_stream_key(livestream_id, artist.id, now=after(6))
    assert await begin(show, "s2", 7) == PublisherChange([])
    assert [session.session_id for session in await select_publishing()] == ["s1"]
    assert await select_stops({"s1": livestream_id, "s2": livestream_id}, 8) == {"s2": "key_changed"}


async def test_publisher_in_preview_is_let_go_when_its_key_is_rotated(artist: Account) -> None:
    show = await create_livestream(artist, auto_start=False)
    livestream_id = show.entry.livestream_id
    await begin(show, "s1", 1)
    rotation = await rotate_stream_key(livestream_id, artist.id, now=after(2))
    assert rotation.change.disconnected is not None
    assert rotation.change.disconnected.session_id == "s1"
    assert (await state_of(show))["publishing"] is False
    assert await select_stops({"s1": livestream_id}, 3) == {"s1": "key_changed"}
    pressed = await move_livestream(livestream_id, artist.id, "start", now=after(4))
    assert words(pressed.transitions) == ["updated"], "it waits for an encoder with the new key"
    assert await restore_lost("s1", node="n1", now=after(5)) == PublisherChange([])


async def test_publisher_let_in_to_go_on_does_not_once_the_key_was_rotated(artist: Account) -> None:
    show = await create_livestream(artist)
    livestream_id = show.entry.livestream_id
    await begin(show, "s1", 1)
    await end(show, "s1", 10, clean=True)
    await enter(show, "s2", 20)
    await rotate_stream_key(livestream_id, artist.id, now=after(21))
    assert await begin(show, "s2", 22) == PublisherChange([])
    assert (await state_of(show))["status"] == "ended"
    assert await select_stops({"s2": livestream_id}, 23) == {"s2": "key_changed"}


async def test_old_sessions_are_forgotten(artist: Account) -> None:
    show = await create_livestream(artist)
    await begin(show, "s1", 1)
    await end(show, "s1", 2, clean=True)
    assert await prune_sessions(now=after(60)) == 0
    assert await prune_sessions(now=after(31 * 86_400)) == 1


async def test_sessions_that_outlived_their_feed_do_nothing(tmp_path: Path) -> None:
    """Migration 5 took such rows along where foreign keys had been off before. PostgreSQL never had any."""
    url = await create_database(tmp_path)
    context = await open_database(url, KEYS)
    try:
        show = await create_livestream(await create_artist("ada@example.org"))
        feed_id = show.entry.livestream_id
        for session_id in ("s1", "s2"):
            await enter(show, session_id)
            await begin(show, session_id, 1)
            await mark_lost(session_id, grace=GRACE, now=after(2))
        delete = models.Feed.filter(id=feed_id).delete
        await asyncio.create_task(on_own_connection(url, delete, foreign_keys="OFF"))
        assert await models.PublisherSession.all().count() == 2
        assert await select_publishing() == []
        assert await select_stops({"s1": feed_id}) == {"s1": "unknown"}
        assert await find_livestream_id("s1") is None
        for told in (end(show, "s1", 60, clean=True), restore_lost("s1", node="n1"), begin(show, "s1", 60)):
            with pytest.raises(NotFoundError):
                await told
        assert await prune_sessions(now=after(31 * 86_400)) == 2
    finally:
        await close_database(context)


async def test_media_that_flows_makes_the_show_live_whenever_it_is_told(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1")
    assert await mark_lost("s1", grace=GRACE, now=after(7)) == PublisherChange([]), "its media has not begun"
    assert words((await begin(show, "s1", 10)).transitions) == ["live"]


async def test_goodbye_that_comes_after_the_guess_ends_the_show_when_it_is_heard(artist: Account) -> None:
    show = await create_livestream(artist)
    await begin(show, "s1", 1)
    await mark_lost("s1", grace=GRACE, now=after(8))
    late = await end(show, "s1", 12, clean=True, said=4)
    assert (words(late.transitions), late.disconnected) == (["ended"], None)
    state = await state_of(show)
    assert (state["end_reason"], state["ended_at"]) == ("encoder", until(4))


async def test_goodbye_of_one_whose_place_was_taken_since_the_guess_ends_nothing(artist: Account) -> None:
    show = await create_livestream(artist)
    await begin(show, "s1", 1)
    await mark_lost("s1", grace=GRACE, now=after(8))
    await enter(show, "s2", 9)
    assert words((await begin(show, "s2", 10)).transitions) == ["resumed"]
    assert await end(show, "s1", 12, clean=True, said=4) == PublisherChange([])
    assert words((await end(show, "s2", 13, clean=False)).transitions) == ["interrupted"]


async def test_guess_that_ended_the_show_is_undone_by_media_that_never_ceased(artist: Account) -> None:
    show = await create_livestream(artist)
    await begin(show, "s1", 1)
    await mark_lost("s1", grace=0, now=after(8))
    assert words(await expire_interrupted(show.entry.livestream_id, until(11), now=after(11))) == ["ended"]
    assert await select_stops({"s1": show.entry.livestream_id}, 310) == {}
    assert words((await restore_lost("s1", node="n1", now=after(310))).transitions) == ["live"]
    assert (await state_of(show))["started_at"] == until(1)


async def end_by_a_guess(show: Created) -> str:
    """At second 11; its id."""
    await begin(show, "s1", 1)
    await mark_lost("s1", grace=0, now=after(8))
    await expire_interrupted(show.entry.livestream_id, until(11), now=after(11))
    return show.entry.livestream_id


async def test_guess_that_ended_the_show_is_not_undone_after_five_minutes(artist: Account) -> None:
    show = await create_livestream(artist)
    livestream_id = await end_by_a_guess(show)
    assert await restore_lost("s1", node="n1", now=after(311)) == PublisherChange([])
    assert await select_stops({"s1": livestream_id}, 311) == {"s1": "lost"}
    assert "Press Reopen" in STOP_WORDS["lost"]
    assert await end(show, "s1", 312, clean=True) == PublisherChange([])
    assert (await state_of(show))["status"] == "ended"


async def test_guess_that_ended_the_show_is_not_undone_for_a_key_that_was_rotated_since(artist: Account) -> None:
    show = await create_livestream(artist)
    livestream_id = await end_by_a_guess(show)
    await rotate_stream_key(livestream_id, artist.id, now=after(20))
    assert await restore_lost("s1", node="n1", now=after(21)) == PublisherChange([])
    assert await select_stops({"s1": livestream_id}, 21) == {"s1": "key_changed"}
    await move_livestream(livestream_id, artist.id, "start", now=after(22))
    assert await restore_lost("s1", node="n1", now=after(23)) == PublisherChange([])
    assert await select_stops({"s1": livestream_id}, 23) == {"s1": "key_changed"}


async def test_guess_is_undone_for_a_publisher_that_was_on_air_when_its_key_was_rotated(artist: Account) -> None:
    show = await create_livestream(artist)
    await begin(show, "s1", 1)
    await rotate_stream_key(show.entry.livestream_id, artist.id, now=after(2))
    await mark_lost("s1", grace=0, now=after(8))
    await expire_interrupted(show.entry.livestream_id, until(11), now=after(11))
    assert words((await restore_lost("s1", node="n1", now=after(12))).transitions) == ["live"]


async def test_guess_is_not_undone_against_the_artists_end(artist: Account) -> None:
    show = await create_livestream(artist)
    livestream_id = show.entry.livestream_id
    await begin(show, "s1", 1)
    await mark_lost("s1", grace=GRACE, now=after(8))
    await move_livestream(livestream_id, artist.id, "stop", now=after(9))
    assert (await state_of(show))["end_reason"] == "artist"
    assert await restore_lost("s1", node="n1", now=after(10)) == PublisherChange([])
    await move_livestream(livestream_id, artist.id, "start", now=after(11))
    assert await restore_lost("s1", node="n1", now=after(12)) == PublisherChange([])
    assert await select_stops({"s1": livestream_id}, 12) == {"s1": "ended"}


async def test_lost_preview_is_found_again_and_waits_for_its_artist(artist: Account) -> None:
    show = await create_livestream(artist, auto_start=False)
    await begin(show, "s1", 1)
    assert (await mark_lost("s1", grace=GRACE, now=after(8))).transitions == []
    found = await restore_lost("s1", node="n1", now=after(9))
    assert (found.transitions, found.connected is not None) == ([], True)
    assert (await state_of(show))["publishing"] is True


@pytest.mark.parametrize("clean", [True, False])
async def test_show_goes_on_with_the_same_key_after_an_end_that_was_not_the_artists(
    artist: Account, clean: bool
) -> None:
    show = await create_livestream(artist)
    await begin(show, "s1", 1)
    await end(show, "s1", 10, clean=clean)
    await expire_interrupted(show.entry.livestream_id, until(40), now=after(40))
    assert (await state_of(show))["end_reason"] == ("encoder" if clean else "lost")
    await enter(show, "s2", 60)
    assert await select_stops({"s2": show.entry.livestream_id}, 61) == {}
    change = await begin(show, "s2", 61)
    assert (words(change.transitions), change.disconnected) == (["live"], None)
    state = await state_of(show)
    assert (state["started_at"], state["ended_at"], state["end_reason"]) == (until(1), None, None)


async def test_show_does_not_go_on_after_five_minutes(artist: Account) -> None:
    show = await create_livestream(artist)
    await begin(show, "s1", 1)
    await end(show, "s1", 10, clean=True)
    with pytest.raises(AdmissionRefusedError, match="Press Reopen") as refusal:
        await enter(show, "s2", 311)
    assert refusal.value.code == "livestream_ended"


async def test_late_start_of_an_older_session_does_not_bring_an_ended_show_back(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1", 0)
    await enter(show, "s2", 3)
    await begin(show, "s2", 4)
    await end(show, "s2", 10, clean=True)
    assert await begin(show, "s1", 11) == PublisherChange([])
    assert (await state_of(show))["status"] == "ended"


async def test_one_just_let_in_is_told_to_stop_too_when_the_artist_ends_the_show(artist: Account) -> None:
    show = await create_livestream(artist)
    livestream_id = show.entry.livestream_id
    await begin(show, "s1", 1)
    await enter(show, "s2", 5, silence=3.0)
    for move in ("stop", "start"):
        await move_livestream(livestream_id, artist.id, move, now=after(6))
    assert await begin(show, "s2", 7) == PublisherChange([])
    assert await select_stops({"s1": livestream_id, "s2": livestream_id}, 7) == {"s1": "ended", "s2": "ended"}


async def test_publisher_that_left_before_its_first_frame_leaves_its_place(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1", 0)
    await end(show, "s1", 0.1, clean=True)
    await enter(show, "s2", 0.2)
    await enter(show, "s3", 0.3, replaces="s2")


async def test_end_that_overtakes_its_admission_leaves_its_place_to_the_next(artist: Account) -> None:
    show = await create_livestream(artist)
    await end(show, "s1", 0, clean=False)  # its node stopped while it waited for the answer
    await enter(show, "s1", 0.1)
    await enter(show, "s2", 0.2)


async def test_clock_set_back_keeps_no_place_for_who_never_came(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1", 0)
    await enter(show, "s2", -3_600)


async def test_nodes_last_report_is_what_every_process_reads(artist: Account) -> None:
    await write_node_report("n1", ["s1", "s2"])
    assert await select_node_reports() == [("n1", 0, ["s1", "s2"])]
    await write_node_report("n1", ["s2"])
    assert await select_node_reports() == [("n1", 1, ["s2"])]

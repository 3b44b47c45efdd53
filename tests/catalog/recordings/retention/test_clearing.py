"""What goes by itself, and when: after its days and not before its artist was told, or for want of room."""

from datetime import datetime, timedelta

from catalog import models
from catalog.livestreams.changes import move_livestream
from catalog.recordings.changes import delete_replay, update_replay
from catalog.recordings.nodes import note_cut, note_kept, note_ordered, note_sizes, select_deletions
from catalog.recordings.retention.clearing import Cleared, clear_room, close_lost, delete_expired, plan
from catalog.recordings.retention.plan import Why
from catalog.recordings.retention.room import ANY, Room, select_room, write_quota
from catalog.recordings.retention.telling import select_told, tell_going
from catalog.shapes import Account
from support.callbacks import after, begin, end, enter
from support.databases import create_artist, create_livestream, verify_email
from support.recordings import HOUR, finish, first, kept, read, record, set_policy

ENDS: datetime = after(HOUR) + timedelta(days=30)
TOLD: datetime = ENDS - timedelta(days=3)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


async def read_mails() -> list[models.Delivery]:
    return await models.Delivery.filter(kind="mail", type="replays").order_by("created_at")


async def test_what_was_kept_for_long_enough_goes_and_what_is_to_stay_stays(artist: Account) -> None:
    old, name = await finish(artist)
    stays, _ = await finish(artist)
    await update_replay(stays.entry.livestream_id, artist.id, {"keep": True})
    await record(artist)
    assert await tell_going(now=TOLD) == 1
    assert await delete_expired(now=ENDS - SECOND) == []
    (line,) = await delete_expired(now=ENDS)
    assert (line.livestream_id, line.livestream["replay"]["state"]) == (old.entry.livestream_id, "gone")
    assert await select_deletions() == {name: {"n1"}}
    assert await delete_expired(now=ENDS) == []


async def test_nothing_goes_before_its_artist_was_told_for_as_long_as_they_are_promised(artist: Account) -> None:
    show, _ = await finish(artist)
    years = ENDS + timedelta(days=3_000)  # somebody set the clock, or RECORDING_DAYS
    assert await delete_expired(now=years) == []
    assert await tell_going(now=years) == 1
    _, own, _ = await read(show)
    assert own is not None
    assert datetime.fromisoformat(own["expires_at"]) == (years + timedelta(days=3)).replace(microsecond=0)
    assert await delete_expired(now=years + timedelta(days=3) - SECOND) == []
    assert await delete_expired(now=ENDS) == [], "the clock is right again"
    assert await tell_going(now=TOLD) == 1, "what was told by a wrong clock counts for nothing"
    assert await delete_expired(now=ENDS)


async def test_where_the_operator_wants_no_notice_it_goes_at_its_time(artist: Account) -> None:
    set_policy(notice_days=0)
    await finish(artist)
    assert await tell_going(now=ENDS) == 0
    assert await delete_expired(now=ENDS)


async def test_of_few_days_the_notice_is_half(artist: Account) -> None:
    set_policy(days=2, notice_days=3)
    await finish(artist)
    assert await tell_going(now=after(HOUR) + DAY - SECOND) == 0
    assert await tell_going(now=after(HOUR) + DAY) == 1
    assert await delete_expired(now=after(HOUR) + 2 * DAY)


async def test_without_days_nothing_goes(artist: Account) -> None:
    set_policy(days=0)
    await finish(artist)
    assert await tell_going(now=ENDS) == 0
    assert await delete_expired(now=ENDS) == []
    assert await plan(ENDS, now=ENDS) == []


async def test_artists_get_one_mail_a_day_with_all_that_goes_and_of_each_once(artist: Account) -> None:
    await verify_email(artist.email)
    first_, _ = await finish(artist, title="First")
    second, _ = await finish(artist, title="Second")
    kept_, _ = await finish(artist, title="Kept")
    await update_replay(kept_.entry.livestream_id, artist.id, {"keep": True})
    later, _ = await finish(artist, title="Later")
    await models.Livestream.filter(id=later.entry.livestream_id).update(ended_at=after(HOUR) + 2 * DAY)
    assert await tell_going(now=TOLD - SECOND) == 0
    assert await tell_going(now=TOLD) == 1
    assert await tell_going(now=TOLD) == 0
    (mail,) = await read_mails()
    told = await select_told(artist.id, TOLD)
    assert [one.title for one in told] == ["First", "Second"]
    await update_replay(first_.entry.livestream_id, artist.id, {"keep": True})
    assert [one.title for one in await select_told(artist.id, TOLD)] == ["Second"]
    assert await tell_going(now=TOLD + 2 * DAY) == 1
    assert [one.title for one in await select_told(artist.id, TOLD + 2 * DAY)] == ["Later"]
    assert len(await read_mails()) == 2
    assert mail.body
    assert second


async def test_what_goes_within_the_day_after_is_told_today(artist: Account) -> None:
    await finish(artist, title="Today")
    soon, _ = await finish(artist, title="Tomorrow")
    await models.Livestream.filter(id=soon.entry.livestream_id).update(ended_at=after(HOUR) + DAY - SECOND)
    assert await tell_going(now=TOLD) == 1
    assert [one.title for one in await select_told(artist.id, TOLD)] == ["Today", "Tomorrow"]


async def test_who_has_not_shown_that_the_mailbox_is_theirs_gets_no_mail(artist: Account) -> None:
    await finish(artist)
    assert await tell_going(now=TOLD) == 1
    assert await read_mails() == []
    assert await delete_expired(now=ENDS), "their page says it"


async def test_who_lets_go_what_is_late_already_has_the_notice_all_the_same(artist: Account) -> None:
    show, _ = await finish(artist)
    livestream_id = show.entry.livestream_id
    await update_replay(livestream_id, artist.id, {"keep": True})
    let_go = ENDS + timedelta(days=100)
    change = await update_replay(livestream_id, artist.id, {"keep": False}, now=let_go)
    expires = datetime.fromisoformat(change.entry.private["replay"]["expires_at"])
    assert expires == let_go + timedelta(days=3)
    assert await delete_expired(now=expires - SECOND) == []
    assert await tell_going(now=expires - SECOND) == 0, "they know"
    assert await delete_expired(now=expires)


async def test_who_lets_go_what_is_young_is_told_when_it_is_old(artist: Account) -> None:
    show, _ = await finish(artist)
    for keep in (True, False):
        await update_replay(show.entry.livestream_id, artist.id, {"keep": keep}, now=after(2 * HOUR))
    assert await tell_going(now=TOLD) == 1
    assert await delete_expired(now=ENDS)


async def test_what_was_kept_of_a_show_that_was_opened_again_goes_when_its_time_is_over(artist: Account) -> None:
    cancelled, _ = await finish(artist)
    await move_livestream(cancelled.entry.livestream_id, artist.id, "start")
    change = await move_livestream(cancelled.entry.livestream_id, artist.id, "cancel")
    assert change.entry.livestream["replay"]["expires_at"] == "2026-03-02T21:00:00.000Z"
    waits, _ = await finish(artist)
    await move_livestream(waits.entry.livestream_id, artist.id, "start")
    assert await tell_going(now=TOLD) == 1
    assert await delete_expired(now=ENDS - SECOND) == []
    lines = await delete_expired(now=ENDS)
    assert {line.livestream_id for line in lines} == {cancelled.entry.livestream_id, waits.entry.livestream_id}


async def test_a_show_that_begins_again_has_all_its_days_once_more(artist: Account) -> None:
    show, name = await finish(artist)
    await move_livestream(show.entry.livestream_id, artist.id, "start")
    assert await tell_going(now=TOLD) == 1
    late = (TOLD - after(0)).total_seconds() + 60
    await enter(show, "again", late)
    await begin(show, "again", late)
    assert await delete_expired(now=ENDS) == [], "it is live"
    await end(show, "again", late + HOUR, clean=True)
    await note_kept(name, kept(2 * HOUR), now=after(late + HOUR))
    assert await delete_expired(now=ENDS) == []
    assert await tell_going(now=TOLD + timedelta(days=30)) == 1
    assert await delete_expired(now=ENDS + timedelta(days=30))


async def test_a_node_that_never_says_what_it_has_is_not_waited_for_though_the_show_be_opened_again(
    artist: Account,
) -> None:
    show, _ = await record(artist)
    await end(show, first(show), HOUR, clean=True)
    change = await move_livestream(show.entry.livestream_id, artist.id, "start", now=after(HOUR + 1))
    assert change.entry.livestream["replay"]["state"] == "recording"
    assert await close_lost(now=after(HOUR + 60)) == []
    (line,) = await close_lost(now=after(HOUR + 62))
    assert line.livestream["replay"]["state"] == "partial"
    assert await tell_going(now=TOLD + SECOND * 62)
    assert await delete_expired(now=ENDS + SECOND * 62)


async def test_what_a_node_may_have_without_ever_having_said_so_goes_too(artist: Account) -> None:
    await verify_email(artist.email)
    show = await create_livestream(artist)
    await enter(show, first(show))
    await begin(show, first(show))
    name = (await read(show))[2] or ""
    assert await note_ordered(name, "n1")
    await end(show, first(show), HOUR, clean=True)
    assert await tell_going(now=TOLD) == 1
    assert await read_mails() == [], "there is nothing to keep"
    assert await delete_expired(now=ENDS) == [], "nobody has heard of it"
    assert await select_deletions() == {name: {"n1"}}
    assert (await read(show))[0] is None


async def test_past_its_room_an_artists_oldest_goes_but_not_what_is_to_stay_or_being_made(artist: Account) -> None:
    set_policy(quota=20_000)
    stays, _ = await finish(artist)  # 5,000 bytes each
    await update_replay(stays.entry.livestream_id, artist.id, {"keep": True})
    oldest, name = await finish(artist)
    await models.Livestream.filter(id=oldest.entry.livestream_id).update(ended_at=after(HOUR - 1))
    for _ in range(2):
        await finish(artist)
    assert (await clear_room()).lines == [], "it fits"
    assert await select_room(artist.id) == Room(20_000, 20_000)
    _, live = await record(artist)
    await note_sizes("n1", {live: 1_000})
    cleared = await clear_room()
    assert [line.livestream_id for line in cleared.lines] == [oldest.entry.livestream_id]
    assert (cleared.lines[0].livestream["replay"]["state"], cleared.full) == ("gone", {})
    assert await select_deletions() == {name: {"n1"}}
    await note_sizes("n1", {live: 19_000})
    cleared = await clear_room()
    assert (len(cleared.lines), cleared.full) == (2, {artist.id: 20_000}), "what stays and what is made: too much"
    assert await clear_room() == Cleared([], {artist.id: 20_000})
    await delete_replay(stays.entry.livestream_id, artist.id)
    assert (await clear_room()).full == {}


async def test_an_account_may_have_another_room_than_all(artist: Account) -> None:
    set_policy(quota=4_000)
    other = await create_artist("bea@example.org")
    await finish(artist)
    await finish(other)
    assert await write_quota(" Ada@example.org", ANY) == "ada@example.org"
    assert await select_room(artist.id) == Room(5_000, None)
    (line,) = (await clear_room()).lines
    assert line.artist_id == other.id
    await write_quota(artist.email, 4_500)
    assert (await select_room(artist.id)).quota == 4_500
    (line,) = (await clear_room()).lines
    assert line.artist_id == artist.id
    await write_quota(artist.email, None)
    assert (await select_room(artist.id)).quota == 4_000


async def test_a_show_that_was_cut_for_want_of_room_is_not_all_there(artist: Account) -> None:
    show, name = await record(artist)
    await note_cut(name)
    await note_kept(name, kept(600), now=after(600))
    assert await note_ordered(name, "n1"), "there is room again"
    await end(show, first(show), HOUR, clean=True)
    _, own, _ = await read(show)
    assert own is not None
    assert own["state"] == "recording", "the last of it is being written"
    (line,) = await note_kept(name, kept(), now=after(HOUR))
    assert line.livestream["replay"]["state"] == "partial"


async def test_before_the_room_is_used_up_an_artist_is_told_what_goes_next(artist: Account) -> None:
    await verify_email(artist.email)
    set_policy(quota=5_600, days=0)
    await finish(artist)
    assert await tell_going(now=after(2 * HOUR)) == 0, "it is used to nine tenths"
    set_policy(quota=5_100)
    await finish(artist)
    await models.Recording.all().update(bytes=2_500)
    assert await tell_going(now=after(2 * HOUR)) == 1
    (told,) = await select_told(artist.id, after(2 * HOUR))
    assert told.expires_at is None, "only if the room is needed"
    assert await tell_going(now=after(2 * HOUR) + 2 * DAY) == 0, "of each once"


async def test_a_dry_run_says_what_goes_whose_why_and_when_and_does_nothing(artist: Account) -> None:
    old, _ = await finish(artist)
    other = await create_artist("bea@example.org")
    big, _ = await finish(other)
    await write_quota(other.email, 1_000)
    assert await plan(TOLD, now=TOLD) != []
    now = TOLD - timedelta(days=1)
    assert [(one.held.livestream_id, one.why, one.at) for one in await plan(now, now=now)] == [
        (big.entry.livestream_id, Why.QUOTA, now)
    ]
    ahead = await plan(ENDS, now=now)
    assert [(one.held.livestream_id, one.why, one.at) for one in ahead] == [
        (big.entry.livestream_id, Why.QUOTA, now),
        (old.entry.livestream_id, Why.DAYS, ENDS),
    ]
    assert [one.held.bytes for one in ahead] == [5_000, 5_000]
    late = ENDS + timedelta(days=50)
    assert (await plan(late + timedelta(days=3), now=late))[-1].at == late + timedelta(days=3), "told first"
    assert await select_deletions() == {}


async def test_a_show_that_has_used_up_the_room_is_not_lost_for_it_but_gives_way_to_the_next(artist: Account) -> None:
    set_policy(quota=5_000)
    show, name = await record(artist)
    await note_sizes("n1", {name: 5_200})
    cleared = await clear_room()
    assert (cleared.lines, cleared.full) == ([], {artist.id: 5_000}), "recording pauses"
    await end(show, first(show), HOUR, clean=True)
    await note_kept(name, kept(bytes=5_400), now=after(HOUR))
    assert await clear_room() == Cleared([], {}), "it stays, and the next is recorded from its first second"
    assert await plan(after(2 * HOUR), now=after(2 * HOUR)) == []
    await record(artist)
    cleared = await clear_room()
    assert [line.livestream_id for line in cleared.lines] == [show.entry.livestream_id]
    assert cleared.full == {}

"""From what happens to the outbox: each notice once, to those who were there before it."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from catalog import models
from catalog.feeds.publishing import admit_publisher, note_stream_ended, note_stream_started
from catalog.follows.endpoints import Subscription, put_endpoint
from catalog.follows.follows import follow
from catalog.follows.reminders import remind
from catalog.livestreams.changes import Created, Draft, insert_livestream, move_livestream, update_livestream
from catalog.mailboxes.letters import address_letter
from catalog.notices import telling
from catalog.notices.planning import CONSUMER, note_lines, note_near
from catalog.notices.telling import tell_some
from catalog.notices.told import read_ring
from catalog.outbox.consumers import enqueue
from catalog.outbox.mails import read_mail
from catalog.outbox.shapes import Draft as OutboxDraft
from catalog.shapes import Account
from contract.livestreams import Transition
from contract.publishing import digest_key
from support.databases import create_artist

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = 24 * HOUR


async def hear(lines: Sequence[Transition], epoch: str) -> Sequence[OutboxDraft]:
    await note_lines(lines)
    return ()


async def tell(now: datetime, near: datetime | None = None, **sizes: int) -> None:
    """As a web process does, at that moment."""
    while await enqueue(CONSUMER, "push", hear, now=now):
        pass
    await note_near(near, now=now)
    while await tell_some(now=now, **sizes):
        pass


async def read_told() -> list[tuple[str, list[str]]]:
    """Kinds and devices, in the order of the outbox."""
    rows = await models.Delivery.filter(kind="push").order_by("created_at", "id")
    return [(read_ring(row.body).told.kind, sorted(read_ring(row.body).endpoints)) for row in rows]


async def make_fan(artist: Account | None, name: str = "bob", *, at: datetime = NOW - DAY, **how: Any) -> str:
    """Somebody with a device, who follows the artist; the device's id."""
    fan = await create_artist(f"{name}@example.org", role="fan")
    if artist is not None:
        await follow(fan.id, artist.id, now=at, **how)
    return (await put_endpoint(fan.id, Subscription(f"https://push.example/{name}", "k", "s", "en", ""))).id


async def make_show(artist: Account, starts_at: datetime | None, *, at: datetime = NOW) -> Created:
    await tell(at)  # the consumer hears of what comes after its beginning
    return await insert_livestream(artist.id, Draft("A show", scheduled_start_at=starts_at), now=at)


async def test_a_day_an_hour_and_five_minutes_before_each_once(artist: Account) -> None:
    device, starts_at = await make_fan(artist), NOW + 48 * HOUR
    await make_show(artist, starts_at)
    for before in (25 * HOUR, DAY, DAY, 23 * HOUR, HOUR, HOUR, timedelta(minutes=5), timedelta(minutes=5)):
        await tell(starts_at - before)
    assert await read_told() == [("day", [device]), ("hour", [device]), ("minutes", [device])]


async def test_who_knows_a_date_for_less_than_a_day_does_not_hear_that_it_is_in_a_day(artist: Account) -> None:
    device = await make_fan(artist)
    await make_show(artist, NOW + 10 * HOUR)
    await tell(NOW)
    assert await read_told() == []
    await tell(NOW + 9 * HOUR)
    assert await read_told() == [("hour", [device])]


async def test_what_is_long_past_is_told_by_nobody_who_was_away(artist: Account) -> None:
    await make_fan(artist)
    show = await make_show(artist, NOW + 48 * HOUR)
    await go_live(show, NOW + 48 * HOUR)
    await tell(NOW + 80 * HOUR)
    assert await read_told() == []


async def go_live(show: Created, at: datetime, session: str = "s1") -> None:
    key = digest_key(show.stream_key)
    await admit_publisher(key, session, node="n1", silence=lambda _: None, now=at)
    await note_stream_started(key, session, node="n1", grace=30, now=at)


async def test_one_show_is_one_notice_however_often_its_encoder_drops_or_it_is_opened_again(artist: Account) -> None:
    device = await make_fan(artist)
    show = await make_show(artist, None)
    at = NOW
    for number in range(20):
        at += timedelta(minutes=1)
        await go_live(show, at, f"s{number}")
        await tell(at)
        await note_stream_ended(digest_key(show.stream_key), f"s{number}", clean=False, grace=30, now=at)
    await move_livestream(show.entry.livestream_id, artist.id, "stop", now=at)
    await move_livestream(show.entry.livestream_id, artist.id, "start", now=at)
    await go_live(show, at, "again")
    await tell(at)
    assert await read_told() == [("live", [device])]


async def test_a_new_date_is_told_once_it_stands_and_a_cancelled_show_at_once(artist: Account) -> None:
    device = await make_fan(artist)
    show = (await make_show(artist, NOW + 48 * HOUR)).entry.livestream_id
    await tell(NOW)
    for hours in (50, 51):
        await update_livestream(show, artist.id, {"scheduled_start_at": NOW + hours * HOUR}, now=NOW)
        await tell(NOW)
    assert await read_told() == [], "whoever types one date often types another"
    await tell(NOW + timedelta(minutes=1))
    (row,) = await models.Delivery.filter(kind="push")
    assert read_ring(row.body).told.starts_at == "2026-12-03T15:00:00.000Z"
    await update_livestream(show, artist.id, {"title": "Another name"}, now=NOW)
    await tell(NOW + 2 * timedelta(minutes=1))
    await move_livestream(show, artist.id, "cancel", now=NOW)
    await tell(NOW + 3 * timedelta(minutes=1))
    assert await read_told() == [("moved", [device]), ("cancelled", [device])]


async def test_a_date_that_comes_back_is_told_again_for_all_believe_in_the_one_between(artist: Account) -> None:
    device, at = await make_fan(artist), NOW
    show = (await make_show(artist, NOW + 48 * HOUR)).entry.livestream_id
    for hours in (50, 48, 50):
        await update_livestream(show, artist.id, {"scheduled_start_at": NOW + hours * HOUR}, now=at)
        await tell(at)
        at += timedelta(minutes=1)
        await tell(at)
    rows = await models.Delivery.filter(kind="push").order_by("created_at", "id")
    told = [read_ring(row.body).told for row in rows]
    assert [(one.kind, one.starts_at) for one in told] == [
        ("moved", "2026-12-03T14:00:00.000Z"),
        ("moved", "2026-12-03T12:00:00.000Z"),
        ("moved", "2026-12-03T14:00:00.000Z"),
    ]
    assert len({one.id for one in told}) == 3, "a device shows each number once"
    assert await read_told() == [("moved", [device])] * 3


async def test_a_date_that_is_taken_back_before_anybody_heard_of_it_is_no_news_and_may_be_some_later(
    artist: Account,
) -> None:
    await make_fan(artist)
    show = (await make_show(artist, NOW + 48 * HOUR)).entry.livestream_id
    for hours in (50, 48):
        await update_livestream(show, artist.id, {"scheduled_start_at": NOW + hours * HOUR}, now=NOW)
        await tell(NOW)
    await tell(NOW + timedelta(minutes=2))
    assert await read_told() == []
    later = NOW + timedelta(minutes=5)
    await update_livestream(show, artist.id, {"scheduled_start_at": NOW + 50 * HOUR}, now=later)
    await tell(later)
    await tell(later + timedelta(minutes=1))
    (row,) = await models.Delivery.filter(kind="push")
    assert read_ring(row.body).told.starts_at == "2026-12-03T14:00:00.000Z"


async def test_who_comes_after_hears_only_what_follows(artist: Account) -> None:
    before = await make_fan(artist, "ann", at=NOW)
    await make_fan(artist, "eve", at=NOW + HOUR)
    await make_fan(artist, "joe", at=NOW, push=False)
    show = await make_show(artist, None)
    await go_live(show, NOW + timedelta(minutes=1))
    await tell(NOW + timedelta(minutes=1))
    assert await read_told() == [("live", [before])]


async def test_who_follows_and_is_to_be_reminded_hears_it_once_and_nobody_is_left_out_at_a_page_s_end(
    artist: Account,
) -> None:
    devices = [await make_fan(artist, f"fan{number}") for number in range(5)]
    stranger = await make_fan(None, "stranger")
    show = await make_show(artist, NOW + 48 * HOUR)
    for email in ("fan2@example.org", "stranger@example.org"):
        account = await models.Account.get(email=email)
        await remind(account.id, show.entry.livestream_id, now=NOW)
    await go_live(show, NOW + HOUR)
    await tell(NOW + HOUR, page=2, batch=2)
    told = await read_told()
    assert sorted(device for _, some in told for device in some) == sorted([*devices, stranger])
    assert {kind for kind, _ in told} == {"live"}
    assert not await models.Notice.filter(done=False).exists()


async def read_mails() -> list[str]:
    """To whom they go, in the order of the outbox."""
    rows = await models.Delivery.filter(kind="mail", type="show").order_by("created_at", "id")
    return sorted(str(json.loads(row.body)["to"]) for row in rows)


async def test_mails_go_to_verified_addresses_that_want_them_and_wait_until_there_is_room(
    artist: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ann", "bob", "eve"):
        fan = await create_artist(f"{name}@example.org", role="fan")
        await follow(fan.id, artist.id, mail=True, now=NOW)
    device = await make_fan(artist, "joe")
    await models.Account.exclude(email="eve@example.org").update(email_verified_at=NOW)
    show = await make_show(artist, NOW + 48 * HOUR)
    await tell(NOW)
    monkeypatch.setattr(telling, "AHEAD", 1)
    await tell(NOW + DAY, page=1)
    await models.Delivery.filter(kind="push").update(state=1)
    await tell(NOW + DAY, page=1)
    assert await read_mails() == ["ann@example.org"], "the outbox has no room for another"
    await models.Delivery.filter(kind="mail").update(state=1)
    await tell(NOW + DAY, page=1)
    assert await read_mails() == ["ann@example.org", "bob@example.org"]
    await go_live(show, NOW + 2 * DAY)
    await tell(NOW + 2 * DAY, page=1)
    assert await read_told() == [("day", [device]), ("live", [device])], "devices do not wait for mails"


async def test_devices_that_are_away_keep_nobody_else_s_from_ringing(
    artist: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "AHEAD", 1)
    other = await create_artist("other@example.org")
    away, there = await make_fan(artist, "away"), await make_fan(other, "there")
    first, second = await make_show(artist, None), await make_show(other, None)
    await go_live(first, NOW)
    await tell(NOW)
    await go_live(second, NOW, "s2")
    await tell(NOW)
    assert await read_told() == [("live", [away])], "the outbox has no room for another"
    await models.Delivery.filter(kind="push").update(attempts=1, next_attempt_at=NOW + HOUR)
    await tell(NOW + timedelta(seconds=1))
    assert await read_told() == [("live", [away]), ("live", [there])]


async def test_who_is_to_be_reminded_and_has_no_device_is_written_to(artist: Account) -> None:
    await make_fan(None, "rings")
    await create_artist("reads@example.org", role="fan")
    await models.Account.all().update(email_verified_at=NOW)
    show = (await make_show(artist, NOW + 48 * HOUR)).entry.livestream_id
    for name in ("rings", "reads"):
        await remind((await models.Account.get(email=f"{name}@example.org")).id, show, now=NOW)
    for before in (DAY, HOUR, timedelta(minutes=5)):
        await tell(NOW + 48 * HOUR - before)
    assert await read_mails() == ["reads@example.org"]
    assert [kind for kind, _ in await read_told()] == ["day", "hour", "minutes"]


async def test_a_mail_that_is_not_so_any_more_when_its_turn_comes_is_not_written(artist: Account) -> None:
    fan = await create_artist("ann@example.org", role="fan")
    await follow(fan.id, artist.id, mail=True, now=NOW)
    await models.Account.all().update(email_verified_at=NOW)
    show = await make_show(artist, None)
    await go_live(show, NOW)
    await tell(NOW)
    mail = read_mail((await models.Delivery.get(kind="mail", type="show")).body)
    assert await address_letter(mail, now=NOW) is not None
    await move_livestream(show.entry.livestream_id, artist.id, "stop", now=NOW)
    assert await address_letter(mail, now=NOW) is None

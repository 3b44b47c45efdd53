"""From a committed transition to a real receiver: signed, tried again, given up, replayed."""

import asyncio
from datetime import timedelta

from catalog.feeds.publishing import note_stream_ended, note_stream_started
from catalog.livestreams.changes import move_livestream, update_livestream
from catalog.outbox.deliveries import replay_dead, replay_delivery
from catalog.outbox.queue import LEASE
from catalog.outbox.rules import ATTEMPTS, list_ceilings
from catalog.outbox.shapes import Webhook
from catalog.outbox.subscriptions import insert_webhook, rotate_secret, select_webhook, update_webhook
from catalog.shapes import Account
from contract.publishing import digest_key
from outbox.dispatcher import Dispatcher
from outbox.webhook.kind import SHARES
from outbox.webhook.signer import sign, sign_standard
from outbox.webhook.transport import Transport
from support.databases import create_artist, create_livestream
from support.dispatch import MakeDispatcher, list_deliveries, run, subscribe
from support.moments import Clock
from support.receiver import Arrival, Receiver


def sign_own(secret: str, stamp: int, arrival: Arrival) -> str:
    return sign(secret, stamp, arrival.body)


def sign_as_standard(secret: str, stamp: int, arrival: Arrival) -> str:
    return sign_standard(secret, arrival.headers["webhook-id"], stamp, arrival.body)


async def read(webhook_id: str, artist: Account) -> Webhook:
    return await select_webhook(webhook_id, artist.id)


async def test_event_arrives_signed_as_a_cloud_event(
    dispatcher: Dispatcher, artist: Account, receiver: Receiver, clock: Clock
) -> None:
    made = await insert_webhook(artist.id, "own", receiver.url(path="/hooks?a=1"))
    show = await create_livestream(artist, title="Ünplugged")
    await run(dispatcher)
    (arrival,) = receiver.arrivals
    assert arrival.path == "/hooks?a=1"
    assert arrival.headers["content-type"] == "application/cloudevents+json; charset=utf-8"
    assert arrival.headers["user-agent"] == "EncryptedMedia-Live/1"
    stamp = int(clock().timestamp())
    assert arrival.headers["webhook-timestamp"] == str(stamp)
    own, standard = (make(made.secrets[0], stamp, arrival) for make in (sign_own, sign_as_standard))
    assert arrival.headers["webhook-signature"] == f"t={stamp},v0 v1,{standard} v0,v1={own}"
    event = arrival.event
    assert event["data"] == {**show.entry.livestream, "still_url": None}, "where pictures are is known to its node"
    assert event["data"]["title"] == "Ünplugged"
    assert event == {
        "specversion": "1.0",
        "id": f"{event['epoch']}-1",
        "source": "https://live.example.org",
        "type": "live.encryptedmedia.livestream.scheduled",
        "subject": show.entry.livestream_id,
        "time": event["time"],
        "datacontenttype": "application/json",
        "data": event["data"],
        "seq": 1,
        "epoch": event["epoch"],
    }
    assert arrival.headers["webhook-id"] == event["id"]
    (delivery,) = await list_deliveries(made.webhook.id)
    assert (delivery.state, delivery.attempts, delivery.last_status) == ("delivered", 1, 204)


async def test_after_a_rotation_both_secrets_sign_until_the_old_one_has_run_out(
    dispatcher: Dispatcher, artist: Account, receiver: Receiver, clock: Clock
) -> None:
    made = await insert_webhook(artist.id, "own", receiver.url())
    new = await rotate_secret(made.webhook.id, artist.id, overlap=timedelta(hours=1), now=clock())
    assert new.secrets[0] != made.secrets[0]
    await create_livestream(artist)
    await run(dispatcher)
    clock.move(hours=1)
    await create_livestream(artist)
    await run(dispatcher)
    both, one = (
        [part[3:] for part in a.headers["webhook-signature"].split(",") if part.startswith("v1=")]
        for a in receiver.arrivals
    )
    first, second = receiver.arrivals
    assert both == [sign(key, int(first.headers["webhook-timestamp"]), first.body) for key in new.secrets]
    assert len(new.secrets) == 2
    assert one == [sign(new.secrets[0], int(second.headers["webhook-timestamp"]), second.body)]


async def test_whole_show_arrives_in_order(dispatcher: Dispatcher, artist: Account, receiver: Receiver) -> None:
    await subscribe(artist, receiver)
    show = await create_livestream(artist)
    key = show.stream_key
    await note_stream_started(digest_key(key), "s1", node="n1", grace=30)
    await note_stream_ended(digest_key(key), "s1", clean=False, grace=30)
    await note_stream_started(digest_key(key), "s2", node="n1", grace=30)
    await note_stream_ended(digest_key(key), "s2", clean=True, grace=30)
    await run(dispatcher)
    assert receiver.kinds == ["scheduled", "live", "interrupted", "resumed", "ended"]
    assert [arrival.event["seq"] for arrival in receiver.arrivals] == [1, 2, 3, 4, 5]
    live = receiver.arrivals[1].event["data"]
    assert (live["status"], bool(live["hls_url"])) == ("live", True)
    assert "publishing" not in live


async def test_failed_event_is_tried_again_with_the_same_id_and_holds_up_no_other(
    dispatcher: Dispatcher, artist: Account, receiver: Receiver, clock: Clock
) -> None:
    webhook_id = await subscribe(artist, receiver)
    receiver.answers = [500, 503]
    show = await create_livestream(artist)
    await move_livestream(show.entry.livestream_id, artist.id, "cancel")
    await run(dispatcher)
    assert receiver.kinds == ["scheduled", "cancelled"]
    clock.move(seconds=9.9)
    await run(dispatcher)
    assert len(receiver.arrivals) == 2
    failed = await read(webhook_id, artist)
    assert (failed.failures, failed.enabled) == (2, True)
    clock.move(seconds=0.1)
    await run(dispatcher)
    assert receiver.kinds == ["scheduled", "cancelled", "scheduled", "cancelled"]
    first, second, again, too = receiver.arrivals
    assert (again.headers["webhook-id"], again.body) == (first.headers["webhook-id"], first.body)
    assert again.headers["webhook-signature"] != first.headers["webhook-signature"]
    assert too.body == second.body
    assert [(one.state, one.attempts) for one in await list_deliveries(webhook_id)] == [("delivered", 2)] * 2
    assert (await read(webhook_id, artist)).failures == 0


async def test_receiver_may_ask_for_more_patience(
    dispatcher: Dispatcher, artist: Account, receiver: Receiver, clock: Clock
) -> None:
    webhook_id = await subscribe(artist, receiver)
    receiver.answers = [b"HTTP/1.1 429 Slow\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n"]
    await create_livestream(artist)
    await run(dispatcher)
    (waiting,) = await list_deliveries(webhook_id)
    assert waiting.next_attempt_at == clock() + timedelta(seconds=120)
    assert waiting.last_words == "The receiver answered 429 Too Many Requests."


async def test_event_that_never_arrives_is_given_up_listed_and_replayed(
    dispatcher: Dispatcher, artist: Account, receiver: Receiver, clock: Clock
) -> None:
    webhook_id = await subscribe(artist, receiver)
    receiver.answer = 500
    await create_livestream(artist)
    for delay in [*list_ceilings(), 0]:
        await run(dispatcher)
        clock.move(seconds=delay)
    assert len(receiver.arrivals) == ATTEMPTS
    (dead,) = await list_deliveries(webhook_id, "dead")
    assert (dead.attempts, dead.last_status) == (ATTEMPTS, 500)
    assert dead.last_words == "The receiver answered 500 Internal Server Error."
    clock.move(days=1)
    await run(dispatcher)
    assert len(receiver.arrivals) == ATTEMPTS, "dead is dead"

    assert await replay_dead(webhook_id, now=clock()) == 1
    await run(dispatcher)
    assert len(receiver.arrivals) == ATTEMPTS + 1
    receiver.answer = 200
    clock.move(seconds=10)
    await run(dispatcher)
    (delivered,) = await list_deliveries(webhook_id)
    assert (delivered.state, delivered.attempts) == ("delivered", 2)
    assert {arrival.headers["webhook-id"] for arrival in receiver.arrivals} == {dead.event_id}

    await replay_delivery(webhook_id, delivered.id, now=clock())
    await run(dispatcher)
    assert len(receiver.arrivals) == ATTEMPTS + 3


async def test_receiver_that_is_gone_disables_its_webhook(
    dispatcher: Dispatcher, artist: Account, receiver: Receiver, clock: Clock
) -> None:
    webhook_id = await subscribe(artist, receiver)
    receiver.answers = [410]
    show = await create_livestream(artist)
    for number in range(3):
        await update_livestream(show.entry.livestream_id, artist.id, {"title": f"Take {number}"})
    await run(dispatcher)
    webhook = await read(webhook_id, artist)
    assert not webhook.enabled
    assert webhook.disabled_reason == "The receiver answered 410 Gone: it wants no more events."
    assert len(receiver.arrivals) == 1
    dead = await list_deliveries(webhook_id, "dead")
    assert len(dead) == 4, "what waited can be replayed"
    await create_livestream(artist)
    await run(dispatcher)
    assert len(await list_deliveries(webhook_id)) == 4

    enabled = await update_webhook(webhook_id, artist.id, {"enabled": True})
    assert (enabled.enabled, enabled.disabled_reason, enabled.failures) == (True, "", 0)
    await replay_dead(webhook_id, now=clock())
    await create_livestream(artist)
    await run(dispatcher)
    seqs = [arrival.event["seq"] for arrival in receiver.arrivals[1:]]
    assert [seq for seq in seqs if seq < 5] == [1, 2, 3, 4], "one livestream's in order"
    assert sorted(seqs) == [1, 2, 3, 4, 6], "and none of the time when it was disabled"


async def test_webhook_that_has_failed_for_days_is_disabled_with_words(
    dispatcher: Dispatcher, artist: Account, receiver: Receiver, clock: Clock
) -> None:
    webhook_id = await subscribe(artist, receiver)
    receiver.answer = 500
    began = clock()
    for _ in range(4):
        await create_livestream(artist)
        for delay in [*list_ceilings(), 0]:
            await run(dispatcher)
            clock.move(seconds=delay)
    assert clock() - began > timedelta(days=3)
    webhook = await read(webhook_id, artist)
    assert not webhook.enabled
    assert webhook.disabled_reason == (
        "Every delivery since 2026-01-31 20:00 UTC failed. "
        "The last time: The receiver answered 500 Internal Server Error."
    )


async def test_slow_receiver_is_given_up_after_its_time_and_slows_nobody(
    make_dispatcher: MakeDispatcher, artist: Account, receiver: Receiver
) -> None:
    dispatcher = make_dispatcher(Transport(private_allowed=True, timeout=5.0))
    async with Receiver() as slow:
        slow.hold = asyncio.Event()
        slow_id = await subscribe(artist, slow)
        await subscribe(artist, receiver)
        await create_livestream(artist)
        await dispatcher.step()
        await receiver.wait(1)
        assert dispatcher.busy, "the slow one is still waited for"
        await dispatcher.finish()
        (delivery,) = await list_deliveries(slow_id)
    assert (delivery.state, delivery.last_status) == ("pending", None)
    assert delivery.last_words == "There was no answer within 5 s."


async def test_one_webhook_has_few_attempts_under_way_and_one_per_livestream(
    dispatcher: Dispatcher, artist: Account, receiver: Receiver
) -> None:
    await subscribe(artist, receiver)
    receiver.hold = asyncio.Event()
    shows = [await create_livestream(artist) for _ in range(SHARES.receiver + 2)]
    for show in shows:
        await update_livestream(show.entry.livestream_id, artist.id, {"title": "Later"})
    await dispatcher.step()
    await receiver.wait(SHARES.receiver)
    await dispatcher.step()
    assert receiver.kinds == ["scheduled"] * SHARES.receiver
    receiver.hold.set()
    await run(dispatcher)
    assert receiver.most_at_once == SHARES.receiver
    for show in shows:
        mine = [a.kind for a in receiver.arrivals if a.event["subject"] == show.entry.livestream_id]
        assert mine == ["scheduled", "updated"]


async def test_receivers_that_fail_leave_room_for_those_that_do_not(
    dispatcher: Dispatcher, artist: Account, receiver: Receiver, clock: Clock
) -> None:
    async with Receiver() as bad:
        bad.answer = 500
        for number in range(20):
            other = await create_artist(f"artist-{number}@example.org")
            await subscribe(other, bad)
            await create_livestream(other)
            await create_livestream(other)
        await run(dispatcher)
        assert len(bad.arrivals) == 40
        bad.hold = asyncio.Event()
        clock.move(seconds=10)
        await dispatcher.step()
        await bad.wait(40 + 16)
        await dispatcher.step()
        assert len(bad.arrivals) == 40 + 16, "one at a time each, and a quarter of the places for all"
        await subscribe(artist, receiver)
        await create_livestream(artist)
        await dispatcher.step()
        await receiver.wait(1)
        bad.hold.set()
        await dispatcher.finish()


async def test_what_was_committed_before_a_restart_arrives_after_it(
    make_dispatcher: MakeDispatcher, artist: Account, receiver: Receiver
) -> None:
    await subscribe(artist, receiver)
    before = make_dispatcher()
    await before.start()
    await create_livestream(artist)
    before.wake()
    await receiver.wait(1)
    await before.stop()
    await create_livestream(artist)  # committed, and nobody there to tell
    after = make_dispatcher()
    await after.start()
    await receiver.wait(2)
    await after.stop()
    assert [arrival.event["seq"] for arrival in receiver.arrivals] == [1, 2]


async def test_attempt_of_a_process_that_died_is_made_again_when_its_lease_is_over(
    make_dispatcher: MakeDispatcher, artist: Account, receiver: Receiver, clock: Clock
) -> None:
    webhook_id = await subscribe(artist, receiver)
    receiver.hold = asyncio.Event()
    died, other = make_dispatcher(), make_dispatcher()
    await create_livestream(artist)
    await died.step()
    await receiver.wait(1)
    await other.step()
    assert not other.busy, "it is taken"
    clock.now += LEASE
    await other.step()
    await receiver.wait(2)
    receiver.hold.set()
    await other.finish()
    await died.finish()  # the dead comes back: what it has to say counts no more
    (delivery,) = await list_deliveries(webhook_id)
    assert (delivery.state, delivery.attempts) == ("delivered", 2)
    assert len({arrival.headers["webhook-id"] for arrival in receiver.arrivals}) == 1


async def test_attempt_that_a_stop_breaks_off_is_made_at_once_by_another(
    make_dispatcher: MakeDispatcher, artist: Account, receiver: Receiver
) -> None:
    await subscribe(artist, receiver)
    receiver.hold = asyncio.Event()
    one, other = make_dispatcher(), make_dispatcher()
    await create_livestream(artist)
    await one.step()
    await receiver.wait(1)
    await one.stop()
    receiver.hold.set()
    await run(other)
    assert len(receiver.arrivals) == 2

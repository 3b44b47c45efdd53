"""The client and a real web process: counts, resumed over a restart, the artist's own channel."""

import asyncio

import pytest

from encryptedmedia import (
    Account,
    ApiError,
    ChatHeard,
    IngestConnected,
    NotAllowedError,
    NotSignedInError,
    Snapshot,
    Subscription,
    Transition,
    ViewersChanged,
    Writer,
    connect,
    watch,
)
from encryptedmedia.events import Event
from support.rest import Artist
from support.rest import expect as expect_answer
from support.web import Publisher, Web

WAIT = 30.0


async def expect(subscription: Subscription, kind: str) -> Event:
    """The next event of this type."""
    async with asyncio.timeout(WAIT):
        async for event in subscription:
            if event.raw["type"] == kind:
                return event
    raise AssertionError(f"it ended without {kind}")


async def test_a_viewer_counts_and_an_observer_does_not(web: Web, artist: Artist) -> None:
    made = await artist.create_livestream()
    async with connect(web.url, made["id"]) as observer:
        await expect(observer, "snapshot")
        async with connect(web.url, made["id"], viewer=True) as viewer:
            snapshot = await expect(viewer, "snapshot")
            assert isinstance(snapshot, Snapshot)
            assert snapshot.livestream.viewer_count == 1
            changed = await expect(observer, "livestream.viewers")
            assert isinstance(changed, ViewersChanged)
            assert changed.viewer_count == 1
        gone = await expect(observer, "livestream.viewers")
        assert isinstance(gone, ViewersChanged)
        assert gone.viewer_count == 0


async def test_what_happens_during_a_restart_is_heard_after_it(web: Web, artist: Artist) -> None:
    made = await artist.create_livestream()
    async with connect(web.url, made["id"]) as subscription:
        await expect(subscription, "snapshot")
        await web.restart()
        async with Publisher(web, made["stream_key"]) as publisher:
            live = await expect(subscription, "livestream.live")
            assert isinstance(live, Transition)
            assert live.livestream.hls_url is not None
            await publisher.end()
        await expect(subscription, "livestream.ended")
        cursor = subscription.cursor
    await artist.move(made["id"], "archive")
    async with connect(web.url, made["id"], cursor=cursor) as later:
        event = await anext(later)
        assert isinstance(event, Transition)
        assert event.type == "livestream.archived"


async def test_watching_ends_when_the_livestream_is_deleted(web: Web, artist: Artist) -> None:
    made = await artist.create_livestream()
    heard = []
    async with asyncio.timeout(WAIT):
        async for event in watch(web.url, made["id"]):
            heard.append(event.raw["type"])
            if len(heard) == 1:
                await artist.client.delete(f"/livestreams/{made['id']}")
    assert heard == ["snapshot", "livestream.deleted"]


async def test_an_artist_sees_its_encoder_come(web: Web, artist: Artist) -> None:
    made = await artist.create_livestream()
    async with connect(web.url, artist=True, token=artist.token) as own:
        snapshot = await expect(own, "snapshot")
        assert isinstance(snapshot, Snapshot)
        assert snapshot.livestream.publishing is False
        async with Publisher(web, made["stream_key"]) as publisher:
            connected = await expect(own, "ingest.connected")
            assert isinstance(connected, IngestConnected)
            assert connected.livestream_id == made["id"]
            await publisher.end()


async def test_a_fan_hears_who_it_is_and_when_its_session_ends(web: Web) -> None:
    fan = await Artist.register(web.url, "fan")
    async with connect(web.url, me=True, token=fan.token) as own:
        snapshot = await expect(own, "snapshot")
        assert isinstance(snapshot, Snapshot)
        assert snapshot.livestreams == ()
        assert snapshot.account == Account(fan.account["id"], "Ada", "fan")
        await fan.client.delete("/sessions/current")
        with pytest.raises(NotSignedInError, match="session is over"):
            await expect(own, "nothing more")
    await fan.close()


async def test_what_is_not_for_everybody_is_refused_with_words(web: Web, artist: Artist) -> None:
    gated = await artist.create_livestream(token_gate_amount=5)
    async with connect(web.url, gated["id"]) as subscription:
        with pytest.raises(NotSignedInError, match="sign in"):
            await anext(subscription)
    other = await Artist.register(web.url)
    async with connect(web.url, gated["id"], token=other.token) as subscription:
        with pytest.raises(NotAllowedError, match="needs 5 tokens"):
            await anext(subscription)
    await other.close()
    async with connect(web.url, gated["id"], token=artist.token) as subscription:
        assert isinstance(await anext(subscription), Snapshot)


async def hear(subscription: Subscription, text: str) -> ChatHeard:
    """The next event with this message in it."""
    while True:
        event = await expect(subscription, "chat")
        assert isinstance(event, ChatHeard)
        if text in [message.text for message in event.messages]:
            return event


async def test_a_room_is_read_and_written_over_a_restart(web: Web, artist: Artist) -> None:
    room = (await artist.create_livestream())["id"]
    waits: list[float] = []
    writer = Writer(web.url, room, artist.token, on_wait=lambda why, wait: waits.append(wait))
    async with connect(web.url, room, chat=True) as subscription:
        first = await writer.say("One?", question=True)
        assert (first.text, first.question, first.seq) == ("One?", "open", 1)
        await hear(subscription, "One?")
        restarting = asyncio.create_task(web.restart())
        await writer.say("Two")
        await restarting
        assert (await hear(subscription, "Two")).reset is False
        await writer.remove(first.id)
        event = await expect(subscription, "chat")
        assert isinstance(event, ChatHeard)
        assert event.removed == (first.id,)
        assert subscription.chat_seq == event.seq == 3
    async with connect(web.url, room, chat=True, chat_seq=1) as later:
        event = await hear(later, "Two")
        assert (event.reset, event.removed) == (False, (first.id,))
    for number in range(6):
        await writer.say(f"Number {number}")
    assert waits, "the sixth of a burst waits for its turn"
    await artist.client.delete(f"/livestreams/{room}")
    with pytest.raises(ApiError) as refused:
        await writer.say("Anybody?")
    assert (refused.value.status, refused.value.code) == (404, "livestream_not_found")


async def test_an_artists_program_thanks_and_gives_back(web: Web, artist: Artist) -> None:
    room = (await artist.create_livestream())["id"]
    fan = await Artist.register(web.url, role="fan")
    grants = f"/artists/{artist.account['id']}/tokens/grants"
    await expect_answer(artist.client.post(grants, json={"account": fan.account["id"], "amount": 5}), 201)
    said = await Writer(web.url, room, fan.token).say("That bass line!")
    writer = Writer(web.url, room, artist.token)
    notice = await writer.thank(said.id)
    assert (notice.kind, notice.mentions) == ("notice", (fan.account["id"],))
    assert await writer.thank(said.id) == notice
    given = await expect_answer(fan.client.post(f"/livestreams/{room}/tips", json={"amount": 3}), 201)
    back = await writer.refund(given["message"]["id"])
    assert back.tip is not None
    assert (back.tip.amount, back.tip.refunded) == (3, True)
    with pytest.raises(ApiError) as refused:
        await writer.refund(said.id)
    assert refused.value.code == "tip_not_found"
    with pytest.raises(ApiError) as refused:
        await writer.say("x" * 1_000)
    [wrong] = refused.value.errors
    assert (wrong.field, wrong.code, wrong.limit) == ("text", "too_long", 500)
    await fan.close()

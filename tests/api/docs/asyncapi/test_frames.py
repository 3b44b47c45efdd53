"""What a real server sends, frame by frame, against the document it serves."""

import asyncio
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
from jsonschema import Draft7Validator

from api.docs.asyncapi.document import write_document
from live.notices import Notices
from realtime.board import Board
from realtime.bus.bus import MemoryBus
from realtime.channel import Channel
from realtime.hub import Hub
from realtime.render import PING_EVENT
from support.databases import give_tokens, on_own_connection
from support.event_source import open_events
from support.rest import Artist
from support.sockets import Listener, listen
from support.waiting import PATIENCE, until
from support.web import SECRET, Publisher, Web

OF_THE_PLATFORM = ("platform.degraded", "platform.restored")


@pytest.fixture
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    web = Web.start(tmp_path_factory.mktemp("web"), RECONNECT_GRACE="20")
    yield web
    web.stop()


def close(schema: Any) -> Any:
    """The same schema, allowing no field that it does not name: a field nobody described is a gap in the document."""
    if isinstance(schema, dict):
        closed = {name: close(value) for name, value in schema.items()}
        return {**closed, "additionalProperties": False} if "properties" in closed else closed
    return [close(value) for value in schema] if isinstance(schema, list) else schema


class Checker:
    """Holds events against a channel's messages, and remembers which types it saw."""

    def __init__(self, document: Mapping[str, Any], channel: str) -> None:
        messages = document["components"]["messages"]
        self._schemas: dict[str, Any] = {}
        for key in document["channels"][channel]["messages"]:
            closed = {**close(messages[key]["payload"]), "components": close(document["components"])}
            self._schemas[messages[key]["name"]] = Draft7Validator(closed)
        self.types: set[str] = set()
        self.all_types = set(self._schemas)

    def check(self, event: Mapping[str, Any]) -> None:
        assert event["type"] in self._schemas, f"{event['type']} is not described for this channel"
        self._schemas[event["type"]].validate(event)
        self.types.add(event["type"])


async def play_everything(web: Web, artist: Artist, livestream_id: str, stream_key: str, lobby: Listener) -> None:
    """Every transition there is, every notice for the artist, and a picture."""
    await artist.client.patch(f"/livestreams/{livestream_id}", json={"description": "Another"})
    async with Publisher(web, stream_key) as publisher:
        figures = {
            "bitrate_kbps": 4000,
            "fps": 30.0,
            "advice": [],
            "width": 1280,
            "audio": True,
            "video_codec": "h264",
        }
        session = {
            "session_id": publisher.session_id,
            "livestream_id": livestream_id,
            "idle_ms": 0,
            "health": figures,
        }
        async with httpx.AsyncClient(
            trust_env=False, headers={"Authorization": f"Bearer {SECRET}"}, timeout=PATIENCE
        ) as ingest:
            url = f"{web.url}/api/v1/streaming"
            answer = await ingest.post(f"{url}/report", json={"node": "test", "sessions": [session]})
            (recording,) = (one["recording"] for one in answer.json()["orders"] if one["order"] == "record")
            session |= {"recording": recording, "recorded_ms": 4_000, "still": 1_769_889_600_000}
            await ingest.post(f"{url}/report", json={"node": "test", "sessions": [session]})
            await lobby.expect("livestream.still", livestream_id=livestream_id)
            refused = await ingest.post(f"{url}/validate", json={"stream_key": stream_key, "session_id": "second"})
            assert refused.status_code == 403
        marked = await artist.client.post(f"/livestreams/{livestream_id}/markers")
        assert marked.status_code == 201, marked.text
        cut = await artist.client.post(f"/livestreams/{livestream_id}/clips", json={"from": 0, "to": 5, "title": "x"})
        assert cut.status_code == 201, cut.text
        await artist.client.patch(f"/clips/{cut.json()['id']}", json={"title": "y"})
        await artist.client.delete(f"/clips/{cut.json()['id']}")
        await publisher.end(clean=False)
    async with Publisher(web, stream_key) as publisher:
        await publisher.end()
    await tell_recorded(web, recording)
    await play_rehearsal(web, artist, figures)
    for verb in ("start", "cancel"):
        await artist.move(livestream_id, verb)
    other = await artist.create_livestream()
    async with Publisher(web, other["stream_key"]) as publisher:
        await publisher.end()
    await artist.move(other["id"], "archive")


async def talk(artist: Artist, livestream_id: str, room: Listener) -> None:
    """A message is said, and removed."""
    place = f"/livestreams/{livestream_id}/chat"
    said = await artist.client.post(place, json={"text": "Hello!", "question": True})
    assert said.status_code == 201, said.text
    await room.expect("chat", seq=1)
    assert (await artist.client.delete(f"{place}/{said.json()['id']}")).status_code == 204
    await room.expect("chat", removed=[said.json()["id"]])


async def tell_recorded(web: Web, recording: str) -> None:
    """Its node has all of it."""
    told = {"recording": recording, "node": "test", "begins_at": "2026-01-31T20:00:00Z", "duration_ms": 4_000}
    async with httpx.AsyncClient(
        trust_env=False, headers={"Authorization": f"Bearer {SECRET}"}, timeout=PATIENCE
    ) as ingest:
        answer = await ingest.post(f"{web.url}/api/v1/streaming/recorded", json=told)
        assert answer.status_code == 200, answer.text


async def play_rehearsal(web: Web, artist: Artist, figures: Mapping[str, Any]) -> None:
    """Comes, is reported on, refuses another, goes."""
    key = (await artist.client.get("/rehearsal")).json()["stream_key"]
    async with (
        Publisher(web, key) as publisher,
        httpx.AsyncClient(trust_env=False, headers={"Authorization": f"Bearer {SECRET}"}, timeout=PATIENCE) as ingest,
    ):
        session = {
            "session_id": publisher.session_id,
            "livestream_id": artist.account["id"],
            "kind": "rehearsal",
            "idle_ms": 0,
            "health": figures,
        }
        url = f"{web.url}/api/v1/streaming"
        answer = await ingest.post(f"{url}/report", json={"node": "test", "sessions": [session]})
        assert answer.json() == {"orders": []}
        refused = await ingest.post(f"{url}/validate", json={"stream_key": key, "session_id": "other"})
        assert refused.status_code == 403
        await publisher.end()


def test_notices_of_the_platform_are_described() -> None:
    frames: list[bytes] = []

    class Socketless(Channel):
        def send_newest(self, key: str, frame: bytes) -> None:
            frames.append(frame)

    hub = Hub(lambda *_: None)
    channel = Socketless("artist:ada", 0, lambda seq, room: None, lambda payload, _: payload)
    hub.channels["artist:ada"] = {(channel.wrap, channel.origin, channel.topics): channel}
    notices = Notices(hub, Board("epoch", 0), MemoryBus())
    for problem in (None, "Redis is away", "Redis is away", None):
        notices.tell_problem(problem)
    checker = Checker(write_document("localhost", secure=False), "me")
    for frame in frames:
        checker.check(json.loads(frame))
    assert [json.loads(frame)["type"] for frame in frames] == list(OF_THE_PLATFORM)


async def test_a_page_that_is_left_is_told_where_watching_went(web: Web) -> None:
    artist = await Artist.register(web.url)
    document = (await artist.client.get(f"{web.url}/asyncapi.json")).json()
    url = f"sqlite://{web.folder / 'var' / 'encryptedmedia.sqlite3'}"
    fan = await Artist.register(web.url, "fan")
    ids = str(fan.account["id"]), str(artist.account["id"])
    await asyncio.create_task(on_own_connection(url, lambda: give_tokens(*ids, 10)))
    shows = [await artist.create_livestream(f"Show {number}", token_gate_amount=5) for number in range(4)]

    async def ask(number: int, **fields: Any) -> httpx.Response:
        page = {"screen": f"page-number-{number}", **fields}
        return await fan.client.post(f"/livestreams/{shows[number]['id']}/pass", json=page)

    async with AsyncExitStack() as open_:
        own = await open_.enter_async_context(listen(f"{web.ws_url}/ws/me", fan.token))
        pages = []
        for number, show in enumerate(shows):
            address = f"{web.ws_url}/ws/livestreams/{show['id']}?screen=page-number-{number}"
            pages.append(await open_.enter_async_context(listen(address, fan.token)))
            if number < 3:
                assert (await ask(number)).status_code == 200
        refused = await until(lambda: ask(3), is_it=lambda answer: answer.status_code == 409)
        assert [one["livestream"]["title"] for one in refused.json()["screens"]] == ["Show 0", "Show 1", "Show 2"]
        assert (await ask(3, watch_here=True)).status_code == 200
        expected = {"screen": "page-number-0", "livestream_id": shows[0]["id"]}
        for listener, channel in ((pages[0], "livestream"), (own, "me")):
            moved = await listener.expect("screen.moved", **expected)
            assert moved["to"] == {"id": shows[3]["id"], "title": "Show 3"}
            Checker(document, channel).check(moved)
        assert await pages[0].expect_close() == 4409
        assert (await ask(3)).status_code == 200
        assert [page.close_code for page in pages[1:]] == [None, None, None]
    for one in (artist, fan):
        await one.close()


async def test_every_frame_of_every_channel_is_described(web: Web) -> None:
    artist = await Artist.register(web.url)
    document = (await artist.client.get(f"{web.url}/asyncapi.json")).json()
    made = await artist.create_livestream()
    ws = f"{web.ws_url}/ws"
    async with (
        listen(f"{ws}/livestreams") as lobby,
        listen(f"{ws}/livestreams/{made['id']}?with=chat") as one,
        listen(f"{ws}/me", artist.token) as own,
        open_events(f"{web.url}/api/v1/livestreams/{made['id']}/events?with=chat") as stream,
    ):
        for listener in (lobby, one, own):
            await listener.expect("snapshot")
        async with listen(f"{ws}/livestreams/{made['id']}"):
            await own.expect("livestream.viewers", viewer_count=2)
        await talk(artist, made["id"], one)
        fan = await Artist.register(web.url, "fan")
        await artist.client.post(
            f"/artists/{artist.account['id']}/tokens/grants", json={"account": fan.account["id"], "amount": 3}
        )
        tip = await fan.client.post(f"/livestreams/{made['id']}/tips", json={"amount": 2, "message": "Encore!"})
        assert tip.status_code == 201
        await own.expect("tip.received", amount=2, message_id=tip.json()["message"]["id"])
        await fan.close()
        other = await Artist.register(web.url)
        await artist.client.put(f"/artists/{other.account['id']}/follow", json={})
        await own.expect("follow.changed", artist_id=other.account["id"], following=True)
        await artist.client.put(f"/livestreams/{made['id']}/reminder")
        await own.expect("reminder.changed", livestream_id=made["id"], reminded=True)
        await other.close()
        await play_everything(web, artist, made["id"], made["stream_key"], lobby)
        await own.expect("livestream.audience", livestream_id=made["id"])
        grant = {"account": artist.account["id"], "amount": 3}
        await artist.client.post(f"/artists/{artist.account['id']}/tokens/grants", json=grant)
        await own.expect("wallet.changed", balance=3)
        await artist.client.delete(f"/livestreams/{made['id']}")
        assert await one.expect_close() == 4404
        for listener in (lobby, own):
            await listener.expect("livestream.deleted")
        web.process.stop()
        assert await lobby.expect_close() == 1012
        assert await own.expect_close() == 1012
        checkers = {}
        for name, listener in (("livestreams", lobby), ("livestream", one), ("me", own)):
            checkers[name] = Checker(document, name)
            for frame in listener.frames:
                checkers[name].check(frame)
        checkers["livestreamEvents"] = Checker(document, "livestreamEvents")
        while (event := await stream.next()).name != "close":
            checkers["livestreamEvents"].check(event.data)
        checkers["livestreamEvents"].check(event.data)
    assert all("chat" in checkers[name].types for name in ("livestream", "livestreamEvents"))
    await artist.close()
    for name, others in (("me", {"ping", "screen.moved", *OF_THE_PLATFORM}), ("livestreams", {"ping"})):
        assert checkers[name].types | others == checkers[name].all_types, "the play left something out"


async def test_a_failed_resume_and_a_heart_beat_are_described(web: Web) -> None:
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
        document = (await client.get(f"{web.url}/asyncapi.json")).json()
        assert document["servers"]["sockets"]["host"] == f"127.0.0.1:{web.port}"
        page = (await client.get(f"{web.url}/docs/events")).text
    checker = Checker(document, "livestreamsEvents")
    async with open_events(f"{web.url}/api/v1/livestreams/events?last_event_id=x-1") as events:
        first = await events.next()
        assert first.data["resumed"] is False
        checker.check(first.data)
    assert re.search(r"<h1>Events</h1>", page)
    checker.check(json.loads(PING_EVENT))

"""Server-Sent Events from a real web process: the channels' events, resumed by id."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from support.event_source import open_events
from support.rest import Artist
from support.sockets import listen
from support.waiting import PATIENCE
from support.web import Publisher, Web


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    web = Web.start(tmp_path_factory.mktemp("web"), RECONNECT_GRACE="20")
    yield web
    web.stop()


@pytest.fixture
async def artist(web: Web) -> AsyncIterator[Artist]:
    artist = await Artist.register(web.url)
    yield artist
    await artist.close()


def events_url(web: Web, livestream_id: str | None = None) -> str:
    return f"{web.url}/api/v1/livestreams/{f'{livestream_id}/' if livestream_id else ''}events"


async def test_a_stream_tells_what_the_channel_tells_with_ids_where_it_has_numbers(web: Web, artist: Artist) -> None:
    made = await artist.create_livestream()
    async with (
        open_events(events_url(web, made["id"])) as events,
        listen(f"{web.ws_url}/ws/livestreams/{made['id']}") as channel,
    ):
        first = await events.next()
        assert first.retry == 2_000
        assert first.data["type"] == "snapshot"
        assert first.id == f"{first.data['epoch']}-{first.data['seq']}"
        await channel.expect("snapshot")
        counted = await events.expect("livestream.viewers")
        assert counted.data["viewer_count"] == 1, "the socket is a viewer, the stream is none"
        assert counted.id == first.id, "a count moves no cursor"
        async with Publisher(web, made["stream_key"]) as publisher:
            live = await events.expect("livestream.live")
            assert live.data == await channel.expect("livestream.live")
            assert live.name == "message"
            assert live.id == f"{live.data['epoch']}-{live.data['seq']}"
            await publisher.end()
        assert (await events.expect("livestream.ended")).data == await channel.expect("livestream.ended")


async def test_the_lobbys_stream_tells_of_every_livestream(web: Web, artist: Artist) -> None:
    async with open_events(events_url(web)) as events:
        await events.expect("snapshot")
        made = await artist.create_livestream()
        assert (await events.expect("livestream.scheduled")).data["livestream"]["id"] == made["id"]


@pytest.mark.parametrize("way", ["header", "query"])
async def test_an_id_resumes_after_the_event_it_came_with(web: Web, artist: Artist, way: str) -> None:
    made = await artist.create_livestream()
    url = events_url(web, made["id"])
    async with open_events(url) as events:
        seen = (await events.next()).id
    async with Publisher(web, made["stream_key"]) as publisher:
        await publisher.end(clean=False)
    # The header is the newer one where both are there: a browser keeps the address it began with.
    asked = (
        (f"{url}?last_event_id=x-1", {"Last-Event-ID": seen})
        if way == "header"
        else (f"{url}?last_event_id={seen}", {})
    )
    async with open_events(*asked) as events:
        missed = [await events.next(), await events.next(), await events.next()]
    assert [event.data["type"] for event in missed] == [
        "livestream.live",
        "livestream.interrupted",
        "livestream.viewers",
    ]


async def test_an_id_from_elsewhere_gets_a_snapshot_that_says_so(web: Web) -> None:
    async with open_events(events_url(web), {"Last-Event-ID": "another-7"}) as events:
        first = await events.next()
        assert (first.data["type"], first.data["resumed"]) == ("snapshot", False)


async def test_a_gated_livestream_streams_to_its_artist_alone(web: Web, artist: Artist) -> None:
    made = await artist.create_livestream(token_gate_amount=5)
    url = events_url(web, made["id"])
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
        answer = await client.get(url)
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    other = await Artist.register(web.url)
    answer = await other.client.get(url)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_enough_tokens")
    await other.close()
    async with open_events(url, {"Authorization": f"Bearer {artist.token}"}) as events:
        assert (await events.next()).data["livestream"]["id"] == made["id"]


async def test_a_change_of_the_gate_ends_the_stream(web: Web, artist: Artist) -> None:
    made = await artist.create_livestream()
    async with open_events(events_url(web, made["id"])) as events:
        await events.next()
        await artist.client.patch(f"/livestreams/{made['id']}", json={"token_gate_amount": 5})
        assert (await events.next("close")).data["code"] == 1012
        assert await events.at_end()


async def test_a_deleted_livestream_ends_its_streams_and_is_not_found(web: Web, artist: Artist) -> None:
    made = await artist.create_livestream()
    async with open_events(events_url(web, made["id"])) as events:
        await events.next()
        await artist.client.delete(f"/livestreams/{made['id']}")
        assert (await events.expect("livestream.deleted")).data["livestream"]["id"] == made["id"]
        assert (await events.next("close")).data["code"] == 4404
        assert await events.at_end()
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
        answer = await client.get(events_url(web, made["id"]))
    assert (answer.status_code, answer.json()["code"]) == (404, "livestream_not_found")


async def test_streams_and_sockets_share_their_limits(tmp_path: Path) -> None:
    web = Web.start(tmp_path, MAX_SOCKETS_PER_ADDRESS="2")
    async with (
        open_events(events_url(web)) as events,
        listen(f"{web.ws_url}/ws/livestreams") as channel,
        httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client,
    ):
        await events.next()
        await channel.expect("snapshot")
        answer = await client.get(events_url(web))
        assert (answer.status_code, answer.json()["code"]) == (429, "too_many_connections")
        assert answer.headers["Retry-After"] == "10"
    web.stop()


async def test_head_tells_the_type_and_opens_nothing(web: Web) -> None:
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
        answer = await client.head(events_url(web))
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
        assert (await client.get(f"{web.url}/health")).status_code == 200, "the connection serves on"


async def test_a_restart_says_goodbye_and_is_resumed_over(web: Web, artist: Artist) -> None:
    made = await artist.create_livestream()
    async with open_events(events_url(web, made["id"])) as events:
        seen = (await events.next()).id
        await web.restart()
        goodbye = await events.next("goodbye")
        assert goodbye.data["reconnect_in_ms"] == goodbye.retry
        assert await events.at_end()
    await artist.client.patch(f"/livestreams/{made['id']}", json={"title": "Another"})
    async with open_events(events_url(web, made["id"]), {"Last-Event-ID": seen}) as events:
        assert (await events.next()).data["type"] == "livestream.updated"


async def test_a_room_is_told_by_a_stream_to_whoever_asks_for_it(web: Web, artist: Artist) -> None:
    made = await artist.create_livestream()
    place, url = f"/livestreams/{made['id']}/chat", events_url(web, made["id"])
    for text in ("One", "Two"):
        assert (await artist.client.post(place, json={"text": text})).status_code == 201
    async with open_events(f"{url}?with=chat") as events, open_events(f"{url}?with=chat&chat_seq=1") as later:
        first = await events.expect("chat")
        assert (first.data["reset"], [one["text"] for one in first.data["messages"]]) == (True, ["One", "Two"])
        second = await later.expect("chat")
        assert (second.data["reset"], [one["text"] for one in second.data["messages"]]) == (False, ["Two"])
    for query, status, code, faults in (
        ("with=gossip", 400, "invalid_fields", ["not_one_of"]),
        ("with=chat&chat_seq=x", 400, "invalid_fields", ["not_whole"]),
        ("with=moderation", 401, "not_signed_in", []),
    ):
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
            refused = await client.get(f"{url}?{query}")
        assert (refused.status_code, refused.json()["code"]) == (status, code)
        assert [error["code"] for error in refused.json().get("errors", [])] == faults

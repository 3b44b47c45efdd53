"""One gate: whoever may not watch a gated show learns its media's address in no way that there is."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
import pytest_asyncio
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from contract.livestreams import Transition
from outbox.webhook.envelope import write_transition
from support.databases import give_tokens, on_own_connection
from support.rest import Artist, expect
from support.waiting import PATIENCE
from support.web import SECRET, Publisher, Web

Way = Callable[["House", str | None], Awaitable[str]]
"""All that a way tells whoever comes with this token."""


class House:
    """A show that takes 10 tokens, on air, and all kinds of people."""

    def __init__(self, web: Web, show: dict[str, Any], tokens: dict[str, str | None], ids: dict[str, str]) -> None:
        self.web = web
        self.show = show
        self.tokens = tokens
        self.ids = ids
        self.recording = ""
        self.path = f"/livestreams/{show['id']}"

    @property
    def playback_id(self) -> str:
        """What must stay among those who may watch."""
        return str(self.show["hls_url"].rsplit("/", 2)[-2])

    @property
    def secrets(self) -> set[str]:
        """That, and the name of what is kept of it."""
        return {self.playback_id, self.recording}

    async def ask(self, method: str, path: str, token: str | None) -> str:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with httpx.AsyncClient(
            base_url=self.web.url, headers=headers, trust_env=False, timeout=PATIENCE
        ) as client:
            answer = await client.request(method, path, json={} if method == "POST" else None)
            return f"{answer.headers} {answer.text}"

    async def read_stream(self, path: str, token: str | None) -> str:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with (
            httpx.AsyncClient(base_url=self.web.url, headers=headers, trust_env=False, timeout=PATIENCE) as client,
            client.stream("GET", path) as answer,
        ):
            return await anext(line async for line in answer.aiter_lines() if line.startswith(("data:", "{")))

    async def read_channel(self, path: str, token: str | None) -> str:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with connect(f"{self.web.ws_url}{path}", additional_headers=headers, proxy=None) as socket:
            try:
                return str(await socket.recv())
            except ConnectionClosed as closed:
                return str(closed)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    web = Web.start(tmp_path_factory.mktemp("web"))
    people = {
        name: await Artist.register(web.url, "artist" if "artist" in name else "fan")
        for name in ("artist", "another artist", "holder", "blocked", "poor", "holder elsewhere")
    }
    ids = {name: str(one.account["id"]) for name, one in people.items()}
    artist, holder = people["artist"], people["holder"]
    show = await artist.create_livestream("For a few", token_gate_amount=10)
    url = f"sqlite://{web.folder / 'var' / 'encryptedmedia.sqlite3'}"

    async def give() -> None:
        for name, held in (("holder", 10), ("blocked", 10), ("poor", 9)):
            await give_tokens(ids[name], ids["artist"], held)
        await give_tokens(ids["holder elsewhere"], ids["another artist"], 99)

    await asyncio.create_task(on_own_connection(url, give))
    await artist.client.put(f"/artists/{ids['artist']}/blocks/{ids['blocked']}")
    made = {"name": "chat only", "scopes": ["chat"]}
    access_token = await expect(holder.client.post("/me/access-tokens", json=made), 201)
    watching = await expect(holder.client.post("/me/access-tokens", json=made | {"scopes": ["watch"]}), 201)
    tokens: dict[str, str | None] = {name: one.token for name, one in people.items()}
    tokens |= {"nobody": None, "holder's program": access_token["token"], "holder's player": watching["token"]}
    async with Publisher(web, show["stream_key"]) as publisher:
        house = House(web, show, tokens, ids)
        house.recording = await record(web, show["id"], publisher.session_id)
        yield house
    for one in people.values():
        await one.close()
    web.stop()


async def record(web: Web, livestream_id: str, session_id: str) -> str:
    """As its node does; what the recording is called."""
    session: dict[str, Any] = {
        "session_id": session_id,
        "livestream_id": livestream_id,
        "gated": True,
        "revocations": 0,
    }
    headers = {"Authorization": f"Bearer {SECRET}"}
    async with httpx.AsyncClient(
        base_url=f"{web.url}/api/v1/streaming", headers=headers, trust_env=False, timeout=PATIENCE
    ) as node:
        orders = (await expect(node.post("/report", json={"node": "test", "sessions": [session]})))["orders"]
        (name,) = (str(order["recording"]) for order in orders if order["order"] == "record")
        session |= {"recording": name, "recorded_ms": 4_000}
        await expect(node.post("/report", json={"node": "test", "sessions": [session]}))
        return name


MAY_WATCH = {"artist", "holder", "holder's player"}
ALL = ("nobody", "poor", "blocked", "holder elsewhere", "another artist", "holder's program", *sorted(MAY_WATCH))

WAYS: dict[str, Way] = {
    "details": lambda house, token: house.ask("GET", f"/api/v1{house.path}", token),
    "list": lambda house, token: house.ask("GET", "/api/v1/livestreams?active=true", token),
    "all lists": lambda house, token: house.ask("GET", "/api/v1/livestreams", token),
    "replay": lambda house, token: house.ask("GET", f"/api/v1{house.path}/replay", token),
    "status": lambda house, token: house.ask("GET", f"/api/v1{house.path}/status", token),
    "pass": lambda house, token: house.ask("POST", f"/api/v1{house.path}/pass", token),
    "events": lambda house, token: house.read_stream(f"/api/v1{house.path}/events", token),
    "channel": lambda house, token: house.read_channel(f"/ws{house.path}", token),
    "resumed channel": lambda house, token: house.read_channel(f"/ws{house.path}?epoch=x&seq=0", token),
}
FOR_NOBODY: dict[str, Way] = {
    "lobby": lambda house, token: house.read_channel("/ws/livestreams", token),
    "events of all": lambda house, token: house.read_stream("/api/v1/livestreams/events", token),
    "page": lambda house, token: house.ask("GET", house.path, token),
    "documents": lambda house, token: house.ask("GET", "/openapi.json", token),
}


@pytest.mark.parametrize("who", ALL)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.asyncio(loop_scope="module")
async def test_only_who_may_watch_learns_where_it_plays(house: House, way: str, who: str) -> None:
    said = await WAYS[way](house, house.tokens[who])
    told = {secret for secret in house.secrets if secret in said}
    # Where the replay is asked for, nothing else is said.
    wanted = {house.recording} if way == "replay" else house.secrets
    assert told == (wanted if who in MAY_WATCH else set()), said


@pytest.mark.parametrize("who", ["nobody", "holder", "artist"])
@pytest.mark.parametrize("way", FOR_NOBODY)
@pytest.mark.asyncio(loop_scope="module")
async def test_what_is_the_same_for_everybody_does_not_say_it(house: House, way: str, who: str) -> None:
    said = await FOR_NOBODY[way](house, house.tokens[who])
    assert not {secret for secret in house.secrets if secret in said}


@pytest.mark.parametrize("who", ["artist", "holder"])
@pytest.mark.asyncio(loop_scope="module")
async def test_webhooks_say_it_to_its_artist_alone(house: House, who: str) -> None:
    public = {"id": house.show["id"], "token_gate_amount": 10, "hls_url": f"/live/{house.playback_id}/index.m3u8"}
    public["replay"] = {"visibility": "public", "url": f"/live/{house.recording}/index.m3u8"}
    line = Transition(1, "livestream.live", "2026-01-31T20:00:00Z", house.show["id"], house.ids["artist"], public)
    said = write_transition(line, "e", house.ids[who], "https://live.example.org", "https://cdn.example.org")
    assert {secret for secret in house.secrets if secret in said} == (house.secrets if who == "artist" else set())


@pytest.mark.asyncio(loop_scope="module")
async def test_who_is_shut_out_is_told_why(house: House) -> None:
    reasons = {}
    for who in ("nobody", "poor", "blocked", "holder's program"):
        answer = await house.ask("POST", f"/api/v1{house.path}/pass", house.tokens[who])
        events = await house.read_stream(f"/api/v1{house.path}/events", house.tokens[who])
        code = json.loads(answer[answer.index(" {") :])["code"]
        assert json.loads(events)["code"] == code
        reasons[who] = code
    assert reasons == {
        "nobody": "not_signed_in",
        "poor": "not_enough_tokens",
        "blocked": "blocked",
        "holder's program": "scope_missing",
    }

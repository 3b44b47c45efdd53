"""A whole show at LOG_LEVEL=DEBUG, and everything that it leaves to be read: no secret is anywhere but where its
owner is to see it."""

import asyncio
import contextlib
import json
import re
import secrets
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from support.descendants import list_descendants
from support.event_source import open_events
from support.evidence import Evidence, forms_of
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.receiver import Receiver
from support.redis import RedisServer
from support.sockets import listen
from support.waiting import PATIENCE, until

SHOWN: dict[str, set[str]] = {
    r"answer to .*: POST /api/v1/sessions": {"session"},
    r"answer to artist: POST /api/v1/livestreams": {"stream key"},
    r"answer to artist.*: GET /api/v1/livestreams/:id/credentials": {"stream key"},
    r"answer to artist: POST /api/v1/livestreams/:id/credentials/rotate": {"stream key"},
    r"answer to artist.*: (GET|POST) /api/v1/rehearsal(/rotate)?": {"rehearsal key"},
    r"artist's browser: page /artist/(livestreams/:id|rehearsal)": {"stream key", "rehearsal key"},
    r"answer to artist: POST /api/v1/webhooks(/:id/rotate)?": {"webhook secret"},
    r"answer to (fan|artist).*: POST /api/v1/livestreams/:id/pass": {"pass"},
    r"answer to .*: POST /api/v1/me/access-tokens": {"access token"},
    r"DATA_DIR secret_key": {"SECRET_KEY"},
    r"DATA_DIR streaming_secret": {"STREAMING_SECRET"},
    # Nowhere but here is a mail to be had where there is no SMTP server; framed as what it is.
    r"web's console": {"mail token"},
    # It is in the address by contract, so that any player takes it; a holder's own player alone asks for it.
    r"media that (fan|artist)'s (browser|player) asks for": {"pass"},
}
"""Where a secret is shown on purpose, and which."""

MAILED = ("/verify#", "/reset#")


class House:
    """The platform with all its processes, and whoever takes part."""

    def __init__(self, pair: PlatformPair, evidence: Evidence, routes: set[str]) -> None:
        self.pair = pair
        self.evidence = evidence
        self.routes = routes
        """`POST /api/v1/...`, as the document has them."""

    def has(self, route: str) -> bool:
        return route in self.routes

    def client(self, who: str) -> httpx.AsyncClient:
        client = httpx.AsyncClient(base_url=f"{self.pair.url}/api/v1", timeout=PATIENCE, trust_env=False)
        self.evidence.watch_client(client, who)
        return client

    async def enter(self, who: str, role: str) -> tuple[httpx.AsyncClient, dict[str, str]]:
        """Register and sign in; the client, and what it signs in with."""
        client = self.client(who)
        sign_in = {
            "email": f"{who}@example.org",
            "password": self.evidence.keep("password", f"correct horse {secrets.token_hex(8)}"),
        }
        account = {**sign_in, "display_name": who, "role": role}
        assert (await client.post("/accounts", json=account)).status_code == 202
        if self.has("POST /api/v1/accounts/verify"):
            token = await self.read_mail(sign_in["email"])
            proof = {"token": token, "password": sign_in["password"]}
            assert (await client.post("/accounts/verify", json=proof)).status_code == 200
        answer = await client.post("/sessions", json=sign_in)
        assert answer.status_code == 200, answer.text
        client.cookies.clear()
        client.headers["Authorization"] = f"Bearer {self.evidence.keep('session', answer.json()['token'])}"
        return client, sign_in

    async def read_mail(self, email: str) -> str:
        """The token in the last mail to an address, from the operator's console."""

        def find() -> str | None:
            said = self.pair.web.output
            if email not in said:
                return None
            links = [word for word in said[said.rindex(email) :].split() if any(mark in word for mark in MAILED)]
            return links[0].partition("#")[2].strip("<>.,\"'") if links else None

        token = await until(find, 30)
        assert token
        return self.evidence.keep("mail token", token)


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return Evidence(SHOWN)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, redis: RedisServer, evidence: Evidence) -> Iterator[House]:
    pair = PlatformPair.start(
        tmp_path_factory.mktemp("trust"),
        LOG_LEVEL="DEBUG",
        REDIS_URL=redis.url,
        WEB_CONCURRENCY="2",
        RECONNECT_GRACE="2",
        WEBHOOK_PRIVATE_ADDRESSES="1",
        SECRET_KEY=evidence.keep("SECRET_KEY", secrets.token_hex(32)),
        STREAMING_SECRET=evidence.keep("STREAMING_SECRET", secrets.token_hex(32)),
    )
    document = httpx.get(f"{pair.url}/openapi.json", trust_env=False, timeout=20).json()
    routes = {f"{method.upper()} {path}" for path, each in document["paths"].items() for method in each}
    yield House(pair, evidence, routes)
    pair.kill()


@contextlib.asynccontextmanager
async def open_page(house: House, browser: Browser, who: str) -> AsyncIterator[Page]:
    context = await browser.new_context()
    page = await context.new_page()
    house.evidence.watch_page(page, who)
    try:
        yield page
    finally:
        await house.evidence.look_at(page, who)
        await context.close()


async def sign_in_by_hand(page: Page, house: House, sign_in: dict[str, str], then: str) -> None:
    await page.goto(f"{house.pair.url}/sign-in?next={then}")
    await page.get_by_label("E-mail").fill(sign_in["email"])
    await page.get_by_label("Password", exact=True).fill(sign_in["password"])
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await page.wait_for_url(f"{house.pair.url}{then}")
    for cookie in await page.context.cookies():
        if cookie.get("name") == "encryptedmedia_session":
            house.evidence.keep("session", str(cookie.get("value")))


async def try_wrong_things(house: House, stranger: httpx.AsyncClient, sign_in: dict[str, str], key: str) -> None:
    """Whatever is refused, with a secret somewhere in what was asked: no refusal and no line of a log repeats it."""
    password, token = sign_in["password"], "Bearer " + house.evidence.keep("session", secrets.token_urlsafe(32))
    await stranger.post("/sessions", content=json.dumps(sign_in)[:-1], headers={"Content-Type": "application/json"})
    await stranger.post("/sessions", json={"email": password, "password": password})
    await stranger.post("/accounts", json={**sign_in, "email": "no address", "display_name": "", "role": password})
    await stranger.post("/sessions", json={**sign_in, "password": [password]})
    await stranger.get("/me", headers={"Authorization": token})
    await stranger.post("/streaming/validate", json={"stream_key": key, "session_id": "x" * 500})
    guess = "Bearer " + house.evidence.keep("STREAMING_SECRET", secrets.token_hex(32))
    for body in ({"stream_key": key}, {"stream_key": [key]}):
        await stranger.post("/streaming/validate", json=body, headers={"Authorization": guess})
        right = {"Authorization": f"Bearer {house.pair.environ['STREAMING_SECRET']}"}
        await stranger.post("/streaming/validate", json=body, headers=right)


def add_command_lines(evidence: Evidence, pid: int) -> None:
    """Of a process and all that it has started: everybody on the machine may read them."""
    for each in [pid, *(child.pid for child in list_descendants(pid))]:
        evidence.add("command lines", Path(f"/proc/{each}/cmdline").read_bytes())


async def run_show(house: House, browser: Browser, folder: Path) -> None:
    """Registered, published, watched, gated, rotated, ended, deleted."""
    evidence, pair = house.evidence, house.pair
    artist, artist_signs_in = await house.enter("artist", "artist")
    fan, fan_signs_in = await house.enter("fan", "fan")
    stranger = house.client("stranger")
    async with contextlib.AsyncExitStack() as stack:
        for client in (artist, fan, stranger):
            stack.push_async_callback(client.aclose)
        receiver = await stack.enter_async_context(Receiver())
        hook = (await artist.post("/webhooks", json={"url": receiver.url()})).json()
        evidence.keep("webhook secret", hook["secret"])
        show = (await artist.post("/livestreams", json={"title": "A show", "description": "for all"})).json()
        key = evidence.keep("stream key", show["stream_key"])
        evidence.keep("rehearsal key", (await artist.get("/rehearsal")).json()["stream_key"])
        await try_wrong_things(house, stranger, artist_signs_in, key)

        token = artist.headers["Authorization"].removeprefix("Bearer ")
        channels = [("lobby", "/ws/livestreams", None), ("show", f"/ws/livestreams/{show['id']}", None),
                    ("artist", "/ws/artist", token), ("me", "/ws/me", token)]  # fmt: skip
        listeners = [
            (name, await stack.enter_async_context(listen(f"{pair.ws_url}{path}", who)))
            for name, path, who in channels
        ]
        events = await stack.enter_async_context(open_events(f"{pair.url}/api/v1/livestreams/{show['id']}/events"))
        evidence.add("event stream", json.dumps((await events.next()).data))

        async with (
            open_page(house, browser, "fan's browser") as page,
            open_page(house, browser, "artist's browser") as room,
        ):
            await sign_in_by_hand(room, house, artist_signs_in, f"/artist/livestreams/{show['id']}")
            await sign_in_by_hand(page, house, fan_signs_in, f"/livestreams/{show['id']}")
            async with Publisher.start(f"{show['rtmp_url']}/{key}", folder) as publisher:
                await expect(page.locator("main [data-status=live]").first).to_be_attached()
                evidence.add("event stream", json.dumps((await events.next("message", "")).data))
                await expect(room.get_by_text("You are live.", exact=True)).to_be_visible()
                for process in (pair.web, pair.ingest):
                    add_command_lines(evidence, process.pid)
                async with Publisher.start(f"{show['rtmp_url']}/{key}", folder) as second:
                    await second.wait(timeout=30)  # refused, in words
                wrong = evidence.keep("stream key", secrets.token_hex(16))
                async with Publisher.start(f"{show['rtmp_url']}/{wrong}", folder) as guess:
                    await guess.wait(timeout=30)
                rotated = await artist.post(f"/livestreams/{show['id']}/credentials/rotate")
                evidence.keep("stream key", rotated.json()["stream_key"])
                await take_tokens_and_passes(house, artist, fan, show)
                media = httpx.AsyncClient(base_url=pair.origin_url, timeout=PATIENCE, trust_env=False)
                evidence.watch_client(media, "player")
                stack.push_async_callback(media.aclose)
                status = (await stranger.get(f"/livestreams/{show['id']}/status")).json()
                if status["hls_url"]:
                    await media.get(status["hls_url"])
                await media.get("/ready")
                await artist.post(f"/livestreams/{show['id']}/stop")
                await publisher.wait()
            await expect(page.locator("main [data-status=ended]").first).to_be_attached()
            await page.goto(f"{pair.url}/livestreams")
            await room.goto(f"{pair.url}/artist/livestreams")
        for path in ("/ready", "/health", "/openapi.json", "/asyncapi.json", "/docs", "/docs/events"):
            await stranger.get(f"{pair.url}{path}")
        await artist.get("/livestreams?mine=true")
        await artist.get(f"/webhooks/{hook['id']}/deliveries")
        await receiver.wait(2)
        await artist.delete(f"/livestreams/{show['id']}")
        if house.has("DELETE /api/v1/me"):
            await fan.request("DELETE", "/me", json={"password": fan_signs_in["password"]})
        else:
            await fan.delete("/sessions/current")
        for arrival in receiver.arrivals:
            evidence.add("webhook", f"{arrival.path} {dict(arrival.headers)}")
            evidence.add("webhook", arrival.body)
        for name, listener in listeners:
            evidence.add(f"frames of {name}", json.dumps(listener.frames))


async def take_tokens_and_passes(
    house: House, artist: httpx.AsyncClient, fan: httpx.AsyncClient, show: dict[str, Any]
) -> None:
    """What there is of it: access tokens, mails, a gate, a pass and a look at the media through it."""
    evidence = house.evidence
    if house.has("POST /api/v1/me/access-tokens"):
        made = await fan.post("/me/access-tokens", json={"name": "a player", "scopes": ["watch"]})
        assert made.status_code == 201, made.text
        evidence.keep("access token", made.json()["token"])
        await fan.get("/me/access-tokens")
    if house.has("GET /api/v1/me/sessions"):
        await fan.get("/me/sessions")
    if house.has("POST /api/v1/accounts/reset"):
        assert (await fan.post("/accounts/reset", json={"email": "artist@example.org"})).status_code == 202
        await house.read_mail("artist@example.org")
    if house.has("POST /api/v1/livestreams/{livestream_id}/pass"):
        changed = await artist.patch(f"/livestreams/{show['id']}", json={"token_gate_amount": 1})
        assert changed.status_code == 200, changed.text
        refused = await fan.post(f"/livestreams/{show['id']}/pass", json={})
        assert refused.status_code == 403, refused.text
        if house.has("POST /api/v1/artists/{artist_id}/tokens/grants"):
            grants = f"/artists/{show['artist']['id']}/tokens/grants"
            granted = await artist.post(grants, json={"email": "fan@example.org", "amount": 3, "reason": "a gift"})
            assert granted.status_code == 201, granted.text
        for who, client in (("artist", artist), ("fan", fan)):
            passed = await client.post(f"/livestreams/{show['id']}/pass", json={})
            if passed.status_code == 200:  # a fan has none where nothing can be granted
                evidence.keep("pass", passed.json()["pass"])
                await play(house, who, passed.json()["media_url"])
        assert "pass" in evidence.kinds


async def play(house: House, who: str, media_url: str) -> None:
    """As a player does that was given this address: what it is answered does not repeat it."""
    async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False) as player:
        house.evidence.watch_client(player, f"{who}'s player")
        playlist = await until(lambda: player.get(media_url), is_it=lambda it: it.is_success)
        names = re.findall(r'URI="([^"]+)"', playlist.text)
        assert (await player.get(httpx.URL(media_url).join(names[0]))).is_success


async def test_no_secret_is_anywhere_but_where_its_owner_is_to_see_it(
    house: House, browser: Browser, tmp_path: Path
) -> None:
    evidence, pair = house.evidence, house.pair
    await run_show(house, browser, tmp_path)
    await asyncio.to_thread(pair.stop)
    evidence.add("web's console", pair.web.output)
    evidence.add("ingest's console", pair.ingest.output)
    evidence.add_files("DATA_DIR", pair.folder / "var")
    assert {"password", "session", "stream key", "webhook secret", "SECRET_KEY"} <= evidence.kinds
    for place in ("address", "webhook", "event stream", "web's console", "ingest's console", "command lines",
                  "fan's browser: frames", "artist's browser: frames", "names in DATA_DIR",
                  "DATA_DIR encryptedmedia.sqlite3"):  # fmt: skip
        assert any(evidence.texts[place]), f"nothing was seen of {place}"
    assert len(evidence.texts) > 40
    assert "DEBUG" in pair.web.output
    assert evidence.find_leaks() == []


@pytest.mark.parametrize("number", range(6))
def test_a_secret_that_is_planted_anywhere_is_found(number: int) -> None:
    secret = "a/secret+of 32 letters and more%"
    form = list(forms_of(secret))[number]
    evidence = Evidence({"answer to artist: .*": {"stream key"}})
    evidence.keep("stream key", secret)
    for place in ("web's console", "address", "answer to artist: GET /x"):
        evidence.add(place, f"before{form}behind")
    assert evidence.find_leaks() == ["stream key in address", "stream key in web's console"]

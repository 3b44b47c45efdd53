"""What must hold at every address, whatever it is for. The tables are the application's own: a route that is added
tomorrow is asked too."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, cast

import pytest
from quart import Quart
from quart import typing as quart_typing
from quart.testing import connections
from quart.wrappers import Response

from api.auth import COOKIE, SAFE_METHODS
from api.docs.openapi import INGEST
from api.http.cors import is_open
from support.app_world import SECRET, Visitor, World

Operation = dict[str, Any]

FOREIGN = [
    {"Origin": "https://evil.example.org"},
    {"Origin": "null"},
    {"Origin": "http://localhost.evil.example.org"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]
SIMPLE = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", None]
"""What a page's form may send anywhere without asking first (the Fetch standard, CORS-safelisted)."""
MANY = 10_000_000
PLENTY = {"writes_per_minute": 1_000_000, "reads_per_minute": MANY}
HTTPS = {"public_url": "https://live.example.org", "hls_base_url": "https://media.example.org"}


def list_routes(app: Quart, *, safe: bool) -> Iterator[tuple[str, str]]:
    """Method and path of each, with `x` for what stands in an address."""
    for rule in app.url_map.iter_rules():
        if rule.websocket:
            continue
        path = re.sub(r"<[^>]+>", "x", rule.rule)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if (method in SAFE_METHODS) == safe:
                yield method, path


async def list_operations(world: World) -> list[tuple[str, str, Operation]]:
    """Method, path as above, and what the document says of it."""
    document = await (await world.app.test_client().get("/openapi.json")).get_json()
    return [
        (method.upper(), re.sub(r"\{[^}]+\}", "x", path), operation)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    ]


async def open_as(visitor: Visitor, method: str, path: str, data: bytes = b"", **headers: str | None) -> Response:
    """A request as a browser with this visitor's cookies would send it."""
    sent = {name.replace("_", "-"): value for name, value in headers.items() if value is not None}
    options: dict[str, Any] = {"data": data} if data else {}
    return await visitor.client.open(path, method=method, headers=sent, **options)


async def ask(client: quart_typing.TestClientProtocol, method: str, path: str, **options: Any) -> Response:
    return await client.open(path, method=method, **options)


async def problem_of(response: Response) -> tuple[int, str]:
    assert response.content_type == "application/problem+json"
    return response.status_code, (await response.get_json())["code"]


@pytest.mark.parametrize("options", [PLENTY])
async def test_no_foreign_page_changes_anything_whatever_it_sends(world: World, artist: Visitor) -> None:
    routes = [route for route in list_routes(world.app, safe=False) if not route[1].startswith("/api/v1/streaming/")]
    assert len(routes) >= 19
    for method, path in routes:
        for foreign in FOREIGN:
            for kind in (*SIMPLE, "application/json"):
                sent = {**foreign, **({} if kind is None else {"Content-Type": kind})}
                response = await ask(artist.client, method, path, headers=sent, data=b'{"title": "x"}')
                assert await problem_of(response) == (403, "wrong_origin"), (method, path, sent)
    assert (await artist.expect(200, "GET", "/me"))["id"] == artist.id, "nor is anybody signed out"


@pytest.mark.parametrize("options", [PLENTY])
async def test_bodies_are_what_they_say_they_are_or_refused(world: World, artist: Visitor) -> None:
    asked = 0
    for method, path, operation in await list_operations(world):
        if list(operation.get("requestBody", {}).get("content", {})) != ["application/json"]:
            continue
        if operation["security"] == INGEST:
            continue  # known by its secret, which no page has
        for kind in SIMPLE:
            response = await open_as(artist, method, path, b'{"title": "x"}', Content_Type=kind)
            assert await problem_of(response) == (415, "not_json"), (method, path, kind)
        asked += 1
    assert asked >= 6


@pytest.mark.parametrize("options", [PLENTY])
async def test_no_body_is_longer_than_it_may_be(world: World, artist: Visitor) -> None:
    asked = 0
    for method, path, operation in await list_operations(world):
        if "requestBody" not in operation:
            continue
        who = world.ingest if operation["security"] == INGEST else artist
        size = (1 << 20) + 1 if path.endswith("/report") else 65 * 1024
        if "text/csv" in operation["requestBody"].get("content", {}):
            size = 16 << 20
        headers = {} if who.token is None else {"Authorization": f"Bearer {who.token}"}
        kind = next(iter(operation["requestBody"].get("content", {})), "application/json")
        response = await open_as(who, method, path, b" " * size, Content_Type=kind, **headers)
        assert await problem_of(response) == (413, "body_too_large"), (method, path)
        asked += 1
    assert asked >= 10


async def test_a_body_that_does_not_come_is_not_waited_for(world: World, artist: Visitor) -> None:
    world.app.config["BODY_TIMEOUT"] = 0.05
    for path, headers in [
        ("/api/v1/livestreams", {"Content-Type": "application/json"}),
        ("/api/v1/streaming/validate", {"Authorization": f"Bearer {SECRET}"}),
    ]:
        async with artist.client.request(path, method="POST", headers=headers) as connection:
            await connection.send(b"{")
            body = await connection.receive()
        answered = cast("connections.TestHTTPConnection", connection).status_code
        assert (answered, json.loads(body)["code"]) == (408, "body_too_slow")


@pytest.mark.parametrize("options", [{"reads_per_minute": 10}])
async def test_whoever_reads_too_often_is_told_when_to_ask_again(world: World) -> None:
    client = world.app.test_client()
    for _ in range(world.settings.reads_per_minute):
        assert (await client.get("/ready")).status_code == 200
    routes = list(list_routes(world.app, safe=True))
    assert len(routes) >= 20
    for method, path in [*routes, ("GET", "/nothing"), ("HEAD", "/health"), ("OPTIONS", "/api/v1/livestreams")]:
        response = await ask(client, method, path)
        assert response.status_code == 429, (method, path)
        assert 1 <= int(response.headers["Retry-After"]) <= 6
        if method == "GET":
            assert await problem_of(response) == (429, "too_many_tries")
    for _ in range(world.settings.reads_per_minute + 1):
        await client.get("/ready", scope_base={"client": ("192.0.2.9", 1)})
    others = await client.get("/health", scope_base={"client": ("192.0.2.7", 1)})
    assert others.status_code == 200
    said = (await others.get_json())["problems"]["reads_per_address"]
    assert "READS_PER_MINUTE" in said
    assert "192.0.2.9" not in said, "whose it was is the operator's affair"


@pytest.mark.parametrize("options", [{"writes_per_minute": 1}])
async def test_whoever_changes_too_often_is_told_when_to_ask_again(world: World) -> None:
    client = world.app.test_client()
    for _ in range(20 * world.settings.writes_per_minute):
        assert (await client.delete("/api/v1/livestreams/x")).status_code == 401
    for method, path in list_routes(world.app, safe=False):
        # Ingest nodes are known by their secret; pages' reports change nothing, and count by themselves.
        if not path.startswith(("/api/v1/streaming/", "/api/v1/livestreams/x/reports")):
            response = await ask(client, method, path)
            assert await problem_of(response) == (429, "too_many_tries"), (method, path)
            assert int(response.headers["Retry-After"]) >= 1


async def test_callbacks_are_closed_to_whoever_does_not_know_the_secret(world: World, artist: Visitor) -> None:
    routes = [route for route in list_routes(world.app, safe=False) if route[1].startswith("/api/v1/streaming/")]
    assert len(routes) >= 4
    session = next(cookie.value for cookie in artist.client.cookie_jar or [] if cookie.name == COOKIE)
    for method, path in routes:
        for said in (None, "Bearer", "Bearer ", f"Basic {SECRET}", f"Bearer {SECRET}x", f"Bearer {session}"):
            response = await open_as(artist, method, path, b'{"name": "x"}', Authorization=said)
            assert await problem_of(response) == (401, "unauthorized"), (method, path, said)


async def test_whoever_guesses_the_secret_is_slowed_and_a_node_beside_them_is_not(world: World) -> None:
    guess = {"Authorization": "Bearer a guess"}
    for _ in range(world.settings.writes_per_minute):
        assert (await world.send("POST", "/streaming/validate", b"{}", **guess)).status_code == 401
    for method, path in list_routes(world.app, safe=False):
        if path.startswith("/api/v1/streaming/"):
            response = await ask(world.app.test_client(), method, path, headers=guess)
            assert await problem_of(response) == (429, "too_many_tries")
            assert int(response.headers["Retry-After"]) >= 1
    await world.ingest.expect(200, "POST", "/streaming/report", {"node": "n1", "sessions": [], "wait_ms": 0})


async def test_figures_for_operators_are_closed_to_strangers(world: World, artist: Visitor) -> None:
    # Where they exist: loopback alone, or a token of their own.
    for who in (world.nobody, artist):
        response = await who.client.get("/metrics", scope_base={"client": ("192.0.2.7", 1)})
        assert response.status_code in (401, 403, 404) or "text/html" in str(response.content_type), "the pages' own"


async def test_nobody_gets_in_where_the_document_says_that_one_signs_in(world: World) -> None:
    asked = 0
    for method, path, operation in await list_operations(world):
        security = operation["security"]
        if not security or {} in security or security == INGEST:
            continue
        body = b"{}" if "requestBody" in operation else b""
        kind = next(iter(operation.get("requestBody", {}).get("content", {})), None)
        response = await open_as(world.nobody, method, path, body, Content_Type=kind)
        # Without an identity provider there is nothing there, for whoever asks.
        nothing = path.endswith("/identities") and response.status_code == 404
        assert nothing or response.status_code in (401, 400), (method, path)
        if response.status_code == 401:
            assert await problem_of(response) == (401, "not_signed_in")
        asked += 1
    assert asked >= 18


@pytest.mark.parametrize(("options", "secure"), [({}, False), (HTTPS, True)])
async def test_every_answer_tells_browsers_what_it_may_do(world: World, secure: bool) -> None:
    client = world.app.test_client()
    routes = [*list_routes(world.app, safe=True), *list_routes(world.app, safe=False)]
    for method, path in [*routes, ("GET", "/nothing.txt"), ("DELETE", "/health"), ("GET", "/livestreams/%00")]:
        if path.endswith("/events") and path.startswith("/api/"):
            continue  # has no end; its head is `realtime.sockets.sse.write_head`
        headers = (await ask(client, method, path)).headers
        where = (method, path)
        assert headers["X-Content-Type-Options"] == "nosniff", where
        assert headers["X-Frame-Options"] == "DENY", where
        assert headers["Referrer-Policy"], where
        policy = dict(part.partition(" ")[::2] for part in headers["Content-Security-Policy"].split("; "))
        assert policy["frame-ancestors"] == "'none'", where
        assert policy.get("script-src", policy["default-src"]) in ("'self'", "'none'"), where
        assert "*" not in headers["Content-Security-Policy"], where
        assert ("Strict-Transport-Security" in headers) is secure, where


async def test_only_what_is_public_is_open_to_pages_of_other_sites(world: World, artist: Visitor) -> None:
    for method, path in [*list_routes(world.app, safe=True), *list_routes(world.app, safe=False)]:
        if path.endswith("/events"):
            continue
        asked = {"Origin": "https://other.example", "Access-Control-Request-Method": method}
        for sent in ("OPTIONS", method):
            headers = (await ask(artist.client, sent, path, headers=asked)).headers
            assert "Access-Control-Allow-Credentials" not in headers, (sent, path)
            readable = headers.get("Access-Control-Allow-Origin") == "*"
            assert readable is (is_open(path) and (sent == "OPTIONS" or method == "GET")), (sent, path)
            assert headers.get("Access-Control-Allow-Methods", "GET, HEAD") == "GET, HEAD", (sent, path)


class Scripts(HTMLParser):
    """What in a page would be run although it came with the page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" not in given and given.get("type", "module") != "application/json":
            self.inline.append(tag)
        self.inline += [name for name in given if name.startswith("on")]
        self.inline += [value for value in given.values() if value.strip().lower().startswith("javascript:")]


@pytest.mark.parametrize("path", ["/docs", "/docs/events", "/", "/livestreams/x"])
async def test_no_page_carries_its_scripts_within(world: World, path: str) -> None:
    page = await (await world.app.test_client().get(path)).get_data(as_text=True)
    scripts = Scripts()
    scripts.feed(page)
    assert scripts.inline == []
    assert "<html" in page


def test_what_looks_for_scripts_finds_them() -> None:
    scripts = Scripts()
    scripts.feed("<p onclick='x()'><script>x()</script><a href=' JavaScript:x()'>")
    assert len(scripts.inline) == 3


@pytest.mark.parametrize("options", [PLENTY])
async def test_nasty_addresses_name_nothing_on_disk_and_end_no_header(world: World, artist: Visitor) -> None:
    nasty = [
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e",
        "x%0d%0aSet-Cookie:%20a=b",
        "x%00",
        "..%5cx",
        "~root",
        "%2f%2fx",
    ]
    for method, path in [*list_routes(world.app, safe=True), *list_routes(world.app, safe=False)]:
        if "/x" not in path or path.startswith("/api/v1/streaming"):
            continue
        for name in nasty:
            response = await open_as(artist, method, path.replace("/x", f"/{name}"))
            assert response.status_code in (204, 308, 400, 403, 404, 405, 409, 410, 415, 426, 503), (
                method,
                path,
                name,
            )
            assert response.headers.get("Location", "http://localhost/").startswith("http://localhost/")
            assert "a=b" not in json.dumps(dict(response.headers)), (method, path, name)

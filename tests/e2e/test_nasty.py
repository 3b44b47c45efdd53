"""Whoever may write something writes what would be a script, a tag or a line of a header; whoever opens any page, any
document or any answer as a page sees letters."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import PASSWORD, publish_url
from support.rest import expect as answered
from support.waiting import PATIENCE

ROUTES = Path(__file__).resolve().parents[2] / "frontend" / "src" / "routes.tsx"

MARK = "alarm"
"""What a script of ours would call; the browser's `alert` is caught besides."""
TAG = f"<img src=x onerror={MARK}(1)>"
NASTY = {
    "display_name": f"'\"><svg onload={MARK}(2)>{TAG}",
    "title": f"</title></script><script>{MARK}(3)</script>\"'>{TAG}",
    "description": (
        f"javascript:{MARK}(4)\r\nSet-Cookie: nasty=1\r\n{{{{7*7}}}} ${{{MARK}(5)}} {TAG} "
        f"<a href=\"javascript:{MARK}(6)\">x</a> <iframe srcdoc='<script>{MARK}(7)</script>'></iframe> "
        f'[x](javascript:{MARK}(8)) https://example.org/"onmouseover={MARK}(9)//\u2028\u202e'
    ),
}


def list_paths(show: str) -> list[str]:
    """Every page that the front end knows, with this livestream where one is named."""
    paths = set(re.findall(r'^ +"(/[^"]*)": ', ROUTES.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(paths) >= 20
    nothing = {"/", f"/{quote(TAG)}", f"/livestreams/{quote(TAG)}", f"/livestreams?cursor={quote(TAG)}"}
    nexts = {f"/sign-in?next={quote(there)}" for there in (f"javascript:{MARK}(1)", "//evil.example", f"/{TAG}")}
    return sorted({re.sub(r":\w+", show, path) for path in paths} | nothing | nexts)


def list_documents(pair: PlatformPair, shows: list[dict[str, Any]]) -> list[str]:
    """Answers that somebody may be sent to as if they were pages."""
    api, origin = f"{pair.url}/api/v1", pair.origin_url
    found = [f"{pair.url}{path}" for path in ("/docs", "/docs/events", "/openapi.json", "/asyncapi.json", "/health")]
    found += [f"{api}/{path}" for path in ("livestreams", "livestreams?mine=true", "me", "webhooks", quote(TAG))]
    for show in shows:
        at = f"{api}/livestreams/{show['id']}"
        found += [at, f"{at}/status", f"{at}/credentials", f"{at}/publishers", f"{at}/{quote(TAG)}"]
    playlist = f"live/{quote(TAG)}/index.m3u8?_HLS_msn={quote(TAG)}"
    return found + [f"{origin}/{path}" for path in (quote(TAG), playlist, "ready")]


class Trap:
    """What ought not to happen in a page, written down."""

    def __init__(self, context: BrowserContext) -> None:
        self.caught: list[str] = []
        self._context = context

    async def set(self) -> Page:
        """A page in which nothing goes unnoticed."""
        await self._context.expose_function(MARK, lambda *given: self.caught.append(f"a script ran: {given}"))
        page = await self._context.new_page()
        page.on("dialog", self._note_dialog)
        page.on("pageerror", lambda error: self.caught.append(f"error: {error}"))
        page.on("console", lambda message: self._note_line(message.text))
        return page

    def _note_dialog(self, dialog: Any) -> None:
        self.caught.append(f"dialog: {dialog.message}")
        self._closing = asyncio.ensure_future(dialog.dismiss())

    def _note_line(self, line: str) -> None:
        # A policy that had to hold something back: there was something in the page that had no business there.
        if "Content Security Policy" in line or "Refused to" in line:
            self.caught.append(line)

    async def look(self, page: Page, url: str) -> None:
        """Open an address, let the page settle, and look for elements that came out of what somebody wrote."""
        before = len(self.caught)
        await page.goto(url, wait_until="load")
        await page.wait_for_timeout(100)
        found = await page.evaluate(
            """() => {
                const isWords = (e, a) => e.localName === "meta" && a.name === "content" && !e.httpEquiv;
                const all = (root) => [...root.querySelectorAll("*")].flatMap(
                    (e) => [e, ...(e.shadowRoot ? all(e.shadowRoot) : [])]);
                return all(document)
                    .filter((e) => [...e.attributes].some((a) => a.name.startsWith("on")
                        || (/^\\s*javascript:/i.test(a.value) && !isWords(e, a))) || e.localName === "iframe")
                    .map((e) => e.outerHTML.slice(0, 200));
            }"""
        )
        self.caught += [f"element: {each}" for each in found]
        self.caught[before:] = [f"{url}: {each}" for each in self.caught[before:]]


@pytest_asyncio.fixture(loop_scope="session")
async def writer(pair: PlatformPair) -> AsyncIterator[httpx.AsyncClient]:
    """An artist, nasty wherever something may be written."""
    async with httpx.AsyncClient(base_url=f"{pair.url}/api/v1", timeout=PATIENCE, trust_env=False) as client:
        sign_in = {"email": "nasty'><b>@example.org", "password": PASSWORD}
        account = {**sign_in, "display_name": NASTY["display_name"], "role": "artist"}
        assert (await client.post("/accounts", json=account)).status_code == 202
        device = {"User-Agent": f"{TAG} Firefox/140.0"}
        session = await answered(client.post("/sessions", json=sign_in, headers=device))
        client.cookies.clear()
        client.headers["Authorization"] = f"Bearer {session['token']}"
        await write_everywhere(client, session["account"]["id"], {**account, "email": "fan'><b>@example.org"})
        yield client
        for show in (await client.get("/livestreams?mine=true")).json()["livestreams"]:
            await client.delete(f"/livestreams/{show['id']}")


async def write_everywhere(client: httpx.AsyncClient, account_id: str, fan: dict[str, str]) -> None:
    """What has a place on other pages than a livestream's: names, reasons, whoever is kept out."""
    await answered(client.post("/me/access-tokens", json={"name": TAG, "scopes": ["watch"]}), 201)
    artist = f"/artists/{account_id}"
    grant = {"email": "waits'><b>@example.org", "amount": 3, "reason": TAG}
    await answered(client.post(f"{artist}/tokens/grants", json=grant), 201)
    await client.post("/accounts", json={**fan, "role": "fan"})
    signed_in = {"email": fan["email"], "password": fan["password"]}
    async with httpx.AsyncClient(base_url=client.base_url, timeout=PATIENCE, trust_env=False) as other:
        fan_id = (await answered(other.post("/sessions", json=signed_in)))["account"]["id"]
    granted = {"account": fan_id, "amount": 2, "reason": NASTY["display_name"]}
    await answered(client.post(f"{artist}/tokens/grants", json=granted), 201)
    assert (await client.put(f"{artist}/blocks/{fan_id}")).is_success
    words = {"words": f'javascript:{MARK}(10) {TAG} https://example.org/"onmouseover={MARK}(11)//'}
    assert (await client.put(f"{artist}/tokens/offer", json=words)).is_success


async def enter(context: BrowserContext, pair: PlatformPair, writer: httpx.AsyncClient) -> None:
    """Sign the browser in as the writer."""
    token = writer.headers["Authorization"].removeprefix("Bearer ")
    await context.add_cookies([{"name": "encryptedmedia_session", "value": token, "url": pair.url}])


@pytest.mark.parametrize("signed_in", [True, False], ids=["as its writer", "as nobody"])
async def test_no_page_runs_what_somebody_wrote(
    pair: PlatformPair, writer: httpx.AsyncClient, browser: Browser, tmp_path: Path, signed_in: bool
) -> None:
    text = {"title": NASTY["title"], "description": NASTY["description"]}
    show = await answered(writer.post("/livestreams", json=text), 201)
    gated = await answered(writer.post("/livestreams", json={**text, "token_gate_amount": 3}), 201)
    context = await browser.new_context()
    trap = Trap(context)
    page = await trap.set()
    if signed_in:
        await enter(context, pair, writer)
    async with Publisher.start(publish_url(show), tmp_path):
        await page.goto(f"{pair.url}/livestreams/{show['id']}")
        await expect(page.locator("main [data-status=live]").first).to_be_attached()
        for path in [*list_paths(show["id"]), f"/livestreams/{gated['id']}", f"/artist/livestreams/{gated['id']}"]:
            await trap.look(page, f"{pair.url}{path}")
            assert page.url.startswith(pair.url), f"{path} leads away: {page.url}"
        await trap.look(page, f"{pair.url}/livestreams/{show['id']}")
        await expect(page.get_by_text(NASTY["title"]).first).to_be_visible()
        for url in list_documents(pair, [show, gated]):
            await trap.look(page, url)
    await context.close()
    assert trap.caught == []
    for each in (show, gated):
        await writer.delete(f"/livestreams/{each['id']}")


async def test_a_script_in_a_page_is_caught(pair: PlatformPair, browser: Browser) -> None:
    context = await browser.new_context()
    trap = Trap(context)
    page = await trap.set()

    async def plant(route: Any) -> None:
        answer = await route.fetch()
        body = (await answer.text()).replace("</body>", f"{TAG}<script>{MARK}(1)</script></body>")
        await route.fulfill(response=answer, body=body)

    await page.route(f"{pair.url}/livestreams", plant)
    await trap.look(page, f"{pair.url}/livestreams")
    caught = json.dumps(trap.caught)
    assert "Content Security Policy" in caught, "the policy holds it back, and says so"
    assert "element: <img" in caught
    assert "a script ran" not in caught
    await context.close()


async def test_no_title_ends_a_header(pair: PlatformPair, writer: httpx.AsyncClient) -> None:
    show = await answered(writer.post("/livestreams", json={"title": "x", "description": "a\r\nX-Nasty: 1"}), 201)
    for title in ("a\r\nX-Nasty: 1", "a\nb", "a\u2028b", "\x7f"):
        refused = await writer.patch(f"/livestreams/{show['id']}", json={"title": title})
        if refused.status_code == 200:  # kept as letters
            assert "\n" not in refused.json()["title"]
        else:
            assert refused.json()["code"] == "invalid_fields"
    for path in ("", "/status", "/credentials"):
        answer = await writer.get(f"/livestreams/{show['id']}{path}")
        assert "x-nasty" not in answer.headers
        assert "nasty" not in str(answer.headers).lower()

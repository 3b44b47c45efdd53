"""Shows in another site's page: of another origin and, as browsers count it, another site."""

import contextlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Browser, Page
from playwright.async_api import expect as expect_page

from support.holders import give, open_signed_in
from support.oidc_provider import OidcProvider
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, expect, publish_url
from support.waiting import until


@contextlib.contextmanager
def serve(page: str) -> Iterator[str]:
    """A site of one page, at `localhost`. Ours are at 127.0.0.1: no cookie of ours comes along there."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def write_page(pair: PlatformPair, livestream: dict[str, Any], wishes: str) -> str:
    """The page of a band that shows the livestream, and keeps what it hears of it in `heard`."""
    return f"""<!doctype html><title>The band</title>
<script>var heard = []; addEventListener("message", event => heard.push(JSON.stringify(event.data)))</script>
<script src="{pair.url}/embed.js"></script>
<encryptedmedia-live livestream="{livestream["id"]}" {wishes}></encryptedmedia-live>
<script>for (const name of ["live", "ended"])
  document.querySelector("encryptedmedia-live").addEventListener(name, event => heard.push(event.type))</script>"""


async def wait_for_picture(page: Page) -> None:
    """Until the frame's picture has moved for a second."""
    video = page.frame_locator("iframe").locator("video")
    await until(
        lambda: video.evaluate("video => video.videoWidth > 0 && video.currentTime"),
        is_it=lambda time: time is not False and time > 1,
    )


async def read_heard(page: Page) -> list[str]:
    heard: list[str] = await page.evaluate("heard")
    return heard


async def wait_until_closed(window: Page) -> None:
    if not window.is_closed():
        await window.wait_for_event("close")


async def test_a_show_begins_by_itself_in_another_sites_page_and_ends_there(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream("In another's page")
    context = await browser.new_context()
    page = await context.new_page()
    frame = page.frame_locator("iframe")
    with serve(write_page(pair, livestream, "chat muted")) as site:
        await page.goto(site)
        await expect_page(frame.get_by_text("It starts here by itself.")).to_be_visible()
        await expect_page(frame.get_by_role("link", name="Join the chat")).to_be_visible()
        async with Publisher.start(publish_url(livestream), tmp_path):
            await wait_for_picture(page)
            await until(lambda: read_heard(page), is_it=lambda heard: "live" in heard)
            await frame.get_by_role("button", name="Turn sound on").click()
            assert await frame.locator("video").evaluate("video => !video.muted")
            await expect(artist.client.post(f"/livestreams/{livestream['id']}/stop"), 200)
        await expect_page(frame.get_by_text("This show is over")).to_be_visible()
        assert "ended" in await read_heard(page)

        allowed = {"embed_origins": ["https://band.example.org"]}
        await expect(artist.client.patch(f"/livestreams/{livestream['id']}", json=allowed), 200)
        await page.reload()
        await expect_page(frame.get_by_text(f"This show is not shown on {urlsplit(site).netloc}")).to_be_visible()
    await context.close()


async def test_who_holds_tokens_watches_a_gated_show_there_as_long_as_they_are_signed_in(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream("For a few, anywhere", token_gate_amount=1)
    fan = await Artist.register(pair.url, role="fan")
    await give(artist, fan, 1)
    context = await browser.new_context()
    watch = await open_signed_in(browser, pair, fan, livestream, context)
    await watch.page.goto("about:blank")
    page = await context.new_page()
    frame = page.frame_locator("iframe")
    enter = frame.get_by_role("button", name="Watch with your tokens")
    with serve(write_page(pair, livestream, "")) as site:
        await page.goto(site)
        async with page.expect_popup() as opened:
            await enter.click()
        await wait_until_closed(await opened.value)
        await expect_page(frame.get_by_text("It starts here by itself.")).to_be_visible()
        async with Publisher.start(publish_url(livestream), tmp_path):
            await wait_for_picture(page)

        # A window that the site opens itself hands the site nothing.
        async with page.expect_popup() as opened:
            await page.evaluate(f"void open('{pair.url}/embed/livestreams/{livestream['id']}/enter')")
        await wait_until_closed(await opened.value)
        heard = await read_heard(page)
        assert heard
        assert not any("emlw_" in said or "p1." in said for said in heard)

        await watch.page.goto(f"{pair.url}/livestreams")
        await watch.page.evaluate("fetch('/api/v1/sessions/current', { method: 'DELETE' })")
        await expect_page(enter).to_be_visible()
    await context.close()
    await fan.close()


async def test_who_signs_in_with_the_provider_is_let_in_there_by_itself(browser: Browser, tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack:
        provider = stack.enter_context(OidcProvider.start("localhost"))
        provider.people["grace"] = {"email": "grace@example.org", "email_verified": True, "name": "Grace"}
        ours = {"OIDC_ISSUER": provider.url, "OIDC_CLIENT_ID": "platform", "OIDC_CLIENT_SECRET": "its secret"}
        pair = PlatformPair.start(tmp_path, **ours, OIDC_NAME="Hall ID")
        stack.callback(pair.kill)
        artist = await Artist.register(pair.url)
        livestream = await artist.create_livestream("For a few, by another name", token_gate_amount=1)
        grant = {"email": "grace@example.org", "amount": 1, "reason": "a test"}
        await expect(artist.client.post(f"/artists/{artist.account['id']}/tokens/grants", json=grant), 201)
        context = await browser.new_context()
        page = await context.new_page()
        frame = page.frame_locator("iframe")
        await page.goto(stack.enter_context(serve(write_page(pair, livestream, ""))))
        async with page.expect_popup() as opened:
            await frame.get_by_role("button", name="Watch with your tokens").click()
        window = await opened.value
        await window.get_by_role("link", name="Sign in", exact=True).click()
        await window.get_by_role("link", name="Continue with Hall ID").click()
        await window.locator("input[name=sub]").fill("grace")
        await window.get_by_role("button", name="Authorize", exact=True).click()
        await wait_until_closed(window)
        await expect_page(frame.get_by_text("It starts here by itself.")).to_be_visible()
        await context.close()
        await artist.close()

"""A bell in a real browser: pressed on a page, rung by its service worker, and quiet again at sign-out. What a push
service would bring comes by the browser's own tools: in a test there is none."""

import asyncio
import json
from functools import partial
from pathlib import Path
from typing import Any

from playwright.async_api import CDPSession, Page, Route, expect

from support.browser import open_browser
from support.rest import PASSWORD, Artist
from support.waiting import until
from support.web import Web

SHOWN = """async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
}"""


async def deliver(devtools: CDPSession, worker: dict[str, Any], origin: str, notice: dict[str, Any]) -> None:
    """As a push service does."""
    what = {"origin": origin, "registrationId": worker["registrationId"], "data": json.dumps(notice)}
    await devtools.send("ServiceWorker.deliverPushMessage", what)


async def sign_in(page: Page, web: Web, fan: Artist) -> None:
    await page.request.post(
        f"{web.url}/api/v1/sessions",
        data={"email": fan.email, "password": PASSWORD},
        headers={"Origin": web.url},
    )


async def test_a_notice_is_shown_once_each_show_has_one_and_whoever_is_offline_is_told(tmp_path: Path) -> None:
    web = Web.start(tmp_path)
    try:
        artist, fan = await Artist.register(web.url), await Artist.register(web.url, "fan")
        show = await artist.create_livestream("Night")
        async with open_browser() as browser:
            context = await browser.new_context(permissions=["notifications"], base_url=web.url)
            page = await context.new_page()
            await sign_in(page, web, fan)
            answer = await page.request.get("/sw.js")
            assert answer.headers["content-security-policy"] == "default-src 'self'", "it asks whether a show is over"
            assert answer.headers["cache-control"] == "no-cache"
            await page.goto("/account")
            await page.get_by_role("heading", name="Devices that ring").wait_for()
            devtools = await context.new_cdp_session(page)
            heard: list[dict[str, Any]] = []
            devtools.on("ServiceWorker.workerVersionUpdated", lambda told: heard.extend(told["versions"]))
            await devtools.send("ServiceWorker.enable")
            await page.evaluate("() => void navigator.serviceWorker.register('/sw.js')")
            (worker,) = await until(lambda: [each for each in heard if each["status"] == "activated"][:1])
            soon = {
                "id": 1,
                "tag": show["id"],
                "url": f"/livestreams/{show['id']}",
                "title": "Soon: Night",
                "body": "Ada begins at {time}.",
                "at": "2026-12-04T19:00:00.000Z",
                "lang": "en",
            }

            async def read() -> Any:
                return await page.evaluate(SHOWN)

            async def ring() -> Any:
                await deliver(devtools, worker, web.url, soon)
                return await read()

            # As a push service sends again what did not arrive: some of what comes as a worker starts does not.
            await until(ring)
            await ring()
            live = {**soon, "id": 2, "title": "Ada is live", "body": "Night"}
            await deliver(devtools, worker, web.url, live)

            wanted = [{"title": "Ada is live", "body": "Night", "tag": show["id"]}]
            assert await until(read, is_it=lambda shown: shown == wanted) == wanted
            await deliver(devtools, worker, web.url, {**soon, "id": 3, "tag": "another"})
            shown = await until(read, is_it=lambda shown: len(shown) == 2)
            assert "{time}" not in str(shown)
            web.process.kill()
            await page.goto("/livestreams", wait_until="domcontentloaded")
            await expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
        await artist.close()
        await fan.close()
    finally:
        web.process.kill()


async def test_whoever_is_offline_reads_so_in_their_own_language(tmp_path: Path) -> None:
    web = Web.start(tmp_path)
    try:
        async with open_browser() as browser:
            german, english = [await browser.new_context(locale="de-AT", base_url=web.url) for _ in range(2)]
            for context, chosen in ((german, None), (english, "en")):
                page = await context.new_page()
                await page.goto("/livestreams")
                await page.evaluate("(one) => one && localStorage.setItem('locale', one)", chosen)
                await page.evaluate("() => void navigator.serviceWorker.register('/sw.js')")
                await page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
                await until(partial(page.evaluate, "() => navigator.serviceWorker.controller !== null"))
            web.process.kill()
            for context, language, words in ((german, "de", "Du bist offline"), (english, "en", "You are offline")):
                (page,) = context.pages
                await page.goto("/livestreams", wait_until="domcontentloaded")
                await expect(page.get_by_role("heading")).to_have_text([words])
                await expect(page.locator("html")).to_have_attribute("lang", language)
                await context.close()
    finally:
        web.process.kill()


async def test_a_press_counts_before_the_page_knows_whom_the_account_follows(tmp_path: Path) -> None:
    web = Web.start(tmp_path)
    try:
        artist, fan = await Artist.register(web.url), await Artist.register(web.url, "fan")
        async with open_browser() as browser:
            context = await browser.new_context(base_url=web.url)
            page = await context.new_page()
            await sign_in(page, web, fan)
            known = asyncio.Event()

            async def answer_late(route: Route) -> None:
                await known.wait()
                await route.continue_()

            await page.route("**/api/v1/me/follows", answer_late)
            await page.goto(f"/artists/{artist.account['id']}")
            button = page.get_by_role("button", name="Follow").first
            await button.click()
            await expect(button).to_have_attribute("aria-disabled", "true")
            known.set()
            await expect(page.get_by_role("button", name="Following").first).to_be_visible()
            follows = (await fan.client.get("/me/follows")).json()["follows"]
            assert [one["artist"]["id"] for one in follows] == [artist.account["id"]]
            await page.unroute_all(behavior="ignoreErrors")
        await artist.close()
        await fan.close()
    finally:
        web.process.kill()

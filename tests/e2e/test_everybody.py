"""Every page and its states, on a phone by day and on a desk by night: axe finds nothing that keeps anybody out."""

from pathlib import Path
from typing import Any, Literal

from playwright.async_api import Browser, BrowserContext
from playwright.async_api import expect as expect_page

from settings.bundled import PAGES
from support.operators import make_operator
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import PASSWORD, Artist, expect, publish_url
from support.waiting import until

AXE = PAGES.parent / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => {
    // Of what moves in, the half-way is nobody's colour.
    await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})));
    const { violations } = await axe.run({ resultTypes: ["violations"] });
    return violations.map(({ id, impact, nodes }) => [id, impact, nodes.slice(0, 3).map(({ html }) => html)]);
}"""
LOOKS: tuple[tuple[int, int, Literal["light", "dark"]], ...] = ((390, 844, "light"), (1280, 860, "dark"))

STRANGER = ("/", "/about", "/livestreams", "/sign-in", "/register", "/forgot", "/reset", "/verify", "/nowhere")
STUDIO = ("", "/create", "/{live}", "/{live}/stage", "/{live}/audience", "/{ended}", "/{next}")
ARTIST = (
    *("/account", "/tokens", "/artist/tokens", "/artist/profile", "/artist/replays", "/artist/overlays"),
    *("/operator", "/artist/rehearsal", *(f"/artist/livestreams{place}" for place in STUDIO)),
    *("/livestreams/{live}/moderation", "/livestreams/{live}/chat", "/livestreams/{live}", "/livestreams/{gated}"),
)
FAN = (
    *("/livestreams/{live}", "/livestreams/{next}", "/livestreams/{ended}", "/livestreams/{gated}"),
    *("/artists/{artist}", "/embed/livestreams/{live}", "/clips/missing"),
)


class Shows:
    """An artist's shows in all states, for as long as this holds."""

    def __init__(self, artist: Artist) -> None:
        self.artist = artist
        self.ids = {"artist": str(artist.account["id"])}

    async def make(self, folder: Path) -> Publisher:
        """The live one's encoder."""
        plans: dict[str, dict[str, Any]] = {
            "live": {"description": "Songs of the **sea**, and what came of them."},
            "ended": {},
            "next": {"scheduled_start_at": "2037-01-31T20:00:00Z", "tags": ["jazz"]},
            "gated": {"token_gate_amount": 5, "scheduled_start_at": "2037-02-01T20:00:00Z"},
        }
        made = {name: await self.artist.create_livestream(f"The {name} show", **plan) for name, plan in plans.items()}
        self.ids |= {name: str(show["id"]) for name, show in made.items()}
        async with Publisher.start(publish_url(made["ended"]), folder):
            await until(lambda: self.artist.status(self.ids["ended"]), is_it=lambda it: it["status"] == "live")
            await self.artist.move(self.ids["ended"], "stop")
        publisher = Publisher.start(publish_url(made["live"]), folder)
        await until(lambda: self.artist.status(self.ids["live"]), is_it=lambda it: it["status"] == "live")
        for words in ("Good evening!", "What tuning is this?"):
            await expect(self.artist.client.post(f"/livestreams/{self.ids['live']}/chat", json={"text": words}), 201)
        return publisher


async def sign_in(context: BrowserContext, pair: PlatformPair, artist: Artist) -> None:
    page = await context.new_page()
    await page.goto(f"{pair.url}/sign-in")
    await page.get_by_label("E-mail").fill(artist.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await expect_page(page.get_by_label("E-mail")).to_have_count(0)
    await page.close()


async def complain(context: BrowserContext, url: str) -> list[str]:
    """What axe has against a page."""
    page = await context.new_page()
    await page.goto(url)
    await page.locator("h1, .embed").first.wait_for(state="attached")
    await expect_page(page.locator(".waiting, .watch-shape")).to_have_count(0)
    await page.evaluate(AXE.read_text())
    found = await page.evaluate(RUN)
    await page.close()
    return [f"{url.partition('//')[2].partition('/')[2]}: {impact} {name}: {html}" for name, impact, html in found]


async def test_axe_finds_nothing_on_any_page(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    shows = Shows(artist)
    make_operator(pair, artist)
    complaints: list[str] = []
    async with await shows.make(tmp_path):
        for width, height, scheme in LOOKS:
            strange, signed = [
                await browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
                )
                for _ in range(2)
            ]
            await sign_in(signed, pair, artist)
            places = [(strange, place) for place in STRANGER + FAN] + [(signed, place) for place in ARTIST]
            for context, place in places:
                complaints += [
                    f"{width} {scheme} {one}"
                    for one in await complain(context, f"{pair.url}{place.format(**shows.ids)}")
                ]
            await strange.close()
            await signed.close()
    assert complaints == []


async def test_axe_finds_what_is_wrong(pair: PlatformPair, browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto(f"{pair.url}/sign-in")
    await page.locator("main h1").wait_for()
    await page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    await page.evaluate(AXE.read_text())
    assert [name for name, *_ in await page.evaluate(RUN)] == ["button-name"]
    await page.close()

"""Where a reader's own colours are forced on a page, what a ground, a shadow or a colour says is seen as well."""

from playwright.async_api import Browser
from playwright.async_api import expect as expect_page

from api.auth import COOKIE
from support.platform_pair import PlatformPair
from support.rest import Artist

CANVAS = """() => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = "Canvas";
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
}"""
ROOMS = ".studio-nav a:not([aria-current])"
SEEN = {
    "/livestreams": (
        (".top-nav a[aria-current=page]", "text-decoration-line", "underline"),
        (".top-nav a:not([aria-current], .button, [aria-label])", "text-decoration-line", "none"),
    ),
    "/artist/livestreams/{show}": (
        (".preflight .check-mark", "outline-style", "solid"),
        (".preflight-bar", "forced-color-adjust", "none"),
        (".preflight-bar", "border-top-width", "1px"),
    ),
    "/livestreams/{gated}": (
        (".stage-meter", "forced-color-adjust", "none"),
        (".stage-meter", "border-top-width", "1px"),
    ),
}
"""What is seen of a page without its colours: the element, and a style that says it otherwise."""


async def test_what_a_colour_says_is_seen_without_it(pair: PlatformPair, artist: Artist, browser: Browser) -> None:
    fan = await Artist.register(pair.url, "fan")
    show = await artist.create_livestream()
    gated = await artist.create_livestream(token_gate_amount=5)
    for place, looks in SEEN.items():
        context = await browser.new_context(forced_colors="active")
        token = fan.token if "gated" in place else artist.token
        await context.add_cookies([{"name": COOKIE, "value": token, "url": pair.url}])
        page = await context.new_page()
        await page.goto(f"{pair.url}{place.format(show=show['id'], gated=gated['id'])}")
        for what, style, value in looks:
            await expect_page(page.locator(what).first).to_have_css(style, value)
        await context.close()
    await fan.close()


async def test_it_shows_which_room_is_open_and_which_switch_is_on(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    show = await artist.create_livestream()
    context = await browser.new_context(forced_colors="active")
    await context.add_cookies([{"name": COOKIE, "value": artist.token, "url": pair.url}])
    page = await context.new_page()
    await page.goto(f"{pair.url}/artist/livestreams")
    canvas = await page.evaluate(CANVAS)
    await expect_page(page.locator(ROOMS).first).to_have_css("border-bottom-color", canvas)
    await expect_page(page.locator(".studio-nav a[aria-current]")).not_to_have_css("border-bottom-color", canvas)

    await page.goto(f"{pair.url}/livestreams/{show['id']}")
    switch = page.get_by_role("button", name="Read out")
    await expect_page(switch).to_have_attribute("aria-pressed", "true")
    await expect_page(switch).to_have_css("outline-style", "solid")
    await switch.click()
    await expect_page(switch).to_have_css("outline-style", "none")
    await context.close()

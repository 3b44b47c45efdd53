"""In by password, by passkey and with an identity provider, in a real browser with a device of its own."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, CDPSession, Page, expect

from support.oidc_provider import OidcProvider
from support.rest import PASSWORD, Artist
from support.web import Web

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def provider() -> Iterator[OidcProvider]:
    with OidcProvider.start("localhost") as provider:
        provider.people["grace"] = {"email": "grace@example.org", "email_verified": True, "name": "Grace"}
        yield provider


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory, provider: OidcProvider) -> Iterator[Web]:
    settings = {
        "OIDC_ISSUER": provider.url,
        "OIDC_CLIENT_ID": "platform",
        "OIDC_CLIENT_SECRET": "its secret",
        "OIDC_NAME": "Hall ID",
    }
    web = Web.start(tmp_path_factory.mktemp("signin"), **settings)
    yield web
    web.stop()


@pytest.fixture
def url(web: Web) -> str:
    """By a name: to an address of numbers no passkey can belong."""
    return f"http://localhost:{web.port}"


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A new visitor's; whatever it complains of fails the test."""
    context = await browser.new_context()
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    await context.close()
    assert errors == []


async def plug_in(page: Page) -> tuple[CDPSession, str]:
    """A device for passkeys, and what Chromium calls it."""
    session = await page.context.new_cdp_session(page)
    await session.send("WebAuthn.enable", {"enableUI": False})
    made = await session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session, made["authenticatorId"]


async def register(page: Page, url: str, email: str) -> None:
    await page.goto(f"{url}/register")
    await page.get_by_label("Watch").check()
    await page.get_by_label("Name").fill("Ada")
    await page.get_by_label("E-mail").fill(email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Register").click()
    await page.wait_for_url(f"{url}/livestreams")


async def sign_out(page: Page, url: str) -> None:
    await page.locator(".who").click()
    await page.get_by_role("button", name="Sign out", exact=True).click()
    await expect(page.get_by_role("link", name="Sign in")).to_be_visible()


async def test_whoever_registers_from_the_head_of_a_show_comes_back_to_it(page: Page, web: Web, url: str) -> None:
    artist = await Artist.register(web.url)
    show = f"{url}/livestreams/{(await artist.create_livestream())['id']}"
    await page.goto(show)
    head = page.get_by_role("navigation", name="Main")
    await head.get_by_role("link", name="Sign in").click()
    await head.get_by_role("link", name="Register").click()
    await page.get_by_label("Watch").check()
    await page.get_by_label("Name").fill("Late")
    await page.get_by_label("E-mail").fill("late@example.org")
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Register").click()
    await page.wait_for_url(show)
    await artist.close()


async def add_passkey(page: Page, url: str, name: str) -> None:
    await page.goto(f"{url}/account")
    panel = page.get_by_role("region", name="Passkeys")
    await panel.get_by_text("New passkey").click()
    await panel.get_by_label("Name").fill(name)
    await panel.get_by_role("button", name="Add a passkey").click()
    await expect(panel.get_by_text("not used yet")).to_be_visible()


async def expect_signed_in(page: Page, name: str = "Ada") -> None:
    await expect(page.locator(".who-name")).to_have_text(name)


async def test_by_password_and_back_to_where_one_was_going(page: Page, url: str) -> None:
    await register(page, url, "by-password@example.org")
    await sign_out(page, url)
    await page.goto(f"{url}/sign-in?next=/account")
    await page.get_by_label("E-mail").fill("by-password@example.org")
    await page.get_by_label("Password").fill("not the password")
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await page.wait_for_url(f"{url}/account")
    await expect_signed_in(page)


async def test_by_a_passkey_that_was_added_in_the_account_and_no_more_once_it_is_removed(
    page: Page, url: str
) -> None:
    session, device = await plug_in(page)
    await register(page, url, "by-passkey@example.org")
    # Chromium would answer the question in the field at once, and leave the button nothing to do.
    await page.add_init_script("PublicKeyCredential.isConditionalMediationAvailable = async () => false")
    await add_passkey(page, url, "Travel key")
    kept = await session.send("WebAuthn.getCredentials", {"authenticatorId": device})
    assert [one["isResidentCredential"] for one in kept["credentials"]] == [True]
    await sign_out(page, url)

    await page.goto(f"{url}/sign-in?next=/account")
    await page.get_by_role("button", name="Use a passkey").click()
    await page.wait_for_url(f"{url}/account")
    await expect_signed_in(page)
    panel = page.get_by_role("region", name="Passkeys")
    await expect(panel.get_by_text("last used")).to_be_visible()

    await panel.get_by_role("button", name="Remove Travel key").click()
    await page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    await expect(panel.get_by_text("Travel key")).to_have_count(0)
    # The button has gone with what it removed; the keyboard goes on where the list begins.
    await expect(panel.get_by_role("heading", name="Passkeys")).to_be_focused()
    await sign_out(page, url)
    await page.goto(f"{url}/sign-in")
    await page.get_by_role("button", name="Use a passkey").click()
    await expect(page.get_by_text("could not be confirmed")).to_be_visible()


async def test_by_a_passkey_that_the_browser_offers_in_the_field(page: Page, url: str) -> None:
    await plug_in(page)
    await register(page, url, "by-field@example.org")
    await add_passkey(page, url, "Laptop")
    await sign_out(page, url)
    await page.goto(f"{url}/sign-in?next=/account")
    # A person would choose it from the list under the field; the device here chooses for itself.
    await page.wait_for_url(f"{url}/account")
    await expect_signed_in(page)


async def test_who_closes_the_browser_s_dialogue_stays_where_they_were(page: Page, url: str) -> None:
    session, device = await plug_in(page)
    await session.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    await page.goto(f"{url}/sign-in")
    await page.get_by_role("button", name="Use a passkey").click()
    await expect(page.get_by_role("button", name="Use a passkey")).to_have_attribute("aria-disabled", "false")
    await expect(page.get_by_role("alert")).to_have_count(0)


async def test_with_the_provider_and_back_to_where_one_was_going(
    page: Page, url: str, provider: OidcProvider
) -> None:
    await page.goto(f"{url}/sign-in?next=/account")
    await page.get_by_role("link", name="Continue with Hall ID").click()
    await page.locator("input[name=sub]").fill("grace")
    await page.get_by_role("button", name="Authorize", exact=True).click()
    await page.wait_for_url(f"{url}/account")
    await expect_signed_in(page, "Grace")
    await expect(page.get_by_role("region", name="Linked accounts")).to_contain_text("Last used")


async def test_who_turns_back_at_the_provider_reads_that_nothing_happened(page: Page, url: str) -> None:
    await page.goto(f"{url}/sign-in")
    await page.get_by_role("link", name="Continue with Hall ID").click()
    await page.get_by_role("button", name="Deny").click()
    await expect(page.get_by_text("nothing happened")).to_be_visible()


async def test_an_account_with_a_password_links_the_provider(
    page: Page, url: str, provider: OidcProvider, browser: Browser
) -> None:
    provider.people["ada"] = {"email": "elsewhere@example.org", "email_verified": True}
    await register(page, url, "linked@example.org")
    await page.goto(f"{url}/account")
    await page.get_by_role("button", name="Link Hall ID").click()
    await page.locator("input[name=sub]").fill("ada")
    await page.get_by_role("button", name="Authorize", exact=True).click()
    await page.wait_for_url(f"{url}/account")
    await expect(page.get_by_role("region", name="Linked accounts")).to_contain_text("localhost")
    other: BrowserContext = await browser.new_context()
    again = await other.new_page()
    await again.goto(f"{url}/sign-in")
    await again.get_by_role("link", name="Continue with Hall ID").click()
    await again.locator("input[name=sub]").fill("ada")
    await again.get_by_role("button", name="Authorize", exact=True).click()
    await expect_signed_in(again)
    await other.close()


async def test_by_an_address_of_numbers_the_page_says_why_there_are_no_passkeys(page: Page, web: Web) -> None:
    await register(page, web.url, "by-numbers@example.org")
    await page.goto(f"{web.url}/account")
    await expect(page.get_by_role("region", name="Passkeys")).to_contain_text("belongs to a name")


async def test_who_closes_the_account_is_told_that_it_is_closed_and_is_a_visitor(page: Page, url: str) -> None:
    await register(page, url, "closing@example.org")
    await page.goto(f"{url}/account")
    panel = page.get_by_role("region", name="Close the account")
    await panel.get_by_text("Close my account").click()
    await panel.get_by_label("Your password").fill(PASSWORD)
    await panel.get_by_role("button", name="Close it for good").click()
    await expect(page.get_by_role("heading", name="Your account is closed")).to_be_visible()
    await expect(page.get_by_role("link", name="Sign in")).to_be_visible()


async def test_a_gate_asks_no_more_for_a_mail_whose_link_was_opened_in_another_tab(
    page: Page, url: str, web: Web
) -> None:
    artist = await Artist.register(url)
    livestream = await artist.create_livestream("For holders", token_gate_amount=3)
    await register(page, url, "confirming@example.org")
    await page.goto(f"{url}/livestreams/{livestream['id']}")
    again = page.get_by_role("button", name="Send the mail again")
    await expect(again).to_be_visible()
    mails = [line.removeprefix("| ").strip() for line in web.process.output.splitlines() if "/verify#" in line]
    other = await page.context.new_page()
    await other.goto(url + mails[-1][mails[-1].index("/verify#") :])
    await expect(other.get_by_text("Your address is confirmed")).to_be_visible()
    await page.evaluate("window.dispatchEvent(new Event('focus'))")
    await expect(again).to_be_hidden()
    await expect(page.get_by_text("You hold 0 of 3")).to_be_visible()
    await artist.close()

"""Signing in with a real identity provider, and what somebody could try on the way there and back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from api.signin.attempts import AttemptError, Attempts
from catalog import models
from support.app_world import PASSWORD, Visitor, World
from support.oidc_provider import DISCOVERY, TOKEN, OidcProvider, read_query
from support.ports import find_free_port

CALLBACK = "/api/v1/sessions/oidc/callback"


@pytest.fixture(scope="module")
def running() -> Iterator[OidcProvider]:
    with OidcProvider.start() as provider:
        yield provider


@pytest.fixture
def provider(running: OidcProvider) -> OidcProvider:
    running.changes.clear()
    running.people.clear()
    running.people["grace"] = {"email": "Grace@Example.org", "email_verified": True, "name": "Grace Hopper"}
    return running


@pytest.fixture
def options(provider: OidcProvider) -> dict[str, Any]:
    return {
        "oidc_issuer": provider.url,
        "oidc_client_id": "platform",
        "oidc_client_secret": "its secret",
    }


async def go(visitor: Visitor, path: str) -> str:
    """Where a GET leads."""
    response = await visitor.client.get(path)
    assert response.status_code == 303, await response.get_data(as_text=True)
    assert response.headers["Cache-Control"] == "no-store"
    # A window that a frame has opened to sign in would else not know who opened it, on its way back.
    assert "Cross-Origin-Opener-Policy" not in response.headers
    return response.headers["Location"]


async def sign_in(visitor: Visitor, provider: OidcProvider, person: str = "grace", next_path: str = "") -> str:
    """To the provider and back; where it ended."""
    address = await go(visitor, f"/api/v1/sessions/oidc?next={next_path}")
    return await come_back(visitor, await provider.authorize(address, person))


async def come_back(visitor: Visitor, address: str) -> str:
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"http://localhost{CALLBACK}"
    return await go(visitor, f"{parts.path}?{parts.query}")


async def verify_addresses() -> None:
    await models.Account.all().update(email_verified_at=datetime.now(UTC))


async def count_accounts() -> int:
    return await models.Account.all().count()


def make_account(email: str) -> dict[str, Any]:
    return {"email": email, "password": PASSWORD, "display_name": "Ada", "role": "artist"}


async def test_the_methods_name_the_provider(world: World) -> None:
    methods = await world.nobody.expect(200, "GET", "/sessions/methods")
    assert methods == {"password": True, "passkey": True, "oidc": {"name": "127.0.0.1"}}


async def test_somebody_new_becomes_a_fan_whose_address_is_verified(world: World, provider: OidcProvider) -> None:
    visitor = Visitor(world.app)
    assert await sign_in(visitor, provider, next_path="/livestreams/one?day=1") == "/livestreams/one?day=1"
    me = await visitor.expect(200, "GET", "/me")
    assert (me["email"], me["display_name"], me["role"]) == ("grace@example.org", "Grace Hopper", "fan")
    account = await models.Account.get(id=me["id"])
    assert account.email_verified_at is not None
    assert account.password_hash == ""
    row = await models.Session.get(account_id=me["id"])
    assert row.method == "oidc"


async def test_who_comes_again_is_who_they_were_whatever_they_are_called_now(
    world: World, provider: OidcProvider
) -> None:
    first, again = Visitor(world.app), Visitor(world.app)
    await sign_in(first, provider)
    provider.people["grace"] = {"email": "other@example.org", "email_verified": True, "name": "Somebody"}
    assert await sign_in(again, provider) == "/livestreams"
    assert await again.expect(200, "GET", "/me") == await first.expect(200, "GET", "/me")
    assert await count_accounts() == 1


async def test_the_account_with_their_address_is_theirs_where_both_sides_know_that_it_is(
    world: World, provider: OidcProvider
) -> None:
    artist = await world.enter(make_account("grace@example.org"))
    await verify_addresses()
    visitor = Visitor(world.app)
    assert await sign_in(visitor, provider) == "/artist/livestreams"
    assert (await visitor.expect(200, "GET", "/me"))["id"] == artist.id


async def test_an_address_that_is_not_verified_here_opens_no_account(world: World, provider: OidcProvider) -> None:
    await world.enter(make_account("grace@example.org"))
    visitor = Visitor(world.app)
    assert await sign_in(visitor, provider, next_path="/livestreams") == (
        "/sign-in?refused=link_by_password&next=%2Flivestreams"
    )
    await visitor.refused(401, "not_signed_in", "GET", "/me")
    assert await models.Identity.all().count() == 0


@pytest.mark.parametrize("said", [{"email_verified": False}, {"email_verified": "false"}, {}], ids=repr)
@pytest.mark.parametrize("known", ["verified here", "not verified here", "nobody's"])
async def test_of_an_address_that_the_provider_has_not_verified_nobody_learns_whether_it_has_an_account(
    world: World, provider: OidcProvider, known: str, said: dict[str, object]
) -> None:
    if known != "nobody's":
        await world.enter(make_account("grace@example.org"))
    if known == "verified here":
        await verify_addresses()
    before = await count_accounts(), await models.Delivery.all().count()
    provider.people["grace"] = {"email": "grace@example.org", "name": "Grace Hopper", **said}
    visitor = Visitor(world.app)
    assert await sign_in(visitor, provider, next_path="/livestreams") == (
        "/sign-in?refused=email_unverified&next=%2Flivestreams"
    )
    await visitor.refused(401, "not_signed_in", "GET", "/me")
    assert await models.Identity.all().count() == 0
    assert (await count_accounts(), await models.Delivery.all().count()) == before, "and nobody is written to"


async def test_who_has_linked_it_signs_in_whatever_the_provider_says_of_the_address(
    world: World, provider: OidcProvider
) -> None:
    visitor, again = Visitor(world.app), Visitor(world.app)
    await sign_in(visitor, provider)
    provider.people["grace"] = {"email": "ada@example.org", "email_verified": False, "name": "Grace"}
    assert await sign_in(again, provider) == "/livestreams"
    assert (await again.expect(200, "GET", "/me"))["email"] == "grace@example.org"


@pytest.mark.parametrize(
    ("claims", "name"),
    [({"name": "  "}, "grace"), ({"name": "a\u202e\x00b"}, "grace"), ({"name": "x" * 81}, "grace"), ({}, "grace")],
    ids=ascii,
)
async def test_a_name_that_nobody_could_read_is_not_taken(
    world: World, provider: OidcProvider, claims: dict[str, object], name: str
) -> None:
    provider.people["grace"] = {"email": "grace@example.org", "email_verified": True, **claims}
    visitor = Visitor(world.app)
    await sign_in(visitor, provider)
    assert (await visitor.expect(200, "GET", "/me"))["display_name"] == name


@pytest.mark.parametrize("email", [None, "", "no address", "a@b", 7, "x" * 250 + "@example.org"], ids=ascii)
async def test_somebody_without_an_address_is_told(world: World, provider: OidcProvider, email: object) -> None:
    provider.people["grace"] = {"email": email, "email_verified": True}
    assert await sign_in(Visitor(world.app), provider) == "/sign-in?refused=no_email"
    assert await count_accounts() == 0


async def test_what_somebody_else_began_does_not_end_here(world: World, provider: OidcProvider) -> None:
    """Else a person would be signed in to somebody else's account, and not notice."""
    attacker, victim = Visitor(world.app), Visitor(world.app)
    address = await go(attacker, "/api/v1/sessions/oidc")
    back = await provider.authorize(address, "grace")
    assert await come_back(victim, back) == "/sign-in?refused=sign_in_expired"
    await go(victim, "/api/v1/sessions/oidc")  # has a mark of its own now
    assert await come_back(victim, back) == "/sign-in?refused=sign_in_expired"
    await victim.refused(401, "not_signed_in", "GET", "/me")
    assert await come_back(attacker, back) == "/livestreams"


async def test_a_way_back_is_gone_once(world: World, provider: OidcProvider) -> None:
    visitor = Visitor(world.app)
    back = await provider.authorize(await go(visitor, "/api/v1/sessions/oidc"), "grace")
    assert await come_back(visitor, back) == "/livestreams"
    assert await come_back(visitor, back) == "/sign-in?refused=sign_in_expired"


async def test_a_code_that_was_used_is_refused_by_the_provider_too(world: World, provider: OidcProvider) -> None:
    visitor = Visitor(world.app)
    back = await provider.authorize(await go(visitor, "/api/v1/sessions/oidc"), "grace")
    assert await come_back(visitor, back) == "/livestreams"
    fresh = read_query(await go(visitor, "/api/v1/sessions/oidc"))["state"]
    again = f"{CALLBACK}?code={read_query(back)['code']}&state={fresh}"
    assert await go(visitor, again) == "/sign-in?refused=provider_refused"


async def test_a_code_of_another_attempt_is_not_believed(world: World, provider: OidcProvider) -> None:
    """A code that somebody slipped into a person's own way back: its token has another nonce."""
    attacker, victim = Visitor(world.app), Visitor(world.app)
    theirs = read_query(await provider.authorize(await go(attacker, "/api/v1/sessions/oidc"), "grace"))["code"]
    state = read_query(await go(victim, "/api/v1/sessions/oidc"))["state"]
    assert await go(victim, f"{CALLBACK}?code={theirs}&state={state}") == "/sign-in?refused=provider_refused"
    await victim.refused(401, "not_signed_in", "GET", "/me")


@pytest.mark.parametrize("state", ["", "forged", "A" * 400, "%00", "%C3%A9"])
async def test_a_forged_state_leads_to_the_sign_in_page(world: World, provider: OidcProvider, state: str) -> None:
    visitor = Visitor(world.app)
    await go(visitor, "/api/v1/sessions/oidc")
    assert await go(visitor, f"{CALLBACK}?code=x&state={state}") == "/sign-in?refused=sign_in_expired"


async def test_nothing_secret_is_in_an_address(world: World, provider: OidcProvider) -> None:
    visitor = Visitor(world.app)
    address = await go(visitor, "/api/v1/sessions/oidc?next=/livestreams")
    await come_back(visitor, await provider.authorize(address, "grace"))
    (form,) = [form for path, form in provider.seen[-3:] if path == TOKEN]
    assert form["code_verifier"] not in address
    assert "its secret" not in address
    assert "livestreams" not in read_query(address)["state"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("error=access_denied", "sign_in_cancelled"),
        ("error=server_error", "provider_refused"),
        ("", "provider_refused"),
    ],
)
async def test_who_turns_back_at_the_provider_is_back_at_the_sign_in_page(
    world: World, provider: OidcProvider, answer: str, code: str
) -> None:
    visitor = Visitor(world.app)
    state = read_query(await go(visitor, "/api/v1/sessions/oidc?next=/livestreams"))["state"]
    where = await go(visitor, f"{CALLBACK}?state={state}&{answer}")
    assert where == f"/sign-in?refused={code}&next=%2Flivestreams"


async def test_a_provider_that_says_no_without_a_state_is_understood(world: World, provider: OidcProvider) -> None:
    assert await go(Visitor(world.app), f"{CALLBACK}?error=access_denied") == "/sign-in?refused=sign_in_cancelled"


async def test_an_answer_that_names_another_provider_is_not_believed(world: World, provider: OidcProvider) -> None:
    visitor = Visitor(world.app)
    back = await provider.authorize(await go(visitor, "/api/v1/sessions/oidc"), "grace")
    where = await come_back(visitor, f"{back}&iss=https://elsewhere.example")
    assert where == "/sign-in?refused=provider_refused"


async def test_what_somebody_else_signed_signs_nobody_in(world: World, provider: OidcProvider) -> None:
    await sign_in(Visitor(world.app), provider)
    provider.forge()
    visitor = Visitor(world.app)
    assert await sign_in(visitor, provider) == "/sign-in?refused=provider_refused"
    await visitor.refused(401, "not_signed_in", "GET", "/me")


@pytest.mark.parametrize(
    "options",
    [
        {
            "oidc_issuer": f"http://127.0.0.1:{find_free_port()}",
            "oidc_client_id": "platform",
            "oidc_client_secret": "its secret",
        }
    ],
)
async def test_a_provider_that_is_away_is_said_to_be(world: World, artist: Visitor) -> None:
    where = await go(Visitor(world.app), "/api/v1/sessions/oidc?next=/livestreams")
    assert where == "/sign-in?refused=provider_away&next=%2Flivestreams"
    await artist.refused(503, "provider_away", "POST", "/me/identities", {})


@pytest.mark.parametrize("options", [{}])
async def test_without_a_provider_there_is_no_such_way_in(world: World, artist: Visitor) -> None:
    assert (await world.nobody.expect(200, "GET", "/sessions/methods"))["oidc"] is None
    await world.nobody.refused(404, "no_provider", "GET", "/sessions/oidc")
    await world.nobody.refused(404, "no_provider", "GET", "/sessions/oidc/callback")
    await artist.refused(404, "no_provider", "POST", "/me/identities", {})


@pytest.mark.parametrize("next_path", ["//elsewhere.example", "https://elsewhere.example", "/%5Celsewhere.example"])
async def test_nobody_is_led_to_another_site(world: World, provider: OidcProvider, next_path: str) -> None:
    assert await sign_in(Visitor(world.app), provider, next_path=next_path) == "/livestreams"


async def test_signing_in_ends_the_session_that_was_there(
    world: World, provider: OidcProvider, artist: Visitor
) -> None:
    old = artist.read_cookie("encryptedmedia_session")
    await sign_in(artist, provider)
    assert (await artist.expect(200, "GET", "/me"))["id"] != artist.id
    await Visitor(world.app, old).refused(401, "not_signed_in", "GET", "/me")


async def start_linking(visitor: Visitor, body: dict[str, str] | None = None) -> str:
    led: dict[str, str] = await visitor.expect(200, "POST", "/me/identities", body or {})
    return led["url"]


async def test_who_is_signed_in_links_a_way_in_of_their_own(world: World, provider: OidcProvider) -> None:
    artist = await world.register()
    back = await provider.authorize(await start_linking(artist), "grace")
    assert await come_back(artist, back) == "/account"
    (identity,) = (await artist.expect(200, "GET", "/me/identities"))["identities"]
    assert identity["issuer"] == provider.url
    visitor = Visitor(world.app)
    await sign_in(visitor, provider)
    assert (await visitor.expect(200, "GET", "/me"))["id"] == artist.id
    other = await world.register()
    back = await provider.authorize(await start_linking(other), "grace")
    assert await come_back(other, back) == "/account?refused=identity_taken&next=%2Faccount"


async def test_a_link_that_was_begun_in_one_account_does_not_end_in_another(
    world: World, provider: OidcProvider
) -> None:
    artist, other = await world.register(), await world.register()
    back = await provider.authorize(await start_linking(artist), "grace")
    assert (await come_back(other, back)).endswith("refused=sign_in_expired")
    await artist.expect(204, "DELETE", "/sessions/current")
    assert (await come_back(artist, back)).startswith("/account?refused=sign_in_expired")
    assert await models.Identity.all().count() == 0


async def test_linking_takes_more_than_an_open_page(world: World, provider: OidcProvider) -> None:
    artist = await world.register()
    await models.Session.all().update(created_at=datetime.now(UTC) - timedelta(hours=1))
    await artist.refused(403, "wrong_password", "POST", "/me/identities", {})
    await artist.expect(200, "POST", "/me/identities", {"password": PASSWORD})
    await artist.refused(403, "wrong_origin", "POST", "/me/identities", {}, Origin="https://evil.example")


async def test_an_account_without_a_password_gets_one_or_is_closed_by_whoever_has_just_signed_in(
    world: World, provider: OidcProvider
) -> None:
    visitor, grace = Visitor(world.app), {"email": "grace@example.org", "password": "another long password"}
    await sign_in(visitor, provider)
    assert (await visitor.expect(200, "GET", "/me"))["has_password"] is False
    await models.Session.all().update(created_at=datetime.now(UTC) - timedelta(hours=1))
    await visitor.refused(403, "recent_sign_in_needed", "PUT", "/me/password", {"password": grace["password"]})
    await visitor.refused(403, "recent_sign_in_needed", "DELETE", "/me", {})
    await sign_in(visitor, provider)
    await visitor.expect(200, "PUT", "/me/password", {"password": grace["password"]})
    await Visitor(world.app).expect(200, "POST", "/sessions", grace)
    await visitor.expect(204, "DELETE", "/me", {"password": grace["password"]})
    assert (await models.Identity.all().count(), await count_accounts()) == (0, 0)


async def test_the_last_way_in_stays(world: World, provider: OidcProvider) -> None:
    visitor = Visitor(world.app)
    await sign_in(visitor, provider)
    (identity,) = (await visitor.expect(200, "GET", "/me/identities"))["identities"]
    await visitor.refused(409, "last_way_in", "DELETE", f"/me/identities/{identity['id']}")
    await models.Account.all().update(password_hash="a hash")
    other = await world.register()
    await other.refused(404, "identity_not_found", "DELETE", f"/me/identities/{identity['id']}")
    await visitor.expect(204, "DELETE", f"/me/identities/{identity['id']}")


async def test_the_way_back_has_the_name_that_people_came_by(world: World, provider: OidcProvider) -> None:
    response = await world.nobody.client.get("/api/v1/sessions/oidc", headers={"Host": "live.example:3000"})
    assert read_query(response.headers["Location"])["redirect_uri"] == f"http://live.example:3000{CALLBACK}"


async def test_an_attempt_lasts_ten_minutes(world: World) -> None:
    context = world.app.extensions["encryptedmedia"]
    now = 1_000_000.0
    attempts = Attempts(context.keys, context.throttles, lambda: now)
    _, state = attempts.begin("mark", "/", "http://localhost")
    now += 599
    assert (await attempts.end(state, "mark")).next == "/"
    _, state = attempts.begin("mark", "/", "http://localhost")
    now += 600
    with pytest.raises(AttemptError):
        await attempts.end(state, "mark")


async def test_a_provider_that_changes_its_name_is_not_taken_for_the_old_one(
    world: World, provider: OidcProvider
) -> None:
    provider.changes[DISCOVERY] = lambda said: {**said, "issuer": "https://elsewhere.example"}
    assert await go(Visitor(world.app), "/api/v1/sessions/oidc") == "/sign-in?refused=provider_refused"

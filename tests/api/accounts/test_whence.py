"""An account's owner hears by mail of each new way in, and of each that goes: with what, from where, what to do."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from api.auth import DEVICE_COOKIE
from catalog import models
from support.app_world import PASSWORD, Visitor, World
from support.authenticator import Authenticator
from support.databases import verify_email
from support.mail_server import read_text

ADDED, REMOVED = "A passkey was added to your account", "A passkey was removed from your account"
TOKEN, CHANGED, SIGNED_IN = (
    "An access token was made for your account",
    "Your password was changed",
    "New sign-in to your account",
)
MOVING = "Your e-mail address is to change"
EMAIL = "ada@example.org"
SIGN_IN = {"email": EMAIL, "password": PASSWORD}
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
HOME, ELSEWHERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture
def options() -> dict[str, Any]:
    return {"trusted_proxies": 1}


@pytest.fixture
async def ada(world: World) -> Visitor:
    """Signed in at home, with an address that is verified, in an account that is not new."""
    ada = await world.enter({**SIGN_IN, "display_name": "Ada", "role": "artist"})
    await ada.expect(200, "POST", "/sessions", SIGN_IN, X_Forwarded_For=HOME, User_Agent=FIREFOX)
    await verify_email(EMAIL)
    await models.Account.all().update(created_at=datetime.now(UTC) - timedelta(days=1))
    return ada


async def add_passkey(visitor: Visitor, **headers: str) -> str:
    offered = await visitor.expect(200, "POST", "/me/passkeys/options", {})
    body = {"name": "<b>Phone</b>", "credential": Authenticator("http://localhost").create(offered["options"])}
    made: dict[str, str] = await visitor.expect(201, "POST", "/me/passkeys", body, **headers)
    return made["id"]


async def test_owner_hears_of_a_passkey_that_comes_and_goes(world: World, ada: Visitor) -> None:
    passkey_id = await add_passkey(ada, X_Forwarded_For=ELSEWHERE, User_Agent=FIREFOX)
    text = read_text(await world.postbox.take(ADDED, EMAIL))
    assert f"With: Firefox on Linux, from the address {ELSEWHERE}." in text
    assert "/forgot" in text, "what to do about it"
    assert "Phone" not in text, "no word of whoever did it"
    await ada.expect(204, "DELETE", f"/me/passkeys/{passkey_id}")
    await world.postbox.take(REMOVED, EMAIL)


async def test_owner_hears_of_a_new_access_token_and_not_in_its_maker_s_words(world: World, ada: Visitor) -> None:
    sent = {"User_Agent": "Call-0800-12345 http://evil.example", "X_Forwarded_For": ELSEWHERE}
    draft = {"name": "win-a-prize.example", "scopes": ["watch"]}
    made = await ada.expect(201, "POST", "/me/access-tokens", draft, **sent)
    text = read_text(await world.postbox.take(TOKEN, EMAIL))
    assert f"With: a program that we do not know, from the address {ELSEWHERE}." in text
    assert not any(word in text for word in ("0800", "evil", "prize", made["token"]))


async def test_owner_hears_of_a_sign_in_from_where_nobody_signed_in_before(world: World, ada: Visitor) -> None:
    stranger = Visitor(world.app)
    await stranger.expect(200, "POST", "/sessions", SIGN_IN, X_Forwarded_For=ELSEWHERE, User_Agent=FIREFOX)
    assert ELSEWHERE in read_text(await world.postbox.take(SIGNED_IN, EMAIL))
    await stranger.expect(200, "POST", "/sessions", SIGN_IN, X_Forwarded_For="192.0.2.44")  # has its mark by now
    await Visitor(world.app).expect(200, "POST", "/sessions", SIGN_IN, X_Forwarded_For=HOME)
    await Visitor(world.app).refused(
        401,
        "wrong_credentials",
        "POST",
        "/sessions",
        {**SIGN_IN, "password": "wrong, I fear"},
        X_Forwarded_For="192.0.2.1",
    )
    await ada.expect(201, "POST", "/me/access-tokens", {"name": "x", "scopes": ["watch"]})
    await world.postbox.take(TOKEN)
    assert await models.Delivery.filter(type="sign_in").count() == 1


async def test_a_mark_of_the_password_before_is_a_stranger_s(world: World, ada: Visitor) -> None:
    other = Visitor(world.app)
    await other.expect(200, "POST", "/sessions", SIGN_IN, X_Forwarded_For=HOME)
    assert other.read_cookie(DEVICE_COOKIE)
    new = {"email": EMAIL, "password": "a new password of hers"}
    await ada.expect(
        200, "PUT", "/me/password", {"current_password": PASSWORD, "password": new["password"]}, X_Forwarded_For=HOME
    )
    assert f"from the address {HOME}" in read_text(await world.postbox.take(CHANGED, EMAIL))
    await other.expect(200, "POST", "/sessions", new, X_Forwarded_For=ELSEWHERE)
    await world.postbox.take(SIGNED_IN, EMAIL)


async def test_nothing_is_said_in_the_hour_in_which_everything_is_new(world: World, ada: Visitor) -> None:
    await models.Account.all().update(created_at=datetime.now(UTC))
    await Visitor(world.app).expect(200, "POST", "/sessions", SIGN_IN, X_Forwarded_For=ELSEWHERE)
    assert not await models.Delivery.filter(type="sign_in").exists()


async def test_of_an_address_that_is_not_verified_nobody_is_told_anything(world: World, ada: Visitor) -> None:
    await models.Account.all().update(email_verified_at=None)
    await add_passkey(ada)
    await ada.expect(201, "POST", "/me/access-tokens", {"name": "x", "scopes": ["watch"]})
    await Visitor(world.app).expect(200, "POST", "/sessions", SIGN_IN, X_Forwarded_For=ELSEWHERE)
    assert {row.type for row in await models.Delivery.all()} == {"verify"}


async def test_nobody_in_an_account_can_use_up_the_mails_that_warn_its_owner(world: World, ada: Visitor) -> None:
    for _ in range(5):
        await ada.expect(201, "POST", "/me/access-tokens", {"name": "x", "scopes": ["watch"]})
    await ada.expect(202, "PUT", "/me/email", {"email": "mallory@example.org", "password": PASSWORD})
    await world.postbox.take(MOVING, EMAIL)

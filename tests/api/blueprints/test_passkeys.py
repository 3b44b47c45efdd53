"""Passkeys over REST: added by whoever has just shown who they are, used without a name, and never the last to go."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from api.blueprints.passkeys import SIGNING_IN
from catalog import models
from support.app_world import PASSWORD, Visitor, World
from support.authenticator import Authenticator

HERE = "http://localhost"


@pytest.fixture
def device() -> Authenticator:
    return Authenticator(HERE)


async def add(visitor: Visitor, device: Authenticator, name: str = "Phone") -> dict[str, Any]:
    offered = await visitor.expect(200, "POST", "/me/passkeys/options", {})
    body = {"name": name, "credential": device.create(offered["options"])}
    made: dict[str, Any] = await visitor.expect(201, "POST", "/me/passkeys", body)
    return made


async def answer(visitor: Visitor, device: Authenticator) -> dict[str, Any]:
    offered = await visitor.expect(200, "POST", "/sessions/passkey/options")
    return {"credential": device.get(offered["options"])}


async def age(session_days: float = 0.1) -> None:
    """All sessions began a while ago."""
    await models.Session.all().update(created_at=datetime.now(UTC) - timedelta(days=session_days))


async def forget_passwords() -> None:
    await models.Account.all().update(password_hash="")


async def test_a_passkey_signs_in_whoever_made_it(world: World, artist: Visitor, device: Authenticator) -> None:
    made = await add(artist, device)
    listed = (await artist.expect(200, "GET", "/me/passkeys"))["passkeys"]
    assert listed == [made]
    assert (made["name"], made["suspect"], made["last_used_at"]) == ("Phone", False, None)
    visitor = Visitor(world.app)
    session = await visitor.expect(200, "POST", "/sessions/passkey", await answer(visitor, device))
    assert session["account"]["id"] == artist.id
    assert (await visitor.expect(200, "GET", "/me"))["id"] == artist.id
    (listed,) = (await artist.expect(200, "GET", "/me/passkeys"))["passkeys"]
    assert listed["last_used_at"] is not None
    row = await models.Session.all().order_by("-created_at").first()
    assert row is not None
    assert row.method == "passkey"


async def test_signing_in_makes_a_session_of_its_own(world: World, artist: Visitor, device: Authenticator) -> None:
    await add(artist, device)
    old = artist.read_cookie("encryptedmedia_session")
    session = await artist.expect(200, "POST", "/sessions/passkey", await answer(artist, device))
    assert session["token"] != old
    await Visitor(world.app, old).refused(401, "not_signed_in", "GET", "/me")


async def test_an_answer_is_good_once_and_in_the_browser_that_asked(
    world: World, artist: Visitor, device: Authenticator
) -> None:
    await add(artist, device)
    victim, thief = Visitor(world.app), Visitor(world.app)
    stolen = await answer(victim, device)
    await thief.refused(401, "passkey_refused", "POST", "/sessions/passkey", stolen)
    await thief.expect(200, "POST", "/sessions/passkey/options")
    await thief.refused(401, "passkey_refused", "POST", "/sessions/passkey", stolen)
    await victim.expect(200, "POST", "/sessions/passkey", stolen)
    await victim.refused(401, "passkey_refused", "POST", "/sessions/passkey", stolen)


async def test_a_browser_left_open_gives_nobody_a_key(world: World, artist: Visitor, device: Authenticator) -> None:
    await age()
    await artist.refused(403, "wrong_password", "POST", "/me/passkeys/options", {})
    await artist.refused(403, "wrong_password", "POST", "/me/passkeys/options", {"password": "a guess"})
    offered = await artist.expect(200, "POST", "/me/passkeys/options", {"password": PASSWORD})
    credential = device.create(offered["options"])
    await artist.expect(201, "POST", "/me/passkeys", {"name": "Laptop", "credential": credential})
    await forget_passwords()
    await artist.refused(403, "recent_sign_in_needed", "POST", "/me/passkeys/options", {})
    visitor = Visitor(world.app)
    await visitor.expect(200, "POST", "/sessions/passkey", await answer(visitor, device))
    await visitor.expect(200, "POST", "/me/passkeys/options", {})


async def test_nobody_adds_one_with_what_another_account_asked_for(
    world: World, artist: Visitor, device: Authenticator
) -> None:
    fan = await world.register("fan")
    offered = await fan.expect(200, "POST", "/me/passkeys/options", {})
    body = {"name": "Phone", "credential": device.create(offered["options"])}
    await artist.refused(400, "passkey_refused", "POST", "/me/passkeys", body)
    await fan.expect(201, "POST", "/me/passkeys", body)
    await fan.refused(400, "passkey_refused", "POST", "/me/passkeys", body)


async def test_a_copy_is_noticed_by_its_counter(world: World, artist: Visitor, device: Authenticator) -> None:
    await add(artist, device)
    visitor = Visitor(world.app)
    await visitor.expect(200, "POST", "/sessions/passkey", await answer(visitor, device))
    device.credentials[0].count = 0  # the copy was made before
    problem = await visitor.refused(401, "passkey_copied", "POST", "/sessions/passkey", await answer(visitor, device))
    assert "copy" in problem["detail"]
    (listed,) = (await artist.expect(200, "GET", "/me/passkeys"))["passkeys"]
    assert listed["suspect"]


async def test_passkeys_that_are_shared_among_devices_do_not_count(
    world: World, artist: Visitor, device: Authenticator
) -> None:
    device.counts = False
    await add(artist, device)
    visitor = Visitor(world.app)
    for _ in range(2):
        await visitor.expect(200, "POST", "/sessions/passkey", await answer(visitor, device))


async def test_what_was_removed_signs_nobody_in(world: World, artist: Visitor, device: Authenticator) -> None:
    made, visitor = await add(artist, device), Visitor(world.app)
    fan = await world.register("fan")
    await fan.refused(404, "passkey_not_found", "DELETE", f"/me/passkeys/{made['id']}")
    await artist.expect(204, "DELETE", f"/me/passkeys/{made['id']}")
    await artist.refused(404, "passkey_not_found", "DELETE", f"/me/passkeys/{made['id']}")
    await visitor.refused(401, "passkey_refused", "POST", "/sessions/passkey", await answer(visitor, device))


async def test_the_last_way_in_stays(artist: Visitor, device: Authenticator) -> None:
    first, second = await add(artist, device), await add(artist, Authenticator(HERE), "Laptop")
    await forget_passwords()
    await artist.expect(204, "DELETE", f"/me/passkeys/{first['id']}")
    await artist.refused(409, "last_way_in", "DELETE", f"/me/passkeys/{second['id']}")
    assert len((await artist.expect(200, "GET", "/me/passkeys"))["passkeys"]) == 1


async def test_an_account_has_so_many_and_no_more(artist: Visitor, device: Authenticator) -> None:
    made = await add(artist, device)
    row = await models.Passkey.get(id=made["id"])
    for number in range(19):
        await models.Passkey.create(
            id=f"p-{number}",
            account_id=artist.id,
            credential_id=f"c-{number}",
            public_key="",
            name="x",
            created_at=row.created_at,
        )
    offered = await artist.expect(200, "POST", "/me/passkeys/options", {})
    body = {"name": "One more", "credential": Authenticator(HERE).create(offered["options"])}
    await artist.refused(409, "too_many_passkeys", "POST", "/me/passkeys", body)


async def test_a_passkey_signs_in_where_there_is_no_password(
    world: World, artist: Visitor, device: Authenticator
) -> None:
    await add(artist, device)
    email = (await artist.expect(200, "GET", "/me"))["email"]
    await forget_passwords()
    visitor = Visitor(world.app)
    for password in (PASSWORD, "-", " "):
        await visitor.refused(401, "wrong_credentials", "POST", "/sessions", {"email": email, "password": password})
    await visitor.expect(200, "POST", "/sessions/passkey", await answer(visitor, device))


@pytest.mark.parametrize("host", ["127.0.0.1:3000", "[::1]:3000", "192.168.1.20"])
async def test_an_address_of_numbers_has_no_passkeys_and_says_where_they_work(world: World, host: str) -> None:
    problem = await world.nobody.refused(409, "no_name", "POST", "/sessions/passkey/options", Host=host)
    assert "http://localhost:3000" in problem["detail"]
    assert (await world.nobody.expect(200, "GET", "/sessions/methods", Host=host))["passkey"] is False
    assert (await world.nobody.expect(200, "GET", "/sessions/methods", Host="live.example"))["passkey"] is True


@pytest.mark.parametrize("options", [{"public_url": "https://live.example/"}])
async def test_the_name_is_the_one_that_the_operator_gave(world: World, artist: Visitor) -> None:
    offered = await artist.expect(200, "POST", "/me/passkeys/options", {}, Host="internal:3000")
    assert offered["options"]["rp"]["id"] == "live.example"
    elsewhere = Authenticator("http://internal:3000").create(offered["options"])
    await artist.refused(400, "passkey_refused", "POST", "/me/passkeys", {"name": "x", "credential": elsewhere})
    here = Authenticator("https://live.example").create(offered["options"])
    await artist.expect(201, "POST", "/me/passkeys", {"name": "x", "credential": here})
    asked = await artist.call("POST", "/sessions/passkey/options")
    (cookie,) = asked.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-encryptedmedia_signin=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"))


@pytest.mark.parametrize("host", ["", "a b", "evil.example\\@localhost"])
async def test_a_host_that_is_none_has_no_passkeys(world: World, host: str) -> None:
    await world.nobody.refused(409, "no_name", "POST", "/sessions/passkey/options", Host=host)


@pytest.mark.parametrize("identifier", [7, None, "", "\0", "ö", "x" * 3000, {"a": 1}])
async def test_nonsense_is_refused_in_the_same_words(world: World, identifier: object) -> None:
    await world.nobody.expect(200, "POST", "/sessions/passkey/options")
    body = {"credential": {"id": identifier}}
    await world.nobody.refused(401, "passkey_refused", "POST", "/sessions/passkey", body)


async def test_another_site_s_page_cannot_sign_anybody_in(
    world: World, artist: Visitor, device: Authenticator
) -> None:
    await add(artist, device)
    visitor = Visitor(world.app)
    body = await answer(visitor, device)
    await visitor.refused(403, "wrong_origin", "POST", "/sessions/passkey", body, Origin="https://evil.example")


async def test_tries_are_bounded(world: World) -> None:
    for _ in range(SIGNING_IN.tries):
        assert (await world.nobody.call("POST", "/sessions/passkey/options")).status_code == 200
    answer = await world.nobody.call("POST", "/sessions/passkey/options")
    assert (answer.status_code, "Retry-After" in answer.headers) == (429, True)

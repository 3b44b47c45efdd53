"""Closing an account: who may, and what is told to whom."""

from datetime import UTC, datetime, timedelta
from typing import Any

from catalog import models
from support.app_world import PASSWORD, Visitor, World


async def test_it_takes_the_password_and_then_everything_goes(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    await world.publish(show, "s1")
    world.live.take_announced()
    await artist.refused(403, "wrong_password", "DELETE", "/me", {})
    await artist.refused(403, "wrong_password", "DELETE", "/me", {"password": "wrong"})
    email = (await artist.expect(200, "GET", "/me"))["email"]
    answer = await artist.call("DELETE", "/me", {"password": PASSWORD})
    assert answer.status_code == 204
    assert "encryptedmedia_session=;" in answer.headers["Set-Cookie"]
    assert world.live.take_announced() == ["ended", "deleted"]
    assert artist.id in world.live.rechecked, "its sockets are to go"
    await world.nobody.refused(404, "livestream_not_found", "GET", f"/livestreams/{show['id']}")
    sign_in = {"email": email, "password": PASSWORD}
    await world.nobody.refused(401, "wrong_credentials", "POST", "/sessions", sign_in)
    body = {"stream_key": show["stream_key"], "session_id": "s2", "node": "n1"}
    await world.ingest.refused(403, "unknown_key", "POST", "/streaming/validate", body)


async def test_who_was_in_rehearsal_is_told_of(world: World, artist: Visitor) -> None:
    key = (await artist.expect(200, "GET", "/rehearsal"))["stream_key"]
    await world.publish({"stream_key": key}, "s1")
    await artist.expect(204, "DELETE", "/me", {"password": PASSWORD})
    assert world.live.heard[-1] == ("disconnected", "s1")


async def test_without_a_password_it_takes_a_sign_in_of_just_now(world: World, artist: Visitor) -> None:
    await models.Account.filter(id=artist.id).update(password_hash="")
    await models.Session.filter(account_id=artist.id).update(created_at=datetime.now(UTC) - timedelta(minutes=11))
    await artist.refused(403, "recent_sign_in_needed", "DELETE", "/me", {"password": PASSWORD})
    await models.Session.filter(account_id=artist.id).update(created_at=datetime.now(UTC))
    await artist.expect(204, "DELETE", "/me", {})
    assert not await models.Account.exists(id=artist.id)


async def test_guesses_by_a_stolen_session_are_counted(world: World, artist: Visitor) -> None:
    for _ in range(10):
        await artist.refused(403, "wrong_password", "DELETE", "/me", {"password": "wrong"})
    await artist.refused(429, "too_many_tries", "DELETE", "/me", {"password": PASSWORD})
    assert await models.Account.exists(id=artist.id)


async def test_its_name_goes_from_the_pages_that_show_what_it_said(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    fan = await world.register("fan")
    said = await fan.expect(201, "POST", f"/livestreams/{show['id']}/chat", {"text": "Words stay."})
    room = await world.live.chat.open(show["id"])
    await fan.expect(204, "DELETE", "/me", {"password": PASSWORD})
    assert room.seq > said["seq"], "who is connected hears of it"
    (left,) = (await artist.expect(200, "GET", f"/livestreams/{show['id']}/chat"))["messages"]
    assert left == {**said, "account": None}

"""The browsers on which an account's notices ring; and mails that end in one press."""

from typing import Any

import pytest

from catalog import models
from catalog.db.keys import get_keys
from catalog.follows import endpoints
from catalog.follows.leaving import FOLLOW, REMINDER, make_token
from support.app_world import PASSWORD, Visitor, World
from support.push_service import Browser

KEYS = Browser("/x").keys


def draft(name: str = "a", **more: Any) -> dict[str, Any]:
    return {"endpoint": f"https://push.example.org/{name}", "keys": KEYS, **more}


async def test_a_browser_rings_for_the_account_that_asked_last(world: World) -> None:
    ann, bob = [await world.register("fan") for _ in range(2)]
    made = await ann.expect(201, "POST", "/me/push", draft(), User_Agent="Mozilla/5.0 (X11; Linux) Firefox/140.0")
    assert (made["device"], made["browser"], made["system"]) == ("Firefox on Linux", "Firefox", "Linux")
    listed = await ann.expect(200, "GET", "/me/push")
    assert listed["endpoints"] == [made]
    assert len(listed["public_key"]) == 87
    assert "push.example.org" not in str(listed), "the address is as good as a secret"
    assert (await ann.expect(201, "POST", "/me/push", draft(language="de")))["id"] == made["id"]
    to_bob = await bob.expect(201, "POST", "/me/push", draft())
    assert to_bob["id"] != made["id"], "what still waits for Ann is not shown to Bob"
    assert (await ann.expect(200, "GET", "/me/push"))["endpoints"] == []
    await ann.expect(204, "DELETE", f"/me/push/{to_bob['id']}")
    assert len((await bob.expect(200, "GET", "/me/push"))["endpoints"]) == 1, "only its own account takes it away"
    await bob.expect(204, "DELETE", f"/me/push/{to_bob['id']}")
    assert (await bob.expect(200, "GET", "/me/push"))["endpoints"] == []


async def list_rings(fan: Visitor) -> list[str]:
    return [str(one["id"]) for one in (await fan.expect(200, "GET", "/me/push"))["endpoints"]]


async def test_a_device_rings_as_long_as_its_sign_in(world: World) -> None:
    ways = {"email": "fan@example.org", "password": PASSWORD}

    async def sign_in() -> Visitor:
        browser = Visitor(world.app)
        await browser.expect(200, "POST", "/sessions", ways)
        return browser

    here = await world.enter({**ways, "display_name": "Ada", "role": "fan"})
    there, gone = await sign_in(), await sign_in()
    first, second, third = [
        (await one.expect(201, "POST", "/me/push", draft(name)))["id"]
        for one, name in ((here, "a"), (there, "b"), (gone, "c"))
    ]
    await gone.expect(204, "DELETE", "/sessions/current")
    assert await list_rings(here) == [first, second], "signed out there"
    listed = (await here.expect(200, "GET", "/me/sessions"))["sessions"]
    other = next(one["id"] for one in listed if not one["current"])
    await here.expect(204, "DELETE", f"/me/sessions/{other}")
    assert await list_rings(here) == [first], "put out from here"
    again = await sign_in()
    assert (await again.expect(201, "POST", "/me/push", draft("a")))["id"] == first, "goes with the new sign-in"
    await again.expect(204, "DELETE", "/me/sessions")
    assert await list_rings(again) == [first], "the one that asks rings on"
    assert third not in await list_rings(again)


async def test_a_renewed_address_takes_the_old_one_s_place_and_the_most_silent_browser_makes_room(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoints, "MOST", 2)
    fan = await world.register("fan")
    first = await fan.expect(201, "POST", "/me/push", draft("a"))
    renewed = await fan.expect(201, "POST", "/me/push", draft("b", replaces=draft("a")["endpoint"]))
    assert [one["id"] for one in (await fan.expect(200, "GET", "/me/push"))["endpoints"]] == [renewed["id"]]
    assert first["id"] != renewed["id"]
    others = [(await fan.expect(201, "POST", "/me/push", draft(name)))["id"] for name in "cd"]
    assert [one["id"] for one in (await fan.expect(200, "GET", "/me/push"))["endpoints"]] == others


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"endpoint": "http://push.example.org/x"}, "endpoint"),
        ({"endpoint": "https://ada:secret@push.example.org/x"}, "endpoint"),
        ({"endpoint": "https://push.example.org:25/x"}, "endpoint"),
        ({"endpoint": "https://push.example.org/é"}, "endpoint"),
        ({"endpoint": "https://push.example.org/x\r\nX: y"}, "endpoint"),
        ({"endpoint": "https://push.example.org/x HTTP/1.1"}, "endpoint"),
        ({"keys": {**KEYS, "auth": "AAAA"}}, "keys"),
        ({"keys": {**KEYS, "auth": KEYS["auth"] + "=" * 9}}, "keys.auth"),
        ({"keys": {**KEYS, "p256dh": KEYS["p256dh"] + "=" * 9}}, "keys.p256dh"),
        ({"keys": {**KEYS, "p256dh": "B" * 87}}, "keys"),
    ],
)
async def test_what_no_browser_gives_is_refused(world: World, change: dict[str, Any], field: str) -> None:
    fan = await world.register("fan")
    problem = await fan.refused(400, "invalid_fields", "POST", "/me/push", draft() | change)
    assert [each["field"] for each in problem["errors"]] == [field]


async def test_one_press_in_a_mail_program_ends_the_mails_and_nothing_else(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    fan = await world.register("fan")
    await fan.expect(200, "PUT", f"/artists/{artist.id}/follow", {"mail": True})
    await fan.expect(204, "PUT", f"/livestreams/{show['id']}/reminder")
    assert get_keys()
    client = world.app.test_client()
    for token in (make_token(FOLLOW, fan.id, artist.id), make_token(REMINDER, fan.id, show["id"])):
        assert (await client.post(f"/unsubscribe/{token[:-1]}0x")).status_code == 410
        for _ in range(2):
            answer = await client.post(f"/unsubscribe/{token}", form={"List-Unsubscribe": "One-Click"})
            assert answer.status_code == 204
    wanted = await fan.expect(200, "GET", "/me/follows")
    assert [(each["push"], each["mail"]) for each in wanted["follows"]] == [(True, False)]
    assert wanted["reminders"] == []
    assert await models.Follow.all().count() == 1
    assert world.live.follows[-1] == (fan.id, artist.id, True, True, False)

"""`/livestreams/:id/chat/:message/thanks`."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from catalog.overlays.alerts import read_past
from support.app_world import Visitor, World


@pytest.fixture
async def room(world: World, artist: Visitor, show: dict[str, Any]) -> str:
    """The chat of a show."""
    return f"/livestreams/{show['id']}/chat"


@pytest.fixture
async def fan(world: World) -> Visitor:
    return await world.register(role="fan")


async def test_whoever_is_thanked_is_named_on_every_screen(artist: Visitor, fan: Visitor, room: str) -> None:
    said = await fan.expect(201, "POST", room, {"text": "That bass line!"})
    notice = await artist.expect(201, "POST", f"{room}/{said['id']}/thanks")
    assert (notice["kind"], notice["seq"], notice["text"]) == ("notice", 2, "Ada thanks Ada")
    assert notice["account"] == {"id": artist.id, "display_name": "Ada", "badges": ["artist"]}
    assert notice["mentions"] == [fan.id]
    thanked = {"account": {"id": fan.id, "display_name": "Ada"}, "message_id": said["id"]}
    assert notice["about"] == {"thanks": thanked}
    assert (await fan.expect(200, "GET", room))["messages"] == [said, notice]


async def test_the_thanks_on_an_overlay_wait_as_long_as_the_notice(artist: Visitor, fan: Visitor, room: str) -> None:
    await artist.expect(200, "PATCH", room, {"delay_seconds": 60})
    said = await fan.expect(201, "POST", room, {"text": "That bass line!"})
    await artist.expect(201, "POST", f"{room}/{said['id']}/thanks")
    now = datetime.now(UTC)
    for later, shown in ((0, []), (60, [1])):
        past = await read_past(artist.id, 0, now=now + timedelta(seconds=later))
        assert [alert.number for alert in past.alerts] == shown


async def test_two_taps_thank_once(artist: Visitor, fan: Visitor, room: str) -> None:
    said = await fan.expect(201, "POST", room, {"text": "Hello"})
    taps = [artist.call("POST", f"{room}/{said['id']}/thanks") for _ in range(3)]
    answers = await asyncio.gather(*taps)
    assert sorted(answer.status_code for answer in answers) == [200, 200, 201]
    assert len({(await answer.get_json())["id"] for answer in answers}) == 1
    assert len((await fan.expect(200, "GET", room))["messages"]) == 2
    other = await fan.expect(201, "POST", room, {"text": "Hello again"})
    await artist.expect(201, "POST", f"{room}/{other['id']}/thanks")


async def test_only_the_artist_thanks(world: World, artist: Visitor, fan: Visitor, room: str) -> None:
    said = await fan.expect(201, "POST", room, {"text": "Hello"})
    await world.nobody.refused(401, "not_signed_in", "POST", f"{room}/{said['id']}/thanks")
    await fan.refused(403, "not_an_artist", "POST", f"{room}/{said['id']}/thanks")
    await (await world.register()).refused(403, "not_your_livestream", "POST", f"{room}/{said['id']}/thanks")


async def test_there_must_be_somebody_to_thank(world: World, artist: Visitor, fan: Visitor, room: str) -> None:
    own = await artist.expect(201, "POST", room, {"text": "Hello"})
    await artist.refused(409, "nobody_to_thank", "POST", f"{room}/{own['id']}/thanks")
    said = await fan.expect(201, "POST", room, {"text": "Hello"})
    notice = await artist.expect(201, "POST", f"{room}/{said['id']}/thanks")
    await artist.refused(409, "nobody_to_thank", "POST", f"{room}/{notice['id']}/thanks")
    removed = await fan.expect(201, "POST", room, {"text": "Oh no"})
    await fan.expect(204, "DELETE", f"{room}/{removed['id']}")
    await artist.refused(404, "message_not_found", "POST", f"{room}/{removed['id']}/thanks")
    await artist.refused(404, "message_not_found", "POST", f"{room}/nothing/thanks")
    await artist.refused(404, "livestream_not_found", "POST", f"/livestreams/nothing/chat/{said['id']}/thanks")


async def test_nobody_is_thanked_in_a_room_that_is_closed(
    artist: Visitor, fan: Visitor, room: str, show: dict[str, Any]
) -> None:
    said = await fan.expect(201, "POST", room, {"text": "Hello"})
    await artist.expect(200, "POST", f"/livestreams/{show['id']}/cancel")
    await artist.refused(409, "chat_closed", "POST", f"{room}/{said['id']}/thanks")


async def test_overlays_show_each_thanks_once(artist: Visitor, fan: Visitor, room: str) -> None:
    said = await fan.expect(201, "POST", room, {"text": "Hello"})
    notice = await artist.expect(201, "POST", f"{room}/{said['id']}/thanks")
    await artist.expect(200, "POST", f"{room}/{said['id']}/thanks")
    (alert,) = (await read_past(artist.id, 0)).alerts
    assert (alert.shape["kind"], alert.shape["message_id"]) == ("thanks", notice["id"])
    assert alert.shape["about"] == {"account": {"id": fan.id, "display_name": "Ada"}, "text": ""}
    await artist.expect(204, "DELETE", f"{room}/{notice['id']}")
    assert (await read_past(artist.id, 0)).alerts == (), "a thanks that was taken back is not shown later"

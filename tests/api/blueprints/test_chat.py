"""`/livestreams/:id/chat`."""

from typing import Any
from urllib.parse import quote

from support.app_world import PASSWORD, Visitor, World


async def test_what_is_said_can_be_read_and_removed(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    place = f"/livestreams/{show['id']}/chat"
    fan = await world.register(role="fan")
    said = await fan.expect(201, "POST", place, {"text": "Hello!", "id": "one"})
    assert (said["text"], said["seq"], said["show_time"]) == ("Hello!", 1, None)
    assert said["account"]["badges"] == []
    again = await fan.expect(200, "POST", place, {"text": "Hello!", "id": "one"})
    assert again == said
    await fan.expect(409, "POST", place, {"text": "Something else", "id": "one"})
    own = await artist.expect(201, "POST", place, {"text": "Hi."})
    assert own["account"]["badges"] == ["artist"]
    read = await world.nobody.expect(200, "GET", place)
    assert [one["text"] for one in read["messages"]] == ["Hello!", "Hi."]
    await artist.expect(204, "DELETE", f"{place}/{said['id']}")
    read = await world.nobody.expect(200, "GET", place)
    assert [one["text"] for one in read["messages"]] == ["Hi."]


async def test_a_replay_reads_what_was_said_until_where_it_is(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    place = f"/livestreams/{show['id']}/chat"
    said = [await artist.expect(201, "POST", place, {"text": words}) for words in ("One", "Two", "Three")]
    second = quote(said[1]["at"])
    read = await world.nobody.expect(200, "GET", f"{place}?until={second}")
    assert {one["text"] for one in read["messages"]} >= {"One", "Two"}
    assert all(one["at"] <= said[1]["at"] for one in read["messages"])
    long_ago = await world.nobody.expect(200, "GET", f"{place}?until=2020-01-01T00:00:00Z")
    assert long_ago["messages"] == []
    await world.nobody.expect(400, "GET", f"{place}?until=yesterday")


async def test_whom_a_message_names_is_said_by_id(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    place = f"/livestreams/{show['id']}/chat"
    grace = await world.enter(
        {"email": "grace@example.org", "password": PASSWORD, "display_name": "Grace Hopper", "role": "fan"}
    )
    said = await artist.expect(201, "POST", place, {"text": "Is @Grace Hopper here?"})
    assert said["mentions"] == [], "nobody of that name has spoken"
    said = await grace.expect(201, "POST", place, {"text": "Yes, @ada! Not me@ada.org."})
    assert said["mentions"] == [artist.id]
    said = await artist.expect(201, "POST", place, {"text": "Hello @grace hopper!"})
    assert said["mentions"] == [grace.id]

"""`/livestreams/:id/chat`."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from api.context import KEY, Context
from catalog.chat.changes import change_room
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


async def test_a_burst_is_told_when_the_next_one_is_taken(
    world: World, show: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    context: Context = world.app.extensions[KEY]
    monkeypatch.setattr(context.throttles, "_clock", lambda: 100.0)  # it stands still, however long the test takes
    place = f"/livestreams/{show['id']}/chat"
    fan = await world.register(role="fan")
    for number in range(5):
        await fan.expect(201, "POST", place, {"text": f"{number}", "id": f"{number}"})
    answer = await fan.call("POST", place, {"text": "Too much", "id": "6"})
    assert (answer.status_code, (await answer.get_json())["code"]) == (429, "chat_too_fast")
    assert answer.headers["Retry-After"] == "1"
    again = await fan.expect(200, "POST", place, {"text": "4", "id": "4"})
    assert again["seq"] == 5, "what stands there already is no burst"
    await fan.refused(429, "chat_too_fast", "POST", place, {"text": "Other words", "id": "4"})
    other = await world.register(role="fan")
    await other.expect(201, "POST", place, {"text": "Others do not wait for it"})


async def test_what_is_refused_for_its_words_counts_as_said(
    world: World, artist: Visitor, show: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    context: Context = world.app.extensions[KEY]
    monkeypatch.setattr(context.throttles, "_clock", lambda: 100.0)
    place = f"/livestreams/{show['id']}/chat"
    await artist.expect(200, "PATCH", place, {"words": ["spam"]})
    fan = await world.register(role="fan")
    for _ in range(5):
        await fan.refused(403, "chat_word_refused", "POST", place, {"text": "spam"})
    await fan.refused(429, "chat_too_fast", "POST", place, {"text": "spam"})


async def test_a_room_is_closed_long_before_a_show_and_what_was_said_is_still_answered(
    world: World, artist: Visitor
) -> None:
    start = datetime.now(UTC) + timedelta(hours=2)
    show = await artist.expect(201, "POST", "/livestreams", {"title": "Later"})
    place = f"/livestreams/{show['id']}/chat"
    said = await artist.expect(201, "POST", place, {"text": "Hello", "id": "x"})
    later = {"scheduled_start_at": start.isoformat().replace("+00:00", "Z")}
    await artist.expect(200, "PATCH", f"/livestreams/{show['id']}", later)
    await artist.refused(409, "chat_closed", "POST", place, {"text": "Early"})
    assert await artist.expect(200, "POST", place, {"text": "Hello", "id": "x"}) == said
    read = await world.nobody.expect(200, "GET", place)
    assert [one["text"] for one in read["messages"]] == ["Hello"]


async def test_who_may_not_watch_neither_reads_nor_writes(world: World, artist: Visitor) -> None:
    show = await artist.expect(201, "POST", "/livestreams", {"title": "For holders", "token_gate_amount": 5})
    place = f"/livestreams/{show['id']}/chat"
    fan = await world.register(role="fan")
    await world.nobody.refused(401, "not_signed_in", "GET", place)
    await fan.refused(403, "not_enough_tokens", "GET", place)
    await fan.refused(403, "not_enough_tokens", "POST", place, {"text": "Hi"})
    await artist.expect(201, "POST", f"/artists/{artist.id}/tokens/grants", {"account": fan.id, "amount": 5})
    said = await fan.expect(201, "POST", place, {"text": "Hi"})
    assert said["account"]["badges"] == ["holder"]
    assert len((await fan.expect(200, "GET", place))["messages"]) == 1


@pytest.mark.parametrize(
    "body",
    [{}, {"text": ""}, {"text": "   "}, {"text": "x" * 501}, {"text": "two\nlines"}, {"text": "\u0000"},
     {"text": "two\u2028lines"}, {"text": "two\u2029lines"},
     {"text": "x", "id": ""}, {"text": "x", "id": "a:b"}, {"text": "x", "id": "x" * 65}, {"text": "x", "more": 1}],
)  # fmt: skip
async def test_what_is_no_message_is_refused(world: World, artist: Visitor, show: dict[str, Any], body: Any) -> None:
    await artist.refused(400, "invalid_fields", "POST", f"/livestreams/{show['id']}/chat", body)


async def test_what_waits_for_moderators_is_read_by_them_alone(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    place = f"/livestreams/{show['id']}/chat"
    fan = await world.register(role="fan")
    await fan.expect(201, "POST", place, {"text": "Not yet"})
    await world.live.chat.change(lambda: change_room(show["id"], {"delay_seconds": 60}))
    assert (await fan.expect(200, "GET", place))["messages"] == []
    assert len((await artist.expect(200, "GET", place))["messages"]) == 1


async def test_there_is_no_room_without_a_livestream(world: World, artist: Visitor) -> None:
    for method, body in (("GET", None), ("POST", {"text": "Hi"})):
        await artist.refused(404, "livestream_not_found", method, "/livestreams/none/chat", body)
    await artist.refused(404, "livestream_not_found", "DELETE", "/livestreams/none/chat/none")


async def test_one_removes_the_own_words_and_no_others(world: World, show: dict[str, Any]) -> None:
    place = f"/livestreams/{show['id']}/chat"
    fan, other = await world.register(role="fan"), await world.register(role="fan")
    said = await fan.expect(201, "POST", place, {"text": "Oops"})
    await other.expect(403, "DELETE", f"{place}/{said['id']}")
    await fan.expect(204, "DELETE", f"{place}/{said['id']}")
    await fan.expect(204, "DELETE", f"{place}/{said['id']}")
    await fan.refused(404, "message_not_found", "DELETE", f"{place}/none")

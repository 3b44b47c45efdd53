"""Routes of those who keep a room: settings, bans, moderators, the audit trail."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from api.context import KEY, Context
from catalog import models
from catalog.chat.reading import read_room
from support.app_world import PASSWORD, Visitor, World
from support.databases import verify_email


@pytest.fixture
def room(show: dict[str, Any]) -> str:
    return f"/livestreams/{show['id']}/chat"


async def test_a_moderator_is_made_and_dismissed_by_the_artist_alone(
    world: World, artist: Visitor, show: dict[str, Any], room: str
) -> None:
    fan, other = await world.register("fan"), await world.register()
    place = f"/livestreams/{show['id']}/moderators"
    for method, path in (("GET", place), ("PUT", f"{place}/{fan.id}"), ("DELETE", f"{place}/{fan.id}")):
        await world.nobody.refused(401, "not_signed_in", method, path)
    await fan.refused(403, "not_a_moderator", "GET", place)
    await other.refused(403, "not_your_livestream", "PUT", f"{place}/{fan.id}")
    await artist.expect(204, "PUT", f"{place}/{fan.id}")
    await artist.expect(204, "PUT", f"{place}/{fan.id}")
    listed = await fan.expect(200, "GET", place)
    assert [one["account"]["id"] for one in listed["moderators"]] == [fan.id]
    assert (await fan.expect(201, "POST", room, {"text": "hi"}))["account"]["badges"] == ["moderator"]
    await fan.refused(403, "not_your_livestream", "PUT", f"{place}/{other.id}")
    await artist.refused(404, "account_not_found", "PUT", f"{place}/nobody")
    await artist.refused(409, "keeps_the_room", "PUT", f"{place}/{artist.id}")
    await artist.expect(204, "DELETE", f"{place}/{fan.id}")
    await artist.expect(204, "DELETE", f"{place}/{fan.id}")
    assert world.live.rechecked == [fan.id], "what it alone could hear is closed to it"
    await fan.refused(403, "not_a_moderator", "GET", place)


async def test_a_moderator_is_found_by_address_or_by_the_name_that_wrote_in_the_room(
    world: World, artist: Visitor, show: dict[str, Any], room: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    context: Context = world.app.extensions[KEY]
    monkeypatch.setattr(context.throttles, "_clock", lambda: 100.0)
    place = f"/livestreams/{show['id']}/moderators"
    people = []
    for email, name in (("grace@example.org", "Grace"), ("twin@example.org", "Bea"), ("other@example.org", "bea")):
        draft = {"email": email, "password": PASSWORD, "display_name": name, "role": "fan"}
        people.append(await world.enter(draft))
    grace, twin, _ = people
    await artist.refused(400, "email_or_name", "POST", place, {})
    await artist.refused(400, "email_or_name", "POST", place, {"email": "a@example.org", "name": "A"})
    await artist.refused(404, "account_not_found", "POST", place, {"email": "grace@example.org"})
    await verify_email("grace@example.org")
    made = await artist.expect(200, "POST", place, {"email": " Grace@Example.org"})
    assert made["account"] == {"id": grace.id, "display_name": "Grace"}
    assert (await grace.expect(200, "GET", place))["moderators"] == [made]
    await grace.refused(403, "not_your_livestream", "POST", place, {"name": "Bea"})
    await artist.refused(404, "account_not_found", "POST", place, {"name": "Bea"})
    for text in ("one", "two"):
        await twin.expect(201, "POST", room, {"text": text})
    assert (await artist.expect(200, "POST", place, {"name": "BEA"}))["account"]["id"] == twin.id
    await people[2].expect(201, "POST", room, {"text": "three"})
    await artist.refused(409, "several_of_that_name", "POST", place, {"name": "Bea"})
    for _ in range(5):
        await artist.refused(404, "account_not_found", "POST", place, {"name": "Nobody"})
    await artist.refused(429, "too_many_tries", "POST", place, {"name": "Nobody"})


async def test_settings_are_shown_to_all_and_words_to_moderators(
    world: World, artist: Visitor, show: dict[str, Any], room: str
) -> None:
    fan = await world.register("fan")
    usual = await world.nobody.expect(200, "GET", f"{room}/room")
    assert usual == {
        "enabled": True,
        "slow_seconds": 0,
        "holders_only": False,
        "delay_seconds": 0,
        "links": True,
        "shield": False,
        "pinned": None,
        "goal": None,
        "words": None,
        "filter": None,
        "moderates": False,
    }
    await fan.refused(403, "not_a_moderator", "PATCH", room, {"slow_seconds": 5})
    changed = await artist.expect(200, "PATCH", room, {"slow_seconds": 5, "words": ["spam*"], "delay_seconds": 3})
    assert changed == {**usual, "slow_seconds": 5, "words": ["spam*"], "delay_seconds": 3, "moderates": True}
    assert await artist.expect(200, "GET", f"{room}/room") == changed
    assert (await fan.expect(200, "GET", f"{room}/room"))["words"] is None
    for wrong in ({"slow_seconds": -1}, {"words": [""]}, {"words": ["x"] * 301}, {"links": 1}, {"pinned": None}):
        await artist.refused(400, "invalid_fields", "PATCH", room, wrong)
    await artist.expect(200, "PATCH", room, {"enabled": False})
    await fan.refused(409, "chat_closed", "POST", room, {"text": "hi"})
    await artist.expect(201, "POST", room, {"text": "hi"})
    acts = (await artist.expect(200, "GET", f"{room}/acts"))["acts"]
    assert [(one["what"], one["about"]) for one in acts] == [
        ("settings_changed", {"settings": {"enabled": False}}),
        ("settings_changed", {"settings": {"slow_seconds": 5, "words": ["spam*"], "delay_seconds": 3}}),
    ]
    assert {one["by"]["id"] for one in acts} == {artist.id}


async def test_the_next_room_begins_as_the_last_one_was_set(world: World, artist: Visitor, room: str) -> None:
    await artist.expect(200, "PATCH", room, {"holders_only": True, "shield": True, "enabled": False})
    later = await artist.expect(201, "POST", "/livestreams", {"title": "Another show"})
    place = f"/livestreams/{later['id']}/chat"
    begun = await artist.expect(200, "GET", f"{place}/room")
    assert (begun["holders_only"], begun["shield"], begun["enabled"]) == (True, False, True)
    fan = await world.register("fan")
    await fan.refused(403, "chat_holders_only", "POST", place, {"text": "the first word"})


async def test_who_is_banned_says_when_and_all_that_was_said_can_go(world: World, artist: Visitor, room: str) -> None:
    fan, quiet = await world.register("fan"), await world.register("fan")
    for text in ("one", "two"):
        await fan.expect(201, "POST", room, {"text": text})
    await quiet.expect(201, "POST", room, {"text": "three"})
    await fan.refused(403, "not_a_moderator", "POST", f"{room}/bans", {"account_id": quiet.id})
    await fan.refused(403, "not_a_moderator", "GET", f"{room}/bans")
    draft = {"account_id": fan.id, "seconds": 600, "reason": "caps", "remove": True}
    made = await artist.expect(200, "POST", f"{room}/bans", draft)
    assert (made["account"]["id"], made["reason"], made["by"]["id"]) == (fan.id, "caps", artist.id)
    refused = await fan.refused(403, "banned_from_chat", "POST", room, {"text": "four"})
    seconds = re.search(r"in (\d+) s", refused["detail"])
    assert seconds is not None
    assert 0 < int(seconds[1]) <= 600
    read = await world.nobody.expect(200, "GET", room)
    assert [one["text"] for one in read["messages"]] == ["three"]
    assert (await artist.expect(200, "GET", f"{room}/bans"))["bans"] == [made]
    acts = (await artist.expect(200, "GET", f"{room}/acts"))["acts"]
    assert [one["what"] for one in acts] == ["messages_removed", "timed_out"]
    assert [one["text"] for one in acts[0]["about"]["messages"]] == ["one", "two"]
    await artist.expect(204, "DELETE", f"{room}/bans/accounts/{fan.id}")
    await artist.expect(204, "DELETE", f"{room}/bans/accounts/{fan.id}")
    await fan.expect(201, "POST", room, {"text": "sorry"})
    await artist.refused(409, "keeps_the_room", "POST", f"{room}/bans", {"account_id": artist.id})
    await artist.refused(404, "account_not_found", "POST", f"{room}/bans", {"account_id": "nobody"})
    await artist.refused(400, "bad_cursor", "GET", f"{room}/bans?cursor=x")
    await artist.refused(400, "bad_cursor", "GET", f"{room}/acts?cursor=x")


async def test_a_ban_for_good_shuts_out_of_what_is_gated_until_it_is_lifted(
    world: World, artist: Visitor, show: dict[str, Any], room: str
) -> None:
    fan = await world.register("fan")
    await artist.expect(
        201, "POST", f"/artists/{artist.id}/tokens/grants", {"account": fan.id, "amount": 5}, Idempotency_Key="k"
    )
    await artist.expect(200, "PATCH", f"/livestreams/{show['id']}", {"token_gate_amount": 5})
    await fan.expect(201, "POST", room, {"text": "hi"})
    await artist.expect(200, "POST", f"{room}/bans", {"account_id": fan.id})
    assert world.live.rechecked == [fan.id], "its sockets and passes are looked at"
    await fan.refused(403, "blocked", "GET", room)
    await artist.expect(204, "DELETE", f"{room}/bans/accounts/{fan.id}")
    await fan.expect(201, "POST", room, {"text": "back"})


async def test_removing_anothers_message_is_written_down_and_ones_own_is_not(
    world: World, artist: Visitor, room: str
) -> None:
    fan, other = await world.register("fan"), await world.register("fan")
    said = [await fan.expect(201, "POST", room, {"text": text}) for text in ("mine", "theirs")]
    await other.refused(403, "not_a_moderator", "DELETE", f"{room}/{said[0]['id']}")
    await fan.expect(204, "DELETE", f"{room}/{said[0]['id']}")
    made = await artist.expect(201, "POST", "/me/access-tokens", {"name": "bot", "scopes": ["chat"]})
    bot = Visitor(world.app, made["token"])
    await bot.refused(403, "scope_missing", "DELETE", f"{room}/{said[1]['id']}")
    made = await artist.expect(201, "POST", "/me/access-tokens", {"name": "bot", "scopes": ["chat", "moderate"]})
    await Visitor(world.app, made["token"]).expect(204, "DELETE", f"{room}/{said[1]['id']}")
    acts = (await artist.expect(200, "GET", f"{room}/acts"))["acts"]
    assert [(one["what"], one["about"]["count"]) for one in acts] == [("messages_removed", 1)]
    assert acts[0]["about"]["messages"][0]["text"] == "theirs"
    await fan.refused(403, "not_a_moderator", "GET", f"{room}/acts")


async def test_what_is_not_taken_is_said_and_is_not_asked_of_moderators(
    world: World, artist: Visitor, room: str
) -> None:
    fan = await world.register("fan")
    await artist.expect(200, "PATCH", room, {"links": False, "words": ["spam*"]})
    await fan.refused(403, "chat_links_off", "POST", room, {"text": "see example.com"})
    refused = await fan.refused(403, "chat_word_refused", "POST", room, {"text": "buy my 5pamming!"})
    assert "“5pamming!”" in refused["detail"]
    await fan.expect(201, "POST", room, {"text": "buy my record"})
    await artist.expect(201, "POST", room, {"text": "no spam, see example.com"})


async def test_slow_mode_says_in_seconds_when_the_next_message_is_taken(
    world: World, artist: Visitor, room: str
) -> None:
    fan = await world.register("fan")
    await artist.expect(200, "PATCH", room, {"slow_seconds": 900})
    said = await fan.expect(201, "POST", room, {"text": "one", "id": "one"})
    assert await fan.expect(200, "POST", room, {"text": "one", "id": "one"}) == said, "said again, it is the same"
    response = await fan.call("POST", room, {"text": "two"})
    assert (response.status_code, (await response.get_json())["code"]) == (429, "chat_slow")
    assert 0 < int(response.headers["Retry-After"]) <= 900
    for text in ("one", "two"):
        await artist.expect(201, "POST", room, {"text": text})
    await artist.expect(200, "PATCH", room, {"slow_seconds": 0})
    await fan.expect(201, "POST", room, {"text": "two"})


async def test_the_shield_is_one_press_and_back(world: World, artist: Visitor, room: str) -> None:
    fan, holder = await world.register("fan"), await world.register("fan")
    grant = {"account": holder.id, "amount": 1}
    await artist.expect(201, "POST", f"/artists/{artist.id}/tokens/grants", grant, Idempotency_Key="k")
    # Slower than the shield alone, so that the machine's pace has no say in it.
    await artist.expect(200, "PATCH", room, {"shield": True, "slow_seconds": 900})
    await fan.refused(403, "chat_holders_only", "POST", room, {"text": "hi"})
    await holder.refused(403, "chat_links_off", "POST", room, {"text": "example.com"})
    await holder.expect(201, "POST", room, {"text": "hi"})
    await holder.refused(429, "chat_slow", "POST", room, {"text": "hi again"})
    shown = await artist.expect(200, "PATCH", room, {"shield": False, "slow_seconds": 0})
    assert (shown["holders_only"], shown["links"], shown["slow_seconds"]) == (False, True, 0)
    await fan.expect(201, "POST", room, {"text": "example.com"})
    await holder.expect(201, "POST", room, {"text": "hi again"})


async def test_a_message_is_pinned_until_another_is_or_it_is_removed(
    world: World, artist: Visitor, room: str
) -> None:
    fan = await world.register("fan")
    said = [await fan.expect(201, "POST", room, {"text": text}) for text in ("one", "two")]
    await fan.refused(403, "not_a_moderator", "PUT", f"{room}/pin", {"message_id": said[0]["id"]})
    await artist.refused(404, "message_not_found", "PUT", f"{room}/pin", {"message_id": "nothing"})
    for one in said:
        await artist.expect(204, "PUT", f"{room}/pin", {"message_id": one["id"]})
        assert (await world.nobody.expect(200, "GET", f"{room}/room"))["pinned"]["text"] == one["text"]
    await artist.expect(204, "DELETE", f"{room}/{said[1]['id']}")
    assert (await artist.expect(200, "GET", f"{room}/room"))["pinned"] is None
    await artist.expect(204, "PUT", f"{room}/pin", {"message_id": said[0]["id"]})
    await artist.expect(204, "DELETE", f"{room}/pin")
    await artist.expect(204, "DELETE", f"{room}/pin")
    assert (await artist.expect(200, "GET", f"{room}/room"))["pinned"] is None
    acts = (await artist.expect(200, "GET", f"{room}/acts"))["acts"]
    assert [one["what"] for one in acts] == ["unpinned", "pinned", "messages_removed", "pinned", "pinned"]


async def test_what_is_pinned_while_it_waits_is_shown_to_moderators_alone(
    world: World, artist: Visitor, room: str
) -> None:
    fan = await world.register("fan")
    heard = await fan.expect(201, "POST", room, {"text": "heard"})
    await models.ChatMessage.all().update(at=datetime.now(UTC) - timedelta(hours=1))
    await artist.expect(200, "PATCH", room, {"delay_seconds": 60})
    waits = await fan.expect(201, "POST", room, {"text": "waits"})
    for message, shown in ((waits, None), (heard, heard["id"])):
        await artist.expect(204, "PUT", f"{room}/pin", {"message_id": message["id"]})
        for visitor, pinned in ((world.nobody, shown), (fan, shown), (artist, message["id"])):
            found = (await visitor.expect(200, "GET", f"{room}/room"))["pinned"]
            assert (None if found is None else found["id"]) == pinned


async def test_nothing_new_is_set_above_a_room_that_is_over(
    world: World, artist: Visitor, show: dict[str, Any], room: str
) -> None:
    said = [await artist.expect(201, "POST", room, {"text": text}) for text in ("one", "two")]
    await artist.expect(204, "PUT", f"{room}/pin", {"message_id": said[0]["id"]})
    await artist.expect(200, "PUT", f"/livestreams/{show['id']}/goal", {"title": "A piano", "amount": 100})
    await artist.expect(200, "POST", f"/livestreams/{show['id']}/cancel")
    goal = {"title": "Another", "amount": 5}
    await artist.refused(409, "chat_closed", "PUT", f"{room}/pin", {"message_id": said[1]["id"]})
    await artist.refused(409, "chat_closed", "PUT", f"/livestreams/{show['id']}/goal", goal)
    other = await world.register()
    await other.refused(403, "not_your_livestream", "PUT", f"/livestreams/{show['id']}/goal", goal)
    await artist.expect(204, "DELETE", f"{room}/pin")
    await artist.expect(204, "DELETE", f"/livestreams/{show['id']}/goal")


async def test_what_is_pinned_is_told_as_it_is_when_that_changes(
    world: World, artist: Visitor, show: dict[str, Any], room: str
) -> None:
    asked = await artist.expect(201, "POST", room, {"text": "Which song?", "question": True})
    await artist.expect(204, "PUT", f"{room}/pin", {"message_id": asked["id"]})
    told = await world.live.chat.open(show["id"])
    await artist.expect(204, "PUT", f"{room}/{asked['id']}/question", {"state": "answered"})
    assert told.shape["pinned"]["question"] == "answered"
    assert (told.shape, told.seq) == ((await read_room(show["id"])).shape, asked["seq"] + 3)


async def test_questions_wait_in_a_queue_for_their_answer(world: World, artist: Visitor, room: str) -> None:
    fan = await world.register("fan")
    asked = await fan.expect(201, "POST", room, {"text": "Which key?", "question": True})
    said = await fan.expect(201, "POST", room, {"text": "Hi"})
    await fan.refused(403, "not_a_moderator", "GET", f"{room}/questions")

    async def list_questions(query: str = "") -> list[str]:
        read = await artist.expect(200, "GET", f"{room}/questions{query}")
        return [one["text"] for one in read["messages"]]

    assert await list_questions() == ["Which key?"]
    await artist.expect(204, "PUT", f"{room}/{said['id']}/question", {"state": "open"})
    assert await list_questions() == ["Which key?", "Hi"]
    assert await list_questions(f"?after={asked['seq']}&limit=1") == ["Hi"]
    await artist.expect(204, "PUT", f"{room}/{asked['id']}/question", {"state": "answered"})
    await artist.expect(204, "PUT", f"{room}/{said['id']}/question", {"state": None})
    assert (await list_questions(), await list_questions("?state=answered")) == ([], ["Which key?"])
    read = await world.nobody.expect(200, "GET", room)
    assert [one["question"] for one in read["messages"]] == ["answered", None]
    await fan.refused(403, "not_a_moderator", "PUT", f"{room}/{said['id']}/question", {"state": "open"})
    await artist.refused(404, "message_not_found", "PUT", f"{room}/nothing/question", {"state": "open"})
    await artist.refused(400, "invalid_fields", "PUT", f"{room}/{said['id']}/question", {"state": "later"})


async def test_reports_wait_in_a_queue_until_the_message_goes_or_stays(
    world: World, artist: Visitor, room: str
) -> None:
    fan, others = await world.register("fan"), [await world.register("fan") for _ in range(2)]
    said = [await fan.expect(201, "POST", room, {"text": text}) for text in ("one", "two")]
    for message in said:
        for other in others:
            await other.expect(204, "POST", f"{room}/{message['id']}/reports", {"reason": "rude"})
            await other.expect(204, "POST", f"{room}/{message['id']}/reports")
    await world.nobody.refused(401, "not_signed_in", "POST", f"{room}/{said[0]['id']}/reports")
    await fan.refused(404, "message_not_found", "POST", f"{room}/nothing/reports")
    await fan.refused(403, "not_a_moderator", "GET", f"{room}/reports")
    await fan.refused(403, "not_a_moderator", "DELETE", f"{room}/{said[0]['id']}/reports")
    queue = (await artist.expect(200, "GET", f"{room}/reports"))["reported"]
    assert [one["message"]["text"] for one in queue] == ["one", "two"]
    assert [each["account"]["id"] for each in queue[0]["reports"]] == [other.id for other in others]
    assert {each["reason"] for each in queue[0]["reports"]} == {"rude"}
    await artist.expect(204, "DELETE", f"{room}/{said[0]['id']}")
    await artist.expect(204, "DELETE", f"{room}/{said[1]['id']}/reports")
    await artist.expect(204, "DELETE", f"{room}/{said[1]['id']}/reports")
    assert (await artist.expect(200, "GET", f"{room}/reports"))["reported"] == []
    acts = (await artist.expect(200, "GET", f"{room}/acts"))["acts"]
    assert [one["what"] for one in acts] == ["report_closed", "messages_removed"]
    assert acts[0]["about"]["count"] == 2


async def test_who_reports_everything_is_told_to_wait(world: World, artist: Visitor, room: str) -> None:
    fan = await world.register("fan")
    said = await artist.expect(201, "POST", room, {"text": "hi"})
    for _ in range(10):
        await fan.expect(204, "POST", f"{room}/{said['id']}/reports")
    await fan.refused(429, "too_many_reports", "POST", f"{room}/{said['id']}/reports")


async def test_the_words_of_a_tip_are_asked_as_a_messages_are(
    world: World, artist: Visitor, show: dict[str, Any], room: str
) -> None:
    fan = await world.register("fan")
    grant = {"account": fan.id, "amount": 5}
    await artist.expect(201, "POST", f"/artists/{artist.id}/tokens/grants", grant, Idempotency_Key="k")
    await artist.expect(200, "PATCH", room, {"words": ["spam"], "links": False, "slow_seconds": 900})
    tips = f"/livestreams/{show['id']}/tips"
    await fan.refused(403, "chat_word_refused", "POST", tips, {"amount": 1, "message": "5pam"})
    await fan.refused(403, "chat_links_off", "POST", tips, {"amount": 1, "message": "example.com"})
    for _ in range(2):
        await fan.expect(201, "POST", tips, {"amount": 1, "message": "Bravo!"})

"""Another system is asked of each message, as the artist chose."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from api.outbox.state import KEY, Outbox
from outbox.webhook.chat_filter import ChatFilter
from support.app_world import Visitor, World


class Answers(ChatFilter):
    """What a filter says, without one."""

    def __init__(self) -> None:
        self.answer: bool | None = True
        self.asked: list[tuple[str, str, Mapping[str, Any]]] = []

    async def ask(self, url: str, secret: str, message: Mapping[str, Any]) -> bool | None:
        self.asked.append((url, secret, message))
        return self.answer


@pytest.fixture
def options() -> dict[str, Any]:
    return {"webhook_private_addresses": True}


@pytest.fixture
def answers(world: World) -> Answers:
    answers = Answers()
    outbox: Outbox = world.app.extensions[KEY]
    world.app.extensions[KEY] = replace(outbox, chat_filter=answers)
    return answers


@pytest.fixture
def room(show: dict[str, Any]) -> str:
    return f"/livestreams/{show['id']}/chat"


URL = "http://127.0.0.1:9999/filter"


async def test_a_filter_is_asked_of_each_message_but_not_of_moderators(
    world: World, artist: Visitor, show: dict[str, Any], room: str, answers: Answers
) -> None:
    fan = await world.register("fan")
    made = await artist.expect(200, "PUT", f"{room}/filter", {"url": URL})
    assert made["secret"].startswith("whsec_")
    assert (await artist.expect(200, "GET", f"{room}/room"))["filter"] == {"url": URL, "closed": False}
    assert (await fan.expect(200, "GET", f"{room}/room"))["filter"] is None
    await fan.expect(201, "POST", room, {"text": "Hi", "id": "one"})
    await artist.expect(201, "POST", room, {"text": "Hello"})
    ((url, secret, message),) = answers.asked
    assert (url, secret) == (URL, made["secret"])
    assert message == {
        "livestream_id": show["id"],
        "account": {"id": fan.id, "display_name": "Ada", "badges": []},
        "text": "Hi",
        "question": False,
    }
    answers.answer = False
    await fan.refused(403, "chat_filtered", "POST", room, {"text": "Hi again"})
    await fan.expect(200, "POST", room, {"text": "Hi", "id": "one"})
    answers.answer = None
    await fan.expect(201, "POST", room, {"text": "it is away, and may be"})


async def test_without_its_answer_nothing_is_said_where_the_artist_chose_so(
    world: World, artist: Visitor, room: str, answers: Answers
) -> None:
    fan = await world.register("fan")
    first = await artist.expect(200, "PUT", f"{room}/filter", {"url": URL})
    second = await artist.expect(200, "PUT", f"{room}/filter", {"url": URL, "closed": True})
    assert first["secret"] != second["secret"]
    answers.answer = None
    response = await fan.call("POST", room, {"text": "Hi"})
    assert (response.status_code, (await response.get_json())["code"]) == (503, "chat_filter_silent")
    assert "Retry-After" in response.headers
    later = await artist.expect(201, "POST", "/livestreams", {"title": "Another show"})
    answers.answer = True
    await fan.expect(201, "POST", f"/livestreams/{later['id']}/chat", {"text": "Hi"})
    assert answers.asked[-1][1] == second["secret"], "the next room has the same"
    await artist.expect(204, "DELETE", f"{room}/filter")
    await artist.expect(204, "DELETE", f"{room}/filter")
    answers.answer = False
    await fan.expect(201, "POST", room, {"text": "Hi"})
    acts = (await artist.expect(200, "GET", f"{room}/acts"))["acts"]
    assert [one["what"] for one in acts] == ["filter_removed", "filter_set", "filter_set"]
    assert "whsec_" not in str(acts)


async def test_the_artist_alone_says_who_is_asked(
    world: World, artist: Visitor, show: dict[str, Any], room: str
) -> None:
    fan = await world.register("fan")
    await artist.expect(204, "PUT", f"/livestreams/{show['id']}/moderators/{fan.id}")
    await fan.refused(403, "not_your_livestream", "PUT", f"{room}/filter", {"url": URL})
    await fan.refused(403, "not_your_livestream", "DELETE", f"{room}/filter")
    await artist.refused(400, "invalid_fields", "PUT", f"{room}/filter", {"url": "ftp://example.org"})


@pytest.mark.parametrize("options", [{}])
async def test_no_private_address_is_asked(artist: Visitor, room: str) -> None:
    problem = await artist.refused(400, "invalid_fields", "PUT", f"{room}/filter", {"url": URL})
    assert "private address" in problem["errors"][0]["detail"]

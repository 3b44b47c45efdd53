"""`/livestreams/:id/tips` and `/livestreams/:id/goal`."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from api.blueprints.tips import GIVEN
from api.context import KEY, Context
from catalog import models
from support.app_world import Visitor, World
from support.databases import give_tokens


@pytest.fixture
async def fan(world: World, artist: Visitor) -> Visitor:
    """Somebody who holds 60 of the artist's tokens."""
    visitor = await world.register(role="fan")
    await give_tokens(visitor.id, artist.id, 60)
    return visitor


@pytest.fixture
def place(show: dict[str, Any]) -> str:
    return f"/livestreams/{show['id']}"


async def test_a_tip_is_in_the_chat_and_its_artist_and_the_wallet_hear(
    world: World, artist: Visitor, fan: Visitor, place: str
) -> None:
    given = await fan.expect(201, "POST", f"{place}/tips", {"amount": 50, "message": "Encore!"})
    assert given["balance"] == 10
    message = given["message"]
    assert (message["kind"], message["text"], message["tip"]) == (
        "tip",
        "Encore!",
        {"amount": 50, "tier": 3, "refunded": False},
    )
    assert message["account"]["badges"] == ["holder"]
    assert (await world.nobody.expect(200, "GET", f"{place}/chat"))["messages"] == [message]
    assert await world.hear_wallets() == [(fan.id, artist.id, 10, True)]
    (told,) = world.live.tips
    assert told.to_fields() == {
        "livestream_id": place.rpartition("/")[2],
        "message_id": message["id"],
        "account": {"id": fan.id, "display_name": "Ada"},
        "amount": 50,
        "tier": 3,
        "text": "Encore!",
        "show_time": None,
    }
    entry = (await fan.expect(200, "GET", f"/me/tokens/{artist.id}/entries"))["entries"][0]
    assert (entry["kind"], entry["amount"], entry["reason"]) == ("tip", -50, "A show")


async def test_a_tip_that_is_refused_for_its_words_counts_among_the_tips_of_a_moment(
    world: World, artist: Visitor, fan: Visitor, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    context: Context = world.app.extensions[KEY]
    monkeypatch.setattr(context.throttles, "_clock", lambda: 100.0)
    await artist.expect(200, "PATCH", f"{place}/chat", {"words": ["spam"]})
    for _ in range(GIVEN.tries):
        await fan.refused(403, "chat_word_refused", "POST", f"{place}/tips", {"amount": 1, "message": "spam"})
    await fan.refused(429, "tips_too_fast", "POST", f"{place}/tips", {"amount": 1, "message": "spam"})


async def test_asked_again_with_its_key_it_is_the_same_tip(
    world: World, artist: Visitor, fan: Visitor, place: str
) -> None:
    await artist.expect(200, "PATCH", place, {"token_gate_amount": 20})
    tip = {"amount": 50, "message": "Encore!"}
    first = await fan.expect(201, "POST", f"{place}/tips", tip, Idempotency_Key="one")
    again = await fan.expect(200, "POST", f"{place}/tips", tip, Idempotency_Key="one")
    assert again == first, "although what is left no longer opens the gate"
    other = {**tip, "amount": 5}
    await fan.refused(409, "idempotency_key_reused", "POST", f"{place}/tips", other, Idempotency_Key="one")
    await fan.refused(400, "bad_idempotency_key", "POST", f"{place}/tips", other, Idempotency_Key="x" * 201)
    await fan.refused(403, "not_enough_tokens", "POST", f"{place}/tips", tip, Idempotency_Key="two")
    assert len(await world.hear_wallets()) == len(world.live.tips) == 1


@pytest.mark.parametrize(
    "body", [{}, {"amount": 0}, {"amount": -1}, {"amount": 1.5}, {"amount": 10**13}, {"amount": 1, "message": "a\nb"}]
)
async def test_what_is_no_tip_is_said(fan: Visitor, place: str, body: dict[str, Any]) -> None:
    await fan.refused(400, "invalid_fields", "POST", f"{place}/tips", body)


async def test_who_may_not_write_gives_nothing(world: World, artist: Visitor, fan: Visitor, place: str) -> None:
    tip = {"amount": 1}
    await world.nobody.refused(401, "not_signed_in", "POST", f"{place}/tips", tip)
    await artist.refused(409, "own_tip", "POST", f"{place}/tips", tip)
    await fan.refused(404, "livestream_not_found", "POST", "/livestreams/nothing/tips", tip)
    await fan.refused(409, "insufficient_tokens", "POST", f"{place}/tips", {"amount": 61})
    stranger = await world.register(role="fan")
    await stranger.refused(409, "insufficient_tokens", "POST", f"{place}/tips", tip)
    await artist.expect(204, "PUT", f"/artists/{artist.id}/blocks/{fan.id}")
    await fan.refused(403, "banned_from_chat", "POST", f"{place}/tips", tip)
    await artist.expect(204, "DELETE", f"/artists/{artist.id}/blocks/{fan.id}")
    await artist.expect(200, "POST", f"{place}/cancel")
    await fan.refused(409, "chat_closed", "POST", f"{place}/tips", tip)
    assert world.live.tips == []


async def test_only_so_many_at_once(fan: Visitor, place: str) -> None:
    for _ in range(GIVEN.tries):
        await fan.expect(201, "POST", f"{place}/tips", {"amount": 1})
    refused = await fan.call("POST", f"{place}/tips", {"amount": 1})
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) >= 1


@pytest.mark.parametrize("options", [{"token_balance_url": "http://127.0.0.1:9/", "token_balance_secret": "x" * 32}])
async def test_where_another_system_keeps_the_tokens_nobody_gives_any(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    fan, place = await world.register(role="fan"), f"/livestreams/{show['id']}"
    await fan.refused(409, "tokens_elsewhere", "POST", f"{place}/tips", {"amount": 1})
    await artist.refused(409, "tokens_elsewhere", "POST", f"{place}/tips/nothing/refund")


async def test_an_artist_gives_a_tip_back(world: World, artist: Visitor, fan: Visitor, place: str) -> None:
    message = (await fan.expect(201, "POST", f"{place}/tips", {"amount": 50}))["message"]
    refund = f"{place}/tips/{message['id']}/refund"
    await fan.refused(403, "not_an_artist", "POST", refund)
    stranger = await world.register()
    await stranger.refused(403, "not_your_livestream", "POST", refund)
    await artist.refused(404, "tip_not_found", "POST", f"{place}/tips/nothing/refund")
    refunded = await artist.expect(200, "POST", refund)
    assert refunded == await artist.expect(200, "POST", refund)
    assert refunded["tip"] == {"amount": 50, "tier": 3, "refunded": True}
    assert (await world.nobody.expect(200, "GET", f"{place}/chat"))["messages"] == [refunded]
    assert (await world.hear_wallets())[1:] == [(fan.id, artist.id, 60, False)]
    page = await artist.expect(200, "GET", f"/artists/{artist.id}/tips?limit=1")
    (tip,) = page["tips"]
    assert (tip["message_id"], tip["amount"], tip["livestream_title"]) == (message["id"], 50, "A show")
    assert tip["refunded_at"] is not None
    await fan.refused(403, "not_yours", "GET", f"/artists/{artist.id}/tips")


async def test_a_goal_fills(world: World, artist: Visitor, fan: Visitor, place: str) -> None:
    goal = {"title": "A new piano", "amount": 100}
    assert await artist.expect(200, "PUT", f"{place}/goal", goal) == {**goal, "given": 0}
    await fan.expect(201, "POST", f"{place}/tips", {"amount": 30})
    assert await artist.expect(200, "PUT", f"{place}/goal", goal) == {**goal, "given": 30}
    await fan.refused(403, "not_an_artist", "PUT", f"{place}/goal", goal)
    await (await world.register()).refused(403, "not_your_livestream", "DELETE", f"{place}/goal")
    await artist.expect(204, "DELETE", f"{place}/goal")
    await artist.expect(204, "DELETE", f"{place}/goal")


async def test_supporters_are_named_unless_they_would_rather_not(
    world: World, artist: Visitor, fan: Visitor, place: str
) -> None:
    await fan.expect(201, "POST", f"{place}/tips", {"amount": 30})
    named = await world.nobody.expect(200, "GET", f"{place}/supporters")
    assert named == {
        "total": 30,
        "tips": 1,
        "supporters": [{"account": {"id": fan.id, "display_name": "Ada"}, "amount": 30}],
        "unnamed": 0,
    }
    assert (await fan.expect(200, "PATCH", "/me", {"shows_support": False}))["shows_support"] is False
    hidden = await world.nobody.expect(200, "GET", f"{place}/supporters")
    assert (hidden["supporters"], hidden["unnamed"], hidden["total"]) == ([], 30, 30)
    renamed = await fan.expect(200, "PATCH", "/me", {"display_name": "Grace"})
    assert (renamed["shows_support"], renamed["display_name"]) == (False, "Grace")
    await artist.expect(200, "PATCH", place, {"token_gate_amount": 20})
    await world.nobody.refused(401, "not_signed_in", "GET", f"{place}/supporters")
    await fan.expect(200, "GET", f"{place}/supporters")


async def test_a_tips_words_are_held_to_the_rooms_rules(
    world: World, artist: Visitor, fan: Visitor, place: str
) -> None:
    await artist.expect(200, "PATCH", f"{place}/chat", {"links": False, "slow_seconds": 60})
    link = {"amount": 5, "message": "see https://example.org"}
    await fan.refused(403, "chat_links_off", "POST", f"{place}/tips", link)
    await fan.expect(201, "POST", f"{place}/chat", {"text": "Hello."})
    tip = {"amount": 5, "message": "For @Ada, although it is slow mode"}
    given = await fan.expect(201, "POST", f"{place}/tips", tip)
    assert artist.id in given["message"]["mentions"]
    assert given["balance"] == 55


async def test_what_waits_for_moderators_counts_for_them_alone_until_it_is_heard(
    world: World, artist: Visitor, fan: Visitor, place: str
) -> None:
    await artist.expect(200, "PUT", f"{place}/goal", {"title": "A new piano", "amount": 100})
    await fan.expect(201, "POST", f"{place}/tips", {"amount": 10})
    await models.ChatMessage.all().update(at=datetime.now(UTC) - timedelta(hours=1))
    await models.ChatRoom.all().update(goal_since=datetime.now(UTC) - timedelta(hours=2))
    await artist.expect(200, "PATCH", f"{place}/chat", {"delay_seconds": 60})
    await fan.expect(201, "POST", f"{place}/tips", {"amount": 30})
    for visitor, given, tips in ((world.nobody, 10, 1), (fan, 10, 1), (artist, 40, 2)):
        found = await visitor.expect(200, "GET", f"{place}/supporters")
        assert (found["total"], found["tips"]) == (given, tips)
        assert (await visitor.expect(200, "GET", f"{place}/chat/room"))["goal"]["given"] == given

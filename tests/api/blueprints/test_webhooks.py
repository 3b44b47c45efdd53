"""`/webhooks`: what an account does with them, and what it may not."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from api.app import create_app
from api.outbox.attach import attach_outbox
from outbox.webhook.signer import sign
from settings import Settings
from support.app_world import SECRET, Visitor, World
from support.applications import running
from support.databases import create_database, give_tokens, verify_email
from support.documents import hold_to_documents
from support.fake_live import FakeLive
from support.receiver import Receiver
from support.waiting import until

FIELDS = {
    "id",
    "url",
    "scope",
    "types",
    "enabled",
    "disabled_reason",
    "failures",
    "failing_since",
    "last_delivered_at",
    "previous_secret_expires_at",
    "created_at",
    "updated_at",
}
# On the public internet by its number, so that no DNS is asked. Nothing is sent there: the tests that use it make no
# livestream.
OUTSIDE = "https://93.184.216.34/hooks"


@pytest.fixture
def options() -> dict[str, Any]:
    return {"webhook_private_addresses": True, "operator_emails": ("operator@example.org",)}


@pytest.fixture
async def world(tmp_path: Path, options: dict[str, Any]) -> AsyncIterator[World]:
    settings = Settings(database_url=await create_database(tmp_path), streaming_secret=SECRET, **options)
    live = FakeLive()
    app = create_app(settings, live, extensions=[attach_outbox(settings)], dist=tmp_path / "dist", clock=lambda: 0.0)
    hold_to_documents(app)
    async with running(app):
        yield World(app, live, settings)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with Receiver() as receiver:
        yield receiver


async def subscribe(visitor: Visitor, url: str = OUTSIDE, **fields: Any) -> dict[str, Any]:
    made: dict[str, Any] = await visitor.expect(201, "POST", "/webhooks", {"url": url, **fields})
    return made


async def register_operator(world: World) -> Visitor:
    account = {"email": "Operator@example.org", "password": "correct horse", "display_name": "Op", "role": "fan"}
    visitor = await world.enter(account)
    await visitor.refused(403, "not_an_operator", "POST", "/webhooks", {"url": OUTSIDE, "scope": "all"})
    await verify_email("operator@example.org")
    return visitor


async def read_deliveries(visitor: Visitor, webhook_id: str, query: str = "") -> list[dict[str, Any]]:
    page = await visitor.expect(200, "GET", f"/webhooks/{webhook_id}/deliveries{query}")
    found: list[dict[str, Any]] = page["deliveries"]
    return found


async def test_secret_is_shown_at_creation_and_never_again(world: World, artist: Visitor) -> None:
    made = await subscribe(artist, types=["livestream.live", "livestream.live", "livestream.ended"])
    assert set(made) == FIELDS | {"secret"}
    assert made["secret"].startswith("whsec_")
    assert (made["scope"], made["enabled"], made["disabled_reason"]) == ("own", True, None)
    assert made["types"] == ["livestream.live", "livestream.ended"]
    del made["secret"]
    assert await artist.expect(200, "GET", f"/webhooks/{made['id']}") == made
    assert await artist.expect(200, "GET", "/webhooks") == {"webhooks": [made]}
    changed = await artist.expect(200, "PATCH", f"/webhooks/{made['id']}", {"types": [], "enabled": False})
    assert changed == {**made, "types": [], "enabled": False, "updated_at": changed["updated_at"]}


async def test_rotation_shows_the_new_secret(world: World, artist: Visitor) -> None:
    made = await subscribe(artist)
    path = f"/webhooks/{made['id']}/rotate"
    rotated = await artist.expect(200, "POST", path)
    assert rotated["secret"] != made["secret"]
    assert rotated["previous_secret_expires_at"] > rotated["updated_at"]
    at_once = await artist.expect(200, "POST", f"{path}?overlap_seconds=0")
    assert at_once["previous_secret_expires_at"] is None
    await artist.refused(400, "invalid_fields", "POST", f"{path}?overlap_seconds=-1")
    await artist.refused(400, "invalid_fields", "POST", f"{path}?overlap=1")


async def test_deleted_webhook_is_gone(world: World, artist: Visitor) -> None:
    made = await subscribe(artist)
    await artist.expect(204, "DELETE", f"/webhooks/{made['id']}")
    await artist.refused(404, "webhook_not_found", "GET", f"/webhooks/{made['id']}")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "url"),
        ({"url": "ftp://example.org/"}, "url"),
        ({"url": "https://ada:secret@93.184.216.34/"}, "url"),
        ({"url": "https://93.184.216.34/" + "x" * 1024}, "url"),
        ({"url": OUTSIDE, "scope": "some"}, "scope"),
        ({"url": OUTSIDE, "types": ["livestream.viewers"]}, "types.0"),
        ({"url": OUTSIDE, "types": "livestream.live"}, "types"),
        ({"url": OUTSIDE, "secret": "of my own"}, "secret"),
    ],
)
async def test_what_cannot_be_is_refused_by_field(
    world: World, artist: Visitor, body: dict[str, Any], field: str
) -> None:
    problem = await artist.refused(400, "invalid_fields", "POST", "/webhooks", body)
    assert [one["field"] for one in problem["errors"]] == [field]


async def test_change_is_checked_as_a_new_one_is(world: World, artist: Visitor) -> None:
    made = await subscribe(artist)
    path = f"/webhooks/{made['id']}"
    for body in ({"url": "nowhere"}, {"scope": "all"}, {"enabled": 1}, {"failures": 0}):
        await artist.refused(400, "invalid_fields", "PATCH", path, body)


@pytest.mark.parametrize("options", [{}])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.1.2.3", "169.254.169.254", "[::1]"])
async def test_private_addresses_are_refused_by_default(world: World, artist: Visitor, host: str) -> None:
    for method, path in (("POST", "/webhooks"), ("PATCH", f"/webhooks/{(await subscribe(artist))['id']}")):
        problem = await artist.refused(400, "invalid_fields", method, path, {"url": f"http://{host}:8080/"})
        (error,) = problem["errors"]
        assert error["detail"] == "Must be on the public internet; this leads to a private address."


async def test_twenty_are_enough(world: World, artist: Visitor) -> None:
    for _ in range(20):
        await subscribe(artist)
    await artist.refused(409, "too_many_webhooks", "POST", "/webhooks", {"url": OUTSIDE})


async def test_who_may_have_which_scope(world: World, artist: Visitor) -> None:
    fan = await world.register("fan")
    operator = await register_operator(world)
    await world.nobody.refused(401, "not_signed_in", "POST", "/webhooks", {"url": OUTSIDE})
    await fan.refused(403, "not_an_artist", "POST", "/webhooks", {"url": OUTSIDE})
    await operator.refused(403, "not_an_artist", "POST", "/webhooks", {"url": OUTSIDE})
    for visitor in (fan, artist):
        await visitor.refused(403, "not_an_operator", "POST", "/webhooks", {"url": OUTSIDE, "scope": "all"})
    assert (await subscribe(operator, scope="all"))["scope"] == "all"


async def test_another_accounts_webhook_is_as_good_as_none(world: World, artist: Visitor) -> None:
    path = f"/webhooks/{(await subscribe(artist))['id']}"
    other = await world.register()
    calls: list[tuple[str, str, Any]] = [
        ("GET", path, None),
        ("PATCH", path, {"enabled": False}),
        ("PATCH", path, {"url": OUTSIDE}),
        ("DELETE", path, None),
        ("POST", f"{path}/rotate", None),
        ("POST", f"{path}/test", None),
        ("GET", f"{path}/deliveries", None),
        ("POST", f"{path}/deliveries/replay-dead", None),
        ("POST", f"{path}/deliveries/none/replay", None),
    ]
    for method, where, body in calls:
        await world.nobody.refused(401, "not_signed_in", method, where, body)
        await other.refused(404, "webhook_not_found", method, where, body)


async def test_ping_says_what_came_of_it(world: World, artist: Visitor, receiver: Receiver) -> None:
    made = await subscribe(artist, receiver.url())
    receiver.answers = [404]
    path = f"/webhooks/{made['id']}/test"
    failed = await artist.expect(200, "POST", path)
    assert (failed["delivered"], failed["status"]) == (False, 404)
    assert failed["words"] == "The receiver answered 404 Not Found."
    tried = await artist.expect(200, "POST", path)
    assert (tried["delivered"], tried["status"]) == (True, 204)
    arrival = receiver.arrivals[-1]
    assert arrival.event["type"] == "live.encryptedmedia.platform.ping"
    timestamp = int(arrival.headers["webhook-timestamp"])
    assert arrival.headers["webhook-signature"].endswith(sign(made["secret"], timestamp, arrival.body))


async def test_pings_are_limited(world: World, artist: Visitor, receiver: Receiver) -> None:
    path = f"/webhooks/{(await subscribe(artist, receiver.url()))['id']}/test"
    for _ in range(10):
        await artist.expect(200, "POST", path)
    await artist.refused(429, "too_many_tries", "POST", path)


async def test_livestream_is_told_of_and_its_delivery_listed_and_replayed(
    world: World, artist: Visitor, receiver: Receiver
) -> None:
    webhook = await subscribe(artist, receiver.url())
    path = f"/webhooks/{webhook['id']}/deliveries"
    receiver.answers = [410]
    show = await artist.expect(201, "POST", "/livestreams", {"title": "A show"})
    assert show["stream_key"] not in await (await artist.call("GET", path)).get_data(as_text=True)
    # Any change wakes the dispatcher, which otherwise looks every few seconds.
    await artist.expect(200, "PATCH", f"/webhooks/{webhook['id']}", {"types": []})
    await receiver.wait(1)
    assert show["stream_key"].encode() not in receiver.arrivals[0].body
    dead = await until(lambda: read_deliveries(artist, webhook["id"], "?state=dead"))
    assert dead[0]["last_status"] == 410
    assert (await artist.expect(200, "GET", f"/webhooks/{webhook['id']}"))["disabled_reason"]

    await artist.expect(200, "PATCH", f"/webhooks/{webhook['id']}", {"enabled": True})
    assert await artist.expect(202, "POST", f"{path}/replay-dead") == {"replayed": 1}
    await receiver.wait(2)
    (delivery,) = await until(lambda: read_deliveries(artist, webhook["id"], "?state=delivered"))
    assert (delivery["seq"], delivery["type"], delivery["attempts"]) == (1, "livestream.scheduled", 1)
    again = await artist.expect(202, "POST", f"{path}/{delivery['id']}/replay")
    assert (again["id"], again["state"]) == (delivery["id"], "pending")
    await receiver.wait(3)
    assert {arrival.headers["webhook-id"] for arrival in receiver.arrivals} == {delivery["event_id"]}
    await artist.refused(404, "delivery_not_found", "POST", f"{path}/none/replay")


async def test_deliveries_come_in_pages_newest_first(world: World, artist: Visitor, receiver: Receiver) -> None:
    webhook = await subscribe(artist, receiver.url())
    for number in range(5):
        await artist.expect(201, "POST", "/livestreams", {"title": f"Show {number}"})
    await artist.expect(200, "PATCH", f"/webhooks/{webhook['id']}", {"types": []})
    await receiver.wait(5)
    path, seen, cursor = f"/webhooks/{webhook['id']}/deliveries?limit=2", [], ""
    while True:
        page = await artist.expect(200, "GET", f"{path}{cursor}")
        seen += [one["seq"] for one in page["deliveries"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == [5, 4, 3, 2, 1]
    await artist.refused(400, "bad_cursor", "GET", f"{path}&cursor=bm90aGluZw")
    await artist.refused(400, "invalid_fields", "GET", f"{path}&state=lost")


async def test_tips_arrive_once_each_and_come_in_pages_with_the_rest(
    world: World, artist: Visitor, receiver: Receiver
) -> None:
    webhook = await subscribe(artist, receiver.url(), types=["tip.received"])
    show = await artist.expect(201, "POST", "/livestreams", {"title": "A show"})
    fan = await world.register("fan")
    await give_tokens(fan.id, artist.id, 10)
    given = []
    for amount in (1, 2, 3):
        tip = await fan.expect(201, "POST", f"/livestreams/{show['id']}/tips", {"amount": amount})
        given.append(tip["message"]["id"])
    arrivals = await receiver.wait(3)
    told = [(one.event["id"], one.event["data"]["amount"], one.headers["webhook-id"]) for one in arrivals]
    assert told == [(f"tip-{name}", amount, f"tip-{name}") for amount, name in enumerate(given, 1)]
    path, seen, cursor = f"/webhooks/{webhook['id']}/deliveries?limit=1", [], ""
    while True:
        page = await artist.expect(200, "GET", f"{path}{cursor}")
        seen += [one["event_id"] for one in page["deliveries"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert sorted(seen) == sorted(f"tip-{name}" for name in given)


async def test_delivery_on_its_way_cannot_be_replayed(world: World, artist: Visitor, receiver: Receiver) -> None:
    webhook = await subscribe(artist, receiver.url())
    receiver.answer = 500
    await artist.expect(201, "POST", "/livestreams", {"title": "A show"})
    await artist.expect(200, "PATCH", f"/webhooks/{webhook['id']}", {"types": []})
    await receiver.wait(1)
    (pending,) = await read_deliveries(artist, webhook["id"], "?state=pending")
    path = f"/webhooks/{webhook['id']}/deliveries/{pending['id']}/replay"
    await artist.refused(409, "delivery_pending", "POST", path)


async def test_operator_hears_of_everybody_but_not_where_gated_livestreams_play(
    world: World, artist: Visitor, receiver: Receiver
) -> None:
    operator = await register_operator(world)
    all_of_them = await subscribe(operator, receiver.url(path="/all"), scope="all", types=["livestream.live"])
    await subscribe(artist, receiver.url(path="/own"), types=["livestream.live"])
    for gate in (None, 10):
        draft = {"title": "A show", "token_gate_amount": gate}
        show = await artist.expect(201, "POST", "/livestreams", draft)
        await world.publish(show, f"session-{gate}")
    await operator.expect(200, "PATCH", f"/webhooks/{all_of_them['id']}", {"enabled": True})
    await receiver.wait(4)
    addresses = {
        (a.path, a.event["data"]["token_gate_amount"]): a.event["data"]["hls_url"] for a in receiver.arrivals
    }
    assert addresses.pop(("/all", 10)) is None
    assert len(addresses) == 3
    assert all(addresses.values())


async def test_secrets_are_not_logged(
    world: World, artist: Visitor, receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    webhook = await subscribe(artist, receiver.url(path="/hooks?token=hidden"))
    receiver.answers = [500, 410]
    for _ in range(2):
        await artist.expect(201, "POST", "/livestreams", {"title": "A show"})
    await artist.expect(200, "PATCH", f"/webhooks/{webhook['id']}", {"types": []})
    await receiver.wait(2)
    one = f"/webhooks/{webhook['id']}"
    await until(lambda: artist.expect(200, "GET", one), is_it=lambda shown: not shown["enabled"])
    ours = [record.getMessage() for record in caplog.records if record.name.startswith(("api.", "live.", "outbox."))]
    assert ours
    assert not [line for line in ours if webhook["secret"] in line or "hidden" in line]

"""Notices on their way to browsers: a real push service of this machine, which decrypts each."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from catalog import models
from catalog.feeds.publishing import admit_publisher, note_stream_started
from catalog.follows.endpoints import Endpoint, Subscription, put_endpoint
from catalog.follows.follows import follow
from catalog.livestreams.changes import Draft, delete_livestream, insert_livestream, move_livestream
from catalog.shapes import Account
from contract.publishing import digest_key
from outbox.dispatcher import Dispatcher
from outbox.push.kind import PushKind, name_topic
from outbox.push.services import PATIENCE, PushServices
from outbox.push.vapid import Vapid
from outbox.ringer import Ringer
from runtime.keys import Keys
from support.databases import create_artist
from support.dispatch import run
from support.moments import Clock
from support.push_service import Browser, PushService
from support.waiting import until


class House:
    """One web process's outbox, and a ringer."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.services = PushServices(private_allowed=True)
        vapid = Vapid(Keys("a secret"), "mailto:a@example.org", clock)
        self.kind = PushKind(self.services, vapid, clock=clock, jitter=lambda: 1.0)
        self.dispatcher = Dispatcher([self.kind], clock=clock)
        self.ringer = Ringer(lambda: None, clock=clock)

    async def tell(self) -> None:
        """All that is due."""
        await self.dispatcher.step()
        await self.ringer.step()
        await run(self.dispatcher)


@pytest.fixture
async def service() -> AsyncIterator[PushService]:
    async with PushService() as service:
        yield service


@pytest.fixture
async def house(database: str, clock: Clock) -> AsyncIterator[House]:
    house = House(clock)
    yield house
    await house.dispatcher.stop()


async def subscribe(artist: Account, service: PushService, clock: Clock, name: str, language: str = "en") -> Browser:
    """Somebody who follows the artist, with one browser."""
    fan, browser = await create_artist(f"{name}@example.org", role="fan"), service.subscribe(name)
    await follow(fan.id, artist.id, now=clock())
    await put(fan.id, service, browser, language)
    return browser


async def put(account_id: str, service: PushService, browser: Browser, language: str = "en") -> Endpoint:
    given = Subscription(service.url(browser), browser.keys["p256dh"], browser.keys["auth"], language, "")
    return await put_endpoint(account_id, given)


async def go_live(house: House, artist: Account, title: str = "A show", tokens: int | None = None) -> str:
    """Its id."""
    await house.tell()
    show = await insert_livestream(artist.id, Draft(title, token_gate_amount=tokens), now=house.clock())
    key = digest_key(show.stream_key)
    await admit_publisher(key, "s1", node="n1", silence=lambda _: None, now=house.clock())
    await note_stream_started(key, "s1", node="n1", grace=30, now=house.clock())
    return show.entry.livestream_id


async def test_each_browser_is_told_in_its_language_and_phones_ring_for_no_show_that_is_over(
    house: House, service: PushService, artist: Account, clock: Clock
) -> None:
    ann, bob = [await subscribe(artist, service, clock, name, name[:2]) for name in ("enn", "de-bob")]
    show = await go_live(house, artist, "Night \N{EIGHTH NOTE}", tokens=3)
    await house.tell()
    (to_ann,), (to_bob,) = service.to(ann), service.to(bob)
    assert (to_ann.said["title"], to_ann.said["body"]) == (
        f"{artist.display_name} is live",
        "Night \N{EIGHTH NOTE} For holders of 3 tokens.",
    )
    assert to_bob.said["body"] == "Night \N{EIGHTH NOTE} Nur mit 3 Token."
    assert (to_ann.said["tag"], to_ann.said["url"]) == (show, f"/livestreams/{show}")
    headers = to_ann.headers
    assert (headers["ttl"], headers["urgency"], headers["topic"]) == ("3600", "high", name_topic(show))
    assert headers["content-encoding"] == "aes128gcm"
    assert headers["authorization"].endswith(f"k={house.kind.vapid.public_key}")
    await house.tell()
    assert len(service.messages) == 2


@pytest.mark.parametrize("status", [404, 410])
async def test_a_browser_that_is_no_more_is_forgotten_at_the_first_word_of_it(
    house: House, service: PushService, artist: Account, clock: Clock, status: int
) -> None:
    gone, there = [await subscribe(artist, service, clock, name) for name in ("gone", "there")]
    service.answers[gone.path] = [status]
    await go_live(house, artist)
    await house.tell()
    assert [one.path for one in service.messages] == [there.path]
    (row,) = await models.PushEndpoint.all()
    assert row.url == service.url(there)
    assert row.heard_at == clock()


async def test_what_is_not_so_any_more_when_a_service_is_back_is_not_told(
    house: House, service: PushService, artist: Account, clock: Clock
) -> None:
    browser = await subscribe(artist, service, clock, "ann")
    service.answers[browser.path] = [503] * 2
    over = await go_live(house, artist)
    gone = (await insert_livestream(artist.id, Draft("Another"), now=clock())).entry.livestream_id
    await move_livestream(gone, artist.id, "cancel", now=clock())
    await house.tell()
    assert await models.Delivery.filter(kind="push").count() == 2
    await move_livestream(over, artist.id, "stop", now=clock())
    await delete_livestream(gone, artist.id)
    clock.now += timedelta(minutes=1)
    await house.tell()
    assert service.messages == []
    assert [(row.state.word, row.body) for row in await models.Delivery.filter(kind="push")] == [("dead", "")] * 2


async def test_only_whom_a_service_could_not_take_it_for_is_tried_again_and_not_for_ever(
    house: House, service: PushService, artist: Account, clock: Clock
) -> None:
    browsers = [await subscribe(artist, service, clock, name) for name in ("a", "b", "c", "d")]
    busy, broken, never, well = browsers
    service.answers |= {
        busy.path: [b"HTTP/1.1 429 X\r\nRetry-After: 40\r\nContent-Length: 0\r\n\r\n"],
        broken.path: [b"no HTTP\r\n\r\n", 500, 503],
        never.path: [400],
    }
    await go_live(house, artist)
    await house.tell()
    assert [one.path for one in service.messages] == [well.path]
    clock.now += timedelta(seconds=39)
    await house.tell()
    assert len(service.messages) == 1, "as the service asked"
    clock.now += timedelta(seconds=2)
    await house.tell()
    assert {one.path for one in service.messages} == {well.path, busy.path}
    for _ in range(2):
        clock.now += timedelta(minutes=10)
        await house.tell()
    assert sorted(one.path for one in service.messages) == sorted(one.path for one in (busy, broken, well))
    assert service.refused.count(never.path) == 1
    service.answers[well.path] = [500] * 100
    assert not await models.Delivery.filter(state=0).exists()


async def test_after_an_hour_nobody_is_told_any_more_that_it_began(
    house: House, service: PushService, artist: Account, clock: Clock
) -> None:
    browser = await subscribe(artist, service, clock, "a")
    service.answers[browser.path] = [503] * 10
    await go_live(house, artist)
    for _ in range(8):
        await house.tell()
        clock.now += timedelta(minutes=12)
    assert service.messages == []
    assert len(service.refused) < 7
    (row,) = await models.Delivery.all()
    assert (row.state.word, row.body) == ("dead", "")
    assert await models.PushEndpoint.all().count() == 1


async def test_an_attempt_that_was_killed_is_begun_again_where_it_was(
    house: House, service: PushService, artist: Account, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("outbox.push.kind.NOTED_EVERY", 1)
    monkeypatch.setattr("outbox.push.kind.WORKERS", 1)
    browsers = [await subscribe(artist, service, clock, f"fan{number}") for number in range(6)]
    await go_live(house, artist)
    await house.dispatcher.step()
    await house.ringer.step()
    await house.dispatcher.step()
    await service.wait(3)
    for attempt in list(house.dispatcher._attempts):  # as kill -9 does: nobody gives anything back
        attempt.cancel()
    await house.dispatcher.finish()
    clock.now += timedelta(minutes=1)
    later = House(clock)
    await later.tell()
    await later.dispatcher.stop()
    counts = [len(service.to(browser)) for browser in browsers]
    assert all(counts), "nobody is left out"
    assert sum(counts) <= len(browsers) + 1, "only who was just being rung"
    assert len({one.said["id"] for one in service.messages}) == 1, "by which the browser shows it once"


async def test_nothing_is_sent_into_the_house_s_own_network(service: PushService) -> None:
    browser, services = service.subscribe("a"), PushServices()
    private = service.url(browser).replace("http:", "https:")
    assert await services.post(service.url(browser), {}, b"") is None
    assert await services.post(private, {}, b"") is None
    assert service.connections == 0
    await services.stop()


@pytest.mark.parametrize("url", ["http://127.0.0.1:+80/a", "http://127.0.0.1:99999/a", "http://[::1/a", "http:///a"])
async def test_an_address_that_is_none_keeps_nobody_beside_it_from_being_rung(
    house: House, service: PushService, artist: Account, clock: Clock, url: str
) -> None:
    bad, good = [await subscribe(artist, service, clock, name) for name in ("bad", "good")]
    await models.PushEndpoint.filter(url=service.url(bad)).update(url=url)
    await go_live(house, artist)
    await house.tell()
    assert [one.path for one in service.messages] == [good.path]
    assert await models.Delivery.get(kind="push").values_list("last_words", flat=True)


async def test_names_beside_a_service_that_are_nobody_s_keep_nothing_from_it(
    service: PushService,
) -> None:
    browser, asked = service.subscribe("a"), list[str]()

    async def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        if host != "push.example.org":
            raise OSError("There is no such name.")
        return ["127.0.0.1"]

    services, there = PushServices(private_allowed=True, resolve=resolve), service.url(browser)
    for _ in range(2 * PATIENCE):
        assert await services.post("http://nobody.example.org/a", {}, b"") is None
        assert await services.post("http://push.example.org:1/a", {}, b"") is None
    assert asked.count("nobody.example.org") == PATIENCE, "which is left alone for a while"
    service.answers[browser.path] = [204]
    reply = await services.post(there.replace("127.0.0.1", "push.example.org"), {}, b"")
    assert reply is not None
    assert reply.status == 204
    await services.stop()


async def test_a_connection_that_nobody_asks_for_again_is_closed(
    service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, services = service.subscribe("a"), PushServices(private_allowed=True)
    monkeypatch.setattr("outbox.push.services.KEPT", 0.1)
    service.answers[browser.path] = [204]
    assert await services.post(service.url(browser), {}, b"") is not None
    assert service.connections == 1
    await until(lambda: not service.open)
    await services.stop()


async def test_a_service_is_reached_at_its_next_address_where_there_is_no_way_to_the_first(
    service: PushService,
) -> None:
    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.2", "127.0.0.1"]

    browser, services = service.subscribe("a"), PushServices(private_allowed=True, resolve=resolve)
    service.answers[browser.path] = [204]
    reply = await services.post(service.url(browser), {}, b"")
    assert reply is not None
    assert reply.status == 204
    await services.stop()

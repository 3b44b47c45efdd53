"""Another system's balances: asked seldom and together, remembered for seconds, and gates closed where it fails."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from catalog.db.orm import close_database, open_database
from live.balances import elsewhere as module
from live.balances.elsewhere import FRESH, KEPT, LONGEST_PAUSE, Elsewhere
from live.catalog_store import CatalogStore
from support.databases import KEYS, create_artist, create_database, verify_email
from support.rest import Artist
from support.shop import Shop, open_shop
from support.sockets import listen
from support.waiting import PATIENCE
from support.web import Web

SECRET = "what both of them know"
FAN = ("fan", "ada")


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    context = await open_database(await create_database(tmp_path), KEYS)
    async with open_shop(SECRET) as shop:
        yield shop
    await close_database(context)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def asking(shop: Shop, clock: Clock) -> AsyncIterator[Elsewhere]:
    asking = Elsewhere(shop.url, SECRET, clock, timeout=PATIENCE)
    yield asking
    await asking.stop()


async def test_a_thousand_who_come_at_once_are_one_request(asking: Elsewhere, shop: Shop) -> None:
    fans = [(f"fan-{number}", "ada") for number in range(1_000)]
    shop.balances = {fan: number for number, fan in enumerate(fans)}
    answers = await asyncio.gather(*(asyncio.create_task(asking.read([fan])) for fan in fans))
    assert answers == [{fan: number} for number, fan in enumerate(fans)]
    assert [len(question) for question in shop.questions] == [1_000]


async def test_who_comes_meanwhile_is_in_the_next_request_and_the_same_pair_in_none(
    asking: Elsewhere, shop: Shop
) -> None:
    shop.open.clear()
    first = asyncio.create_task(asking.read([FAN]))
    await shop.asked.wait()
    same = [asyncio.create_task(asking.read([FAN])) for _ in range(10)]
    others = [asyncio.create_task(asking.read([(f"fan-{number}", "ada")])) for number in range(10)]
    given_up = asyncio.create_task(asking.read([FAN]))
    await asyncio.sleep(0)
    given_up.cancel()
    shop.open.set()
    assert await asyncio.gather(first, *same) == [{FAN: 0}] * 11
    await asyncio.gather(*others)
    assert [len(question) for question in shop.questions] == [1, 10]


async def test_an_answer_is_good_for_seconds(asking: Elsewhere, shop: Shop, clock: Clock) -> None:
    shop.balances[FAN] = 5
    assert await asking.read([FAN]) == {FAN: 5}
    shop.balances[FAN] = 4
    clock.now += FRESH - 0.1
    assert await asking.read([FAN]) == {FAN: 5}
    clock.now += 0.2
    assert await asking.read([FAN]) == {FAN: 4}
    assert len(shop.questions) == 2


@pytest.mark.parametrize("failure", ["500", "302", "words", "too long", "hangs", "gone"])
async def test_while_it_fails_those_who_are_known_stay_for_a_minute_and_nobody_comes(
    shop: Shop, clock: Clock, failure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = Elsewhere(shop.url, SECRET, clock, timeout=PATIENCE)
    shop.balances = {FAN: 5, ("new", "ada"): 5}
    assert await asking.read([FAN]) == {FAN: 5}
    match failure:
        case "500" | "302":
            shop.status = int(failure)
        case "words":
            shop.body = b"I am in maintenance."
        case "too long":
            monkeypatch.setattr(module, "MOST_BYTES", 10)
        case "hangs":
            shop.open.clear()
            asking._timeout = 0.2
        case "gone":
            asking._url = "http://127.0.0.1:1/balances"
    clock.now += FRESH + 1
    assert await asking.read([FAN, ("new", "ada")]) == {FAN: 5}
    told = asking.problem or ""
    assert told.startswith("TOKEN_BALANCE_URL fails: ")
    assert SECRET not in told
    assert "127.0.0.1" not in told
    asked = len(shop.questions)
    assert await asking.read([("new", "ada")]) == {}
    assert len(shop.questions) == asked, "it is left in peace for a moment"
    clock.now += KEPT
    assert await asking.read([FAN]) == {}, "closed"
    await asking.stop()


async def test_of_whom_it_says_something_strange_nothing_is_known_and_all_others_are_let_in(
    asking: Elsewhere, shop: Shop, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    other = ("other", "ada")
    for number in range(3):
        shop.balances |= {FAN: number, other: -1}
        assert await asking.read([other, FAN]) == {FAN: number}
        assert asking.problem is None
        clock.now += FRESH
    assert [record.getMessage() for record in caplog.records if "other" in record.getMessage()] == [
        "TOKEN_BALANCE_URL answers with balances that are none (of other, say); these gates stay closed"
    ]


async def test_it_is_asked_again_after_a_pause_and_all_is_well(asking: Elsewhere, shop: Shop, clock: Clock) -> None:
    shop.status = 500
    assert await asking.read([FAN]) == {}
    shop.status = 200
    shop.balances[FAN] = 7
    clock.now += LONGEST_PAUSE * 1.3
    assert await asking.read([FAN]) == {FAN: 7}
    assert asking.problem is None


async def test_the_store_asks_it_instead_of_the_ledger_and_says_who_it_is_about(
    asking: Elsewhere, shop: Shop
) -> None:
    fan = await create_artist("fan@example.org", role="fan")
    other = await create_artist("other@example.org", role="fan")
    await verify_email(fan.email)
    shop.balances[fan.id, "ada"] = 5
    store = CatalogStore(30, elsewhere=asking)
    assert await store.read_holdings([(fan.id, "ada"), (other.id, "ada")]) == {
        (fan.id, "ada"): 5,
        (other.id, "ada"): 0,
    }
    [question] = shop.questions
    assert {each["account_id"]: each["email"] for each in question} == {fan.id: fan.email, other.id: None}
    shop.status = 500
    assert await store.read_holdings([("new", "ada")]) == {}
    assert store.balances_problem is not None
    assert "500" in store.balances_problem


async def test_what_it_remembers_and_what_waits_is_bounded(
    asking: Elsewhere, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_KNOWN", 10)
    monkeypatch.setattr(module, "MOST_WAITING", 20)
    monkeypatch.setattr(module, "MOST_PAIRS", 5)
    fans = [(f"fan-{number}", "ada") for number in range(50)]
    found = await asking.read(fans)
    assert 0 < len(found) <= 20
    assert len(asking._known) == 10
    assert [len(question) for question in shop.questions] == [5, 5, 5, 5]


async def test_nobody_waits_for_ever_when_the_process_ends(asking: Elsewhere, shop: Shop) -> None:
    shop.open.clear()
    reading = asyncio.create_task(asking.read([FAN]))
    await shop.asked.wait()
    await asking.stop()
    assert await reading == {}


async def test_a_web_process_opens_and_closes_its_gates_by_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    async with open_shop(SECRET) as shop:
        variables = {"TOKEN_BALANCE_URL": shop.url, "TOKEN_BALANCE_SECRET": SECRET}
        folder = tmp_path_factory.mktemp("web")
        web = await asyncio.to_thread(Web.start, folder, **variables)
        try:
            artist, fan = await Artist.register(web.url), await Artist.register(web.url, role="fan")
            show = await artist.create_livestream(token_gate_amount=5)
            channel = f"{web.ws_url}/ws/livestreams/{show['id']}"
            shop.balances[fan.account["id"], artist.account["id"]] = 5
            async with listen(channel, fan.token) as gated:
                await gated.expect("snapshot")
                shop.balances.clear()
                assert await gated.expect_close() == 4403
            shop.status = 500
            other = await Artist.register(web.url, role="fan")
            async with listen(channel, other.token) as gated:
                assert await gated.expect_close() == 4503
            for each in (artist, fan, other):
                await each.close()
        finally:
            await asyncio.to_thread(web.stop)

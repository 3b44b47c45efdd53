"""`/livestreams/:id/reports`: what a page says, and what is made of it."""

import csv
import io
from typing import Any

import pytest

from realtime.board import Listing
from support.app_world import Visitor, World

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/{}"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Safari/604.1"


@pytest.fixture
def options() -> dict[str, Any]:
    return {"trusted_proxies": 1}


@pytest.fixture
async def place(world: World, show: dict[str, Any]) -> str:
    """Of a show that is live, on this process's board, too."""
    await world.publish(show, "first")
    entry = await world.live.find(show["id"])
    assert entry is not None
    world.live.known.put(show["id"], Listing(1, entry))  # type: ignore[arg-type]
    return f"/livestreams/{show['id']}"


async def come(who: Visitor, place: str, host: str = "", **headers: str) -> None:
    await who.expect(204, "POST", f"{place}/reports", {"came_from": host}, **headers)


async def count(world: World, artist: Visitor, place: str) -> tuple[int | None, dict[str, Any]]:
    await world.live.visitors.flush()
    found = await artist.expect(200, "GET", f"{place}/audience")
    return found["unique"], found["came_from"]


async def test_a_visitor_is_an_address_with_a_browser(world: World, artist: Visitor, place: str) -> None:
    assert await count(world, artist, place) == (None, {"direct": 0, "hosts": [], "others": 0})
    for address, browser in [
        ("192.0.2.1", FIREFOX.format("133.0")),
        ("192.0.2.1", FIREFOX.format("134.0")),  # it was brought up to date
        ("192.0.2.1", IPHONE),
        ("192.0.2.2", IPHONE),
        ("2001:db8::1", IPHONE),
        ("2001:db8::2", IPHONE),  # one customer's network
    ]:
        await come(Visitor(world.app), place, X_Forwarded_For=address, User_Agent=browser)
    assert (await count(world, artist, place))[0] == 4


async def test_who_is_signed_in_is_one_whatever_they_watch_with(world: World, artist: Visitor, place: str) -> None:
    fan = await world.register(role="fan")
    await come(fan, place, X_Forwarded_For="192.0.2.1", User_Agent=FIREFOX)
    await come(fan, place, X_Forwarded_For="198.51.100.1", User_Agent=IPHONE)
    await come(await world.register(role="fan"), place, X_Forwarded_For="192.0.2.1", User_Agent=FIREFOX)
    assert (await count(world, artist, place))[0] == 2


async def test_hosts_are_kept_without_what_could_tell_of_somebody(world: World, artist: Visitor, place: str) -> None:
    for host in ["", "news.example", "News.Example", "forum.example", "192.0.2.9", "news.example/path"]:
        await come(world.nobody, place, host)
    hosts = [{"host": "news.example", "screens": 2}, {"host": "forum.example", "screens": 1}]
    assert await count(world, artist, place) == (1, {"direct": 1, "hosts": hosts, "others": 2})


async def test_who_asks_not_to_be_followed_is_not_counted(world: World, artist: Visitor, place: str) -> None:
    await come(world.nobody, place, "news.example", Sec_GPC="1")
    assert await count(world, artist, place) == (None, {"direct": 0, "hosts": [], "others": 0})


async def test_at_a_gate_only_who_is_signed_in_counts(world: World, artist: Visitor, place: str) -> None:
    await artist.expect(200, "PATCH", place, {"token_gate_amount": 5})
    await come(world.nobody, place)
    assert (await count(world, artist, place))[0] is None
    await come(await world.register(role="fan"), place)
    assert (await count(world, artist, place))[0] == 1


async def test_a_show_that_is_not_live_has_no_visitors(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    place = f"/livestreams/{show['id']}"
    await come(world.nobody, place)
    assert (await count(world, artist, place))[0] is None
    await world.nobody.refused(404, "livestream_not_found", "POST", "/livestreams/unknown/reports", {"came_from": ""})


@pytest.mark.parametrize("body", [{"came_from": 5}, {"came_from": "a" * 254}, {"cookie": "x"}, []])
async def test_what_is_no_report_is_refused(world: World, place: str, body: Any) -> None:
    await world.nobody.expect(400, "POST", f"{place}/reports", body)


@pytest.mark.parametrize("options", [{"reads_per_minute": 10, "writes_per_minute": 1}])
async def test_reports_are_limited_by_themselves(world: World, place: str) -> None:
    for _ in range(10):
        await come(world.nobody, place)
    await world.nobody.refused(429, "too_many_tries", "POST", f"{place}/reports", {"came_from": ""})
    await world.nobody.expect(200, "GET", place)  # whoever watches beside them is not kept from anything


async def test_players_say_how_their_show_plays(world: World, artist: Visitor, place: str) -> None:
    mine = {"rendition": "source", "played": 60_000, "msd": 700, "ltc": 900, "stalls": 2, "bsd": 3_000}
    await world.nobody.expect(204, "POST", f"{place}/reports", {"played": [mine, {"rendition": "480p"}]})
    await world.nobody.expect(204, "POST", f"{place}/reports", {"played": [{**mine, "msd": None, "failures": 1}]})
    await world.nobody.expect(204, "POST", f"{place}/reports", {"played": [mine]}, Sec_GPC="1")
    await world.live.players.flush()
    found = await artist.expect(200, "GET", f"{place}/audience")
    assert found["unique"] is None
    assert found["renditions"][0] == {
        "rendition": "source",
        "minutes": 2.0,
        "starts": 1,
        "startup": 0.7,
        "latency": 0.9,
        "stalls": 4,
        "stalled": 6.0,
        "stalled_part": 0.04762,
        "failures": 1,
    }
    assert [one["rendition"] for one in found["renditions"]] == ["source", "480p"]
    text = await (await artist.call("GET", f"{place}/audience.csv?table=renditions")).get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert sum(int(row["played"]) for row in rows) == 120_000
    assert {row["rendition"] for row in rows} == {"source", "480p"}


async def test_where_pages_came_from_is_a_table_too(world: World, artist: Visitor, place: str) -> None:
    await come(world.nobody, place, "news.example")
    await come(world.nobody, place)
    await world.live.visitors.flush()
    text = await (await artist.call("GET", f"{place}/audience.csv?table=origins")).get_data(as_text=True)
    assert text.splitlines() == ["host,screens", "(direct),1", "news.example,1", "(others),0"]
    await artist.expect(400, "GET", f"{place}/audience.csv?table=others")


@pytest.mark.parametrize(
    "played",
    [
        [{"rendition": "../etc"}],
        [{"rendition": "source/480p"}],
        [{"rendition": "source", "played": -1}],
        [{"rendition": "source", "msd": 10**9}],
        [{"rendition": "source", "stalls": 1.5}],
        [{"rendition": "source", "sid": "somebody"}],
        [{"rendition": "source"}] * 9,
    ],
)
async def test_figures_that_no_player_has_are_refused(world: World, place: str, played: list[Any]) -> None:
    await world.nobody.expect(400, "POST", f"{place}/reports", {"played": played})


@pytest.mark.parametrize("name", ["played", "msd", "ltc", "stalls", "bsd", "failures"])
async def test_a_count_is_a_number_however_it_is_written(world: World, place: str, name: str) -> None:
    await world.nobody.expect(204, "POST", f"{place}/reports", {"played": [{"rendition": "source", name: 1.0}]})
    for other in (False, "1", 1.5):
        wrong = {"played": [{"rendition": "source", name: other}]}
        await world.nobody.refused(400, "invalid_fields", "POST", f"{place}/reports", wrong)

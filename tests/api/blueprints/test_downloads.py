"""Downloads over REST: where they lead, and for whom; and what the node learns for one."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from catalog import models
from catalog.recordings.nodes import note_ordered
from contract.moments import to_rfc3339
from contract.passes import looks_like_pass
from support.app_world import Visitor, World
from support.databases import give_tokens

BEGAN = datetime(2026, 1, 31, 20, tzinfo=UTC)


class Kept:
    """A show that was recorded."""

    def __init__(self, show: dict[str, Any], name: str) -> None:
        self.show = show
        self.name = name
        self.film = f"http://localhost:8000/live/{name}/film.mp4"
        self.path = f"/livestreams/{show['id']}/replay/download"

    async def follow(self, visitor: Visitor, query: str = "") -> str:
        """Where somebody is led."""
        answer = await visitor.call("GET", f"{self.path}{query}")
        assert answer.status_code == 302, await answer.get_data(as_text=True)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        return str(answer.headers["Location"])

    async def refuse(self, visitor: Visitor, status: int, code: str, query: str = "") -> None:
        await visitor.refused(status, code, "GET", f"{self.path}{query}")


async def keep(world: World, artist: Visitor, **fields: Any) -> Kept:
    show = await artist.expect(201, "POST", "/livestreams", {"title": "Kept", **fields})
    await world.publish(show, f"of {show['id']}")
    entry = await world.live.find(show["id"])
    assert entry is not None
    name = entry.private["recording"]
    assert await note_ordered(name, "n1")
    told = {"recording": name, "node": "n1", "begins_at": to_rfc3339(BEGAN), "duration_ms": 60_000, "over": False}
    await world.ingest.expect(200, "POST", "/streaming/recorded", told)
    return Kept(show, name)


@pytest.fixture
async def fan(world: World) -> Visitor:
    return await world.register("fan")


async def test_an_artist_is_led_to_the_film_and_to_any_range_of_it(world: World, artist: Visitor) -> None:
    kept = await keep(world, artist)
    assert await kept.follow(artist) == kept.film
    assert await kept.follow(artist, "?from=1.5&to=90") == f"{kept.film}?from=1.500&to=90.000"
    assert await kept.follow(artist, "?to=3") == f"{kept.film}?to=3.000"


async def test_fans_may_where_their_artist_lets_them(world: World, artist: Visitor, fan: Visitor) -> None:
    kept = await keep(world, artist)
    for visitor in (fan, world.nobody):
        await kept.refuse(visitor, 403, "download_not_allowed")
    shown = await artist.expect(200, "PATCH", f"/livestreams/{kept.show['id']}", {"fans_may_download": True})
    assert (kept.show["fans_may_download"], shown["fans_may_download"]) == (False, True)
    for visitor in (fan, world.nobody):
        assert await kept.follow(visitor) == kept.film


async def test_who_may_not_watch_may_not_download(world: World, artist: Visitor, fan: Visitor) -> None:
    kept = await keep(world, artist, token_gate_amount=5, fans_may_download=True)
    await kept.refuse(world.nobody, 401, "not_signed_in")
    await kept.refuse(fan, 403, "not_enough_tokens")
    await give_tokens(fan.id, artist.id, 5)
    for visitor in (fan, artist):
        base, _, rest = (await kept.follow(visitor)).partition(f"/live/{kept.name}/")
        written, _, file = rest.partition("/")
        assert (base, file) == ("http://localhost:8000", "film.mp4")
        assert looks_like_pass(written)


async def test_a_replay_that_is_its_artists_alone_is_there_for_nobody_else(
    world: World, artist: Visitor, fan: Visitor
) -> None:
    kept = await keep(world, artist, fans_may_download=True)
    await artist.expect(200, "PATCH", f"/livestreams/{kept.show['id']}/replay", {"visibility": "private"})
    await kept.refuse(fan, 404, "replay_not_found")
    assert looks_like_pass((await kept.follow(artist)).split("/")[-2])


async def test_what_is_not_there_is_said_so(world: World, artist: Visitor) -> None:
    kept = await keep(world, artist)
    bare = await artist.expect(201, "POST", "/livestreams", {"title": "Nothing kept"})
    await artist.refused(404, "replay_not_found", "GET", f"/livestreams/{bare['id']}/replay/download")
    await artist.refused(404, "livestream_not_found", "GET", "/livestreams/none/replay/download")
    await artist.expect(204, "DELETE", f"/livestreams/{kept.show['id']}/replay")
    await kept.refuse(artist, 404, "replay_not_found")


@pytest.mark.parametrize("query", ["?from=-1", "?from=nan", "?to=inf", "?from=x", "?from=5&to=5", "?until=3"])
async def test_no_time_is_refused(world: World, artist: Visitor, query: str) -> None:
    kept = await keep(world, artist)
    assert (await artist.call("GET", f"{kept.path}{query}")).status_code == 400


async def test_a_node_learns_the_title_and_the_chapters_by_their_dates(world: World, artist: Visitor) -> None:
    kept = await keep(world, artist)
    for seconds, title in ((-3_600, "Of another"), (90.25, "Encore"), (3, "Begin")):
        at = BEGAN + timedelta(seconds=seconds)
        await models.Marker.create(
            id=title, livestream_id=kept.show["id"], at=at, title=title, created_at=datetime.now(UTC)
        )
    asked = {"recording": kept.name, "node": "n1"}
    known = await world.ingest.expect(200, "POST", "/streaming/film", asked)
    begin = round(BEGAN.timestamp() * 1000)
    assert known == {
        "title": "Kept",
        "chapters": [{"at_ms": begin + 3_000, "title": "Begin"}, {"at_ms": begin + 90_250, "title": "Encore"}],
    }
    body = {"from": 0, "to": 5, "title": "The drop"}
    clip = await artist.expect(201, "POST", f"/livestreams/{kept.show['id']}/clips", body)
    of_clip = await world.ingest.expect(200, "POST", "/streaming/film", {"recording": clip["id"]})
    assert of_clip == {**known, "title": "The drop"}
    for nowhere in ("r" + 25 * "0", "c" + 25 * "0"):
        await world.ingest.refused(404, "recording_not_found", "POST", "/streaming/film", {"recording": nowhere})
    await artist.refused(401, "unauthorized", "POST", "/streaming/film", asked)

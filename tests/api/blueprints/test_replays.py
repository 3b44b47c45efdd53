"""What is kept of a show: said by its node, shown to whoever may have it, changed and deleted by its artist."""

from typing import Any

import pytest

from catalog.gates.passes import derive_replay_key
from catalog.recordings.nodes import note_ordered
from contract.passes import read_pass
from runtime.keys import Keys
from support.app_world import Visitor, World
from support.databases import give_tokens

BEGAN = "2026-01-31T20:00:00.000Z"


class Recorded:
    """A show that is live, and a node that records it."""

    def __init__(self, world: World, artist: Visitor, show: dict[str, Any], name: str, session: str = "s1") -> None:
        self.world = world
        self.artist = artist
        self.show = show
        self.name = name
        self.session = session
        self.path = f"/livestreams/{show['id']}"
        self.replay = f"{self.path}/replay"

    async def tell(self, code: int = 200, **fields: Any) -> Any:
        """The node says what it has."""
        told = {"recording": self.name, "node": "n1", "begins_at": BEGAN, "duration_ms": 60_000, "bytes": 1_000}
        return await self.world.ingest.expect(code, "POST", "/streaming/recorded", told | fields)

    async def ask(self, code: int = 200) -> Any:
        """A node asks whose it is."""
        return await self.world.ingest.expect(code, "POST", "/streaming/replay", {"recording": self.name})

    async def end(self) -> None:
        """The show is over, and all of it is kept."""
        await self.world.unpublish(self.show, self.session)
        await self.tell()

    async def see(self, visitor: Visitor) -> dict[str, Any] | None:
        """What somebody sees of it, the same in all places."""
        shown = (await visitor.expect(200, "GET", self.path))["replay"]
        status = await visitor.expect(200, "GET", f"{self.path}/status")
        page = await visitor.expect(200, "GET", "/livestreams")
        (listed,) = (one for one in page["livestreams"] if one["id"] == self.show["id"])
        assert status["replay"] == listed["replay"] == shown
        if shown is None:
            await visitor.refused(404, "replay_not_found", "GET", self.replay)
        else:
            assert await visitor.expect(200, "GET", self.replay) == shown
        return shown  # type: ignore[no-any-return]


@pytest.fixture
async def recorded(world: World, artist: Visitor) -> Recorded:
    return await record(world, artist)


async def record(world: World, artist: Visitor, session: str = "s1", **fields: Any) -> Recorded:
    show = await artist.expect(201, "POST", "/livestreams", {"title": "Kept", **fields})
    await world.publish(show, session)
    entry = await world.live.find(show["id"])
    assert entry is not None
    name = entry.private["recording"]
    # As the real live half does when it gives the order.
    assert await note_ordered(name, "n1")
    return Recorded(world, artist, show, name, session)


async def test_a_livestream_says_whether_it_is_recorded_and_its_artist_changes_that(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    assert (show["record"], show["replay"]) == (True, None)
    changed = await artist.expect(200, "PATCH", f"/livestreams/{show['id']}", {"record": False})
    assert changed["record"] is False
    made = await artist.expect(201, "POST", "/livestreams", {"title": "Not kept", "record": False})
    assert made["record"] is False
    assert "record" not in await world.nobody.expect(200, "GET", f"/livestreams/{show['id']}")
    assert "recording" not in made


async def test_shows_to_watch_again_are_listed_and_where_they_take_tokens_without_their_addresses(
    world: World, artist: Visitor
) -> None:
    for gate in (None, 5):
        await (await record(world, artist, f"of {gate}", token_gate_amount=gate)).end()
    private = await record(world, artist, "private")
    await private.end()
    await artist.expect(200, "PATCH", private.replay, {"visibility": "private"})

    async def see(who: Visitor) -> list[tuple[int | None, bool, bool]]:
        listed = (await who.expect(200, "GET", "/livestreams?replays=true"))["livestreams"]
        return [(one["token_gate_amount"], bool(one["replay"]["url"]), bool(one["still_url"])) for one in listed]

    assert sorted(await see(world.nobody), key=str) == [(5, False, False), (None, True, True)]
    assert sorted(await see(artist), key=str) == [(5, True, True), (None, True, True)]
    for other in ("active", "upcoming"):
        await world.nobody.refused(400, "invalid_request", "GET", f"/livestreams?replays=true&{other}=true")


async def test_the_end_of_a_show_is_followed_by_its_replay(world: World, recorded: Recorded) -> None:
    assert await recorded.see(world.nobody) is None
    world.live.take_announced()
    await recorded.end()
    assert world.live.take_announced() == ["ended", "replay_ready"]
    replay = await recorded.see(world.nobody)
    assert replay is not None
    assert replay["expires_at"]
    assert {name: value for name, value in replay.items() if name != "expires_at"} == {
        "state": "ready",
        "visibility": "public",
        "keep": False,
        "from": BEGAN,
        "duration": 60.0,
        "bytes": 1_000,
        "url": f"http://localhost:8000/live/{recorded.name}/index.m3u8",
    }


async def test_a_node_learns_whose_it_is_and_who_may_have_it(world: World, recorded: Recorded) -> None:
    show = recorded.show["id"]
    not_of_clips = {"recording": "", "begins_at": None, "ends_at": None, "withdrawn": False}
    assert await recorded.ask() == {"livestream_id": show, "pass_key": "", "over": False, **not_of_clips}
    await recorded.end()
    assert (await recorded.ask())["over"] is True
    await recorded.artist.expect(200, "PATCH", recorded.replay, {"visibility": "private"})
    key = derive_replay_key(Keys(world.settings.secret_key), show, 0, "private")
    assert await recorded.ask() == {"livestream_id": show, "pass_key": key.hex(), "over": True, **not_of_clips}
    stranger = Recorded(world, recorded.artist, recorded.show, "r" + "0" * 25)
    assert (await stranger.ask(404))["code"] == "recording_not_found"


async def test_a_node_speaks_only_of_what_it_was_told_to_record(recorded: Recorded) -> None:
    assert (await recorded.tell(403, node="n2"))["code"] == "not_your_recording"
    assert (await recorded.tell(400, recording="../x"))["code"] == "invalid_fields"


async def test_what_is_its_artists_alone_nobody_else_hears_of(world: World, recorded: Recorded) -> None:
    await recorded.end()
    changed = await recorded.artist.expect(200, "PATCH", recorded.replay, {"visibility": "private", "keep": True})
    assert (changed["visibility"], changed["keep"], changed["expires_at"]) == ("private", True, None)
    assert await recorded.see(world.nobody) is None
    fan = await world.register("fan")
    await give_tokens(fan.id, recorded.artist.id, 99)
    assert await recorded.see(fan) is None
    await fan.refused(409, "not_gated", "POST", f"{recorded.path}/pass", {})
    own = await recorded.see(recorded.artist)
    assert own == changed
    given = await recorded.artist.expect(200, "POST", f"{recorded.path}/pass", {})
    key = derive_replay_key(Keys(world.settings.secret_key), recorded.show["id"], 0, "private")
    assert read_pass(key, given["replay_url"].rsplit("/", 2)[-2]) is not None
    assert read_pass(key, given["pass"]) is None, "what opens the show does not open it"


async def test_the_replay_of_a_show_for_everybody_may_be_for_holders(world: World, recorded: Recorded) -> None:
    await recorded.end()
    await recorded.artist.expect(200, "PATCH", recorded.replay, {"visibility": "holders"})
    fan = await world.register("fan")
    for visitor in (world.nobody, fan):
        seen = await recorded.see(visitor)
        assert seen is not None
        assert (seen["state"], seen["url"]) == ("ready", None)
    problem = await fan.refused(403, "not_enough_tokens", "POST", f"{recorded.path}/pass", {})
    assert (problem["needed"], problem["held"]) == (1, 0)
    await give_tokens(fan.id, recorded.artist.id, 1)
    seen = await recorded.see(fan)
    assert seen is not None
    given = await fan.expect(200, "POST", f"{recorded.path}/pass", {})
    assert given["replay_url"] == seen["url"].replace("/index", f"/{given['pass']}/index")


async def test_the_replay_of_a_gated_show_takes_the_shows_pass(world: World, artist: Visitor) -> None:
    recorded = await record(world, artist, token_gate_amount=10)
    await recorded.end()
    fan = await world.register("fan")
    seen = await recorded.see(fan)
    assert seen is not None
    assert seen["url"] is None
    await give_tokens(fan.id, artist.id, 10)
    given = await fan.expect(200, "POST", f"{recorded.path}/pass", {})
    assert given["replay_url"].endswith(f"/live/{recorded.name}/{given['pass']}/index.m3u8")


async def test_deleted_it_is_gone_for_everybody(world: World, recorded: Recorded) -> None:
    await recorded.end()
    world.live.take_announced()
    await recorded.artist.expect(204, "DELETE", recorded.replay)
    assert world.live.take_announced() == ["updated"]
    for visitor in (world.nobody, recorded.artist):
        seen = await recorded.see(visitor)
        assert seen is not None
        assert (seen["state"], seen["url"]) == ("gone", None)
    assert (await recorded.ask(404))["code"] == "recording_not_found"
    await recorded.artist.refused(404, "replay_not_found", "DELETE", recorded.replay)
    await recorded.artist.refused(404, "replay_not_found", "PATCH", recorded.replay, {"keep": True})
    await recorded.tell(deleted=True)
    assert (await recorded.see(world.nobody) or {})["state"] == "gone"


async def test_only_its_artist_changes_or_deletes_it(world: World, recorded: Recorded) -> None:
    await recorded.end()
    other = await world.register()
    await other.refused(403, "not_your_livestream", "PATCH", recorded.replay, {"keep": True})
    await other.refused(403, "not_your_livestream", "DELETE", recorded.replay)
    await recorded.artist.refused(400, "invalid_fields", "PATCH", recorded.replay, {"visibility": "some"})
    await recorded.artist.refused(404, "livestream_not_found", "GET", "/livestreams/none/replay")

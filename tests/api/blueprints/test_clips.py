"""Clips over REST: made by artists and fans, seen by whoever may have the replay, changed by whose they are."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from catalog import models
from catalog.accounts.closing import delete_account
from catalog.livestreams.log import select_transitions_after
from catalog.recordings.nodes import note_ordered
from contract.moments import to_rfc3339
from contract.passes import looks_like_pass
from support.app_world import Visitor, World
from support.databases import give_tokens

BEGAN = datetime(2026, 1, 31, 20, tzinfo=UTC)


class Kept:
    """A show that is recorded since `BEGAN`, and live."""

    def __init__(self, world: World, artist: Visitor, show: dict[str, Any], name: str) -> None:
        self.world = world
        self.artist = artist
        self.show = show
        self.name = name
        self.clips = f"/livestreams/{show['id']}/clips"

    async def cut(self, visitor: Visitor, begin: float = 10, end: float = 30, title: str = "The jump") -> Any:
        """A clip that somebody makes."""
        return await visitor.expect(201, "POST", self.clips, {"from": begin, "to": end, "title": title})

    async def refuse(self, visitor: Visitor, status: int, code: str, begin: float = 10, end: float = 30) -> str:
        """One that cannot be made: why."""
        body = {"from": begin, "to": end, "title": "x"}
        return str((await visitor.refused(status, code, "POST", self.clips, body))["detail"])

    async def list(self, visitor: Visitor, query: str = "") -> list[str]:
        """The titles of those that somebody sees."""
        page = await visitor.expect(200, "GET", f"{self.clips}{query}")
        return [clip["title"] for clip in page["clips"]]

    async def change(self, **fields: Any) -> None:
        """Its artist changes the show."""
        await self.artist.expect(200, "PATCH", f"/livestreams/{self.show['id']}", fields)

    async def show_replay(self, visibility: str) -> None:
        """Its artist says who may have it."""
        body = {"visibility": visibility}
        await self.artist.expect(200, "PATCH", f"/livestreams/{self.show['id']}/replay", body)


async def keep(world: World, artist: Visitor, **fields: Any) -> Kept:
    show = await artist.expect(201, "POST", "/livestreams", {"title": "Kept", **fields})
    await world.publish(show, f"of {show['id']}")
    entry = await world.live.find(show["id"])
    assert entry is not None
    name = entry.private["recording"]
    assert await note_ordered(name, "n1")
    told = {"recording": name, "node": "n1", "begins_at": to_rfc3339(BEGAN), "duration_ms": 60_000, "over": False}
    await world.ingest.expect(200, "POST", "/streaming/recorded", told)
    return Kept(world, artist, show, name)


@pytest.fixture
async def kept(world: World, artist: Visitor) -> Kept:
    return await keep(world, artist)


@pytest.fixture
async def fan(world: World) -> Visitor:
    return await world.register("fan")


async def test_a_fan_cuts_a_clip_that_everybody_sees(world: World, kept: Kept, fan: Visitor) -> None:
    made = await kept.cut(fan, 61.25, 90.5)
    assert (made["from"], made["to"], made["duration"]) == (61.25, 90.5, 29.25)
    assert made["url"] == f"http://localhost:8000/live/{made['id']}/index.m3u8"
    assert made["still_url"] == f"http://localhost:8000/live/{made['id']}/still.jpg"
    assert made["page_url"] == f"{world.settings.page_url}/clips/{made['id']}"
    assert made["creator"] == {"id": fan.id, "display_name": "Ada"}
    assert (made["hidden"], made["keep"], made["state"]) == (False, False, "ready"), "it was live long ago"
    for visitor in (world.nobody, fan, kept.artist):
        assert await visitor.expect(200, "GET", f"/clips/{made['id']}") == made
        assert (await visitor.expect(200, "GET", kept.clips))["clips"] == [made]
    row = await models.Clip.get(id=made["id"])
    assert row.begins_at == BEGAN + timedelta(seconds=61.25)


async def test_the_answer_says_where_it_is(kept: Kept, fan: Visitor) -> None:
    response = await fan.call("POST", kept.clips, {"from": 0, "to": 5, "title": "x"})
    made = await response.get_json()
    assert response.headers["Location"] == f"/api/v1/clips/{made['id']}"


async def test_a_clip_of_this_moment_is_still_being_written(kept: Kept, fan: Visitor) -> None:
    now = (datetime.now(UTC) - BEGAN).total_seconds()
    made = await kept.cut(fan, now - 20, now - 1)
    assert made["state"] == "recording"
    assert made["url"] is not None


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        (10, 14.999, "at least 5 seconds"),
        (10, 190.001, "at most 180 seconds"),
        (30, 10, "ends after that"),
        (1_000_000_000_000, 1_000_000_000_010, ""),
    ],
)
async def test_a_clip_is_neither_too_short_nor_too_long(
    kept: Kept, fan: Visitor, begin: float, end: float, words: str
) -> None:
    code = "bad_range" if words else "invalid_fields"
    assert words in await kept.refuse(fan, 400, code, begin, end)


@pytest.mark.parametrize("begin", [True, "1", None, [1]])
async def test_seconds_are_numbers(kept: Kept, fan: Visitor, begin: object) -> None:
    await fan.refused(400, "invalid_fields", "POST", kept.clips, {"from": begin, "to": 9, "title": "x"})


async def test_what_is_to_come_cannot_be_cut_out(world: World, kept: Kept, fan: Visitor) -> None:
    now = (datetime.now(UTC) - BEGAN).total_seconds()
    assert "a moment ago" in await kept.refuse(fan, 400, "bad_range", now, now + 60)
    await world.unpublish(kept.show, f"of {kept.show['id']}")
    await models.Livestream.filter(id=kept.show["id"]).update(ended_at=BEGAN + timedelta(minutes=1))
    await kept.cut(fan, 40, 60)
    assert "a moment ago" in await kept.refuse(fan, 400, "bad_range", 50, 80)


async def test_it_takes_a_sign_in_and_a_replay(world: World, artist: Visitor, kept: Kept, fan: Visitor) -> None:
    await kept.refuse(world.nobody, 401, "not_signed_in")
    bare = await artist.expect(201, "POST", "/livestreams", {"title": "Nothing kept"})
    body = {"from": 0, "to": 10, "title": "x"}
    await fan.refused(404, "replay_not_found", "POST", f"/livestreams/{bare['id']}/clips", body)
    await fan.refused(404, "livestream_not_found", "POST", "/livestreams/none/clips", body)
    await fan.refused(404, "livestream_not_found", "GET", "/livestreams/none/clips")
    await world.nobody.refused(404, "clip_not_found", "GET", "/clips/none")


async def test_an_artist_may_want_no_clips_of_fans(kept: Kept, fan: Visitor) -> None:
    assert kept.show["fans_may_clip"] is True
    await kept.change(fans_may_clip=False)
    assert (await fan.expect(200, "GET", f"/livestreams/{kept.show['id']}"))["fans_may_clip"] is False
    await kept.refuse(fan, 403, "clips_not_allowed")
    await kept.cut(kept.artist)


async def test_a_show_is_made_without_clips_of_fans(world: World, artist: Visitor, fan: Visitor) -> None:
    await (await keep(world, artist, fans_may_clip=False)).refuse(fan, 403, "clips_not_allowed")


async def test_whoever_is_blocked_makes_none(kept: Kept, fan: Visitor) -> None:
    await kept.artist.expect(204, "PUT", f"/artists/{kept.artist.id}/blocks/{fan.id}")
    await kept.refuse(fan, 403, "blocked")


async def test_who_is_banned_from_the_chat_makes_none_until_it_is_over(kept: Kept, fan: Visitor) -> None:
    bans = f"/livestreams/{kept.show['id']}/chat/bans"
    for ban in ({"account_id": fan.id}, {"account_id": fan.id, "seconds": 600}):
        await kept.artist.expect(200, "POST", bans, ban)
        await kept.refuse(fan, 403, "blocked")
    await models.ChatBan.filter(account_id=fan.id).update(until=BEGAN)
    await kept.cut(fan)


async def test_clips_of_a_gated_show_are_for_holders(world: World, artist: Visitor, fan: Visitor) -> None:
    kept = await keep(world, artist, token_gate_amount=5)
    await kept.refuse(fan, 403, "not_enough_tokens")
    await give_tokens(fan.id, artist.id, 5)
    made = await kept.cut(fan)
    assert made["url"] is not None
    seen = await world.nobody.expect(200, "GET", f"/clips/{made['id']}")
    assert seen == {**made, "url": None, "still_url": None}
    (listed,) = (await world.nobody.expect(200, "GET", kept.clips))["clips"]
    assert listed == seen


async def test_clips_of_a_replay_for_holders_are_theirs_alone(kept: Kept, fan: Visitor) -> None:
    made = await kept.cut(fan)
    await kept.show_replay("holders")
    assert (await fan.expect(200, "GET", f"/clips/{made['id']}"))["url"] is None
    await kept.refuse(fan, 403, "not_enough_tokens")
    assert (await kept.artist.expect(200, "GET", f"/clips/{made['id']}"))["url"] is not None


async def test_of_a_private_replay_nobody_else_knows_a_clip(kept: Kept, fan: Visitor) -> None:
    made = await kept.cut(fan)
    await kept.show_replay("private")
    await fan.refused(404, "clip_not_found", "GET", f"/clips/{made['id']}")
    await fan.refused(404, "clip_not_found", "PATCH", f"/clips/{made['id']}", {"title": "y"})
    await kept.refuse(fan, 404, "replay_not_found")
    assert await kept.list(fan) == []
    assert await kept.list(kept.artist) == ["The jump"]


async def test_what_its_artist_hides_nobody_else_sees(world: World, kept: Kept, fan: Visitor) -> None:
    made = await kept.cut(fan)
    path = f"/clips/{made['id']}"
    hidden = await kept.artist.expect(200, "PATCH", path, {"hidden": True})
    assert (hidden["hidden"], hidden["url"]) == (True, None), "it plays for nobody"
    for visitor in (world.nobody, fan):
        await visitor.refused(404, "clip_not_found", "GET", path)
        assert await kept.list(visitor) == []
    assert await kept.list(kept.artist) == ["The jump"]
    await kept.artist.expect(200, "PATCH", path, {"hidden": False})
    assert await kept.list(world.nobody) == ["The jump"]


async def test_who_made_it_renames_and_deletes_it_and_no_more(world: World, kept: Kept, fan: Visitor) -> None:
    made = await kept.cut(fan)
    path = f"/clips/{made['id']}"
    assert (await fan.expect(200, "PATCH", path, {"title": "  The fall "}))["title"] == "The fall"
    for field in ("hidden", "keep"):
        await fan.refused(403, "not_your_clip", "PATCH", path, {field: True})
    other = await world.register("fan")
    await other.refused(403, "not_your_clip", "PATCH", path, {"title": "Mine"})
    await other.refused(403, "not_your_clip", "DELETE", path)
    await fan.expect(204, "DELETE", path)
    await fan.refused(404, "clip_not_found", "GET", path)


async def test_its_artist_renames_keeps_and_deletes_it(kept: Kept, fan: Visitor) -> None:
    path = f"/clips/{(await kept.cut(fan))['id']}"
    changed = await kept.artist.expect(200, "PATCH", path, {"title": "Best of", "keep": True})
    assert (changed["title"], changed["keep"]) == ("Best of", True)
    await kept.artist.expect(204, "DELETE", path)
    await kept.artist.refused(404, "clip_not_found", "DELETE", path)


async def test_with_the_replay_go_the_clips_that_are_not_kept(kept: Kept, fan: Visitor) -> None:
    one, other = await kept.cut(fan, title="goes"), await kept.cut(fan, title="stays")
    await kept.artist.expect(200, "PATCH", f"/clips/{other['id']}", {"keep": True})
    await kept.artist.expect(204, "DELETE", f"/livestreams/{kept.show['id']}/replay")
    gone = await fan.expect(200, "GET", f"/clips/{one['id']}")
    assert (gone["state"], gone["url"]) == ("gone", None)
    stays = await fan.expect(200, "GET", f"/clips/{other['id']}")
    assert (stays["state"], stays["url"]) == ("ready", other["url"])
    assert await kept.list(fan) == ["stays"]
    await kept.artist.refused(409, "clip_gone", "PATCH", f"/clips/{one['id']}", {"keep": True})


async def test_they_are_read_by_pages_the_last_first(kept: Kept, fan: Visitor) -> None:
    for number in range(3):
        await kept.cut(fan, title=str(number))
    await kept.cut(kept.artist, title="3")
    page = await fan.expect(200, "GET", f"{kept.clips}?limit=2")
    assert [clip["title"] for clip in page["clips"]] == ["3", "2"]
    rest = await fan.expect(200, "GET", f"{kept.clips}?limit=2&cursor={page['next_cursor']}")
    assert [clip["title"] for clip in rest["clips"]] == ["1", "0"]
    assert rest["next_cursor"] is None
    assert await kept.list(fan, "?mine=true") == ["2", "1", "0"]
    await kept.world.nobody.refused(401, "not_signed_in", "GET", f"{kept.clips}?mine=true")
    await fan.refused(400, "bad_cursor", "GET", f"{kept.clips}?cursor=x")


async def test_an_artists_clips_are_read_over_all_shows_by_pages(
    world: World, artist: Visitor, kept: Kept, fan: Visitor
) -> None:
    gated = await keep(world, artist, token_gate_amount=5)
    other = await keep(world, await world.register())
    for number in range(3):
        await kept.cut(fan, title=str(number))
    held = await gated.cut(artist, title="held")
    await other.cut(fan, title="of another")
    path = f"/artists/{artist.id}/clips"
    page = await fan.expect(200, "GET", f"{path}?limit=2")
    assert [clip["title"] for clip in page["clips"]] == ["held", "2"]
    assert page["clips"][0] == {**held, "url": None, "still_url": None}, "it is for holders"
    assert page["clips"][1]["url"] is not None
    rest = await fan.expect(200, "GET", f"{path}?limit=2&cursor={page['next_cursor']}")
    assert ([clip["title"] for clip in rest["clips"]], rest["next_cursor"]) == (["1", "0"], None)
    await give_tokens(fan.id, artist.id, 5)
    assert (await fan.expect(200, "GET", f"{path}?limit=1"))["clips"] == [held]
    await fan.refused(400, "bad_cursor", "GET", f"{path}?cursor=x")
    await fan.refused(404, "artist_not_found", "GET", f"/artists/{fan.id}x/clips")


async def test_what_others_may_not_know_is_not_among_an_artists_clips(
    world: World, artist: Visitor, kept: Kept, fan: Visitor
) -> None:
    path = f"/artists/{artist.id}/clips"

    async def seen(visitor: Visitor) -> list[str]:
        return [clip["title"] for clip in (await visitor.expect(200, "GET", path))["clips"]]

    hidden = await kept.cut(fan, title="hidden")
    await kept.cut(fan, title="shown")
    await artist.expect(200, "PATCH", f"/clips/{hidden['id']}", {"hidden": True})
    assert (await seen(world.nobody), await seen(artist)) == (["shown"], ["shown", "hidden"])
    await kept.show_replay("private")
    assert (await seen(fan), await seen(artist)) == ([], ["shown", "hidden"])
    await kept.show_replay("public")
    assert await seen(fan) == ["shown"]
    await world.unpublish(kept.show, f"of {kept.show['id']}")
    await artist.expect(200, "POST", f"/livestreams/{kept.show['id']}/archive")
    assert (await seen(fan), await seen(artist)) == ([], []), "it is put away"


async def test_a_fan_makes_so_many_of_a_show_and_so_many_a_minute(
    kept: Kept, fan: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalog.clips.changes.MOST_OF_FAN", 3)
    for _ in range(3):
        await kept.cut(fan)
    assert "(3)" in await kept.refuse(fan, 409, "too_many_clips")
    for _ in range(6):
        await kept.refuse(fan, 409, "too_many_clips")
    await kept.refuse(fan, 429, "too_many_tries")
    await kept.cut(kept.artist)


async def test_a_clip_outlives_the_account_that_made_it(world: World, kept: Kept, fan: Visitor) -> None:
    made = await kept.cut(fan)
    await models.Account.filter(id=fan.id).delete()
    assert (await world.nobody.expect(200, "GET", f"/clips/{made['id']}"))["creator"] is None


async def ask(world: World, name: str) -> dict[str, Any] | None:
    """What an ingest node is told of a name; None: there is nothing of that name."""
    response = await world.ingest.call("POST", "/streaming/replay", {"recording": name, "node": "n2"})
    return await response.get_json() if response.status_code == 200 else None


async def test_a_node_is_told_what_a_clip_is_of_for_as_long_as_it_may_be_seen(kept: Kept, fan: Visitor) -> None:
    world, made = kept.world, await kept.cut(fan, 61.25, 90.5)
    known = await ask(world, made["id"])
    assert known == {
        "livestream_id": kept.show["id"],
        "pass_key": "",
        "over": False,
        "recording": kept.name,
        "begins_at": to_rfc3339(BEGAN + timedelta(seconds=61.25)),
        "ends_at": to_rfc3339(BEGAN + timedelta(seconds=90.5)),
        "withdrawn": False,
    }
    await kept.show_replay("holders")
    gated, whole = await ask(world, made["id"]), await ask(world, kept.name)
    assert gated is not None
    assert whole is not None
    assert gated["pass_key"] == whole["pass_key"] != ""
    assert (whole["recording"], whole["begins_at"]) == ("", None)
    path = f"/clips/{made['id']}"
    await kept.artist.expect(200, "PATCH", path, {"hidden": True})
    assert await ask(world, made["id"]) is None
    await kept.artist.expect(200, "PATCH", path, {"hidden": False})
    assert await ask(world, made["id"]) == gated
    await kept.artist.expect(204, "DELETE", path)
    assert await ask(world, made["id"]) is None


async def test_of_a_recording_that_was_deleted_a_node_is_told_what_was_kept(kept: Kept, fan: Visitor) -> None:
    world = kept.world
    goes, stays = await kept.cut(fan), await kept.cut(fan)
    await kept.artist.expect(200, "PATCH", f"/clips/{stays['id']}", {"keep": True})
    await kept.artist.expect(204, "DELETE", f"/livestreams/{kept.show['id']}/replay")
    assert await ask(world, goes["id"]) is None
    clip, whole = await ask(world, stays["id"]), await ask(world, kept.name)
    assert clip is not None
    assert whole is not None
    assert (clip["withdrawn"], clip["recording"], clip["over"]) == (True, kept.name, True)
    assert (whole["withdrawn"], whole["begins_at"]) == (True, None)
    await kept.artist.expect(200, "PATCH", f"/clips/{stays['id']}", {"keep": False})
    assert await ask(world, kept.name) is None


async def test_everybody_is_told(kept: Kept, fan: Visitor) -> None:
    live = kept.world.live
    live.announced.clear()
    made = await kept.cut(fan)
    path = f"/clips/{made['id']}"
    await fan.expect(200, "PATCH", path, {"title": "Again"})
    await fan.expect(200, "PATCH", path, {"title": "Again"})
    await fan.expect(204, "DELETE", path)
    assert [line.type for line in live.announced] == ["clip.created", "clip.updated", "clip.removed"]
    first, second, last = (line.about["clip"] for line in live.announced)
    folder = f"/live/{made['id']}"
    assert first == {**made, "url": f"{folder}/index.m3u8", "still_url": f"{folder}/still.jpg"}
    assert second == {**first, "title": "Again"}
    assert last == {"id": made["id"]}, "its title is nobody's business any more"


async def test_who_closes_the_account_leaves_no_name_in_what_was_told(kept: Kept, fan: Visitor) -> None:
    await kept.cut(fan)
    other = await kept.world.register("fan")
    await kept.cut(other)
    await delete_account(fan.id)
    lines = [line for line in await select_transitions_after(0) if line.type == "clip.created"]
    assert [line.about["clip"]["creator"] for line in lines] == [None, {"id": other.id, "display_name": "Ada"}]


@pytest.fixture
def dist(world: World, tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    folder.mkdir()
    (folder / "index.html").write_text("<html><head><title>Pages</title></head></html>")
    return folder


@pytest.mark.parametrize("path", ["/clips/{}", "/embed/clips/{}"])
async def test_the_page_of_a_clip_that_everybody_may_see_says_what_it_is(
    world: World, kept: Kept, dist: Path, path: str
) -> None:
    made = await kept.cut(kept.artist, title="The <jump>")
    client = world.app.test_client()
    response = await client.get(path.format(made["id"]))
    page = await response.get_data(as_text=True)
    assert "<title>The &lt;jump&gt; · EncryptedMedia Live</title>" in page
    assert f'property="og:video" content="{world.settings.page_url}/embed/clips/{made["id"]}"' in page
    again = await client.get(path.format(made["id"]), headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


async def test_the_page_of_any_other_clip_says_nothing_of_it(world: World, kept: Kept, dist: Path) -> None:
    made = await kept.cut(kept.artist)
    path = f"/clips/{made['id']}"

    async def is_said() -> bool:
        page = await (await world.app.test_client().get(path)).get_data(as_text=True)
        assert "<head>" in page
        return "The jump" in page

    assert await is_said()
    await kept.artist.expect(200, "PATCH", path, {"hidden": True})
    assert not await is_said()
    await kept.artist.expect(200, "PATCH", path, {"hidden": False})
    await kept.show_replay("holders")
    assert not await is_said()
    await kept.show_replay("public")
    await kept.change(token_gate_amount=5)
    assert not await is_said()
    await kept.change(token_gate_amount=None)
    await kept.artist.expect(204, "DELETE", path)
    assert not await is_said()


async def test_it_is_downloaded_by_whom_the_artist_lets(world: World, kept: Kept, fan: Visitor) -> None:
    made = await kept.cut(fan)
    path = f"/clips/{made['id']}/download"
    await fan.refused(403, "download_not_allowed", "GET", path)
    film = f"http://localhost:8000/live/{made['id']}/film.mp4"
    answer = await kept.artist.call("GET", path)
    assert (answer.status_code, answer.headers["Location"]) == (302, film)
    await kept.change(fans_may_download=True)
    for visitor in (fan, world.nobody):
        assert (await visitor.call("GET", path)).headers["Location"] == film
    await kept.show_replay("holders")
    await world.nobody.refused(401, "not_signed_in", "GET", path)
    await fan.refused(403, "not_enough_tokens", "GET", path)
    await give_tokens(fan.id, kept.artist.id, 1)
    folder, _, file = (await fan.call("GET", path)).headers["Location"].rpartition("/")
    assert (file, looks_like_pass(folder.rpartition("/")[2])) == ("film.mp4", True)
    assert made["id"] in folder
    await kept.artist.expect(200, "PATCH", f"/clips/{made['id']}", {"hidden": True})
    await kept.artist.refused(404, "clip_not_found", "GET", path)
    await world.nobody.refused(404, "clip_not_found", "GET", "/clips/none/download")


async def test_search_engines_are_told_of_those_that_everybody_may_see(world: World, kept: Kept) -> None:
    async def find(path: str = "/sitemap.xml") -> bool:
        page = await world.app.test_client().get(path)
        return f"/clips/{made['id']}<" in await page.get_data(as_text=True)

    made = await kept.cut(kept.artist)
    assert await find()
    assert await find("/sitemaps/clips.xml")
    for visibility in ("holders", "private"):
        await kept.show_replay(visibility)
        assert not await find(), visibility
    await kept.show_replay("public")
    await kept.artist.expect(200, "PATCH", f"/clips/{made['id']}", {"hidden": True})
    assert not await find(), "hidden"
    await kept.artist.expect(200, "PATCH", f"/clips/{made['id']}", {"hidden": False})
    assert await find()
    await models.Livestream.filter(id=kept.show["id"]).update(token_gate_amount=3)
    assert not await find(), "for holders"

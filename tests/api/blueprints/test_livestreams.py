"""`/livestreams`: what an artist does, and what others see of it."""

import asyncio
from typing import Any

import pytest

from support.app_world import Visitor, World
from support.databases import give_tokens

PUBLIC = {
    "id",
    "title",
    "description",
    "artist",
    "status",
    "scheduled_start_at",
    "started_at",
    "ended_at",
    "end_reason",
    "viewer_count",
    "peak_viewer_count",
    "token_gate_amount",
    "interrupted_until",
    "hls_url",
    "still_url",
    "replay",
    "fans_may_clip",
    "fans_may_download",
    "cover",
    "tags",
    "series",
    "time_zone",
}
PRIVATE = {"publishing", "ready", "auto_start", "record", "embed_origins"}


async def test_new_livestream_comes_with_what_the_encoder_needs(world: World, artist: Visitor) -> None:
    draft = {"title": " Unplugged ", "description": "Songs", "scheduled_start_at": "2027-01-01T01:00:00+01:00"}
    made = await artist.expect(201, "POST", "/livestreams", draft)
    assert set(made) == PUBLIC | PRIVATE | {"rtmp_url", "rtmps_url", "stream_key"}
    assert (made["title"], made["status"]) == ("Unplugged", "scheduled")
    assert made["scheduled_start_at"] == "2027-01-01T00:00:00.000Z"
    assert made["rtmp_url"] == "rtmp://localhost:1935/live"
    assert len(bytes.fromhex(made["stream_key"])) == 16
    assert made["hls_url"].startswith("http://localhost:8000/live/")
    assert made["stream_key"] not in made["hls_url"]
    assert world.live.take_announced() == ["scheduled"]


async def test_stream_key_is_in_its_artists_answers_only(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    other, fan = await world.register(), await world.register("fan")
    for who in (world.nobody, other, fan):
        for path in ("/livestreams", f"/livestreams/{show['id']}", f"/livestreams/{show['id']}/status"):
            response = await who.call("GET", path)
            assert show["stream_key"] not in await response.get_data(as_text=True)
    assert set(await world.nobody.expect(200, "GET", f"/livestreams/{show['id']}")) == PUBLIC
    credentials = f"/livestreams/{show['id']}/credentials"
    assert await artist.expect(200, "GET", credentials) == {
        "rtmp_url": show["rtmp_url"],
        "rtmps_url": None,
        "stream_key": show["stream_key"],
    }
    await world.nobody.refused(401, "not_signed_in", "GET", credentials)
    await fan.refused(403, "not_an_artist", "GET", credentials)
    await other.refused(403, "not_your_livestream", "GET", credentials)


async def test_livestream_goes_through_its_life(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    path = f"/livestreams/{show['id']}"
    await world.publish(show, "s1")
    live = await world.nobody.expect(200, "GET", path)
    assert (live["status"], live["hls_url"]) == ("live", show["hls_url"])
    assert (await artist.expect(200, "GET", path))["publishing"] is True
    await artist.refused(409, "move_not_possible", "POST", f"{path}/cancel")
    await artist.refused(409, "move_not_possible", "DELETE", path)
    assert (await artist.expect(200, "POST", f"{path}/stop"))["status"] == "ended"
    assert (await world.nobody.expect(200, "GET", path))["hls_url"] is None
    assert (await artist.expect(200, "POST", f"{path}/start"))["status"] == "scheduled"
    await world.publish(show, "s2")
    await world.unpublish(show, "s2")
    assert (await artist.expect(200, "POST", f"{path}/archive"))["status"] == "archived"
    await artist.expect(204, "DELETE", path)
    await artist.refused(404, "livestream_not_found", "GET", path)
    assert world.live.take_announced() == ["live", "ended", "scheduled", "live", "ended", "archived", "deleted"]


async def test_refused_move_is_named(artist: Visitor, show: dict[str, Any]) -> None:
    problem = await artist.refused(409, "move_not_possible", "POST", f"/livestreams/{show['id']}/stop")
    assert problem["detail"] == "This livestream is scheduled, so it cannot be stopped."


async def test_only_its_artist_changes_a_livestream(world: World, show: dict[str, Any]) -> None:
    other, fan = await world.register(), await world.register("fan")
    path = f"/livestreams/{show['id']}"
    changes: list[tuple[str, str, Any]] = [("PATCH", path, {"title": "Mine"}), ("DELETE", path, None)]
    changes += [("POST", f"{path}/{move}", None) for move in ("start", "stop", "cancel", "archive")]
    changes += [("POST", f"{path}/credentials/rotate", None)]
    for method, where, body in changes:
        await world.nobody.refused(401, "not_signed_in", method, where, body)
        await fan.refused(403, "not_an_artist", method, where, body)
        await other.refused(403, "not_your_livestream", method, where, body)
        await other.refused(404, "livestream_not_found", method, where.replace(show["id"], "nowhere"), body)
    await fan.refused(403, "not_an_artist", "POST", "/livestreams", {"title": "Mine"})
    await world.nobody.refused(401, "not_signed_in", "POST", "/livestreams", {"title": "Mine"})
    assert world.live.take_announced() == []


async def test_changes_set_what_is_named_and_clear_with_null(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    path = f"/livestreams/{show['id']}"
    changed = await artist.expect(
        200, "PATCH", path, {"scheduled_start_at": "2027-01-01T00:00:00Z", "token_gate_amount": 3}
    )
    assert (changed["title"], changed["token_gate_amount"]) == ("A show", 3)
    cleared = await artist.expect(200, "PATCH", path, {"scheduled_start_at": None, "token_gate_amount": None})
    assert (cleared["scheduled_start_at"], cleared["token_gate_amount"]) == (None, None)
    await artist.expect(200, "PATCH", path, {})
    assert world.live.take_announced() == ["updated", "updated"]
    await artist.refused(400, "invalid_fields", "PATCH", path, {"title": None})
    await artist.refused(400, "invalid_fields", "PATCH", path, {"status": "live"})


async def test_what_a_show_is_found_by_is_told_to_all_and_its_sites_to_its_artist(
    world: World, artist: Visitor
) -> None:
    found_by = {"tags": ["Acoustic", "acoustic"], "series": "Kitchen", "time_zone": "Europe/Berlin"}
    draft = {"title": "A show", **found_by, "embed_origins": ["https://Band.example.org"]}
    made = await artist.expect(201, "POST", "/livestreams", draft)
    path = f"/livestreams/{made['id']}"
    told = await world.nobody.expect(200, "GET", path)
    assert {name: told[name] for name in found_by} == {**found_by, "tags": ["acoustic"]}
    assert (told["cover"], told["artist"]["picture"]) == (None, None)
    assert made["embed_origins"] == ["https://band.example.org"]
    same = {"tags": ["acoustic"], "embed_origins": ["https://band.example.org"]}
    await artist.expect(200, "PATCH", path, same)
    world.live.take_announced()
    none: dict[str, Any] = {"tags": [], "series": "", "time_zone": "", "embed_origins": None}
    cleared = await artist.expect(200, "PATCH", path, none)
    assert {name: cleared[name] for name in none} == none
    await artist.expect(200, "PATCH", path, none)
    assert world.live.take_announced() == ["updated"]


@pytest.mark.parametrize(
    ("draft", "field", "words"),
    [
        ({}, "title", "Is required."),
        ({"title": "  "}, "title", "Must not be empty."),
        ({"title": "x" * 121}, "title", "Must have at most 120 characters."),
        ({"title": 5}, "title", "Must be text."),
        ({"title": "x", "token_gate_amount": -1}, "token_gate_amount", "Must be at least 0."),
        ({"title": "x", "token_gate_amount": "5"}, "token_gate_amount", "Must be a whole number."),
        ({"title": "x", "token_gate_amount": 1e30}, "token_gate_amount", "Must be at most 2147483647."),
        ({"title": "x", "tags": ["a", "x" * 31]}, "tags", "A tag has at most 30 letters."),
        ({"title": "x", "tags": ["a"] * 9}, "tags", "Must have at most 8 entries."),
        ({"title": "x", "series": "x" * 121}, "series", "Must have at most 120 characters."),
        ({"title": "x", "time_zone": "CEST"}, "time_zone", "Must be the name of a time zone, such as Europe/Berlin."),
        (
            {"title": "x", "embed_origins": ["http://a.example"]},
            "embed_origins",
            "Must be the origin of a site, such as https://band.example.org.",
        ),
        ({"title": "x", "auto_start": "yes"}, "auto_start", "Must be true or false."),
        ({"title": "x", "tittle": "y"}, "tittle", "Is not a field here. Look for a misspelling, or leave it out."),
        (
            {"title": "x", "scheduled_start_at": "tomorrow"},
            "scheduled_start_at",
            "Must be a date and time with its zone, such as 2026-01-31T20:00:00Z.",
        ),
        (
            {"title": "x", "scheduled_start_at": 1767225600},
            "scheduled_start_at",
            "Must be a date and time with its zone, such as 2026-01-31T20:00:00Z.",
        ),
        (
            {"title": "x", "scheduled_start_at": "2027-01-01T00:00:00"},
            "scheduled_start_at",
            "Must say its time zone, such as 2026-01-31T20:00:00Z.",
        ),
    ],
)
async def test_wrong_field_is_named_in_words(artist: Visitor, draft: dict[str, Any], field: str, words: str) -> None:
    problem = await artist.refused(400, "invalid_fields", "POST", "/livestreams", draft)
    [error] = problem["errors"]
    assert (error["field"], error["pointer"], error["detail"]) == (field, f"#/{field}", words)


async def test_lists_are_filtered_and_paged(world: World, artist: Visitor) -> None:
    shows = [await artist.expect(201, "POST", "/livestreams", {"title": f"Show {n}"}) for n in range(3)]
    await world.publish(shows[1], "s1")
    await artist.expect(200, "POST", f"/livestreams/{shows[2]['id']}/cancel")

    async def titles(query: str, who: Visitor = world.nobody) -> list[str]:
        page = await who.expect(200, "GET", f"/livestreams?{query}")
        return [one["title"] for one in page["livestreams"]]

    assert await titles("active=true") == ["Show 1"]
    assert await titles("upcoming=true") == ["Show 0"]
    assert await titles("") == ["Show 1", "Show 0"]
    assert await titles("active=true&upcoming=true") == ["Show 1", "Show 0"]
    assert await titles("mine=true", artist) == ["Show 2", "Show 1", "Show 0"]
    await world.nobody.refused(401, "not_signed_in", "GET", "/livestreams?mine=true")
    first = await artist.expect(200, "GET", "/livestreams?mine=true&limit=2")
    rest = await artist.expect(200, "GET", f"/livestreams?mine=true&limit=2&cursor={first['next_cursor']}")
    assert ([one["title"] for one in rest["livestreams"]], rest["next_cursor"]) == (["Show 0"], None)
    await artist.refused(400, "bad_cursor", "GET", f"/livestreams?cursor={first['next_cursor']}")
    assert await titles("mine=true&active=true", artist) == ["Show 1"]
    await artist.expect(200, "POST", f"/livestreams/{shows[1]['id']}/stop")
    assert await titles("active=true&upcoming=true") == ["Show 0"]
    assert await titles("mine=true&active=true", artist) == []
    assert await titles("mine=true&upcoming=true&active=true", artist) == ["Show 0"]


@pytest.mark.parametrize(
    ("query", "field"), [("limit=0", "limit"), ("limit=101", "limit"), ("limit=x", "limit"), ("live=1", "live")]
)
async def test_wrong_query_is_named(world: World, query: str, field: str) -> None:
    problem = await world.nobody.refused(400, "invalid_fields", "GET", f"/livestreams?{query}")
    assert [error["field"] for error in problem["errors"]] == [field]


async def test_gated_livestream_shows_its_stream_to_holders_only(world: World, artist: Visitor) -> None:
    show = await artist.expect(201, "POST", "/livestreams", {"title": "For holders", "token_gate_amount": 10})
    rich, poor = await world.register("fan"), await world.register("fan")
    await give_tokens(rich.id, artist.id, 10)
    await give_tokens(poor.id, artist.id, 9)
    await give_tokens(poor.id, rich.id, 1_000)  # of another's
    await world.publish(show, "s1")
    seen = {"artist": artist, "rich": rich, "poor": poor, "nobody": world.nobody}
    for name, who in seen.items():
        expected = show["hls_url"] if name in ("artist", "rich") else None
        path = f"/livestreams/{show['id']}"
        assert (await who.expect(200, "GET", path))["hls_url"] == expected, name
        assert (await who.expect(200, "GET", f"{path}/status"))["hls_url"] == expected, name
        (listed,) = (await who.expect(200, "GET", "/livestreams?active=true"))["livestreams"]
        assert (listed["hls_url"], listed["title"]) == (expected, "For holders"), name


async def test_artist_previews_before_it_starts(world: World, artist: Visitor) -> None:
    show = await artist.expect(201, "POST", "/livestreams", {"title": "Later", "auto_start": False})
    path = f"/livestreams/{show['id']}"
    await world.publish(show, "s1")
    assert (await world.nobody.expect(200, "GET", path))["hls_url"] is None
    own = await artist.expect(200, "GET", path)
    assert (own["status"], own["publishing"], own["hls_url"]) == ("scheduled", True, show["hls_url"])
    assert (await artist.expect(200, "POST", f"{path}/start"))["status"] == "live"
    assert world.live.take_announced() == ["scheduled", "live"]


async def test_new_key_replaces_the_old_one(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    new = await artist.expect(200, "POST", f"/livestreams/{show['id']}/credentials/rotate")
    assert new["stream_key"] != show["stream_key"]
    body = {"stream_key": show["stream_key"]}
    await world.ingest.refused(403, "unknown_key", "POST", "/streaming/validate", body)
    await world.ingest.expect(200, "POST", "/streaming/validate", {"stream_key": new["stream_key"]})
    assert world.live.take_announced() == []


async def test_new_key_while_live_keeps_the_show_and_shuts_out_the_old_key(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    await world.publish(show, "s1")
    new = await artist.expect(200, "POST", f"/livestreams/{show['id']}/credentials/rotate")
    own = await artist.expect(200, "GET", f"/livestreams/{show['id']}")
    assert (own["status"], own["publishing"]) == ("live", True)
    body = {"stream_key": show["stream_key"]}
    await world.ingest.refused(403, "unknown_key", "POST", "/streaming/validate", body)
    body = {"stream_key": new["stream_key"]}
    await world.ingest.refused(403, "already_publishing", "POST", "/streaming/validate", body)


async def test_new_key_lets_go_who_is_in_preview_with_the_old_one_and_the_artist_sees_it(
    world: World, artist: Visitor
) -> None:
    show = await artist.expect(201, "POST", "/livestreams", {"title": "Later", "auto_start": False})
    await world.publish(show, "s1")
    await artist.expect(200, "POST", f"/livestreams/{show['id']}/credentials/rotate")
    assert world.live.heard == [("connected", "s1"), ("disconnected", "s1")]
    own = await artist.expect(200, "GET", f"/livestreams/{show['id']}")
    assert (own["status"], own["publishing"]) == ("scheduled", False)


async def test_counts_are_those_of_this_moment(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    world.live.counts[show["id"]] = (7, 11)
    for path in (f"/livestreams/{show['id']}", "/livestreams"):
        answer = await world.nobody.expect(200, "GET", path)
        one = answer if "id" in answer else answer["livestreams"][0]
        assert (one["viewer_count"], one["peak_viewer_count"]) == (7, 11)
    assert (await world.nobody.expect(200, "GET", f"/livestreams/{show['id']}/status"))["viewer_count"] == 7


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", ""), ("GET", "/status"), ("GET", "/credentials"), ("POST", "/start"), ("DELETE", "")],
)
async def test_id_longer_than_any_is_not_found(world: World, artist: Visitor, method: str, path: str) -> None:
    response = await artist.call(method, f"/livestreams/{'x' * 60}{path}")
    assert response.status_code == 404


async def test_a_limited_number_may_be_scheduled_at_once(world: World, artist: Visitor) -> None:
    for _ in range(world.settings.max_open_livestreams):
        await artist.expect(201, "POST", "/livestreams", {"title": "One of many"})
    await artist.refused(409, "too_many_livestreams", "POST", "/livestreams", {"title": "One too many"})


async def test_changes_have_a_rate_for_each_account(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    made = 1
    for _ in range(world.settings.writes_per_minute - made):
        await artist.refused(404, "livestream_not_found", "DELETE", "/livestreams/nowhere")
    refused = await artist.call("DELETE", f"/livestreams/{show['id']}")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) >= 1
    await artist.expect(200, "GET", f"/livestreams/{show['id']}")
    await (await world.register()).expect(201, "POST", "/livestreams", {"title": "Another's"})


async def test_changes_of_a_second_are_told_as_one(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    path = f"/livestreams/{show['id']}"
    await artist.expect(200, "PATCH", path, {"title": "First"})
    world.live.take_announced()
    answers = await asyncio.gather(
        *(artist.expect(200, "PATCH", path, {"title": f"Number {number}"}) for number in range(5))
    )
    assert world.live.take_announced() == ["updated"]
    assert len({answer["title"] for answer in answers}) == 1
    await artist.expect(200, "PATCH", path, {"title": answers[0]["title"]})
    assert world.live.take_announced() == [], "nothing is new"


async def test_shows_are_found_by_words_in_every_list(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    other = await artist.expect(201, "POST", "/livestreams", {"title": "Café", "tags": ["acoustic"]})
    await world.publish(other, "s1")

    async def find(query: str, who: Visitor = world.nobody) -> list[str]:
        page = await who.expect(200, "GET", f"/livestreams?{query}")
        return [one["id"] for one in page["livestreams"]]

    assert await find("q=cafe%20acou") == await find("q=cafe&active=true") == [other["id"]]
    assert await find("q=cafe&upcoming=true") == await find("q=tuba") == await find("q=%22*") == []
    assert await find("q=show&mine=true", artist) == [show["id"]]
    assert len(await find("q=%20")) == 2, "nothing in particular"
    await artist.expect(204, "DELETE", f"/livestreams/{show['id']}")
    assert await find("q=show&mine=true", artist) == []
    await world.nobody.refused(400, "invalid_fields", "GET", f"/livestreams?q={'x' * 501}")
    assert await find(f"q={'x' * 500}") == []


async def test_what_is_found_comes_by_pages(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    live = await artist.expect(201, "POST", "/livestreams", {"title": "Another show"})
    await world.publish(live, "s1")
    first = await world.nobody.expect(200, "GET", "/livestreams?q=show&limit=1")
    second = await world.nobody.expect(200, "GET", f"/livestreams?q=show&limit=1&cursor={first['next_cursor']}")
    assert [one["id"] for one in first["livestreams"] + second["livestreams"]] == [live["id"], show["id"]]
    assert second["next_cursor"] is None

"""Moments of a show that its artist names: asked for, read by anybody, changed, refused."""

import math
from typing import Any

import pytest

from support.app_world import Visitor, World


@pytest.fixture
async def path(world: World, artist: Visitor, show: dict[str, Any]) -> str:
    """The markers of a show that is live."""
    await world.publish(show, "s1")
    world.live.take_announced()
    return f"/livestreams/{show['id']}/markers"


async def test_a_press_of_a_key_is_a_marker_that_anybody_reads(world: World, artist: Visitor, path: str) -> None:
    made = await artist.expect(201, "POST", path)
    assert made["title"] == "Marker 1"
    assert made["at"] >= 0
    assert world.live.take_announced() == ["marker"]
    assert await artist.expect(200, "POST", path) == made, "the key was pressed twice"
    assert world.live.take_announced() == []
    assert await world.nobody.expect(200, "GET", path) == {"markers": [made]}


async def test_a_marker_is_made_changed_and_removed(world: World, artist: Visitor, path: str) -> None:
    made = await artist.expect(201, "POST", path, {"title": " The chorus ", "at": 0})
    assert (made["title"], made["at"]) == ("The chorus", 0.0)
    one = f"{path}/{made['id']}"
    changed = await artist.expect(200, "PATCH", one, {"title": "The bridge"})
    assert changed == {**made, "title": "The bridge"}
    assert await artist.expect(200, "PATCH", one, {}) == changed
    await artist.expect(204, "DELETE", one)
    assert await world.nobody.expect(200, "GET", path) == {"markers": []}
    await artist.refused(404, "marker_not_found", "DELETE", one)
    await artist.refused(404, "marker_not_found", "PATCH", one, {"at": 0})
    assert world.live.take_announced() == ["marker"] * 3


@pytest.mark.parametrize(
    "body",
    [
        {"title": ""},
        {"title": " "},
        {"title": "x" * 121},
        {"title": "two\nlines"},
        {"title": 5},
        {"at": -0.1},
        {"at": "5"},
        {"at": True},
        {"at": math.inf},
        {"at": math.nan},
        {"at": 1e300},
        {"when": 5},
    ],
    ids=str,
)
async def test_what_is_no_title_and_no_moment_is_refused(artist: Visitor, path: str, body: dict[str, Any]) -> None:
    await artist.refused(400, "invalid_fields", "POST", path, body)


async def test_a_moment_that_has_not_come_is_refused_in_words(artist: Visitor, path: str) -> None:
    said = await artist.refused(400, "beyond_the_show", "POST", path, {"at": 5_000})
    assert "has not come to this moment" in said["detail"]


async def test_what_is_over_and_not_kept_cannot_be_marked(
    world: World, artist: Visitor, show: dict[str, Any], path: str
) -> None:
    await world.unpublish(show, "s1")
    said = await artist.refused(409, "nothing_to_mark", "POST", path)
    assert "nothing is kept of it" in said["detail"]


async def test_only_its_artist_names_moments(world: World, artist: Visitor, path: str) -> None:
    await world.nobody.refused(401, "not_signed_in", "POST", path)
    await (await world.register("fan")).refused(403, "not_an_artist", "POST", path)
    await (await world.register()).refused(403, "not_your_livestream", "POST", path)
    await world.nobody.refused(404, "livestream_not_found", "GET", "/livestreams/nothing/markers")
    await artist.refused(404, "livestream_not_found", "POST", "/livestreams/nothing/markers")

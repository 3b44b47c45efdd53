"""`/artists`: who streams here, and what there is of each."""

from typing import Any

import pytest

from support.app_world import Visitor, World

LINKS = [{"label": "Shop", "url": "https://shop.example.org/ada"}]


async def test_an_artists_page_says_who_it_is_and_what_is_on(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    me = await artist.expect(
        200, "PATCH", "/me", {"about": "Songs\nfrom a kitchen", "links": LINKS, "language": "de"}
    )
    assert (me["about"], me["links"], me["language"], me["picture"]) == ("Songs\nfrom a kitchen", LINKS, "de", None)
    path = f"/artists/{me['id']}"
    shown = await world.nobody.expect(200, "GET", path)
    assert shown == {
        "id": me["id"],
        "display_name": me["display_name"],
        "picture": None,
        "about": "Songs\nfrom a kitchen",
        "links": LINKS,
        "followers": 0,
        "live": None,
    }
    await world.publish(show, "s1")
    assert (await world.nobody.expect(200, "GET", path))["live"]["id"] == show["id"]
    listed = await world.nobody.expect(200, "GET", "/artists")
    assert listed["artists"] == [{"id": me["id"], "display_name": me["display_name"], "picture": None}]
    for kind, found in (("", True), ("?live=true", True), ("?upcoming=true", False), ("?replays=true", False)):
        page = await world.nobody.expect(200, "GET", f"{path}/livestreams{kind}")
        assert [one["id"] for one in page["livestreams"]] == ([show["id"]] if found else []), kind
    await world.nobody.refused(400, "invalid_request", "GET", f"{path}/livestreams?live=true&replays=true")


async def test_what_an_artist_does_not_show_is_not_there(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    await artist.expect(200, "POST", f"/livestreams/{show['id']}/cancel")
    path = f"/artists/{show['artist']['id']}"
    assert (await world.nobody.expect(200, "GET", f"{path}/livestreams"))["livestreams"] == []
    assert (await world.nobody.expect(200, "GET", "/artists"))["artists"] == []
    for nobody in ("nobody", "x" * 50):
        await world.nobody.refused(404, "artist_not_found", "GET", f"/artists/{nobody}")
        await world.nobody.refused(404, "artist_not_found", "GET", f"/artists/{nobody}/livestreams")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"links": [{"label": "x", "url": "http://a.example"}]}, "links.0.url"),
        ({"links": [{"label": "x", "url": "javascript:alert(1)"}]}, "links.0.url"),
        ({"links": [{"label": "x", "url": "https://ada@a.example"}]}, "links.0.url"),
        ({"links": [{"label": "x", "url": "https://a.example/\u202emoc.knab"}]}, "links.0.url"),
        ({"links": [{"label": "x" * 41, "url": "https://a.example"}]}, "links.0.label"),
        ({"links": [{"label": "x", "url": "https://a.example"}] * 9}, "links"),
        ({"about": "x" * 4_001}, "about"),
        ({"language": "tlh"}, "language"),
    ],
)
async def test_what_no_page_should_say_is_refused(artist: Visitor, change: dict[str, Any], field: str) -> None:
    problem = await artist.refused(400, "invalid_fields", "PATCH", "/me", change)
    assert [one["field"] for one in problem["errors"]] == [field]


async def test_artists_are_found_by_name(world: World, artist: Visitor, show: dict[str, Any]) -> None:
    await artist.expect(200, "PATCH", "/me", {"display_name": "Zoë Keating"})
    for query, found in (("q=zoe", 1), ("q=keat%20zo%C3%AB", 0), ("q=zoe%20keat", 1), ("q=*", 0), ("q=%20", 1)):
        page = await world.nobody.expect(200, "GET", f"/artists?{query}")
        assert len(page["artists"]) == found, query

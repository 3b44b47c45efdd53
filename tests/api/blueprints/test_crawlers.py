"""What search engines find."""

import re
from typing import Any

import pytest

from api.blueprints import crawlers
from catalog import models
from catalog.livestreams.lifecycle import Status
from support.app_world import Visitor, World


async def read(world: World, path: str) -> tuple[int, list[str]]:
    response = await world.app.test_client().get(path)
    page = await response.get_data(as_text=True)
    return response.status_code, re.findall("<loc>(.*?)</loc>", page)


async def test_the_map_has_the_shows_that_everybody_may_know_of_and_their_artists(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    hidden = await artist.expect(201, "POST", "/livestreams", {"title": "Put away"})
    await models.Livestream.filter(id=hidden["id"]).update(status=Status.ARCHIVED)
    await world.register("artist")  # has none
    site = world.settings.page_url
    paths = ["/", "/livestreams", f"/artists/{artist.id}", f"/livestreams/{show['id']}"]
    assert await read(world, "/sitemap.xml") == (200, [f"{site}{path}" for path in paths])
    answer = await world.app.test_client().get("/sitemap.xml")
    assert answer.mimetype == "application/xml"
    assert "lastmod" in await answer.get_data(as_text=True)


async def test_a_large_sites_map_comes_in_parts(
    world: World, artist: Visitor, show: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crawlers, "MOST", 1)
    second = await artist.expect(201, "POST", "/livestreams", {"title": "Another"})
    site = world.settings.page_url
    parts = [f"{site}/sitemaps/{part}.xml" for part in ("artists", "clips", 1, 2)]
    assert await read(world, "/sitemap.xml") == (200, parts)
    assert await read(world, "/sitemaps/2.xml") == (200, [f"{site}/livestreams/{second['id']}"])
    assert (await read(world, "/sitemaps/artists.xml"))[1][-1] == f"{site}/artists/{artist.id}"
    for part in (0, 3, 99_999):
        assert (await read(world, f"/sitemaps/{part}.xml"))[0] == 404


async def test_robots_are_told_where_the_map_is(world: World) -> None:
    response = await world.app.test_client().get("/robots.txt")
    assert response.mimetype == "text/plain"
    assert f"Sitemap: {world.settings.page_url}/sitemap.xml" in await response.get_data(as_text=True)

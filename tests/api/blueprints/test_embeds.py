"""Shows within other sites' pages, as those ask for them."""

from pathlib import Path
from typing import Any

import pytest

from support.app_world import Visitor, World

BAND = "https://band.example.org"


@pytest.fixture
def dist(world: World, tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html><head><title>Pages</title></head><p>Pages</p>")
    (folder / "embed.js").write_text("// loader")
    return folder


async def test_a_show_may_be_framed_by_everybody_until_its_artist_says_where(
    world: World, artist: Visitor, dist: Path, show: dict[str, Any]
) -> None:
    client, path = world.app.test_client(), f"/embed/livestreams/{show['id']}"
    anywhere = await client.get(path, headers={"Sec-Fetch-Dest": "iframe", "Referer": "https://fans.example.org/"})
    assert anywhere.status_code == 200
    assert "frame-ancestors *" in anywhere.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in anywhere.headers
    assert "noindex" in anywhere.headers["X-Robots-Tag"]
    await artist.expect(200, "PATCH", f"/livestreams/{show['id']}", {"embed_origins": [BAND]})
    theirs = await client.get(path, headers={"Sec-Fetch-Dest": "iframe", "Referer": f"{BAND}/tour"})
    assert theirs.status_code == 200
    assert f"frame-ancestors 'self' {BAND}" in theirs.headers["Content-Security-Policy"]
    refused = await client.get(path, headers={"Sec-Fetch-Dest": "iframe", "Referer": "https://fans.example.org/"})
    assert refused.status_code == 403
    page = await refused.get_data(as_text=True)
    assert "fans.example.org" in page
    assert f'href="{world.settings.page_url}/livestreams/{show["id"]}"' in page
    assert refused.headers["Content-Security-Policy"].startswith("default-src 'none'")


async def test_the_window_to_sign_in_is_framed_by_nobody_and_keeps_who_opened_it(
    world: World, dist: Path, show: dict[str, Any]
) -> None:
    response = await world.app.test_client().get(f"/embed/livestreams/{show['id']}/enter")
    assert response.status_code == 200
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Cross-Origin-Opener-Policy"] == "unsafe-none"
    other = await world.app.test_client().get("/sign-in")
    assert other.headers["Cross-Origin-Opener-Policy"] == "same-origin"


async def test_the_loader_is_kept_for_an_hour(world: World, dist: Path) -> None:
    response = await world.app.test_client().get("/embed.js")
    assert response.headers["Cache-Control"].startswith("public, max-age=3600")
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "javascript" in str(response.content_type)


async def test_oembed_answers_for_a_show_and_for_nothing_else(world: World, show: dict[str, Any]) -> None:
    client, site = world.app.test_client(), world.settings.page_url
    response = await client.get(
        "/oembed", query_string={"url": f"{site}/livestreams/{show['id']}", "maxwidth": "320"}
    )
    answer = await response.get_json()
    assert (answer["title"], answer["width"], answer["height"]) == (show["title"], 320, 180)
    assert f"{site}/embed/livestreams/{show['id']}" in answer["html"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    for asked, status in (
        ({"url": f"{site}/livestreams/90a575f4-fd35-4910-8cfe-b5e2465f8053"}, 404),
        ({"url": "https://elsewhere.example.org/livestreams/x"}, 404),
        ({"url": f"{site}/livestreams/{show['id']}", "format": "xml"}, 501),
        ({"url": f"{site}/livestreams/{show['id']}", "maxwidth": "wide"}, 400),
        ({}, 400),
    ):
        assert (await client.get("/oembed", query_string=asked)).status_code == status, asked

"""The pages, the documentation and the headers around them."""

from pathlib import Path
from typing import Any

import pytest

from settings import Bucket
from support.app_world import World
from support.heads import PAGE


@pytest.fixture
def dist(world: World, tmp_path: Path) -> Path:
    """What a build of the front end leaves."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "docs").mkdir()
    (folder / "index.html").write_text("<!doctype html><title>Pages</title><p>Pages</p>")
    (folder / "assets" / "index-abc123.js").write_text("export {}")
    (folder / "favicon.svg").write_text("<svg/>")
    (folder / "docs" / "swagger-ui-bundle.js").write_text("// bundle")
    (tmp_path / "secret.txt").write_text("not a page")
    return folder


@pytest.mark.parametrize("path", ["/", "/livestreams", "/account", "/artist/livestreams/create", "/x/y"])
async def test_every_pages_address_gets_the_page(world: World, dist: Path, path: str) -> None:
    response = await world.app.test_client().get(path)
    assert response.status_code == 200
    assert "Pages" in await response.get_data(as_text=True)
    assert response.headers["Cache-Control"] == "no-cache"


async def test_a_shared_show_says_what_it_is(world: World, dist: Path, show: dict[str, Any]) -> None:
    (dist / "index.html").write_text("<!doctype html><head><title>Pages</title></head>")
    response = await world.app.test_client().get(f"/livestreams/{show['id']}")
    page = await response.get_data(as_text=True)
    assert f"<title>{show['title']} · EncryptedMedia Live</title>" in page
    assert f'/livestreams/{show["id"]}"' in page
    assert response.headers["Cache-Control"] == "no-cache"
    assert "ETag" in response.headers


@pytest.mark.parametrize(
    "path",
    [
        "/livestreams/some-id",
        "/clips/c0123456789abcdefghijklmno",
        "/artists/some-id",
        "/artists/90a575f4-fd35-4910-8cfe-b5e2465f8053",
    ],
)
async def test_what_there_is_not_is_the_page_that_says_so_and_not_found(world: World, dist: Path, path: str) -> None:
    client = world.app.test_client()
    tag = (await client.get("/account")).headers["ETag"]
    response = await client.get(path, headers={"If-None-Match": tag})
    assert response.status_code == 404
    assert "Pages" in await response.get_data(as_text=True)
    assert response.mimetype == "text/html"


async def test_an_artists_page_says_whose_it_is(world: World, dist: Path, show: dict[str, Any]) -> None:
    (dist / "index.html").write_text("<!doctype html><head><title>Pages</title></head><noscript>None</noscript>")
    artist = show["artist"]
    response = await world.app.test_client().get(f"/artists/{artist['id']}")
    page = await response.get_data(as_text=True)
    assert response.status_code == 200
    assert f"<title>{artist['display_name']} · EncryptedMedia Live</title>" in page
    assert f"/livestreams/{show['id']}" in page


async def test_readers_without_scripts_find_the_shows(world: World, dist: Path, show: dict[str, Any]) -> None:
    (dist / "index.html").write_text("<!doctype html><head><title>Pages</title></head><noscript>None</noscript>")
    for path in ("/", "/livestreams"):
        response = await world.app.test_client().get(path)
        page = await response.get_data(as_text=True)
        assert f'href="{world.settings.page_url}/livestreams/{show["id"]}"' in page
        assert show["title"] in page


async def test_page_that_is_unchanged_is_not_sent_again(world: World, dist: Path) -> None:
    client = world.app.test_client()
    tag = (await client.get("/account")).headers["ETag"]
    assert (await client.get("/x", headers={"If-None-Match": tag})).status_code == 304


async def test_hashed_files_are_kept_for_good(world: World, dist: Path) -> None:
    client = world.app.test_client()
    asset = await client.get("/assets/index-abc123.js")
    assert asset.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "javascript" in str(asset.content_type)
    icon = await client.get("/favicon.svg")
    assert (icon.status_code, icon.headers["Cache-Control"]) == (200, "no-cache")


@pytest.mark.parametrize(
    "path",
    [
        "/assets/index-old.js",
        "/nothing.js",
        "/api/nothing",
        "/docs/nothing",
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/assets/../../secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
    ],
)
async def test_what_is_not_there_is_not_the_page_and_nothing_leads_out(world: World, dist: Path, path: str) -> None:
    response = await world.app.test_client().get(path)
    assert response.status_code == 404
    assert "not a page" not in await response.get_data(as_text=True)


async def test_without_a_build_the_page_says_what_to_do(world: World) -> None:
    response = await world.app.test_client().get("/livestreams")
    assert response.status_code == 503
    assert "make run" in await response.get_data(as_text=True)


@pytest.mark.parametrize("options", [{"hls_base_url": "https://cdn.example.org/hls"}])
async def test_policy_allows_what_the_player_needs_and_no_more(world: World, dist: Path) -> None:
    response = await world.app.test_client().get("/")
    policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
    assert "worker-src" not in policy, "the player needs none"
    assert policy["media-src"] == "'self' blob: https://cdn.example.org"
    assert policy["img-src"] == "'self' data: blob: https://cdn.example.org"
    assert policy["connect-src"] == "'self' https://cdn.example.org"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"]


async def test_other_sites_may_show_an_embedded_clip_and_no_other_page(world: World, dist: Path) -> None:
    embedded = await world.app.test_client().get("/embed/clips/c0123456789abcdefghijklmno")
    assert "frame-ancestors *" in embedded.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in embedded.headers
    for path in ("/clips/c0123456789abcdefghijklmno", "/embedded", "/assets/index-abc123.js", "/embed/clips/x.js"):
        response = await world.app.test_client().get(path)
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Frame-Options"] == "DENY"


BUCKET = {"recording_store": Bucket("shows"), "s3_endpoint_url": "https://s3.example.org"}


@pytest.mark.parametrize("options", [{**BUCKET, "recording_base_url": "https://cdn.example.org/shows"}])
async def test_policy_allows_the_bucket_of_recordings_and_what_is_before_it(world: World, dist: Path) -> None:
    response = await world.app.test_client().get("/")
    policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
    for directive in ("media-src", "connect-src"):
        assert {"https://s3.example.org", "https://cdn.example.org"} <= {*policy[directive].split()}


async def test_policy_allows_every_node_that_says_where_it_is(world: World, dist: Path) -> None:
    world.live.publishers.media_urls = ["https://one.example.org/hls", "https://two.example.org"]
    response = await world.app.test_client().get("/")
    policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
    nodes = "http://localhost:8000 https://one.example.org https://two.example.org"
    assert (policy["media-src"], policy["connect-src"]) == (f"'self' blob: {nodes}", f"'self' {nodes}")


async def test_documentation_needs_nothing_from_elsewhere(world: World, dist: Path) -> None:
    client = world.app.test_client()
    page = await (await client.get("/docs")).get_data(as_text=True)
    assert "://" not in page
    assert "not built" not in page
    for name in ("swagger-ui-bundle.js", "start.js"):
        assert f'src="/docs/{name}"' in page
        assert (await client.get(f"/docs/{name}")).status_code == 200
    assert "<script>" not in page, "the policy would refuse it"


async def test_documentation_without_its_files_says_so(world: World) -> None:
    page = await (await world.app.test_client().get("/docs")).get_data(as_text=True)
    assert "make run" in page
    assert "/openapi.json" in page


async def test_answers_are_not_kept_by_anybody(world: World, show: dict[str, Any]) -> None:
    for path in ("/health", "/ready", f"/api/v1/livestreams/{show['id']}", "/api/v1/me"):
        response = await world.app.test_client().get(path)
        assert response.headers["Cache-Control"] == "no-store", path


async def test_health_and_readiness(world: World) -> None:
    client = world.app.test_client()
    assert await (await client.get("/health")).get_json() == {
        "status": "ok",
        "problems": {},
        "dropped": {"sockets_closed": 0},
    }
    ready = await client.get("/ready")
    assert (ready.status_code, await ready.get_json()) == (
        200,
        {"ready": True, "parts": {"database": "ok", "bus": "ok"}},
    )
    world.live.parts["bus"] = "Redis does not answer."
    missing = await client.get("/ready")
    assert (missing.status_code, (await missing.get_json())["parts"]["bus"]) == (503, "Redis does not answer.")


@pytest.mark.parametrize("options", [{"public_url": "https://live.example.org"}])
async def test_pictures_that_no_browser_would_show_are_told_by_health_and_readiness(world: World) -> None:
    client = world.app.test_client()
    health = await (await client.get("/health")).get_json()
    assert health["status"] == "degraded"
    assert "set HLS_BASE_URL to its https:// address" in health["problems"]["media"]
    ready = await (await client.get("/ready")).get_json()
    assert (ready["ready"], ready["parts"]["media"]) == (True, health["problems"]["media"])


async def test_a_shared_page_speaks_the_language_of_whoever_asks(
    world: World, dist: Path, show: dict[str, Any]
) -> None:
    (dist / "index.html").write_text(PAGE)
    for path in ("/", "/livestreams", f"/livestreams/{show['id']}", f"/artists/{show['artist']['id']}"):
        answer = await world.app.test_client().get(path, headers={"Accept-Language": "de"})
        page = await answer.get_data(as_text=True)
        assert answer.headers["Vary"] == "Accept-Language"
        assert '<html lang="de">' in page
        assert any(words in page for words in ("Live-Shows", "Alle Livestreams")), path
        assert "Live shows that" not in page

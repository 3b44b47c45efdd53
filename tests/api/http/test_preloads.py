"""What a page's answer names, so that the browser fetches it with the page."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from quart import Quart

from api.blueprints.pages import create_pages
from api.context import Context, attach
from api.http.preloads import JOINING, SOURCE, Preloads
from api.shapes.paths import register_paths
from ingest.origin import library
from ingest.origin.stream import joining
from settings import Settings
from support.fake_live import FakeLive

MANIFEST = {
    "index.html": {
        "file": "assets/index-1.js",
        "imports": ["_shared-2.js"],
        "isEntry": True,
        "css": ["assets/a.css"],
    },
    "src/app.tsx": {"file": "assets/app-7.js", "imports": ["_shared-2.js"]},
    "_shared-2.js": {"file": "assets/shared-2.js"},
    "_Player-3.js": {
        "file": "assets/Player-3.js",
        "imports": ["_shared-2.js", "index.html"],
        "css": ["b/12.css"],
    },
    "src/pages/watch/WatchPage.tsx": {"file": "assets/WatchPage-4.js", "imports": ["_Player-3.js", "index.html"]},
    "src/player/hlsEngine.ts": {"file": "assets/hlsEngine-5.js", "imports": ["index.html"]},
    "src/pages/clips/ClipPage.tsx": {"file": "assets/ClipPage-8.js", "imports": ["_Player-3.js", "index.html"]},
    "src/pages/embed/EmbeddedShow.tsx": {"file": "assets/EmbeddedShow-10.js", "imports": ["_Player-3.js"]},
    "src/pages/clips/EmbeddedClip.tsx": {"file": "assets/EmbeddedClip-9.js", "imports": ["_Player-3.js"]},
    "virtual:messages/en/site": {"file": "assets/site-10.js"},
    "virtual:messages/de/site": {"file": "assets/site-11.js"},
    "src/pages/BrowsePage.tsx": {"file": "assets/Browse-14.js", "imports": ["_shared-2.js", "src/app.tsx"]},
    "src/pages/artists/ArtistPage.tsx": {"file": "assets/Artist-15.js"},
    "src/pages/landing/HomePage.tsx": {"file": "assets/Home-16.js"},
    "src/pages/landing/LandingPage.tsx": {"file": "assets/Landing-17.js"},
    "src/pages/CreatePage.tsx": {"file": "assets/CreatePage-6.js", "imports": ["index.html"]},
}

PAGE = (
    "</assets/a.css>; rel=preload; as=style; crossorigin, "
    "</assets/index-1.js>; rel=modulepreload, </assets/shared-2.js>; rel=modulepreload, "
    "</assets/app-7.js>; rel=modulepreload, </assets/site-10.js>; rel=modulepreload"
)

WATCH_PAGE = (
    "</assets/a.css>; rel=preload; as=style; crossorigin, "
    "</assets/index-1.js>; rel=modulepreload, </assets/shared-2.js>; rel=modulepreload, "
    "</assets/hlsEngine-5.js>; rel=modulepreload, </assets/WatchPage-4.js>; rel=modulepreload, "
    "</assets/Player-3.js>; rel=modulepreload, </assets/app-7.js>; rel=modulepreload, "
    "</b/12.css>; rel=preload; as=style; crossorigin, </assets/site-10.js>; rel=modulepreload, "
    "<https://cdn.example:8443>; rel=preconnect; crossorigin"
)


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / ".vite").mkdir()
    (tmp_path / ".vite" / "manifest.json").write_text(json.dumps(MANIFEST))
    (tmp_path / "index.html").write_text("<!doctype html>")
    return tmp_path


class NoShows(FakeLive):
    """There is none, and no database that would know of one."""

    async def find(self, livestream_id: str) -> None:
        return None


@pytest.mark.parametrize(
    ("path", "links"),
    [
        ("/livestreams/90a575f4-fd35-4910-8cfe-b5e2465f8053", WATCH_PAGE),
        ("/clips/c0123", WATCH_PAGE.replace("WatchPage-4", "ClipPage-8")),
        (
            "/embed/livestreams/90a575f4-fd35-4910-8cfe-b5e2465f8053",
            WATCH_PAGE.replace("WatchPage-4", "EmbeddedShow-10"),
        ),
        ("/embed/clips/c0123", WATCH_PAGE.replace("WatchPage-4", "EmbeddedClip-9")),
        ("/account", PAGE),
        ("/artist/livestreams/90a575f4", PAGE),
        ("/sign-in", PAGE),
    ],
)
async def test_page_names_what_it_will_need(dist: Path, path: str, links: str) -> None:
    app = Quart(__name__)
    register_paths(app)
    settings = Settings(hls_base_url="https://cdn.example:8443/media")
    attach(app, Context(settings, NoShows()))
    app.register_blueprint(create_pages(dist))
    answer = await app.test_client().get(path)
    assert answer.headers.get("Link") == links


LIVE = {
    "status": "live",
    "token_gate_amount": None,
    "hls_url": "https://one.example/live/abc/index.m3u8",
    "title": "",
}


def find_link(dist: Path, languages: str = "", fields: Mapping[str, object] | None = None) -> str:
    preloads = Preloads(dist)
    return preloads.find(
        "livestreams/some-id", "https://cdn.example:8443/media", {**LIVE, **(fields or {})}, languages
    )


def test_page_of_a_show_that_is_on_names_first_what_its_player_begins_with(dist: Path) -> None:
    first, *others = find_link(dist).split(", ")
    assert first == "<https://one.example/live/abc/source/join.bin>; rel=preload; as=fetch; crossorigin"
    assert others == WATCH_PAGE.split(", ")[:-1]


@pytest.mark.parametrize("fields", [{"status": "ended"}, {"token_gate_amount": 5}, {"hls_url": None}])
def test_page_names_no_media_where_none_is_on_or_not_for_everybody(dist: Path, fields: dict[str, object]) -> None:
    assert find_link(dist, fields=fields) == WATCH_PAGE


@pytest.mark.parametrize(
    ("languages", "file"),
    [
        ("", 10),
        ("de-AT,de;q=0.9,en;q=0.8", 11),
        ("fr, DE;q=0.5", 11),
        ("en-GB, de", 10),
        ("fr;q=1, *", 10),
        (",;", 10),
    ],
)
def test_page_names_the_words_that_its_browser_reads(dist: Path, languages: str, file: int) -> None:
    assert f"</assets/site-{file}.js>; rel=modulepreload" in find_link(dist, languages)


def test_player_and_origin_mean_the_same_file() -> None:
    assert JOINING == joining.NAME
    assert SOURCE == library.SOURCE


@pytest.mark.parametrize("manifest", [None, "", "{}", '{"index.html": {}}'])
def test_page_does_without_where_the_build_says_nothing(tmp_path: Path, manifest: str | None) -> None:
    if manifest is not None:
        (tmp_path / ".vite").mkdir()
        (tmp_path / ".vite" / "manifest.json").write_text(manifest)
    assert Preloads(tmp_path).find("livestreams/some-id", "http://localhost:8000") == ""

"""The site map, as its readers parse it."""

from datetime import datetime
from xml.etree import ElementTree

from api.heads.sitemap import CLOSED, write_index, write_places, write_robots

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SITE = "https://live.example.org"


def test_each_place_has_its_address_and_its_last_change() -> None:
    at = datetime.fromisoformat("2026-11-28T03:00:00+02:00")
    root = ElementTree.fromstring(write_places([(f"{SITE}/?a&b", None), (f"{SITE}/livestreams/x", at)]))  # noqa: S314 - our own
    assert [one.text for one in root.findall("s:url/s:loc", NAMES)] == [f"{SITE}/?a&b", f"{SITE}/livestreams/x"]
    assert [one.text for one in root.findall("s:url/s:lastmod", NAMES)] == ["2026-11-28T01:00:00Z"]


def test_an_index_leads_to_maps() -> None:
    root = ElementTree.fromstring(write_index([(f"{SITE}/sitemaps/1.xml", None)]))  # noqa: S314 - our own
    assert [one.text for one in root.findall("s:sitemap/s:loc", NAMES)] == [f"{SITE}/sitemaps/1.xml"]


def test_robots_are_kept_from_what_is_somebodys_own_and_from_no_show() -> None:
    robots = write_robots(SITE)
    assert f"Sitemap: {SITE}/sitemap.xml" in robots
    for path in ("/", "/livestreams", "/livestreams/x", "/artists/x", "/clips/x", "/api/v1/livestreams"):
        assert not any(path.startswith(closed) for closed in CLOSED)

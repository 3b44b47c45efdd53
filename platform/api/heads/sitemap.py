"""What search engines are told of the whole site (sitemaps.org, RFC 9309). Pure."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape

MOST: Final = 5_000
"""Addresses in one file; search engines take ten times as many."""
CLOSED: Final = (
    "/account",
    "/artist/",
    "/closed",
    "/forgot",
    "/overlay/",
    "/register",
    "/reset",
    "/sign-in",
    "/tokens",
    "/verify",
)
"""Somebody's own pages: there is nothing to find. (What the pages fetch is open: some search engines run them.)"""

Place = tuple[str, datetime | None]
"""A whole address, and when what is there changed last."""

_SCHEMA: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_robots(site: str) -> str:
    """`robots.txt`. `site`: where the pages are."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "", f"Sitemap: {site}/sitemap.xml", ""]
    return "\n".join(lines)


def write_places(places: Iterable[Place]) -> str:
    """A site map."""
    return _write("urlset", "url", places)


def write_index(places: Iterable[Place]) -> str:
    """The list of several."""
    return _write("sitemapindex", "sitemap", places)


def _write(root: str, each: str, places: Iterable[Place]) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{_SCHEMA}">']
    for url, changed_at in places:
        changed = "" if changed_at is None else f"<lastmod>{changed_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod>"
        lines.append(f"<{each}><loc>{escape(url)}</loc>{changed}</{each}>")
    return "\n".join([*lines, f"</{root}>", ""])

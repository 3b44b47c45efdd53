"""`/robots.txt`, `/sitemap.xml`: what search engines ask for before any page."""

from typing import Final

from quart import Blueprint, Response
from quart_schema import hide
from werkzeug.exceptions import NotFound

from api.context import get_context
from api.heads.sitemap import MOST, Place, write_index, write_places, write_robots
from catalog.livestreams.known import count_shows, select_artists, select_clips, select_shows

KEPT: Final = "public, max-age=600"

blueprint = Blueprint("crawlers", __name__)


@blueprint.get("/robots.txt")
@hide
async def read_robots() -> Response:
    """What is not worth looking at, and where the map is."""
    robots = write_robots(get_context().settings.page_url)
    return Response(robots, content_type="text/plain; charset=utf-8", headers={"Cache-Control": KEPT})


@blueprint.get("/sitemap.xml")
@hide
async def read_map() -> Response:
    """All pages; of a large site, the maps of its parts."""
    site = get_context().settings.page_url
    shows = await count_shows()
    if shows > MOST:
        parts = [
            "sitemaps/artists.xml",
            "sitemaps/clips.xml",
            *(f"sitemaps/{part}.xml" for part in range(1, -(-shows // MOST) + 1)),
        ]
        return _answer(write_index((f"{site}/{part}", None) for part in parts))
    return _answer(write_places([*await _list_artists(), *await _list_shows(1), *await _list_clips()]))


@blueprint.get("/sitemaps/artists.xml")
@hide
async def read_artists() -> Response:
    """The first pages and the artists."""
    return _answer(write_places(await _list_artists()))


@blueprint.get("/sitemaps/clips.xml")
@hide
async def read_clips() -> Response:
    """The last clips that everybody may see."""
    return _answer(write_places(await _list_clips()))


@blueprint.get("/sitemaps/<int:part>.xml")
@hide
async def read_part(part: int) -> Response:
    """A part of the shows; the first is 1."""
    shows = await _list_shows(part) if 0 < part <= 10_000 else []
    if not shows:
        raise NotFound
    return _answer(write_places(shows))


async def _list_artists() -> list[Place]:
    site = get_context().settings.page_url
    artists = [(f"{site}/artists/{one.id}", one.changed_at) for one in await select_artists(MOST)]
    return [(f"{site}/", None), (f"{site}/livestreams", None), *artists]


async def _list_shows(part: int) -> list[Place]:
    site = get_context().settings.page_url
    shows = await select_shows(MOST, (part - 1) * MOST)
    return [(f"{site}/livestreams/{one.id}", one.changed_at) for one in shows]


async def _list_clips() -> list[Place]:
    site = get_context().settings.page_url
    return [(f"{site}/clips/{one.id}", one.changed_at) for one in await select_clips(MOST)]


def _answer(text: str) -> Response:
    return Response(text, content_type="application/xml; charset=utf-8", headers={"Cache-Control": KEPT})

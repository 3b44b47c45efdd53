"""Calendars and feeds: for programs that look by themselves, and ask each time whether there is anything new."""

from datetime import UTC
from email.utils import format_datetime
from typing import Final
from urllib.parse import urlsplit

from quart import Blueprint, Response, request
from quart_schema import hide

from api.context import get_context
from api.feeds.calendar import write_calendar
from api.feeds.rss import write_feed
from api.heads.words import HeadWords, find_head_words
from api.http.languages import pick_language
from api.shapes.bodies import present_livestreams
from catalog.artists.profiles import select_profile
from catalog.livestreams.board import select_livestreams
from catalog.notices.calendar import Planned, select_calendar, select_planned

KEPT: Final = "public, max-age=60"
SHOWS: Final = 50
"""In a feed, of each kind."""

blueprint = Blueprint("feeds", __name__)


@blueprint.get("/artists/<artist_id>/calendar.ics")
@hide
async def read_artist_calendar(artist_id: str) -> Response:
    """All dates of an artist's."""
    site = get_context().settings.page_url
    profile = await select_profile(artist_id)
    shows = await select_calendar(artist_id)
    return await _answer_calendar(list(shows), profile.display_name, f"{site}/artists/{profile.id}")


@blueprint.get("/livestreams/<livestream_id>/calendar.ics")
@hide
async def read_show_calendar(livestream_id: str) -> Response:
    """One show's date."""
    site = get_context().settings.page_url
    show = await select_planned(livestream_id)
    return await _answer_calendar([show], f"{show.artist}: {show.title}", f"{site}/livestreams/{show.id}")


@blueprint.get("/artists/<artist_id>/feed.xml")
@hide
async def read_artist_feed(artist_id: str) -> Response:
    """What is on, to come, and to be watched again."""
    context = get_context()
    profile = await select_profile(artist_id)
    shows = []
    for view in ("active", "upcoming", "replays"):
        page = await select_livestreams(view, artist_id=artist_id, limit=SHOWS)
        shows += await present_livestreams(page.entries, None, context)
    feed = write_feed(profile, shows, context.settings.page_url, _hear())
    return await _answer(feed, "application/rss+xml; charset=utf-8")


async def _answer_calendar(shows: list[Planned], name: str, page: str) -> Response:
    site = get_context().settings.page_url
    host = urlsplit(site).hostname or "localhost"
    text = write_calendar(shows, name=name, page=page, site=site, host=host, said=_hear())
    response = await _answer(text, "text/calendar; charset=utf-8")
    if shows:
        newest = max(show.changed_at for show in shows).astimezone(UTC)
        response.headers["Last-Modified"] = format_datetime(newest, usegmt=True)
    return response


def _hear() -> HeadWords:
    """In which language: as the address says, for programs seldom do; else as they do."""
    asked = request.args.get("lang", "")
    return find_head_words(pick_language(f"{asked},{request.headers.get('Accept-Language', '')}"))


async def _answer(text: str, content_type: str) -> Response:
    headers = {"Cache-Control": KEPT, "Access-Control-Allow-Origin": "*", "Vary": "Accept-Language"}
    response = Response(text, content_type=content_type, headers=headers)
    await response.add_etag()
    await response.make_conditional(request)
    return response

"""What is said of an artist's page. Pure."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

from api.heads.head import Head, Image, link, paragraphs, shorten
from api.heads.lists import Lineup, list_shows
from api.heads.shows import complete, describe_artist, describe_event
from api.heads.words import ENGLISH, HeadWords

PORTRAIT: Final = (512, 512)
"""How large an artist's picture is."""


def head_of_artist(artist: Mapping[str, Any], lineup: Lineup, site: str, said: HeadWords = ENGLISH) -> Head:
    """`artist`: `{id, display_name, picture, about, links}`; `lineup`: its own. `site`: where the pages are."""
    url, name = f"{site}/artists/{artist['id']}", artist["display_name"]
    picture = artist["picture"]
    words = shorten(artist["about"]) or said.shows_by.format(artist=name)
    links: Sequence[Mapping[str, str]] = artist["links"]
    group = {
        **describe_artist(artist, site),
        **({"description": shorten(artist["about"])} if artist["about"].strip() else {}),
        **({"sameAs": [one["url"] for one in links]} if links else {}),
    }
    events = [describe_event(show, site) for show in (*lineup.live, *lineup.upcoming)]
    return Head(
        title=name,
        language=said.language,
        url=url,
        words=words,
        kind="profile",
        image=None if picture is None else Image(complete(picture["url"], site), PORTRAIT),
        card="summary",
        data=[group, *events],
        body=_write_body(artist, lineup, site, said),
    )


def _write_body(artist: Mapping[str, Any], lineup: Lineup, site: str, said: HeadWords) -> str:
    about = map(escape, (line.strip() for line in artist["about"].splitlines()))
    links = (link(one["url"], one["label"] or one["url"]) for one in artist["links"])
    lists = (
        list_shows(said.live, lineup.live, site, said),
        list_shows(said.upcoming, lineup.upcoming, site, said),
        list_shows(said.replays, lineup.replays, site, said),
    )
    words = paragraphs([*about, *links])
    return f"<main><h1>{escape(artist['display_name'])}</h1>{words}{''.join(lists)}</main>"

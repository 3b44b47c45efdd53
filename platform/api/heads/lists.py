"""What is said of the pages that list shows: the first page, and the one to browse. Pure."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final, NamedTuple

from api.heads.head import SITE, Head, link
from api.heads.shows import Show, address_of, describe_event, picture_of, say_when
from api.heads.words import ENGLISH, HeadWords

MOST_EVENTS: Final = 30
"""Described to search engines on one page; the others have pages of their own."""


class Lineup(NamedTuple):
    """What is on, as everybody may see it."""

    live: Sequence[Show] = ()
    upcoming: Sequence[Show] = ()
    replays: Sequence[Show] = ()


def head_of_site(lineup: Lineup, site: str, said: HeadWords = ENGLISH) -> Head:
    """The first page. `site`: where the pages are."""
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{site}/livestreams?q={{q}}"},
        "query-input": "required name=q",
    }
    data = {"@type": "WebSite", "name": SITE, "url": f"{site}/", "description": said.site, "potentialAction": search}
    return Head(
        title="",
        language=said.language,
        url=f"{site}/",
        words=said.site,
        data=[data],
        body=_write_body(SITE, lineup, site, said),
    )


def head_of_lineup(lineup: Lineup, site: str, said: HeadWords = ENGLISH) -> Head:
    """The page to browse."""
    words = _say_what_is_on(lineup, said) or said.site
    url, title = f"{site}/livestreams", "Livestreams"
    listed = [*lineup.live, *lineup.upcoming][:MOST_EVENTS]
    events = [
        {"@type": "ListItem", "position": place, "item": describe_event(show, site)}
        for place, show in enumerate(listed, 1)
    ]
    data = {"@type": "ItemList", "name": title, "url": url, "itemListElement": events}
    image = next((found for show in lineup.live if (found := picture_of(show, site)) is not None), None)
    return Head(
        title=title,
        language=said.language,
        url=url,
        words=words,
        image=image,
        data=[data] if events else [],
        body=_write_body(title, lineup, site, said),
    )


def list_shows(heading: str, shows: Sequence[Mapping[str, Any]], site: str, said: HeadWords) -> str:
    """HTML: a heading, and what leads to each; empty where there is none."""
    if not shows:
        return ""
    return f"<h2>{escape(heading)}</h2><ul>{''.join(_write_show(show, site, said) for show in shows)}</ul>"


def _write_show(show: Mapping[str, Any], site: str, said: HeadWords) -> str:
    artist = show["artist"]
    by = link(f"{site}/artists/{artist['id']}", artist["display_name"])
    when = say_when(show, said)
    return f"<li>{link(address_of(show, site), show['title'])}, {by}{f', {when}' if when else ''}</li>"


def _say_what_is_on(lineup: Lineup, said: HeadWords) -> str:
    """A sentence for where a link to the page was pasted."""
    if lineup.live:
        named = [
            said.named.format(title=show["title"], artist=show["artist"]["display_name"]) for show in lineup.live[:2]
        ]
        return said.now.format(shows=named[0] if len(named) == 1 else said.both.format(one=named[0], other=named[1]))
    return said.next.format(title=lineup.upcoming[0]["title"]) if lineup.upcoming else ""


def _write_body(heading: str, lineup: Lineup, site: str, said: HeadWords) -> str:
    lists = (
        list_shows(said.live, lineup.live, site, said),
        list_shows(said.upcoming, lineup.upcoming, site, said),
        list_shows(said.replays, lineup.replays, site, said),
    )
    return f"<main><h1>{escape(heading)}</h1><p>{escape(said.site)}</p>{''.join(lists)}</main>"

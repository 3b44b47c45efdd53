"""An artist's shows as a feed (RSS 2.0), live ones as podcast players know them (Podcast namespace 1.0). Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from api.heads.words import ENGLISH, HeadWords
from catalog.artists.profiles import Profile

PODCAST: Final = "https://podcastindex.org/namespace/1.0"
ATOM: Final = "http://www.w3.org/2005/Atom"
STATES: Final = {"scheduled": "pending", "live": "live", "ended": "ended"}
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def write_feed(profile: Profile, shows: Sequence[Mapping[str, Any]], site: str, said: HeadWords = ENGLISH) -> str:
    """What is on, to come and to be watched again. `shows` are as the API shows them to anybody."""
    page = f"{site}/artists/{profile.id}"
    about = profile.about or said.shows_by.format(artist=profile.display_name)
    head = [
        _tag("title", profile.display_name),
        _tag("link", page),
        f'<atom:link rel="self" type="application/rss+xml" href={quoteattr(f"{page}/feed.xml")}/>',
        _tag("description", about),
        _tag("language", said.language),
        _tag("generator", "EncryptedMedia Live"),
        _tag("ttl", "10"),
        "<podcast:medium>music</podcast:medium>",
    ]
    if profile.picture is not None:
        picture = f"{site}{profile.picture['url']}"
        head.append(f"<image>{_tag('url', picture)}{_tag('title', profile.display_name)}{_tag('link', page)}</image>")
    lines = [_write_live(one, site, said) for one in shows if one["status"] in ("scheduled", "live") and _starts(one)]
    lines += [_write_replay(one, site, said) for one in shows if one["status"] == "ended" and one["replay"]]
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:podcast="{PODCAST}" xmlns:atom="{ATOM}">'
        f"<channel>{''.join([*head, *lines])}</channel></rss>\n"
    )


def _starts(show: Mapping[str, Any]) -> str | None:
    starts: str | None = show["started_at"] or show["scheduled_start_at"]
    return starts


def _write_live(show: Mapping[str, Any], site: str, said: HeadWords) -> str:
    page = f"{site}/livestreams/{show['id']}"
    state, starts = STATES[show["status"]], _starts(show) or ""
    inner = [
        _tag("title", show["title"]),
        _tag("description", _describe(show, said)),
        _tag("link", page),
        f'<guid isPermaLink="false">{escape(show["id"])}</guid>',
    ]
    if show["hls_url"]:  # none for whoever is nobody, where it is for holders of tokens
        inner.append(f'<enclosure url={quoteattr(show["hls_url"])} type="application/x-mpegURL" length="0"/>')
    inner.append(_tag("podcast:contentLink", show["title"], f" href={quoteattr(page)}"))
    return f'<podcast:liveItem status="{state}" start={quoteattr(starts)}>{"".join(inner)}</podcast:liveItem>'


def _write_replay(show: Mapping[str, Any], site: str, said: HeadWords) -> str:
    page = f"{site}/livestreams/{show['id']}"
    ended = datetime.fromisoformat(show["ended_at"] or show["started_at"])
    inner = [
        _tag("title", show["title"]),
        _tag("description", _describe(show, said)),
        _tag("link", page),
        f'<guid isPermaLink="false">{escape(show["id"])}-replay</guid>',
        _tag("pubDate", format_datetime(ended)),
    ]
    return f"<item>{''.join(inner)}</item>"


def _describe(show: Mapping[str, Any], said: HeadWords) -> str:
    tokens = show["token_gate_amount"]
    gate = "" if tokens is None else f"{said.say_gate(tokens)} "
    return f"{gate}{show['description']}".strip() or show["title"]


def _tag(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(_NOT_XML.sub('', text))}</{name}>"

"""What is said of a livestream's page. Pure."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final
from urllib.parse import urlencode

from api.heads.head import SITE, Data, Head, Image, link, paragraphs, quote, shorten, without_nothing
from api.heads.words import ENGLISH, HeadWords
from contract.gates import read_gate

COVER: Final = (1280, 720)
"""How large a show's own picture is."""
STILL: Final = (640, 360)
"""The shape of a still before it is there; most are as wide as that."""
ONLINE: Final = "https://schema.org/OnlineEventAttendanceMode"
SCHEDULED: Final = "https://schema.org/EventScheduled"
CANCELLED: Final = "https://schema.org/EventCancelled"

Show = Mapping[str, Any]
"""A livestream as everybody may see it, with whole addresses of media: so of a gated one without."""


def head_of_show(show: Show, site: str, said: HeadWords = ENGLISH) -> Head:
    """`site`: where the pages are, without a slash at the end."""
    url = address_of(show, site)
    words = _sum_up(show, said)
    image = picture_of(show, site)
    event = describe_event(show, site)
    video = describe_video(show, event, site, said)
    return Head(
        title=show["title"],
        language=said.language,
        url=url,
        words=words,
        kind="video.other",
        image=image,
        lines=list(_list_times(show)),
        data=[event] if video is None else [event, video],
        embed=oembed_of(url, site),
        hidden=show["status"] == "archived",
        body=_write_body(show, site, said),
    )


def address_of(show: Show, site: str) -> str:
    """Its page."""
    return f"{site}/livestreams/{show['id']}"


def oembed_of(url: str, site: str) -> str:
    """Where it is said how other sites show a page of ours."""
    return f"{site}/oembed?{urlencode({'url': url, 'format': 'json'})}"


def picture_of(show: Show, site: str) -> Image | None:
    """What stands for it: what its artist chose; else the newest still, where everybody may see that."""
    cover = show.get("cover")
    if cover is not None:
        return Image(complete(cover["url"], site), COVER)
    still: str | None = show.get("still_url")
    return None if still is None else Image(still)


def complete(path: str, site: str) -> str:
    """A whole address of what is at our own pages."""
    return f"{site}{path}" if path.startswith("/") else path


def draw_stage(show: Show) -> str:
    """HTML of the stage of a live show with the newest still on it; empty: there is none. The page's own stage takes
    the place and the picture (`frontend/src/player/ahead.ts`)."""
    still: str | None = show["still_url"] if show["status"] == "live" else None
    if still is None:
        return ""
    width, height = STILL
    picture = f'<img src={quote(still)} alt="" width="{width}" height="{height}" fetchpriority="high" />'
    return f'<div id="drawn" class="page watch" data-chat="shown"><div class="stage">{picture}</div></div>'


def describe_artist(artist: Mapping[str, Any], site: str) -> Data:
    """Who plays; a group may be of one."""
    url = f"{site}/artists/{artist['id']}"
    picture = artist.get("picture")
    image = None if picture is None else complete(picture["url"], site)
    named = {"@type": "MusicGroup", "@id": url, "name": artist["display_name"], "url": url, "image": image}
    return without_nothing(named)


def describe_event(show: Show, site: str) -> Data:
    """A show in the words of schema.org: live ones are found while they are."""
    url, artist, image = address_of(show, site), describe_artist(show["artist"], site), picture_of(show, site)
    return without_nothing(
        {
            "@type": "BroadcastEvent",
            "@id": url,
            "name": show["title"],
            "description": shorten(show["description"]),
            "url": url,
            "isLiveBroadcast": True,
            "startDate": show["started_at"] or show["scheduled_start_at"],
            "endDate": show["ended_at"],
            "eventStatus": CANCELLED if show["status"] == "cancelled" else SCHEDULED,
            "eventAttendanceMode": ONLINE,
            "location": {"@type": "VirtualLocation", "url": url},
            "isAccessibleForFree": not read_gate(show),
            "performer": artist,
            "organizer": artist,
            "image": None if image is None else image.url,
        }
    )


def describe_video(show: Show, event: Data, site: str, said: HeadWords) -> Data | None:
    """What can be watched of it by everybody, now or again; None: nothing, or there is no picture that stands for it,
    which search engines ask for."""
    replay, image = show["replay"], picture_of(show, site)
    live = show["status"] == "live" and show["hls_url"] is not None
    kept = not live and replay is not None and replay["url"] is not None
    if image is None or not (live or kept):
        return None
    duration = replay["duration"] if kept else None
    return without_nothing(
        {
            "@type": "VideoObject",
            "name": show["title"],
            "description": _sum_up(show, said),
            "url": event["url"],
            "thumbnailUrl": [image.url],
            "uploadDate": show["started_at"],
            "duration": None if duration is None else write_duration(duration),
            "expires": replay["expires_at"] if kept else None,
            "contentUrl": replay["url"] if kept else show["hls_url"],
            "embedUrl": f"{site}/embed/livestreams/{show['id']}",
            "publication": without_nothing(
                {
                    "@type": "BroadcastEvent",
                    "isLiveBroadcast": True,
                    "startDate": show["started_at"],
                    "endDate": show["ended_at"],
                }
            ),
        }
    )


def write_duration(seconds: float) -> str:
    """ISO 8601, as `PT1H2M3S`."""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + f"{rest}S"


def _sum_up(show: Show, said: HeadWords) -> str:
    return shorten(show["description"]) or said.show_by.format(artist=show["artist"]["display_name"])


def say_when(show: Show, said: HeadWords) -> str:
    """HTML: what it is now, and since or until when. Empty: that is not known."""
    status, at = show["status"], show["started_at"] or show["scheduled_start_at"]
    if status == "cancelled":
        return said.cancelled
    words = said.times.get(status, said.times[""])
    return "" if at is None else words.format(when=said.write_time(at))


def _list_times(show: Show) -> Iterator[tuple[Any, str, str]]:
    if show["started_at"] is not None:
        yield "property", "video:release_date", show["started_at"]
    for tag in show.get("tags") or ():
        yield "property", "video:tag", tag


def _write_body(show: Show, site: str, said: HeadWords) -> str:
    artist = show["artist"]
    by = link(f"{site}/artists/{artist['id']}", artist["display_name"])
    lines = (line.strip() for line in show["description"].splitlines())
    gate = read_gate(show)
    texts = [
        said.by.format(artist=by),
        say_when(show, said),
        said.say_gate(gate) if gate else "",
        *map(escape, lines),
        said.needs_scripts.format(site=SITE),
        link(f"{site}/livestreams", said.all_shows),
    ]
    return f"<main><h1>{escape(show['title'])}</h1>{paragraphs(texts)}</main>"

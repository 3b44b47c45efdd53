"""What is said of a clip's page. Pure."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

from api.heads.head import Data, Head, Image, Line, link, paragraphs, without_nothing
from api.heads.shows import address_of, describe_artist, oembed_of, write_duration
from api.heads.words import ENGLISH, HeadWords

FRAME: Final = (1280, 720)
"""How large other sites make its player, in its proportions."""


def head_of_clip(clip: Mapping[str, Any], show: Mapping[str, Any], site: str, said: HeadWords = ENGLISH) -> Head:
    """Of a clip that everybody may see, with whole addresses, and of its show. `site`: where the pages are."""
    artist = show["artist"]["display_name"]
    words = said.clip.format(length=_say_length(clip["duration"], said), title=show["title"], artist=artist)
    return Head(
        title=clip["title"],
        language=said.language,
        url=clip["page_url"],
        words=words,
        kind="video.other",
        image=None if clip["still_url"] is None else Image(clip["still_url"]),
        card="player",
        lines=list(_list_players(clip, show, site)),
        data=[thing] if (thing := _describe(clip, show, words, site)) is not None else [],
        embed=oembed_of(clip["page_url"], site),
        body=_write_body(clip, show, words, site, said),
    )


def frame_of(clip: Mapping[str, Any], site: str) -> str:
    """Where it plays in a frame."""
    return f"{site}/embed/clips/{clip['id']}"


def _list_players(clip: Mapping[str, Any], show: Mapping[str, Any], site: str) -> Iterator[Line]:
    """Where it plays: in a frame of ours and, where everybody may have the film, as a file."""
    frame = frame_of(clip, site)
    videos = [(frame, "text/html")]
    if show.get("fans_may_download"):
        videos.append((f"{clip['url'].rsplit('/', 1)[0]}/film.mp4", "video/mp4"))
    width, height = map(str, FRAME)
    for address, kind in videos:
        yield "property", "og:video", address
        if address.startswith("https:"):
            yield "property", "og:video:secure_url", address
        yield "property", "og:video:type", kind
        yield "property", "og:video:width", width
        yield "property", "og:video:height", height
    yield "property", "og:video:duration", str(round(clip["duration"]))
    yield "name", "twitter:player", frame
    yield "name", "twitter:player:width", width
    yield "name", "twitter:player:height", height


def _describe(clip: Mapping[str, Any], show: Mapping[str, Any], words: str, site: str) -> Data | None:
    if clip["still_url"] is None:
        return None
    return without_nothing(
        {
            "@type": "VideoObject",
            "name": clip["title"],
            "description": words,
            "url": clip["page_url"],
            "thumbnailUrl": [clip["still_url"]],
            "uploadDate": clip["created_at"],
            "duration": write_duration(clip["duration"]),
            "contentUrl": clip["url"],
            "embedUrl": frame_of(clip, site),
            "creator": describe_artist(show["artist"], site),
        }
    )


def _write_body(clip: Mapping[str, Any], show: Mapping[str, Any], words: str, site: str, said: HeadWords) -> str:
    shown = link(address_of(show, site), show["title"])
    texts = [escape(words), said.clip_of.format(show=shown)]
    return f"<main><h1>{escape(clip['title'])}</h1>{paragraphs(texts)}</main>"


def _say_length(seconds: float, said: HeadWords) -> str:
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return said.seconds.format(count=rest)
    return said.minutes.format(count=f"{minutes}:{rest:02}")

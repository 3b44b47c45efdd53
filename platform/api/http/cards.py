"""What other sites show of a page whose link was shared: Open Graph's and Twitter's words for it. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

MOST_WORDS: Final = 200
"""Letters of a description."""
FRAME: Final = (1280, 720)
"""How large other sites make a clip's player, in its proportions."""


@dataclass(frozen=True, slots=True)
class Card:
    """A page in a few words, and the `<meta>` elements for its head."""

    title: str
    meta: str

    def put_into(self, page: str) -> str:
        """The page with it. What the page says of itself in general gives way."""
        page = _DESCRIPTION.sub("", page, count=1)
        page = _TITLE.sub(lambda _: f"<title>{escape(self.title)}</title>", page, count=1)
        return page.replace("</head>", f"{self.meta}\n  </head>", 1)


_TITLE: Final = re.compile(r"<title>[^<]*</title>")
_DESCRIPTION: Final = re.compile(r'[ \t]*<meta name="description"[^>]*>\n?')


def write_clip_card(clip: Mapping[str, Any], livestream: Mapping[str, Any]) -> Card:
    """Of a clip that everybody may see, with whole addresses, and of its show."""
    artist = livestream["artist"]["display_name"]
    words = f"{_say_length(clip['duration'])} of {livestream['title']} by {artist}"
    lines = [*_describe(clip, words), *_picture(clip), *_player(clip, livestream)]
    return Card(clip["title"], _write_lines(lines))


def write_livestream_card(livestream: Mapping[str, Any], page_url: str) -> Card:
    """Of a livestream as everybody may see it, with whole addresses: so of a gated one without a picture."""
    title, artist = livestream["title"], livestream["artist"]["display_name"]
    words = livestream["description"].partition("\n")[0][:MOST_WORDS] or f"A livestream by {artist}"
    lines: list[Line] = [
        ("name", "description", words),
        ("property", "og:site_name", "EncryptedMedia Live"),
        ("property", "og:type", "video.other"),
        ("property", "og:url", page_url),
        ("property", "og:title", title),
        ("property", "og:description", words),
        ("name", "twitter:card", "summary" if livestream["still_url"] is None else "summary_large_image"),
        ("name", "twitter:title", title),
        ("name", "twitter:description", words),
        *_picture(livestream),
    ]
    return Card(title, _write_lines(lines))


Line = tuple[str, str, str]


def _write_lines(lines: Iterable[Line]) -> str:
    return "\n".join(f"    <meta {kind}={_quote(name)} content={_quote(value)} />" for kind, name, value in lines)


def _describe(clip: Mapping[str, Any], words: str) -> Iterator[Line]:
    yield "name", "description", words
    yield "property", "og:site_name", "EncryptedMedia Live"
    yield "property", "og:type", "video.other"
    yield "property", "og:url", clip["page_url"]
    yield "property", "og:title", clip["title"]
    yield "property", "og:description", words
    yield "name", "twitter:card", "player"
    yield "name", "twitter:title", clip["title"]
    yield "name", "twitter:description", words


def _picture(shown: Mapping[str, Any]) -> Iterator[Line]:
    if shown["still_url"] is not None:
        yield "property", "og:image", shown["still_url"]
        yield "property", "og:image:alt", shown["title"]
        yield "name", "twitter:image", shown["still_url"]


def _player(clip: Mapping[str, Any], livestream: Mapping[str, Any]) -> Iterator[Line]:
    """Where it plays: in a frame of ours and, where everybody may have the film, as a file."""
    site = clip["page_url"].rsplit("/clips/", 1)[0]
    frame = f"{site}/embed/clips/{clip['id']}"
    videos = [(frame, "text/html")]
    if livestream.get("fans_may_download"):
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


def _say_length(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} seconds"
    return f"{minutes}:{rest:02} minutes"


def _quote(text: str) -> str:
    return f'"{escape(text)}"'

"""How other sites show a page of ours whose address somebody pasted there (oembed.com). Pure."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any, Final
from urllib.parse import urlsplit

from api.heads.head import SITE, Image, without_nothing

WIDE: Final = 640
"""Pixels, unless less is asked for or more is."""
CACHED: Final = 600
"""Seconds."""
ALLOW: Final = "autoplay; fullscreen; picture-in-picture"

_PAGES: Final = re.compile(r"/(?:embed/)?(livestreams|clips)/([0-9a-z-]{26,36})/?")


def find_page(url: str, site: str) -> tuple[str, str] | None:
    """What a page of ours is about: `livestreams` or `clips`, and the id; None: it is none that is shown elsewhere.
    `site`: where the pages are."""
    try:
        asked, own = urlsplit(url), urlsplit(site)
    except ValueError:
        return None
    path = asked.path.removeprefix(own.path)
    found = _PAGES.fullmatch(path)
    same = asked.scheme in ("http", "https") and asked.netloc.lower() == own.netloc.lower()
    return (found[1], found[2]) if same and found is not None else None


def fit(most_wide: int | None, most_high: int | None) -> tuple[int, int]:
    """Width and height of a picture of 16:9 that is no larger than asked for."""
    width = WIDE if most_wide is None else most_wide
    if most_high is not None:
        width = min(width, most_high * 16 // 9)
    return width, max(1, round(width * 9 / 16))


def write_frame(url: str, title: str, size: tuple[int, int]) -> str:
    """The HTML that shows it."""
    width, height = size
    return (
        f'<iframe src="{escape(url)}" width="{width}" height="{height}" title="{escape(title)}" '
        f'style="border:0;max-width:100%" allow="{ALLOW}" allowfullscreen></iframe>'
    )


def write_oembed(
    title: str, artist: Mapping[str, Any], frame_url: str, image: Image | None, size: tuple[int, int], site: str
) -> dict[str, Any]:
    """The answer (oembed.com, section 2.3)."""
    picture = None if image is None or image.size is None else image
    width, height = size
    return without_nothing(
        {
            "version": "1.0",
            "type": "video",
            "title": title,
            "author_name": artist["display_name"],
            "author_url": f"{site}/artists/{artist['id']}",
            "provider_name": SITE,
            "provider_url": f"{site}/",
            "cache_age": CACHED,
            "width": width,
            "height": height,
            "html": write_frame(frame_url, title, size),
            # All three or none of them.
            "thumbnail_url": picture and picture.url,
            "thumbnail_width": picture and picture.size and picture.size[0],
            "thumbnail_height": picture and picture.size and picture.size[1],
        }
    )

"""How other sites are told to show our pages."""

from html.parser import HTMLParser
from typing import Any

import pytest

from api.embeds.oembed import find_page, fit, write_oembed
from api.heads.head import Image

SITE = "https://live.example.org"
SHOW = "90a575f4-fd35-4910-8cfe-b5e2465f8053"
CLIP = "c0123456789abcdefghijklmno"[:26]


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (f"{SITE}/livestreams/{SHOW}", ("livestreams", SHOW)),
        (f"{SITE}/livestreams/{SHOW}/?at=61#x", ("livestreams", SHOW)),
        (f"http://LIVE.example.org/embed/livestreams/{SHOW}", ("livestreams", SHOW)),
        (f"{SITE}/clips/{CLIP}", ("clips", CLIP)),
        (f"{SITE}/artist/livestreams/{SHOW}", None),
        (f"https://evil.example.org/livestreams/{SHOW}", None),
        (f"{SITE}.evil.example.org/livestreams/{SHOW}", None),
        ("javascript:alert(1)", None),
        ("https://[live/", None),
    ],
)
def test_our_pages_are_known_by_their_addresses(url: str, found: tuple[str, str] | None) -> None:
    assert find_page(url, SITE) == found


@pytest.mark.parametrize(
    ("most", "size"),
    [
        ((None, None), (640, 360)),
        ((1280, None), (1280, 720)),
        ((320, 1000), (320, 180)),
        ((None, 180), (320, 180)),
        ((None, 100), (177, 100)),
        ((None, 9), (16, 9)),
        ((1, 1), (1, 1)),
    ],
)
def test_it_is_as_large_as_asked_and_in_proportion(
    most: tuple[int | None, int | None], size: tuple[int, int]
) -> None:
    assert fit(*most) == size


class Frames(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.frames: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "iframe"
        self.frames.append(dict(attrs))


def write(title: str, image: Image | None = None) -> dict[str, Any]:
    artist = {"id": "a1", "display_name": "Ada"}
    return write_oembed(title, artist, f"{SITE}/embed/livestreams/{SHOW}", image, (640, 360), SITE)


def test_the_answer_is_one_frame_whatever_somebody_typed() -> None:
    answer = write('"><script>alert(1)</script>')
    (frame,) = Frames(answer["html"]).frames
    assert frame["src"] == f"{SITE}/embed/livestreams/{SHOW}"
    assert frame["title"] == answer["title"] == '"><script>alert(1)</script>'
    assert frame["allow"] == "autoplay; fullscreen; picture-in-picture"
    assert (answer["version"], answer["type"], answer["author_name"]) == ("1.0", "video", "Ada")


def test_a_picture_comes_with_its_size_or_not_at_all() -> None:
    cover = write("A show", Image(f"{SITE}/pictures/p.jpg", (1280, 720)))
    assert (cover["thumbnail_url"], cover["thumbnail_width"]) == (f"{SITE}/pictures/p.jpg", 1280)
    assert not [name for name in write("A show", Image("https://x/still.jpg")) if name.startswith("thumbnail")]

"""What other sites show of a clip, or of a show, whose link was shared."""

from html.parser import HTMLParser
from typing import Any

import pytest

from api.http.cards import write_clip_card, write_livestream_card

PAGE = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="description" content="Live shows." />
    <title>EncryptedMedia Live</title>
  </head>
  <body><div id="root"></div></body>
</html>
"""
CLIP: dict[str, Any] = {
    "id": "c1",
    "title": "The solo",
    "duration": 29.6,
    "url": "https://media.example.org/live/c1/index.m3u8",
    "page_url": "https://live.example.org/clips/c1",
    "still_url": "https://media.example.org/live/c1/still.jpg?v=7",
}
SHOW: dict[str, Any] = {"title": "Harvest session", "artist": {"id": "a", "display_name": "Ada"}}


class Head(HTMLParser):
    """The `<meta>` elements of a page by name, in order, and its title."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.meta: dict[str, list[str]] = {}
        self.title = ""
        self._tag = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        fields = dict(attrs)
        name = fields.get("property") or fields.get("name")
        if tag == "meta" and name:
            self.meta.setdefault(name, []).append(fields["content"] or "")

    def handle_data(self, data: str) -> None:
        if self._tag == "title":
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self._tag = ""


def read(clip: dict[str, Any] = CLIP, show: dict[str, Any] = SHOW) -> Head:
    return Head(write_clip_card(clip, show).put_into(PAGE))


def test_a_shared_clip_has_a_picture_and_a_player() -> None:
    head = read()
    assert head.title == "The solo"
    assert head.meta["description"] == ["30 seconds of Harvest session by Ada"]
    assert head.meta["og:url"] == ["https://live.example.org/clips/c1"]
    assert head.meta["og:image"] == ["https://media.example.org/live/c1/still.jpg?v=7"]
    assert head.meta["og:video"] == head.meta["twitter:player"] == ["https://live.example.org/embed/clips/c1"]
    assert head.meta["og:video:secure_url"] == head.meta["og:video"]
    assert head.meta["og:video:type"] == ["text/html"]
    assert head.meta["twitter:card"] == ["player"]
    assert (head.meta["twitter:player:width"], head.meta["twitter:player:height"]) == (["1280"], ["720"])


def test_a_film_that_everybody_may_have_is_named_besides() -> None:
    head = read(show={**SHOW, "fans_may_download": True})
    assert head.meta["og:video"][1] == "https://media.example.org/live/c1/film.mp4"
    assert head.meta["og:video:type"] == ["text/html", "video/mp4"]


def test_without_a_picture_and_without_tls_nothing_says_otherwise() -> None:
    plain = {**CLIP, "still_url": None, "page_url": "http://localhost:3000/clips/c1"}
    head = read(plain)
    assert "og:image" not in head.meta
    assert "twitter:image" not in head.meta
    assert "og:video:secure_url" not in head.meta
    assert head.meta["og:video"] == ["http://localhost:3000/embed/clips/c1"]


@pytest.mark.parametrize(
    "title", ['"><script>alert(1)</script>', "</title><b>", "a & b \\1 \\g<0>", "'quoted' \u202e"]
)
def test_what_somebody_typed_is_text_and_nothing_else(title: str) -> None:
    page = write_clip_card({**CLIP, "title": title}, {**SHOW, "title": title}).put_into(PAGE)
    head = Head(page)
    assert head.title == title
    assert head.meta["og:title"] == [title]
    assert title in head.meta["og:description"][0]
    assert "<script>" not in page
    assert page.count("</title>") == page.count("</head>") == 1


@pytest.mark.parametrize(("seconds", "said"), [(5, "5 seconds"), (60, "1:00 minutes"), (179.7, "3:00 minutes")])
def test_its_length_is_said(seconds: float, said: str) -> None:
    assert read({**CLIP, "duration": seconds}).meta["og:description"][0].startswith(f"{said} of ")


LIVE: dict[str, Any] = {
    **SHOW,
    "description": "Five songs.\nNo drums.",
    "still_url": "https://media.example.org/live/x/still.jpg?v=9",
}


def test_a_shared_show_has_the_newest_picture_that_everybody_may_see() -> None:
    page_url = "https://live.example.org/livestreams/l1"
    head = Head(write_livestream_card(LIVE, page_url).put_into(PAGE))
    assert head.title == "Harvest session"
    assert head.meta["og:url"] == [page_url]
    assert head.meta["og:description"] == ["Five songs."]
    assert head.meta["og:image"] == head.meta["twitter:image"] == [LIVE["still_url"]]
    assert head.meta["twitter:card"] == ["summary_large_image"]
    gated = Head(write_livestream_card({**LIVE, "still_url": None, "description": ""}, page_url).put_into(PAGE))
    assert "og:image" not in gated.meta
    assert gated.meta["twitter:card"] == ["summary"]
    assert gated.meta["description"] == ["A livestream by Ada"]

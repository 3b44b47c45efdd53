"""What other sites show of a clip whose link was shared."""

from typing import Any

import pytest

from api.heads.clips import head_of_clip
from support.heads import PAGE, ReadHead

SITE = "https://live.example.org"
CLIP: dict[str, Any] = {
    "id": "c1",
    "title": "The solo",
    "duration": 29.6,
    "url": "https://media.example.org/live/c1/index.m3u8",
    "page_url": "https://live.example.org/clips/c1",
    "still_url": "https://media.example.org/live/c1/still.jpg?v=7",
    "created_at": "2026-11-27T20:10:00.000Z",
}
SHOW: dict[str, Any] = {"id": "l1", "title": "Harvest session", "artist": {"id": "a", "display_name": "Ada"}}


def read(clip: dict[str, Any] = CLIP, show: dict[str, Any] = SHOW, site: str = SITE) -> ReadHead:
    return ReadHead(head_of_clip(clip, show, site).put_into(PAGE))


def test_a_shared_clip_has_a_picture_and_a_player() -> None:
    head = read()
    assert head.title == "The solo · EncryptedMedia Live"
    assert head.meta["description"] == ["30 seconds of Harvest session by Ada"]
    assert head.meta["og:url"] == ["https://live.example.org/clips/c1"]
    assert head.meta["og:image"] == ["https://media.example.org/live/c1/still.jpg?v=7"]
    assert head.meta["og:video"] == head.meta["twitter:player"] == ["https://live.example.org/embed/clips/c1"]
    assert head.meta["og:video:secure_url"] == head.meta["og:video"]
    assert head.meta["og:video:type"] == ["text/html"]
    assert head.meta["twitter:card"] == ["player"]
    assert (head.meta["twitter:player:width"], head.meta["twitter:player:height"]) == (["1280"], ["720"])
    assert head.links["canonical"] == "https://live.example.org/clips/c1"
    assert head.links["application/json+oembed"].startswith("https://live.example.org/oembed?url=https%3A%2F%2F")
    video = head.find("VideoObject")
    assert (video["uploadDate"], video["duration"]) == ("2026-11-27T20:10:00.000Z", "PT30S")
    assert video["embedUrl"] == "https://live.example.org/embed/clips/c1"
    assert head.leads_to == ["https://live.example.org/livestreams/l1"]


def test_a_film_that_everybody_may_have_is_named_besides() -> None:
    head = read(show={**SHOW, "fans_may_download": True})
    assert head.meta["og:video"][1] == "https://media.example.org/live/c1/film.mp4"
    assert head.meta["og:video:type"] == ["text/html", "video/mp4"]


def test_without_a_picture_and_without_tls_nothing_says_otherwise() -> None:
    plain = {**CLIP, "still_url": None, "page_url": "http://localhost:3000/clips/c1"}
    head = read(plain, site="http://localhost:3000")
    assert "og:image" not in head.meta
    assert "twitter:image" not in head.meta
    assert "og:video:secure_url" not in head.meta
    assert head.meta["og:video"] == ["http://localhost:3000/embed/clips/c1"]


@pytest.mark.parametrize(
    "title", ['"><script>alert(1)</script>', "</title><b>", "a & b \\1 \\g<0>", "'quoted' \u202e"]
)
def test_what_somebody_typed_is_text_and_nothing_else(title: str) -> None:
    page = head_of_clip({**CLIP, "title": title}, {**SHOW, "title": title}, SITE).put_into(PAGE)
    head = ReadHead(page)
    assert head.title == f"{title} · EncryptedMedia Live"
    assert head.meta["og:title"] == [title]
    assert title in head.meta["og:description"][0]
    assert head.find("VideoObject")["name"] == title
    assert title in head.words
    assert "<script>" not in page
    assert page.count("</title>") == page.count("</head>") == page.count("</script>") == 1


@pytest.mark.parametrize(("seconds", "said"), [(5, "5 seconds"), (60, "1:00 minutes"), (179.7, "3:00 minutes")])
def test_its_length_is_said(seconds: float, said: str) -> None:
    assert read({**CLIP, "duration": seconds}).meta["og:description"][0].startswith(f"{said} of ")

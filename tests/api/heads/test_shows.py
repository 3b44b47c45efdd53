"""What other sites and search engines are told of a show."""

from dataclasses import replace
from typing import Any

import pytest

from api.heads.shows import draw_stage, head_of_show, write_duration
from support.heads import PAGE, ReadHead, read_drawn

SITE = "https://live.example.org"
STILL = "https://media.example.org/live/x/still.jpg?v=9"
SHOW: dict[str, Any] = {
    "id": "l1",
    "title": "Harvest session",
    "description": "Five songs.\nNo drums.",
    "artist": {"id": "a1", "display_name": "Ada"},
    "status": "scheduled",
    "scheduled_start_at": "2026-12-04T20:00:00.000Z",
    "started_at": None,
    "ended_at": None,
    "token_gate_amount": None,
    "hls_url": None,
    "still_url": None,
    "replay": None,
}
LIVE = {
    **SHOW,
    "status": "live",
    "started_at": "2026-12-04T20:01:00.000Z",
    "hls_url": "https://media.example.org/live/x/index.m3u8",
    "still_url": STILL,
}
REPLAY = {
    "url": "https://media.example.org/live/r/index.m3u8",
    "duration": 3723.4,
    "expires_at": "2027-01-03T21:00:00.000Z",
}
ENDED = {**LIVE, "status": "ended", "ended_at": "2026-12-04T21:03:03.000Z", "hls_url": None, "replay": REPLAY}


def read(show: dict[str, Any]) -> ReadHead:
    return ReadHead(head_of_show(show, SITE).put_into(PAGE))


def test_a_show_to_come_is_an_event_with_a_date_and_no_video() -> None:
    head = read(SHOW)
    assert head.title == "Harvest session · EncryptedMedia Live"
    assert head.meta["description"] == head.meta["og:description"] == ["Five songs."]
    assert head.links["canonical"] == head.meta["og:url"][0] == "https://live.example.org/livestreams/l1"
    event = head.find("BroadcastEvent")
    assert event["isLiveBroadcast"] is True
    assert event["startDate"] == "2026-12-04T20:00:00.000Z"
    assert event["performer"]["name"] == "Ada"
    assert event["isAccessibleForFree"] is True
    assert [thing["@type"] for thing in head.data] == ["BroadcastEvent"]
    assert head.meta["twitter:card"] == ["summary"]


def test_a_live_one_is_a_video_with_the_newest_picture_too() -> None:
    head = read(LIVE)
    assert head.meta["og:image"] == head.meta["twitter:image"] == [STILL]
    assert head.meta["twitter:card"] == ["summary_large_image"]
    video = head.find("VideoObject")
    assert video["thumbnailUrl"] == [STILL]
    assert video["uploadDate"] == "2026-12-04T20:01:00.000Z"
    assert video["publication"] == {
        "@type": "BroadcastEvent",
        "isLiveBroadcast": True,
        "startDate": "2026-12-04T20:01:00.000Z",
    }
    assert "duration" not in video


def test_its_stage_is_drawn_with_that_picture_on_it_beside_the_page_s_own_place() -> None:
    tricky = f'{STILL}&"><script>'
    page = replace(head_of_show(LIVE, SITE), drawn=draw_stage({**LIVE, "still_url": tricky})).put_into(PAGE)
    assert page.index('<div id="root"></div>') < page.index('id="drawn"') < page.index("<noscript>")
    picture = read_drawn(page)
    assert (picture["src"], picture["alt"]) == (tricky, "")
    assert (picture["width"], picture["height"]) == ("640", "360")


@pytest.mark.parametrize("show", [SHOW, {**LIVE, "still_url": None}, {**ENDED, "still_url": STILL}])
def test_no_stage_is_drawn_without_a_picture_or_when_nothing_is_on(show: dict[str, Any]) -> None:
    assert draw_stage(show) == ""


def test_a_replay_says_how_long_it_is_and_until_when_it_stays() -> None:
    video = read(ENDED).find("VideoObject")
    assert (video["duration"], video["expires"]) == ("PT1H2M3S", "2027-01-03T21:00:00.000Z")
    assert video["contentUrl"] == REPLAY["url"]
    assert video["publication"]["endDate"] == "2026-12-04T21:03:03.000Z"


def test_of_a_gated_show_nothing_is_told_but_that_it_is() -> None:
    gated = {**LIVE, "token_gate_amount": 5, "hls_url": None, "still_url": None, "description": ""}
    head = read(gated)
    assert "og:image" not in head.meta
    assert head.meta["description"] == ["A livestream by Ada"]
    assert head.find("BroadcastEvent")["isAccessibleForFree"] is False
    assert "5" in head.words
    assert [thing["@type"] for thing in head.data] == ["BroadcastEvent"]


def test_the_cover_stands_for_a_show_before_any_still() -> None:
    cover = {"url": "/pictures/p1-large.jpg", "small_url": "/pictures/p1-small.jpg", "color": "#102030"}
    head = read({**LIVE, "cover": cover})
    assert head.meta["og:image"] == ["https://live.example.org/pictures/p1-large.jpg"]
    assert (head.meta["og:image:width"], head.meta["og:image:height"]) == (["1280"], ["720"])


def test_readers_without_scripts_have_the_words_and_a_way_on() -> None:
    head = read(SHOW)
    for words in ("Harvest session", "Ada", "4 December 2026, 20:00 UTC", "Five songs.", "No drums."):
        assert words in head.words
    assert head.leads_to == ["https://live.example.org/artists/a1", "https://live.example.org/livestreams"]
    assert "It needs JavaScript." not in head.words


def test_what_was_put_away_or_called_off_says_so() -> None:
    assert read({**ENDED, "status": "archived"}).meta["robots"] == ["noindex"]
    assert "robots" not in read(ENDED).meta
    event = read({**SHOW, "status": "cancelled"}).find("BroadcastEvent")
    assert event["eventStatus"] == "https://schema.org/EventCancelled"


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--<script>", "</noscript><b>", "a & b", "x\u2028y\\u003c"]
)
def test_what_somebody_typed_ends_nothing(text: str) -> None:
    page = head_of_show({**LIVE, "title": text, "description": text}, SITE).put_into(PAGE)
    head = ReadHead(page)
    assert {thing["name"] for thing in head.data} == {text}
    assert head.title == f"{text} · EncryptedMedia Live"
    assert page.count("<script") == page.count("</script>") == len(head.data) == 2
    assert page.count("</noscript>") == 1


def test_a_long_description_is_cut_between_words() -> None:
    said = read({**SHOW, "description": "word " * 100}).meta["description"][0]
    assert len(said) <= 200
    assert said.endswith("word…")


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "PT1S"), (59.6, "PT1M0S"), (3600, "PT1H0S"), (36_061, "PT10H1M1S")]
)
def test_lengths_as_machines_read_them(seconds: float, said: str) -> None:
    assert write_duration(seconds) == said

"""What other sites and search engines are told of an artist."""

from typing import Any

import pytest

from api.heads.artists import head_of_artist
from api.heads.lists import Lineup
from support.heads import PAGE, ReadHead

from .test_shows import ENDED, LIVE, SHOW, SITE

ARTIST: dict[str, Any] = {
    "id": "a1",
    "display_name": "Ada",
    "picture": {"url": "/pictures/p-large.jpg", "small_url": "/pictures/p-small.jpg", "color": "#102030"},
    "about": "Tape and piano.\nSince 2019.",
    "links": [{"label": "Records", "url": "https://ada.example.org/records"}],
}
OWN = Lineup([LIVE], [{**SHOW, "id": "l2"}], [{**ENDED, "id": "l3"}])


def read(artist: dict[str, Any] = ARTIST, lineup: Lineup = OWN) -> ReadHead:
    return ReadHead(head_of_artist(artist, lineup, SITE).put_into(PAGE))


def test_a_link_to_an_artist_shows_name_picture_and_words() -> None:
    head = read()
    assert head.title == "Ada · EncryptedMedia Live"
    assert head.meta["og:type"] == ["profile"]
    assert head.meta["og:description"] == ["Tape and piano."]
    assert head.meta["og:image"] == [f"{SITE}/pictures/p-large.jpg"]
    assert head.links["canonical"] == f"{SITE}/artists/a1"


def test_search_engines_read_who_it_is_and_when_there_is_something_to_see() -> None:
    head = read()
    group = head.find("MusicGroup")
    assert (group["name"], group["sameAs"]) == ("Ada", ["https://ada.example.org/records"])
    assert [thing["url"][-2:] for thing in head.data if thing["@type"] == "BroadcastEvent"] == ["l1", "l2"]
    assert {f"{SITE}/livestreams/{name}" for name in ("l1", "l2", "l3")} <= set(head.leads_to)
    assert "Since 2019." in head.words


@pytest.mark.parametrize("text", ["</script><b>", "</noscript><script>alert(1)</script>"])
def test_what_an_artist_typed_ends_nothing(text: str) -> None:
    links = [{"label": text, "url": "https://x.example.org/?a&b"}]
    bare = {**ARTIST, "display_name": text, "about": text, "picture": None, "links": links}
    page = head_of_artist(bare, Lineup(), SITE).put_into(PAGE)
    head = ReadHead(page)
    assert head.find("MusicGroup")["name"] == text
    assert page.count("<script") == page.count("</noscript>") == 1


def test_an_artist_who_has_said_nothing_yet_is_still_somebody() -> None:
    head = read({**ARTIST, "about": "", "links": [], "picture": None}, Lineup())
    assert head.meta["description"] == ["Live shows by Ada"]
    assert "og:image" not in head.meta
    assert "sameAs" not in head.find("MusicGroup")

"""What the first page and the one to browse say without scripts."""

from api.heads.lists import Lineup, head_of_lineup, head_of_site
from support.heads import PAGE, ReadHead

from .test_shows import ENDED, LIVE, SHOW, SITE, STILL

FULL = Lineup([LIVE], [{**SHOW, "id": "l2", "title": "Next one"}], [{**ENDED, "id": "l3"}])


def test_a_crawler_finds_every_show_with_its_artist_and_its_date() -> None:
    for head in (head_of_lineup(FULL, SITE), head_of_site(FULL, SITE)):
        read = ReadHead(head.put_into(PAGE))
        assert {f"{SITE}/livestreams/{name}" for name in ("l1", "l2", "l3")} <= set(read.leads_to)
        assert f"{SITE}/artists/a1" in read.leads_to
        for words in ("Live now", "Upcoming", "Watch again", "Next one", "4 December 2026"):
            assert words in read.words


def test_a_link_to_browse_shows_what_is_on() -> None:
    read = ReadHead(head_of_lineup(FULL, SITE).put_into(PAGE))
    assert read.title == "Livestreams · EncryptedMedia Live"
    assert read.meta["og:description"] == ["Live now: Harvest session by Ada"]
    assert read.meta["og:image"] == [STILL]
    listed = read.find("ItemList")["itemListElement"]
    assert [(entry["position"], entry["item"]["name"]) for entry in listed] == [
        (1, "Harvest session"),
        (2, "Next one"),
    ]
    upcoming = head_of_lineup(Lineup(upcoming=FULL.upcoming), SITE)
    assert upcoming.words == "Next: Next one"


def test_where_nothing_is_on_the_page_still_says_what_it_is() -> None:
    read = ReadHead(head_of_lineup(Lineup(), SITE).put_into(PAGE))
    assert read.data == []
    assert "<h2>" not in read.words
    site = ReadHead(head_of_site(Lineup(), SITE).put_into(PAGE))
    assert site.title == "EncryptedMedia Live"
    assert site.links["canonical"] == f"{SITE}/"
    assert site.find("WebSite")["url"] == f"{SITE}/"

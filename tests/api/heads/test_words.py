"""What pages say without scripts, in German."""

from api.heads.artists import head_of_artist
from api.heads.clips import head_of_clip
from api.heads.lists import Lineup, head_of_lineup, head_of_site
from api.heads.shows import head_of_show
from api.heads.words import GERMAN, find_head_words
from support.heads import PAGE, ReadHead

from .test_artists import ARTIST
from .test_clips import CLIP
from .test_clips import SHOW as CLIPPED
from .test_shows import ENDED, LIVE, SHOW, SITE

FULL = Lineup([LIVE, {**LIVE, "id": "l4", "title": "Other"}], [{**SHOW, "id": "l2"}], [{**ENDED, "id": "l3"}])


def test_every_page_speaks_the_readers_language_and_says_which_that_is() -> None:
    gated = {**SHOW, "description": "", "token_gate_amount": 2}
    pages = [
        (head_of_site(FULL, SITE, GERMAN), ("Live-Shows, die", "Jetzt live", "Demnächst", "4. Dezember 2026")),
        (head_of_lineup(FULL, SITE, GERMAN), ("Harvest session von Ada und Other von Ada", "Live seit dem")),
        (head_of_artist({**ARTIST, "about": ""}, FULL, SITE, GERMAN), ("Live-Shows von Ada", "Noch einmal ansehen")),
        (head_of_show(gated, SITE, GERMAN), ("Ein Livestream von Ada", "Nur mit 2 Token.", "Beginnt am", "Uhr UTC")),
        (head_of_show({**SHOW, "status": "cancelled"}, SITE, GERMAN), ("Abgesagt", "Alle Livestreams")),
        (head_of_clip(CLIP, CLIPPED, SITE, GERMAN), ("30 Sekunden aus Harvest session von Ada", "Aus Harvest")),
    ]
    for head, expected in pages:
        page = head.put_into(PAGE)
        read = ReadHead(page)
        assert '<html lang="de">' in page
        said = read.words + read.meta["og:description"][0]
        assert [words for words in expected if words not in said] == []
        assert [words for words in (" by ", "Live now", "December", "JavaScript to") if words in said] == []


def test_what_somebody_typed_is_no_place_for_values() -> None:
    tricky = {**LIVE, "title": "{artist} {0}", "description": "", "artist": {"id": "a1", "display_name": "{title}"}}
    assert head_of_lineup(Lineup([tricky]), SITE, GERMAN).words == "Jetzt live: {artist} {0} von {title}"
    assert head_of_show(tricky, SITE, GERMAN).words == "Ein Livestream von {title}"


def test_another_language_is_english() -> None:
    assert find_head_words("fr").language == "en"

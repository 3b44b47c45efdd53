"""Which sites may have a show in their pages."""

from html.parser import HTMLParser

import pytest

from api.embeds.frames import find_stranger, write_ancestors, write_refusal

OWN = "https://live.example.org"
BAND = "https://band.example.org"


@pytest.mark.parametrize(
    ("origins", "said"), [(None, "*"), ([], "'self'"), ([BAND, f"{BAND}:8443"], f"'self' {BAND} {BAND}:8443")]
)
def test_the_policy_names_them(origins: list[str] | None, said: str) -> None:
    assert write_ancestors(origins) == said


@pytest.mark.parametrize(
    ("referer", "stranger"),
    [
        ("https://evil.example.org/page", "https://evil.example.org"),
        ("http://band.example.org/", "http://band.example.org"),
        (f"{BAND}/page", None),
        ("https://BAND.example.org:443/", None),
        (f"{OWN}/artist/livestreams/x", None),
        ("", None),
        ("no address", None),
    ],
)
def test_a_site_that_may_not_is_known_by_where_the_request_comes_from(referer: str, stranger: str | None) -> None:
    headers = {"Sec-Fetch-Dest": "iframe", "Referer": referer}
    assert find_stranger(headers, [BAND], OWN) == stranger
    assert find_stranger(headers, None, OWN) is None


def test_whoever_follows_a_link_is_no_frame() -> None:
    assert find_stranger({"Sec-Fetch-Dest": "document", "Referer": "https://evil.example.org/"}, [BAND], OWN) is None


class Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.leads_to: list[str | None] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "a":
            self.leads_to.append(dict(attrs)["href"])


@pytest.mark.parametrize(("languages", "said"), [("de-AT,en;q=0.5", "läuft nicht auf"), ("fr", "not shown on")])
def test_the_refusal_says_where_the_show_is(languages: str, said: str) -> None:
    page = write_refusal("https://<b>evil", f"{OWN}/livestreams/x", languages)
    assert said in page
    links = Links(page)
    assert links.leads_to == [f"{OWN}/livestreams/x"]
    assert not {"script", "b"} & {*links.tags}

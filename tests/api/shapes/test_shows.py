"""The fields by which a show is found and placed."""

import pytest

from api.shapes.shows import check_origins, check_tags, check_time_zone


def test_tags_are_kept_in_lower_case_composed_and_each_once() -> None:
    assert check_tags(["Acoustic", "#Kitchen", "acoustic", "Cafe\u0301", "two  words"]) == [
        "acoustic",
        "kitchen",
        "caf\u00e9",
        "two words",
    ]
    assert check_tags([]) == []


@pytest.mark.parametrize("tag", ["#", " ", "\u200b", "two\nlines", "x" * 31, "#" + "\u00e9" * 31])
def test_what_is_no_word_is_no_tag(tag: str) -> None:
    with pytest.raises(ValueError, match=r"Must|at most"):
        check_tags([tag])


def test_tag_is_as_long_as_it_is_read() -> None:
    assert check_tags(["e\u0301" * 30]) == ["\u00e9" * 30]


@pytest.mark.parametrize("name", ["", "Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC", "Asia/Kolkata"])
def test_time_zones_are_those_of_the_iana(name: str) -> None:
    assert check_time_zone(name) == name


@pytest.mark.parametrize(
    "name",
    ["Berlin", "Europe", "+02:00", "../../etc/passwd", "/etc/passwd", "right/UTC", "localtime", "Europe/Berlin\x00"],
)
def test_what_is_none_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="such as Europe/Berlin"):
        check_time_zone(name)


def test_origins_are_written_as_browsers_do() -> None:
    asked = ["https://Band.example.org/", "https://band.example.org:443", "https://a.example:8443", "https://[::1]"]
    assert check_origins(asked) == ["https://band.example.org", "https://a.example:8443", "https://[::1]"]
    assert check_origins(None) is None
    assert check_origins([]) == []


@pytest.mark.parametrize(
    "origin",
    [
        "http://band.example.org",
        "https://",
        "https://band.example.org/page",
        "https://ada@band.example.org",
        "https://band.example.org?x",
        "https://band.example.org:port",
        "https://band example.org",
        "https://band.example.org;script-src *",
        "https://b\u00e4nd.example.org",
        "*",
    ],
)
def test_what_is_no_site_is_refused(origin: str) -> None:
    with pytest.raises(ValueError, match=r"such as https://band\.example\.org"):
        check_origins([origin])

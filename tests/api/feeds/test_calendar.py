"""Calendars: read as the RFC says, whatever somebody typed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from api.feeds.calendar import write_calendar
from catalog.notices.calendar import Planned

AT = datetime(2026, 12, 4, 20, tzinfo=UTC)
SHOW = Planned("x-1", "Night", "", "Nova", AT, None, False, None, AT - timedelta(days=9), AT - timedelta(days=8))
SITE = "https://live.example.org"


def read(text: str) -> list[tuple[str, str]]:
    """Names and values, as a calendar has them: lines unfolded (3.1), texts unescaped (3.3.11)."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75, line
    lines = text.removesuffix("\r\n").replace("\r\n ", "").split("\r\n")
    return [(name, unescape(value)) for name, _, value in (line.partition(":") for line in lines)]


def unescape(value: str) -> str:
    whole, letters = "", iter(value)
    for letter in letters:
        if letter != "\\":
            whole += letter
            continue
        following = next(letters)
        assert following in "\\;,nN"
        whole += "\n" if following in "nN" else following
    return whole


def write(*shows: Planned) -> list[tuple[str, str]]:
    return read(write_calendar(shows, name="Nova", page=f"{SITE}/artists/n", site=SITE, host="live.example.org"))


def test_a_show_is_an_event_with_a_name_of_its_own() -> None:
    lines = write(SHOW)
    assert lines[0] == ("BEGIN", "VCALENDAR")
    assert lines[-1] == ("END", "VCALENDAR")
    assert [value for name, value in lines if name == "BEGIN"] == ["VCALENDAR", "VEVENT"]
    found = dict(lines)
    assert found["VERSION"] == "2.0"
    assert found["REFRESH-INTERVAL;VALUE=DURATION"] == "PT1H"
    assert found["UID"] == "x-1@live.example.org"
    assert (found["DTSTART"], found["DTEND"]) == ("20261204T200000Z", "20261204T220000Z")
    assert (found["DTSTAMP"], found["SEQUENCE"]) == ("20261126T200000Z", "1728000")
    assert (found["SUMMARY"], found["STATUS"]) == ("Nova: Night", "CONFIRMED")


def test_a_change_has_a_higher_number_and_a_cancelled_show_stays_and_says_so() -> None:
    cancelled = replace(SHOW, cancelled=True, changed_at=SHOW.changed_at + timedelta(seconds=5))
    found = dict(write(cancelled))
    assert (found["STATUS"], found["SEQUENCE"], found["UID"]) == ("CANCELLED", "1728100", "x-1@live.example.org")


def test_two_changes_within_one_second_have_two_numbers_and_none_is_too_large_for_a_calendar() -> None:
    def number(after: timedelta) -> int:
        return int(dict(write(replace(SHOW, changed_at=SHOW.created_at + after)))["SEQUENCE"])

    assert number(timedelta(seconds=5)) < number(timedelta(seconds=5, milliseconds=60)) < number(timedelta(seconds=6))
    assert number(timedelta(days=4_000)) == 2**31 - 1
    assert number(timedelta(seconds=-1)) == 0


def test_one_that_is_over_ended_when_it_did() -> None:
    found = dict(write(replace(SHOW, ended_at=AT + timedelta(minutes=95))))
    assert found["DTEND"] == "20261204T213500Z"


def test_what_somebody_typed_is_text_and_nothing_else() -> None:
    title = "a, b; c\\n " + "\N{MUSICAL SCORE}" * 60
    words = "First\r\nBEGIN:VEVENT\rlast\x00\x1b[0m"
    lines = write(replace(SHOW, title=title, description=words, tokens=1))
    assert [value for name, value in lines if name == "BEGIN"] == ["VCALENDAR", "VEVENT"]
    found = dict(lines)
    assert found["SUMMARY"] == f"Nova: {title}"
    expected = "For holders of a token.\n\nFirst\nBEGIN:VEVENT\nlast[0m\n\nhttps://live.example.org/livestreams/x-1"
    assert found["DESCRIPTION"] == expected

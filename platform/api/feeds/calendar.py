"""Calendars (RFC 5545, RFC 7986). Pure.

Times are in UTC, so that no zone needs a description: a calendar shows them in its owner's.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from api.heads.words import ENGLISH, HeadWords
from catalog.notices.calendar import Planned

REFRESH: Final = "PT1H"
LENGTH: Final = timedelta(hours=2)
"""Of a show that is not over: nobody says how long it will be."""
STEPS: Final = 20
"""In a second, that the number of a change tells apart: it has 31 bits (3.3.8), so that it lasts for three years."""
FOLD: Final = 75
"""Octets in a line, without its end."""


def write_calendar(
    shows: Sequence[Planned], *, name: str, page: str, site: str, host: str, said: HeadWords = ENGLISH
) -> str:
    """All of them. `page` is what the calendar is about, `host` makes the events' names unlike any others'."""
    head = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", f"-//EncryptedMedia Live//{said.language.upper()}"),
        ("CALSCALE", "GREGORIAN"),
        ("NAME", _escape(name)),
        ("X-WR-CALNAME", _escape(name)),
        ("URL", page),
        ("REFRESH-INTERVAL;VALUE=DURATION", REFRESH),
        ("X-PUBLISHED-TTL", REFRESH),
    ]
    events = [line for show in shows for line in _write_event(show, site, host, said)]
    return "".join(_fold(f"{key}:{value}") for key, value in [*head, *events, ("END", "VCALENDAR")])


def _write_event(show: Planned, site: str, host: str, said: HeadWords) -> Iterator[tuple[str, str]]:
    link = f"{site}/livestreams/{show.id}"
    ends_at = show.starts_at + LENGTH
    if show.ended_at is not None and show.ended_at > show.starts_at:
        ends_at = show.ended_at
    gate = [] if show.tokens is None else [said.say_gate(show.tokens)]
    words = "\n\n".join([*gate, *([show.description] if show.description else []), link])
    yield "BEGIN", "VEVENT"
    yield "UID", f"{show.id}@{host}"
    # Each change of the row is another number; it never falls, since the row is never older than it was.
    steps = int((show.changed_at - show.created_at).total_seconds() * STEPS)
    yield "SEQUENCE", str(min(max(0, steps), 2**31 - 1))
    yield "DTSTAMP", _write_time(show.changed_at)
    yield "CREATED", _write_time(show.created_at)
    yield "LAST-MODIFIED", _write_time(show.changed_at)
    yield "DTSTART", _write_time(show.starts_at)
    yield "DTEND", _write_time(ends_at)
    yield "SUMMARY", _escape(f"{show.artist}: {show.title}")
    yield "DESCRIPTION", _escape(words)
    yield "URL", link
    yield "STATUS", "CANCELLED" if show.cancelled else "CONFIRMED"
    yield "TRANSP", "TRANSPARENT" if show.cancelled else "OPAQUE"
    yield "END", "VEVENT"


def _write_time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escape(text: str) -> str:
    """As text (3.3.11). What is no letter at all is left out: no calendar shows it, and some refuse it."""
    kept = "".join(each for each in text.replace("\r\n", "\n").replace("\r", "\n") if each in "\n\t" or each >= " ")
    kept = kept.replace("\x7f", "").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return kept.replace("\n", "\\n")


def _fold(line: str) -> str:
    """Into lines of 75 octets (3.1), and never within a letter."""
    return "\r\n ".join(_cut(line)) + "\r\n"


def _cut(line: str) -> Iterable[str]:
    piece, room = "", FOLD
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield piece
            piece, room = "", FOLD - 1  # the space before it counts
        piece, room = piece + letter, room - size
    yield piece

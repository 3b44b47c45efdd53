"""What a mail about a show says. Pure.

The names in it are an artist's, whom its reader has chosen to follow."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from catalog.notices.told import Told
from outbox.words.shape import LetterWords, Words


def write_show(words: Words, told: Told, *, reminded: bool) -> LetterWords:
    """A letter's words."""
    name = told.kind if told.starts_at is not None else f"{told.kind}_undated"
    subject, sentence = words.shows.get(name, words.shows[told.kind])
    values = {"artist": told.artist, "title": told.title, "when": ""}
    if told.starts_at is not None:
        values["when"] = write_moment(words, datetime.fromisoformat(told.starts_at), told.zone)
    before = [sentence.format(**values)]
    if told.tokens is not None:
        before.append(words.holders[told.tokens != 1].format(count=told.tokens))
    why = words.reminder if reminded else words.unsubscribe.format(artist=told.artist)
    line = " ".join(subject.format(**values).split())  # a heading is one line, whatever somebody typed
    return LetterWords(line, before, words.show_button, f"/livestreams/{told.livestream_id}", [why])


def write_moment(words: Words, moment: datetime, zone: str = "") -> str:
    """Where the show is, or in UTC."""
    try:
        place = ZoneInfo(zone) if zone else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        place, zone = UTC, ""
    at = moment.astimezone(place)
    return words.moment.format(date=write_date(words, at), time=f"{at:%H:%M}", zone=zone or "UTC")


def write_date(words: Words, at: datetime) -> str:
    """A day, in the zone that the moment is of."""
    return words.date.format(day=at.day, month=words.months[at.month - 1], year=at.year)

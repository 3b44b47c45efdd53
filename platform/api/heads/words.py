"""What pages without scripts, calendars and feeds say in our words, in each language. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Final

from outbox.mail.shows import write_moment
from outbox.words.words import find_words


@dataclass(frozen=True, slots=True)
class HeadWords:
    """Of one language. Braces are places for values."""

    language: str
    site: str
    """What there is here."""
    live: str
    upcoming: str
    replays: str
    shows_by: str
    """Of an `{artist}` who has said nothing yet."""
    show_by: str
    """The same of a show."""
    named: str
    """Of `{title}` and `{artist}`."""
    both: str
    """Of `{one}` and `{other}` that are on."""
    now: str
    """Of `{shows}`."""
    next: str
    """Of `{title}`."""
    by: str
    """Of `{artist}`."""
    times: Mapping[str, str]
    """By a show's status, of `{when}`; `""`: any other."""
    cancelled: str
    needs_scripts: str
    """Of `{site}`."""
    all_shows: str
    clip: str
    """Of `{length}`, `{title}` and `{artist}`."""
    seconds: str
    """Of `{count}`."""
    minutes: str
    """Of `{count}`, as a clock shows them."""
    clip_of: str
    """Of `{show}`."""

    def say_gate(self, tokens: int) -> str:
        """Whom a gated show is for."""
        one, many = find_words(self.language).holders
        return (one if tokens == 1 else many).format(count=tokens)

    def write_time(self, moment: str) -> str:
        """HTML of a moment in RFC 3339, in UTC: what the reader's zone is nobody knows here."""
        words = write_moment(find_words(self.language), datetime.fromisoformat(moment))
        return f'<time datetime="{escape(moment)}">{escape(words)}</time>'


ENGLISH: Final = HeadWords(
    language="en",
    site="Live shows that start by themselves on every open page.",
    live="Live now",
    upcoming="Upcoming",
    replays="Watch again",
    shows_by="Live shows by {artist}",
    show_by="A livestream by {artist}",
    named="{title} by {artist}",
    both="{one} and {other}",
    now="Live now: {shows}",
    next="Next: {title}",
    by="By {artist}",
    times={"live": "Live since {when}", "scheduled": "Starts {when}", "": "Was live on {when}"},
    cancelled="Cancelled",
    needs_scripts="{site} needs JavaScript to play livestreams.",
    all_shows="All livestreams",
    clip="{length} of {title} by {artist}",
    seconds="{count} seconds",
    minutes="{count} minutes",
    clip_of="From {show}",
)
GERMAN: Final = HeadWords(
    language="de",
    site="Live-Shows, die auf jeder offenen Seite von selbst beginnen.",
    live="Jetzt live",
    upcoming="Demnächst",
    replays="Noch einmal ansehen",
    shows_by="Live-Shows von {artist}",
    show_by="Ein Livestream von {artist}",
    named="{title} von {artist}",
    both="{one} und {other}",
    now="Jetzt live: {shows}",
    next="Als Nächstes: {title}",
    by="Von {artist}",
    times={"live": "Live seit dem {when}", "scheduled": "Beginnt am {when}", "": "War live am {when}"},
    cancelled="Abgesagt",
    needs_scripts="{site} braucht JavaScript, um Livestreams abzuspielen.",
    all_shows="Alle Livestreams",
    clip="{length} aus {title} von {artist}",
    seconds="{count} Sekunden",
    minutes="{count} Minuten",
    clip_of="Aus {show}",
)


def find_head_words(language: str) -> HeadWords:
    """Of what `pick_language` gave."""
    return GERMAN if language == GERMAN.language else ENGLISH

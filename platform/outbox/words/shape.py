"""What each language has to have words for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalog.outbox.mails import Letter


@dataclass(frozen=True, slots=True)
class LetterWords:
    """Of one letter."""

    subject: str
    before: Sequence[str]
    """Paragraphs."""
    button: str
    path: str
    after: Sequence[str]
    """Between `before`'s first and the others a notice says when and where."""


@dataclass(frozen=True, slots=True)
class Words:
    """Of one language. Braces are places for values."""

    language: str
    letters: Mapping[Letter, LetterWords]
    show_button: str
    shows: Mapping[str, tuple[str, str]]
    """By the notice's kind, a mail's subject and its first sentence; `_undated` where the show has no date."""
    push: Mapping[str, tuple[str, str]]
    """The same on a device: its heading and its words."""
    holders: tuple[str, str]
    """Of a gated show: for holders of one token, and of several."""
    months: Sequence[str]
    date: str
    """Of `{day}`, `{month}` and `{year}`."""
    moment: str
    """Of `{date}`, `{time}` and `{zone}`."""
    whence: str
    """Of `{when}`, `{browser}` and `{where}`."""
    from_address: str
    browser_on: str
    """Of `{browser}` and `{system}`."""
    unknown_program: str
    replay: str
    """Of `{title}`, `{date}` and `{when}`."""
    when_room: str
    when_on: str
    more: str
    button_fails: str
    """Of `{link}`."""
    unsubscribe: str
    """Before the link of a mail about a show; of `{artist}`."""
    reminder: str
    """Why somebody gets it who has set a reminder."""

"""What a room's settings ask of those who are no moderators: how often, and what. Pure."""

from typing import Final, Protocol

from catalog.chat.errors import HoldersOnlyError
from catalog.chat.moderation.errors import LinksOffError, NameRefusedError, WordRefusedError
from catalog.chat.texts.links import has_link
from catalog.chat.texts.words import find_word

SHIELD_SECONDS: Final = 10
"""Between two messages of one account, with the shield up."""


class Set(Protocol):
    """A room, as far as it is set for this."""

    slow_seconds: int
    holders_only: bool
    links: bool
    words: list[str]
    shield: bool


def find_slow_seconds(room: Set) -> int:
    """Between two messages of one account; 0: as it likes."""
    return max(room.slow_seconds, SHIELD_SECONDS) if room.shield else room.slow_seconds


def check_holder(room: Set, *, holds: bool) -> None:
    """Raises HoldersOnlyError"""
    if (room.holders_only or room.shield) and not holds:
        raise HoldersOnlyError


def check_text(room: Set, text: str) -> None:
    """Whether that may be said here.

    Raises:
        LinksOffError, WordRefusedError
    """
    if (room.shield or not room.links) and has_link(text):
        raise LinksOffError
    if (found := find_word(text, room.words)) is not None:
        raise WordRefusedError(found)


def check_name(room: Set, name: str) -> None:
    """Whether somebody of that name may say anything here: it stands beside all that they say.

    Raises:
        NameRefusedError
    """
    if (found := find_word(name, room.words)) is not None:
        raise NameRefusedError(found)

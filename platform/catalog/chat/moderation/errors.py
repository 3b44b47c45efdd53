"""What is refused where rooms are kept pleasant.

CatalogError
  NotModeratorError        it takes one of those who keep the room
  KeepsRoomError           it is one of those who keep the room: its rules are not for them
  SeveralOfThatNameError   which of them is meant is not clear
  TooManyModeratorsError   an artist has as many as there may be
  LinksOffError            it has a link, and the room takes none
  WordRefusedError         it has a word that the room does not want
  SlowModeError            the account's last message is not long enough ago
  FilteredError            the system that the room asks does not let it through
  FilterSilentError        that system did not answer, and without it nothing is said
"""

import math
from datetime import timedelta

from catalog.errors import CatalogError


class NotModeratorError(CatalogError):
    """Only the artist and its moderators may."""

    code = "not_a_moderator"

    def __init__(self) -> None:
        super().__init__("Only the artist and its moderators can do this.")


class KeepsRoomError(CatalogError):
    """It is the artist, or one of its moderators."""

    code = "keeps_the_room"

    def __init__(self) -> None:
        super().__init__("This is the artist, or a moderator. Who is no moderator any more can be kept out.")


class SeveralOfThatNameError(CatalogError):
    """Several accounts of that name wrote in the room."""

    code = "several_of_that_name"

    def __init__(self) -> None:
        super().__init__("Several people of that name wrote here. Say the e-mail address instead.")


class TooManyModeratorsError(CatalogError):
    """No more are taken."""

    code = "too_many_moderators"

    def __init__(self) -> None:
        super().__init__("There are as many moderators as there may be. Dismiss one first.")


class LinksOffError(CatalogError):
    """A message has a link."""

    code = "chat_links_off"

    def __init__(self) -> None:
        super().__init__("This chat takes no links. Take the link out, then send it again.")


class WordRefusedError(CatalogError):
    """A message has a word that the room does not want."""

    code = "chat_word_refused"

    def __init__(self, piece: str) -> None:
        super().__init__(
            f"This chat does not take “{piece}”. Say it in other words, then send it again.", piece=piece
        )


class NameRefusedError(CatalogError):
    """The name of whoever says it has a word that the room does not want."""

    code = "chat_name_refused"

    def __init__(self, piece: str) -> None:
        super().__init__(
            f"This chat does not take “{piece}”, which is in your name. Choose another name first.", piece=piece
        )


class SlowModeError(CatalogError):
    """The account's last message is not long enough ago."""

    code = "chat_slow"

    def __init__(self, slow_seconds: int, wait: timedelta) -> None:
        self.seconds = max(1, math.ceil(wait.total_seconds()))
        """Until the next one."""
        super().__init__(
            f"This chat is in slow mode: one message in {slow_seconds:,} s. You can send this in {self.seconds:,} s.",
            slow_seconds=slow_seconds,
            seconds=self.seconds,
        )


class FilteredError(CatalogError):
    """The room's filter does not let a message through."""

    code = "chat_filtered"

    def __init__(self) -> None:
        super().__init__("This chat's filter does not let this through. Say it in other words, then send it again.")


class FilterSilentError(CatalogError):
    """The room's filter did not answer in time."""

    code = "chat_filter_silent"

    def __init__(self) -> None:
        super().__init__("This chat's filter does not answer, and without it nothing is said. Send it again soon.")

"""What is refused where rooms are kept pleasant.

CatalogError
  NotModeratorError        it takes one of those who keep the room
  KeepsRoomError           it is one of those who keep the room: its rules are not for them
  TooManyModeratorsError   an artist has as many as there may be
"""

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


class TooManyModeratorsError(CatalogError):
    """No more are taken."""

    code = "too_many_moderators"

    def __init__(self) -> None:
        super().__init__("There are as many moderators as there may be. Dismiss one first.")

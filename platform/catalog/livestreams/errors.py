"""What livestreams refuse, and their lifecycle.

CatalogError
  NotFoundError             no such livestream
  NotAllowedError           it is somebody else's
  TooManyLivestreamsError   the artist has as many scheduled and live ones as they may
  MoveRefusedError          a move the lifecycle does not know
  AdmissionRefusedError     a publisher that is not let in
"""

from typing import Final

from catalog.errors import CatalogError
from catalog.livestreams.lifecycle import Status
from contract.publishing import UNKNOWN_KEY


class NotFoundError(CatalogError):
    """There is no livestream with this id."""

    code = "livestream_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such livestream. It may have been deleted.")


class NotAllowedError(CatalogError):
    """The livestream belongs to another artist."""

    code = "not_your_livestream"

    def __init__(self) -> None:
        super().__init__("This livestream belongs to another artist; only they can do this.")


class TooManyLivestreamsError(CatalogError):
    """The artist has as many livestreams scheduled or live as they may."""

    code = "too_many_livestreams"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"You have as many livestreams scheduled or live as are possible ({limit}). "
            "Cancel, delete or end one first.",
            limit=limit,
        )


class MoveRefusedError(CatalogError):
    """The lifecycle has no such move from here."""

    code = "move_not_possible"

    def __init__(self, move: str, status: Status) -> None:
        super().__init__(
            f"This livestream is {status.word}, so it cannot be {PARTICIPLES[move]}.", status=status.word, move=move
        )
        self.move = move
        self.status = status


class AdmissionRefusedError(CatalogError):
    """A publisher is not let in. `code` is for ingest, the words are for the artist."""

    def __init__(self, code: str, words: str | None = None) -> None:
        super().__init__(words or REFUSALS[code])
        self.code = code


PARTICIPLES: Final = {
    "start": "started",
    "stop": "stopped",
    "cancel": "cancelled",
    "archive": "archived",
    "delete": "deleted",
    "rotate": "given a new stream key while its publisher is expected back with the old one",
}

REFUSALS: Final = {
    "not_your_session": "This session came in with another stream key, or at another ingest node.",
    "unknown_key": UNKNOWN_KEY,
    "livestream_ended": "This livestream has ended. Press Reopen on its page to go on, or make a new one.",
    "livestream_cancelled": "This livestream was cancelled. Make a new one and use its stream key.",
    "already_publishing": "Another encoder is already streaming to this livestream. Stop it first, then try again.",
}

"""What is refused about recordings.

CatalogError
  ReplayNotFoundError     the livestream has no replay, or no longer
  NotYourRecordingError   a node speaks of what it was never told to record
"""

from catalog.errors import CatalogError


class ReplayNotFoundError(CatalogError):
    """Nothing was kept of the livestream, or it has been deleted."""

    code = "replay_not_found"

    def __init__(self) -> None:
        super().__init__("There is no replay of this livestream.")


class NotYourRecordingError(CatalogError):
    """An ingest node says something of a recording that it has no part in."""

    code = "not_your_recording"

    def __init__(self) -> None:
        super().__init__("This node was never told to record this.")

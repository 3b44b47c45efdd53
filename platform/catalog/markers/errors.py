"""What is refused about markers.

CatalogError
  MarkerNotFoundError   the livestream has no such marker, or no longer
  NothingToMarkError    it is not live, and nothing was kept of it
  BeyondTheShowError    a moment that the show has not come to
  TooManyMarkersError   it has as many as it may
"""

from catalog.errors import CatalogError
from catalog.markers.rules import MOST


class MarkerNotFoundError(CatalogError):
    """The livestream has no marker with this id."""

    code = "marker_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such marker. It may have been removed.")


class NothingToMarkError(CatalogError):
    """There is no moment to name."""

    code = "nothing_to_mark"

    def __init__(self) -> None:
        super().__init__("There is nothing to mark: this livestream is not live, and nothing is kept of it.")


class BeyondTheShowError(CatalogError):
    """A moment after the last one."""

    code = "beyond_the_show"

    def __init__(self, end: float) -> None:
        super().__init__(
            f"The show has not come to this moment. Take one from 0 to {end:.1f} s.", limit=round(end, 1)
        )


class TooManyMarkersError(CatalogError):
    """The livestream has as many markers as it may."""

    code = "too_many_markers"

    def __init__(self) -> None:
        super().__init__(
            f"This livestream has as many markers as are possible ({MOST}). Remove one first.", limit=MOST
        )

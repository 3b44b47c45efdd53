"""What is refused about overlays.

CatalogError
  OverlayNotFoundError   the artist has no such overlay, or it was revoked
  TooManyOverlaysError   the artist has as many as may be
"""

from catalog.errors import CatalogError
from catalog.overlays.rules import MOST


class OverlayNotFoundError(CatalogError):
    """No overlay is at this address, or has this id."""

    code = "overlay_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such overlay. It may have been revoked.")


class TooManyOverlaysError(CatalogError):
    """The artist has as many overlays as may be."""

    code = "too_many_overlays"

    def __init__(self) -> None:
        super().__init__(f"You have as many overlays as are possible ({MOST}). Revoke one first.", limit=MOST)

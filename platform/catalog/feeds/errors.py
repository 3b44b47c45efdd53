"""What feeds refuse.

CatalogError
  RehearsalActiveError      a new rehearsal key while the old one is in use
"""

from catalog.errors import CatalogError


class RehearsalActiveError(CatalogError):
    """An encoder is connected with the rehearsal key."""

    code = "rehearsal_active"

    def __init__(self) -> None:
        super().__init__("OBS is connected with this rehearsal key. Stop streaming there first, then make a new key.")

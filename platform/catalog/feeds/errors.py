"""What feeds refuse.

CatalogError
  RehearsalActiveError      a new rehearsal key while the old one is in use
  NobodyPublishesError      nobody is there to be taken over from
"""

from catalog.errors import CatalogError


class RehearsalActiveError(CatalogError):
    """An encoder is connected with the rehearsal key."""

    code = "rehearsal_active"

    def __init__(self) -> None:
        super().__init__("OBS is connected with this rehearsal key. Stop streaming there first, then make a new key.")


class NobodyPublishesError(CatalogError):
    """No encoder is connected."""

    code = "nobody_publishes"

    def __init__(self) -> None:
        super().__init__("No encoder is connected. The next one that comes with the stream key is let in as it is.")

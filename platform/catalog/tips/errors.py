"""What is refused of tips.

CatalogError
  OwnTipError        an artist's tip to itself
  TipNotFoundError   there is no such tip in this room
"""

from catalog.errors import CatalogError


class OwnTipError(CatalogError):
    """Nobody tips themselves."""

    code = "own_tip"

    def __init__(self) -> None:
        super().__init__("This is your own show. Tips come from others.")


class TipNotFoundError(CatalogError):
    """There is no tip with this message id."""

    code = "tip_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such tip in this show.")

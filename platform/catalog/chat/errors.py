"""What a room refuses.

CatalogError
  ChatClosedError          it is not open now, or its artist has closed it
  ChatMessageNotFoundError  there is no such message, or no longer
  BannedError              its artist's moderators let this account not write, for a time or for good
  HoldersOnlyError         only who holds the artist's tokens may write here
  SentIdReusedError        another text was sent with this id before
  NobodyToThankError       what is to be thanked for is nobody else's
"""

import math
from datetime import datetime

from catalog.errors import CatalogError


class ChatClosedError(CatalogError):
    """Nobody writes here now."""

    code = "chat_closed"

    def __init__(self, words: str) -> None:
        super().__init__(words)


class ChatMessageNotFoundError(CatalogError):
    """There is no message with this id in this room."""

    code = "message_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such message. It may have been removed.")


class SentIdReusedError(CatalogError):
    """The sender's own id was another message's."""

    code = "message_id_reused"

    def __init__(self) -> None:
        super().__init__("Another message was sent with this id before. Give each message an id of its own.")


class BannedError(CatalogError):
    """May not write in the artist's rooms."""

    code = "banned_from_chat"

    def __init__(self, until: datetime | None, now: datetime) -> None:
        self.seconds = None if until is None else max(1, math.ceil((until - now).total_seconds()))
        """Until it may again; None: never."""
        then = "" if self.seconds is None else f" You can write again in {self.seconds:,} s."
        super().__init__(f"A moderator has taken you out of this chat.{then}")


class HoldersOnlyError(CatalogError):
    """It takes a token of the artist's to write here."""

    code = "chat_holders_only"

    def __init__(self) -> None:
        super().__init__("Only holders of this artist's tokens write here now.")


class NobodyToThankError(CatalogError):
    """The message is the room's own, the artist's, or of an account that is closed."""

    code = "nobody_to_thank"

    def __init__(self) -> None:
        super().__init__("There is nobody to thank for this: it is your own, the room's, or its author has left.")

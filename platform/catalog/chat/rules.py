"""What a message is, and what a room allows. Pure."""

from enum import StrEnum
from typing import Final

MOST_TEXT: Final = 500
"""Characters of a message."""
MOST_SENT_ID: Final = 64


class MessageKind(StrEnum):
    """What is in a row of a chat."""

    MESSAGE = "message"
    TIP = "tip"
    """Tokens were given, with or without words."""
    NOTICE = "notice"
    """Said by the room itself: somebody was thanked, say."""


class QuestionState(StrEnum):
    """Of a message that asks the artist something."""

    OPEN = "open"
    ANSWERED = "answered"
    DISMISSED = "dismissed"

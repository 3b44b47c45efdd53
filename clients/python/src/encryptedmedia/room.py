"""What is said in a livestream's room."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Author:
    """Who said something."""

    id: str
    display_name: str
    badges: tuple[str, ...]
    """`artist`, `moderator`, `holder`, as it was then; more may come."""


@dataclass(frozen=True, slots=True)
class Tip:
    """Tokens that were given with a message."""

    amount: int
    refunded: bool
    tier: int = 1
    """How much that is, from 1 to 6."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a room, as of one event."""

    id: str
    seq: int
    """Its place in the room: messages are shown in this order."""
    at: datetime
    show_time: float | None
    """Seconds of show time: since the replay's `begins_at`; None: before the show, or after it."""
    account: Author | None
    """None: they have closed their account, or the room itself says it."""
    kind: str
    """`message`, `tip` or `notice`; more may come."""
    text: str
    mentions: tuple[str, ...]
    """Ids of the accounts that it names."""
    question: str | None
    """Of one that asks the artist something: `open`, `answered` or `dismissed`."""
    tip: Tip | None
    about: Mapping[str, Any] | None
    """Of a notice: what it is about."""

    @classmethod
    def parse(cls, value: Mapping[str, Any]) -> "Message":
        """From the JSON object; fields this version does not know are passed over.

        Raises:
            KeyError, TypeError, ValueError: it is no message.
        """
        account, tip = value["account"], value["tip"]
        return cls(
            id=value["id"],
            seq=int(value["seq"]),
            at=datetime.fromisoformat(value["at"]),
            show_time=value["show_time"],
            account=(
                None if account is None else Author(account["id"], account["display_name"], tuple(account["badges"]))
            ),
            kind=value["kind"],
            text=value["text"],
            mentions=tuple(value["mentions"]),
            question=value["question"],
            tip=None if tip is None else Tip(int(tip["amount"]), bool(tip["refunded"]), int(tip["tier"])),
            about=value["about"],
        )

"""What happens in a room, as it goes from the commit to every process and every page: one numbered sequence for each
livestream."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Message = Mapping[str, Any]
"""A message in its public shape: `{id, seq, at, show_time, account, text, kind, mentions, question, tip, about}`."""


class What(StrEnum):
    """What a line says."""

    MESSAGE = "message"
    """There is a message, or it is different now."""
    REMOVED = "removed"
    ROOM = "room"
    """What is shown of the room itself is different."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened in a room."""

    seq: int
    what: What
    id: str = ""
    """Of the message."""
    shape: Mapping[str, Any] | None = None
    """The message's, or the room's; None: it was removed."""


@dataclass(frozen=True, slots=True)
class Batch:
    """All that happened in a room after the number `after`, up to `seq`, and still counts: what was changed again in
    between is there once, with its last number."""

    livestream_id: str
    after: int
    seq: int
    lines: Sequence[Line]

    def to_message(self) -> dict[str, Any]:
        """For the bus."""
        lines = [[line.seq, line.what, line.id, line.shape] for line in self.lines]
        return {
            "kind": "chat",
            "livestream_id": self.livestream_id,
            "after": self.after,
            "seq": self.seq,
            "lines": lines,
        }

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> "Batch":
        """From the bus; the reverse of `to_message`."""
        lines = [Line(seq, What(what), name, shape) for seq, what, name, shape in message["lines"]]
        return cls(message["livestream_id"], message["after"], message["seq"], lines)


@dataclass(frozen=True, slots=True)
class RoomState:
    """A room as of `seq`: what is shown of it; all that happened after the number `since`, as in a batch; and of what
    was said before it so many that a page can begin."""

    livestream_id: str
    artist_id: str
    seq: int
    shape: Mapping[str, Any]
    lines: Sequence[Line] = ()
    since: int = 0
    first: int = 0
    """No message that was said with this number or later is missing."""

"""What every overlay of an artist shows once: one numbered sequence for each artist."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to show, as it goes from the commit to every process and every overlay."""

    artist_id: str
    number: int
    """From 1 on, without gaps, in the order of commits."""
    shape: Mapping[str, Any]
    """`{number, at, kind, livestream_id, message_id, about}`."""

    def to_message(self) -> dict[str, Any]:
        """For the bus."""
        return {"kind": "alert", "artist_id": self.artist_id, "number": self.number, "shape": dict(self.shape)}

    @property
    def due(self) -> datetime:
        """From when on it is shown: it may wait for moderators."""
        return datetime.fromisoformat(self.shape["at"])

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> "Alert":
        """From the bus; the reverse of `to_message`."""
        return cls(message["artist_id"], message["number"], message["shape"])


@dataclass(frozen=True, slots=True)
class Past:
    """An artist's alerts after a number, oldest first, up to `last`; without what is too old or was withdrawn."""

    artist_id: str
    after: int
    last: int
    alerts: tuple[Alert, ...]
    due: datetime | None = None
    """When the one after `last` has waited long enough for moderators; None: there is none."""

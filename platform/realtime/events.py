"""What happens to a livestream, as this package and its bus pass it on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of the transition log. `seq` counts without gaps over all livestreams, in the order of commits."""

    seq: int
    type: str
    """`livestream.live` and its siblings."""
    at: str
    """RFC 3339, UTC."""
    livestream_id: str
    artist_id: str
    livestream: Mapping[str, Any]
    """The livestream after it, in its public shape."""
    private: Mapping[str, Any] = field(default_factory=dict)
    """What only its artist sees besides."""

    def to_message(self) -> dict[str, Any]:
        """For the bus."""
        return {
            "kind": "transition",
            "seq": self.seq,
            "type": self.type,
            "at": self.at,
            "livestream_id": self.livestream_id,
            "artist_id": self.artist_id,
            "livestream": dict(self.livestream),
            "private": dict(self.private),
        }

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> "Transition":
        """From the bus; the reverse of `to_message`."""
        return cls(
            seq=message["seq"],
            type=message["type"],
            at=message["at"],
            livestream_id=message["livestream_id"],
            artist_id=message["artist_id"],
            livestream=message["livestream"],
            private=message["private"],
        )

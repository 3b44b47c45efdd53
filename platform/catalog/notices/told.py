"""What a notice says, as it lies in the outbox: frozen values."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """What a notice says, whoever gets it."""

    id: int
    kind: str
    livestream_id: str
    title: str
    artist: str
    starts_at: str | None
    tokens: int | None
    """How many the gate asks for."""
    cover: str | None
    portrait: str | None
    """Pictures, by their ids."""
    zone: str
    """Of the show's place; empty: not known."""
    until: str
    """A device that was off does not ring after that."""


@dataclass(frozen=True, slots=True)
class Ring:
    """One delivery's body: what is said, and to which devices, by their endpoints' ids."""

    told: Told
    endpoints: tuple[str, ...]

    def write(self) -> str:
        """As the outbox keeps it."""
        return json.dumps({"told": asdict(self.told), "endpoints": self.endpoints}, separators=(",", ":"))


def read_ring(body: str) -> Ring:
    """Of a delivery's body."""
    fields = json.loads(body)
    return Ring(Told(**fields["told"]), tuple(fields["endpoints"]))

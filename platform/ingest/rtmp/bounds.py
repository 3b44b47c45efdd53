"""What one RTMP peer may take, in time and in work, before it is ended, refused or slowed."""

from dataclasses import dataclass

from contract.publishing import TAKEOVER_SILENCE


@dataclass(frozen=True, slots=True)
class Bounds:
    """Looked at when a connection enters another phase, never for what it sends."""

    handshake: float = 5.0
    """Seconds for TLS' handshake, and as many for RTMP's."""
    publish: float = 10.0
    """Seconds from the handshake, or from the end of a publisher, to the next `publish`."""
    validate: float = 5.0
    """Seconds an artist's encoder waits while web does not answer. OBS itself gives up after some 15."""
    takeover: float = TAKEOVER_SILENCE
    """Seconds of silence after which another encoder may take a publisher's place."""
    farewell: float = 1.0
    """Seconds in which a refused encoder may read why; then the socket is cut."""
    steps_at_once: int = 20_000
    steps_a_second: int = 10_000
    """Steps (see `ChunkReader`) that a publisher may cost; one who costs more is read more slowly. A step takes two
    to four microseconds."""


USUAL = Bounds()
"""What holds outside of tests."""

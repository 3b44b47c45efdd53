"""The phases of one RTMP connection's life, and which may follow which. Pure; the clock is the caller's."""

from enum import IntEnum

from ingest.rtmp.bounds import Bounds


class Phase(IntEnum):
    """In the order of a life; a publisher that stops and begins anew goes back once."""

    NEW = 0
    SECURING = 1  # TLS' handshake
    SHAKING = 2  # RTMP's
    COMMANDING = 3  # a conversation that publishes nothing
    ADMITTING = 4  # its `publish` is being asked about
    PUBLISHING = 5
    ENDING = 6  # for one reason, which the peer is told; what still comes of it is thrown away
    GONE = 7


_NEXT = {
    Phase.NEW: {Phase.SECURING, Phase.SHAKING},
    Phase.SECURING: {Phase.SHAKING, Phase.ENDING},
    Phase.SHAKING: {Phase.COMMANDING, Phase.ENDING},
    Phase.COMMANDING: {Phase.ADMITTING, Phase.ENDING},
    Phase.ADMITTING: {Phase.PUBLISHING, Phase.ENDING},
    Phase.PUBLISHING: {Phase.COMMANDING, Phase.ENDING},
    Phase.ENDING: {Phase.GONE},
    Phase.GONE: set[Phase](),
}


class Life:
    """Where a connection stands, and until when it may stand there."""

    __slots__ = ("_bounds", "_deadline", "phase")

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self.phase = Phase.NEW
        self._deadline: float | None = None

    def enter(self, phase: Phase, now: float) -> None:
        """Go on to the next phase, at `now` (seconds of any steady clock).

        Raises:
            RuntimeError: it does not follow this one; a fault of this program.
        """
        if phase not in _NEXT[self.phase]:
            raise RuntimeError(f"no connection goes from {self.phase.name} to {phase.name}")
        self.phase = phase
        seconds = _patience(phase, self._bounds)
        self._deadline = None if seconds is None else now + seconds

    @property
    def is_over(self) -> bool:
        """Whether it is ending, or has ended."""
        return self.phase >= Phase.ENDING

    def is_overdue(self, now: float) -> bool:
        """Whether this phase has taken longer than it may. While web is asked about a key it is we who take long, and
        how long a publisher may be silent is not for this to say."""
        return self._deadline is not None and now >= self._deadline


def _patience(phase: Phase, bounds: Bounds) -> float | None:
    if phase in (Phase.SECURING, Phase.SHAKING):
        return bounds.handshake
    return bounds.publish if phase is Phase.COMMANDING else None

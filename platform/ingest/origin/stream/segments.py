"""What a stream is made of: init sections, parts, segments, and what one step changes about them."""

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Part:
    """`number` through the whole stream, `duration` in seconds."""

    number: int
    uri: str
    duration: float
    independent: bool
    data: bytes = field(repr=False)


@dataclass(slots=True, eq=False)
class Init:
    """An init section's address and bytes."""

    uri: str
    data: bytes = field(repr=False)


@dataclass(slots=True, eq=False)
class Segment:
    """`begins_at` in seconds since the epoch. `lists_parts` is False where the playlist names the whole only."""

    sequence: int
    uri: str
    init: Init
    discontinuity: bool
    discontinuity_sequence: int
    begins_at: float
    independent: bool
    lists_parts: bool
    parts: list[Part] = field(default_factory=list)
    duration: float = 0.0
    size: int = 0

    def begin_of(self, part: Part) -> float:
        """When a part of it begins, in seconds since the epoch."""
        at = self.begins_at
        for one in self.parts:
            if one is part:
                break
            at += one.duration
        return at


@dataclass(slots=True)
class Change:
    """What one step added and what may be forgotten now."""

    parts: list[Part] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    """Completed."""
    inits: list[Init] = field(default_factory=list)
    dropped: list[Segment] = field(default_factory=list)
    window: float | None = None
    """Seconds that are left of the rewind window, when memory has cut it for the first time."""
    starved: bool = False
    """Memory does not hold what must be listed; said the first time."""

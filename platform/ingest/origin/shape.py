"""What a stream's playlist promises, derived once from the settings. Pure."""

import math
from dataclasses import dataclass

from settings import Settings

LONGEST_ROUNDING_DOWN = 0.499
"""EXTINF is rounded to the nearest second before it is held against the target duration (RFC 8216bis, 4.4.3.1)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Seconds, unless a name says otherwise."""

    segment_seconds: float = 2.0
    part_seconds: float = 0.2
    list_size: int = 3
    """Complete segments listed at least, where the target duration does not ask for more."""
    dvr_window: float = 0.0

    @property
    def target_duration(self) -> int:
        """EXT-X-TARGETDURATION. It must never change (6.2.1), so it cannot follow what the publisher sends: segments
        are cut to fit it, within a group of pictures where that must be."""
        return max(1, math.floor(self.segment_seconds + 0.5))

    @property
    def longest_segment(self) -> float:
        """What a segment may last and still round to the target duration."""
        return self.target_duration + LONGEST_ROUNDING_DOWN

    @property
    def window(self) -> float:
        """Seconds of complete segments listed at least: three target durations by 6.2.2, more for rewinding."""
        return max(3.0 * self.target_duration, self.dvr_window)

    @property
    def skip_boundary(self) -> float | None:
        """CAN-SKIP-UNTIL; None where the playlist is too short for delta updates to save anything."""
        boundary = 6.0 * self.target_duration
        longest = max(self.window, self.list_size * self.segment_seconds)
        return boundary if longest > boundary + self.target_duration else None

    def part_target(self, frame: float) -> float:
        """EXT-X-PART-INF for media whose frames (of the track that is cut by) last `frame` seconds.

        FFmpeg ends a fragment with the first frame at or past 0.975 parts. 5 % of slack absorb times rounded to
        milliseconds, and stay well over the 85 % that no part may be shorter than (4.4.4.9).
        """
        frames = max(1, math.ceil(0.975 * self.part_seconds / frame - 1e-6)) if frame > 0 else 1
        usual = frames * frame if frame > 0 else self.part_seconds
        return math.ceil(usual * 1050 - 1e-6) / 1000


def shape_from(settings: Settings) -> Shape:
    """The operator's wishes."""
    return Shape(settings.segment_seconds, settings.part_seconds, settings.list_size, settings.dvr_window)

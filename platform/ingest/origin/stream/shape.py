"""What a stream's playlist promises, derived once from the settings. Pure."""

import math
from dataclasses import dataclass, replace

from settings import Settings

LONGEST_ROUNDING_DOWN = 0.499
"""EXTINF is rounded to the nearest second before it is held against the target duration (RFC 8216bis, 4.4.3.1)."""

SHORTEST_PART = 0.85
"""Of the part target: nothing shorter may stand inside a segment (4.4.4.9)."""

MAX_STRETCH = 12.0
"""Seconds of a group of pictures up to which segments are as long as it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Seconds, unless a name says otherwise."""

    segment_seconds: float = 2.0
    part_seconds: float = 0.2
    list_size: int = 3
    """Complete segments listed at least, where the target duration does not ask for more."""
    dvr_window: float = 0.0
    max_bytes: int = 512 << 20
    """Bytes a stream may hold; past them the rewind window shrinks, down to what the playlist must list."""
    longest_gop: float = 0.0
    """The longest group of pictures to expect, where the encoder tells."""

    def stretch(self, gop: float) -> "Shape":
        """This shape for groups of pictures of up to `gop` seconds: players can join only where a segment begins with
        a keyframe. Past `MAX_STRETCH` segments are cut within a group all the same."""
        return replace(self, longest_gop=gop) if gop <= MAX_STRETCH else self

    @property
    def target_duration(self) -> int:
        """EXT-X-TARGETDURATION. It must never change (6.2.1), so it cannot follow what the publisher sends: segments
        are cut to fit it, within a group of pictures where that must be."""
        return max(1, math.floor(self.segment_seconds + 0.5), math.ceil(self.longest_gop - LONGEST_ROUNDING_DOWN))

    @property
    def least_window(self) -> float:
        """Seconds of complete segments that must stay listed (6.2.2)."""
        return 3.0 * self.target_duration

    @property
    def parts_seconds(self) -> float:
        """How far from the end parts may begin that are listed. 6.2.2 allows three target durations; where those are
        long, nobody who is at the live edge needs so many."""
        return 3.0 * max(1, math.floor(self.segment_seconds + 0.5))

    @property
    def longest_segment(self) -> float:
        """What a segment may last and still round to the target duration."""
        return self.target_duration + LONGEST_ROUNDING_DOWN

    @property
    def window(self) -> float:
        """Seconds of complete segments listed at least: three target durations by 6.2.2, more for rewinding."""
        return max(self.least_window, self.dvr_window)

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
    return Shape(
        settings.segment_seconds,
        settings.part_seconds,
        settings.list_size,
        settings.dvr_window,
        settings.stream_memory << 20,
    )

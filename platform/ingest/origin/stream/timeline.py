"""Where fragments lie on a stream's own clock, which goes on over every run that brings the same tracks. Pure.

`Fragment` times are a run's: each FFmpeg begins anew. Seconds throughout.
"""

from ingest.origin.packaging.fragments import Fragment
from ingest.origin.stream.dates import Dates
from ingest.origin.stream.shape import SHORTEST_PART, Shape

SHORTEST_TAIL = 0.01
"""What a run's end adds less than this is not worth a part."""

TRACK_GONE = 1.0
"""A track that is so much behind the other at a run's end had stopped before."""


class Timeline:
    """Up to the next discontinuity. `resume` for each further run; of each fragment, `settle` the run's first where
    `shift` is None, move it by `shift`, then `advance`."""

    __slots__ = ("_has_sound", "_has_video", "_run_at", "_sound_end", "dates", "edge", "shift")

    def __init__(self, at: float, *, has_video: bool = False, has_sound: bool = False) -> None:
        """`at`: the wall clock's time, in seconds since the epoch, when its first run's media began."""
        self._has_video = has_video
        self._has_sound = has_sound
        self._run_at = at
        self._sound_end = 0.0
        self.dates = Dates(at)
        self.edge: float | None = None
        """How far the stream has come; None: nothing came."""
        self.shift: float | None = 0.0
        """From the run's clock to the stream's; None: its first fragment settles it."""

    def resume(self, at: float) -> None:
        """Another run, whose media began at `at`."""
        self._run_at = at
        self.shift = None

    def settle(self, fragment: Fragment) -> None:
        """The run's first fragment begins where the last run ended. What one track alone had beyond that is played
        over: it was never listed."""
        lead = fragment.video or fragment.audio
        edge = self.edge or 0.0
        self.shift = edge - lead.start if lead is not None else edge
        self._sound_end = edge
        self.dates.resume(self._run_at - self.shift)

    def advance(self, fragment: Fragment, shape: Shape, last: bool) -> tuple[float, float]:
        """Where the fragment begins on the stream's clock, and by how much it moves the stream's end.

        The video track counts. Where a fragment has none (a publisher that drops frames), sound moves the end on.
        A picture that stood still for longer than a segment may last is said to have lasted that long; the dates of
        what follows tell the rest.
        """
        lead = fragment.video or fragment.audio
        if lead is None:
            return self.edge or 0.0, 0.0
        if self.edge is None:
            self.edge = self._sound_end = lead.start
        begin = self.edge
        end = lead.end
        if fragment.audio is not None:
            self._sound_end = fragment.audio.end
        if last and fragment.video is not None and self._has_sound and end - self._sound_end < TRACK_GONE:
            # What is said to be there must be there in both tracks: the browser buffers no further than the shorter.
            end = min(end, self._sound_end)
            if end - begin < SHORTEST_TAIL:
                return begin, 0.0
        if fragment.video is None and self._has_video and lead.end - begin < SHORTEST_PART * shape.part_seconds:
            return begin, 0.0  # sound that outlasts the picture: if more comes, it goes with that
        self.edge = max(begin, end)
        return begin, min(self.edge - begin, shape.longest_segment)

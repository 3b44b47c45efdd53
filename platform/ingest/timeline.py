"""From a sender's timestamps to a time line FFmpeg can live with: it starts near 0, never goes back within a track,
and goes on where a sender's clock jumps, goes back, starts anew, or wraps at 2**32.

A gap is kept when the wall clock saw it too: a sender that was silent for five seconds has five seconds less to show.
"""

_HALF = 1 << 31
_WRAP = 1 << 32

STEP_BACK = 1_000
"""Milliseconds a track may step back (late packets, rounding) before that counts as a clock that was set back."""
STEP_AHEAD = 2_000
"""Milliseconds a track may run ahead of the wall clock in one step before that counts as a jump."""
_TOGETHER = 1_000


class Track:
    """One track's place on the time line. Milliseconds."""

    __slots__ = ("frame", "last_in", "last_out", "offset", "raw", "seen_at", "started")

    def __init__(self) -> None:
        self.started = False
        self.raw = -1_000_000  # the last time as it came, modulo 2**32
        self.last_in = 0  # the same, unwrapped
        self.last_out = -1
        self.offset = 0  # added to what comes
        self.frame = 20  # the last ordinary distance between two
        self.seen_at = 0.0


class Timeline:
    """One publisher's clock, over all its tracks. Call `begin` with the earliest time, then `place` for each tag."""

    __slots__ = ("_offset", "_origin", "audio", "jumps", "video")

    def __init__(self) -> None:
        self.audio = Track()
        self.video = Track()
        self.jumps = 0
        self._origin = 0
        self._offset: int | None = None

    def begin(self, earliest: int) -> None:
        """The first tag's time, which becomes 0."""
        self._origin = earliest
        self._offset = -earliest

    @property
    def end(self) -> int:
        """The latest time placed so far, at least 0."""
        return max(self.audio.last_out, self.video.last_out, 0)

    def place(self, track: Track, timestamp: int, now: float) -> int:
        """Where a tag that the sender marked `timestamp` and that came at `now` (seconds) belongs."""
        step = timestamp - track.raw
        track.raw = timestamp
        if 0 < step < 1_000:  # as nearly always
            track.frame = step
            track.last_in = time = track.last_in + step
            out = time + track.offset
            if out <= track.last_out:
                out = track.last_out + 1
            track.last_out = out
            track.seen_at = now
            return out
        step = (timestamp - track.last_in + _HALF) % _WRAP - _HALF
        if not track.started:
            return self._start(track, timestamp, now)
        time = track.last_in + step
        out = time + track.offset
        if (step > STEP_AHEAD and step - (now - track.seen_at) * 1000 > STEP_AHEAD) or step < -STEP_BACK:
            out = self._jump(track, time)
        elif 0 < step < 1_000:
            track.frame = step
        if out <= track.last_out:
            out = track.last_out + 1
        track.last_in = time
        track.last_out = out
        track.seen_at = now
        return out

    def _start(self, track: Track, timestamp: int, now: float) -> int:
        other = self.video if track is self.audio else self.audio
        if self._offset is None:
            self.begin(timestamp)
        # Unwrapped near what the other track has seen, so that one offset fits both.
        near = other.last_in if other.started else self._origin
        time = near + (timestamp - near + _HALF) % _WRAP - _HALF
        track.offset = other.offset if other.started else -self._origin
        out = time + track.offset
        if abs(out - self.end) > 10_000:  # a track with a clock of its own
            track.offset += self.end - out
            out = self.end
        track.started = True
        track.last_in = time
        track.last_out = out = max(out, 0)
        track.seen_at = now
        return out

    def _jump(self, track: Track, time: int) -> int:
        self.jumps += 1
        expected = track.last_out + track.frame
        other = self.video if track is self.audio else self.audio
        # A sender's clock jumps for both tracks: the second to follow keeps its distance to the first.
        shared = time + other.offset
        if other.started and other.offset != track.offset and abs(shared - expected) <= _TOGETHER:
            track.offset = other.offset
            return shared
        track.offset = expected - time
        return expected

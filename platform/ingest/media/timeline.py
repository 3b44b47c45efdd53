"""From a sender's timestamps to a time line FFmpeg can live with: it starts near 0, never goes back within a track,
and goes on where a sender's clock jumps, goes back, starts anew, falls silent, or wraps at 2**32.

A gap that both tracks share is closed, also where the wall clock saw it: kept, it would be one frozen picture as long
as the silence, behind which every fan would stay. A gap in one track alone is kept, so that sound and picture stay
together.
"""

from typing import NamedTuple

_HALF = 1 << 31
_WRAP = 1 << 32

STEP_BACK = 1_000
"""Milliseconds a track may step back (late packets, rounding) before that counts as a clock that was set back."""
STEP_AHEAD = 2_000
"""Milliseconds a track may run ahead of the wall clock in one step before that counts as a jump."""
SILENCE = 1_000
"""Milliseconds without either track that count as a gap while there is sound: it comes every 128 ms at the slowest
(AAC at 8 kHz). What is shorter, a player makes up by itself within seconds."""
STILL = 2_000
PACES = 4
"""The same for a picture alone, which may pause by its nature (slides, screens): longer than this many milliseconds,
and than so many of its own pauses of the last `PACE_KEPT` milliseconds."""
PACE_KEPT = 60_000
PATIENCE = 10_000
_TOGETHER = 1_000
_FRAME = 20


class Track:
    """One track's place on the time line. Milliseconds."""

    __slots__ = ("frame", "last_in", "last_out", "offset", "pace", "pace_at", "raw", "seen_at", "started")

    def __init__(self) -> None:
        self.started = False
        self.raw = -1_000_000  # the last time as it came, modulo 2**32; this one: look closely at the next
        self.last_in = 0  # the same, unwrapped
        self.last_out = -1
        self.offset = 0  # added to what comes
        self.frame = 0  # the last ordinary distance between two; 0: not known yet
        self.pace = 0  # the longest distance of late, where there was one of a second or more
        self.pace_at = 0  # when that was, on the sender's clock
        self.seen_at = 0.0

    def note_pace(self, time: int, step: int) -> None:
        """A pause of `step`, a second or more, up to `time`."""
        if step >= self.pace or time - self.pace_at > PACE_KEPT:
            self.pace, self.pace_at = step, time

    @property
    def longest_pause(self) -> int:
        """A pause longer than this is none of the track's own; until it has shown its pace, much is believed."""
        return PACES * self.pace if self.pace or self.frame else PATIENCE


class Gap(NamedTuple):
    """A gap on the time line, closed for `track`, while the other track has still to show that it shares it."""

    track: Track
    begin: int
    end: int
    closed: int


class Timeline:
    """One publisher's clock, over all its tracks. Call `begin` with the earliest time, then `place` for each tag.

    `closed` counts the milliseconds of gaps that were left out.
    """

    __slots__ = ("_gap", "_offset", "_origin", "audio", "closed", "video")

    def __init__(self) -> None:
        self.audio = Track()
        self.video = Track()
        self.closed = 0
        self._origin = 0
        self._offset: int | None = None
        self._gap: Gap | None = None

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
        if step < -STEP_BACK or self._is_jump(track, step, now):
            out = self._jump(track, time)
        elif self._gap is not None and self._gap.track is not track:
            out = self._follow(self._gap, track, out)
        elif self._is_gap(out - self.end, now):
            out = self._close(track, out)
        elif step >= 1_000:
            track.note_pace(time, step)
        if 0 < step < 1_000:
            track.frame = step
        if out <= track.last_out:
            out = track.last_out + 1
        track.last_in = time
        track.last_out = out
        track.seen_at = now
        return out

    def _start(self, track: Track, timestamp: int, now: float) -> int:
        other = self._other(track)
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

    def _other(self, track: Track) -> Track:
        return self.video if track is self.audio else self.audio

    # -- a sender's clock that jumps ---------------------------------------------------------------------------

    def _is_jump(self, track: Track, step: int, now: float) -> bool:
        unseen = step - (now - track.seen_at) * 1000
        # Slides that come in a burst behind a stall of the network have their pauses all the same.
        return unseen > STEP_AHEAD and step > track.longest_pause

    def _jump(self, track: Track, time: int) -> int:
        self._gap = None
        expected = track.last_out + (track.frame or _FRAME)
        other = self._other(track)
        # A sender's clock jumps for both tracks: the second to follow keeps its distance to the first.
        shared = time + other.offset
        if other.started and other.offset != track.offset and abs(shared - expected) <= _TOGETHER:
            track.offset = other.offset
            return shared
        track.offset = expected - time
        return expected

    # -- a sender that was silent ------------------------------------------------------------------------------

    @property
    def _sounds(self) -> bool:
        """Whether sound went on until now."""
        return self.audio.started and self.audio.last_out >= self.end - SILENCE

    def _is_gap(self, silence: int, now: float) -> bool:
        """Whether so many milliseconds with neither track are more than a pause between two pictures."""
        if silence <= SILENCE:
            return False
        # Something came all the while: sound that this sender sends late, which will fill what looks like a gap.
        if (now - max(self.audio.seen_at, self.video.seen_at)) * 2_000 < silence:
            return False
        return self._sounds or silence > max(STILL, self.video.longest_pause)

    def _close(self, track: Track, out: int) -> int:
        """Go on one frame after the last one. The other track is asked to follow when it comes: what it still has
        from before the gap is not to be moved, and it may prove that there was none."""
        begin, end = self.end, out
        if not self._sounds:
            track.note_pace(out - track.offset, out - track.last_out)  # again and again, it is how this sender is
        out = max(track.last_out + (track.frame or _FRAME), begin + 1)
        track.offset -= end - out
        self.closed += end - out
        other = self._other(track)
        if other.started:
            self._gap = Gap(track, begin, end, end - out)
            other.raw = -1_000_000
        return out

    def _follow(self, gap: Gap, track: Track, out: int) -> int:
        """The other track's way over a gap that was closed for the first one."""
        length = gap.end - gap.begin
        if out < gap.begin + length // 2:
            track.raw = -1_000_000  # still before it, or inside
            return out
        self._gap = None
        if out - track.last_out >= length // 2:
            track.offset -= gap.closed
            return out - gap.closed
        # It walked through: the gap was the first track's alone, which must go back to where the sender has it.
        gap.track.offset += gap.closed
        self.closed -= gap.closed
        return out

"""A recording as a media playlist (RFC 8216): all of it from its first second on, while it is made (EVENT) and after
(VOD). Pure, and cheap for hours: what has been written of the list once is kept."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter
from typing import Final

from contract.moments import to_rfc3339
from ingest.recording.disk.segment import TICKS, RecordedSegment, Seam
from ingest.recording.making.cutting import LONGEST

TARGET: Final = round(LONGEST)
BOUNDARY: Final = 6 * TARGET
"""CAN-SKIP-UNTIL, in seconds: what is older need not be said again (6.2.5.1)."""
DRIFT_MS: Final = 20
"""By which a segment may begin otherwise than the sum of those before says, before its date is told."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a segment's bytes are: its run, and its file there."""

    run: str
    name: str


class Listing:
    """One recording's. Names in it say when something began, so that they never stand for anything else."""

    def __init__(self) -> None:
        self.places: dict[str, Place] = {}
        """By the name that stands in the playlist, of segments and init sections."""
        self.seconds = 0.0
        """All of it."""
        self.size = 0
        """Bytes, init sections left out."""
        self.begins_ms: int | None = None
        self.segments: list[RecordedSegment] = []
        self.runs: list[str] = []
        """Of each segment."""
        self._lines: list[str] = []  # of each segment
        self._ends: list[float] = []  # on the recording's own clock
        self._init: tuple[str, int] | None = None
        self._ends_ms = 0.0

    @property
    def ends_at(self) -> float:
        """When what there is ends, in seconds since 1970; 0: there is nothing."""
        return self._ends_ms / 1000

    def __len__(self) -> int:
        return len(self.segments)

    def add(self, run: str, segments: Sequence[RecordedSegment]) -> None:
        """Segments that were sealed, after all that are there. Again: nothing."""
        for one in segments:
            if self.places.get(_name(one)) != Place(run, one.name):
                self._add(run, one)

    def _add(self, run: str, one: RecordedSegment) -> None:
        lines = []
        init = run, one.init
        if self.segments and (run != self.runs[-1] or one.seam is not Seam.CONTINUED):
            lines.append("#EXT-X-DISCONTINUITY")
        if init != self._init:
            self._init = init
            name = f"init-{run[:13]}-{one.init}.mp4"
            self.places[name] = Place(run, f"init-{one.init}.mp4")
            lines.append(f'#EXT-X-MAP:URI="{name}"')
        if lines or abs(one.begins_ms - self._ends_ms) > DRIFT_MS:
            at = datetime.fromtimestamp(one.begins_ms / 1000, UTC)
            lines.append(f"#EXT-X-PROGRAM-DATE-TIME:{to_rfc3339(at)}")
            self._ends_ms = one.begins_ms
        name = _name(one)
        self.places[name] = Place(run, one.name)
        lines += (f"#EXTINF:{one.seconds:.5f},", name)
        self._ends_ms += (one.duration or 0) * 1000 / TICKS
        self.seconds += one.seconds
        self.size += one.size
        self.begins_ms = one.begins_ms if self.begins_ms is None else self.begins_ms
        self.segments.append(one)
        self.runs.append(run)
        self._lines.append("\n".join(lines))
        self._ends.append(self.seconds)

    def find_moment(self, at_ms: int) -> tuple[str, RecordedSegment, int] | None:
        """Which run and segment has this moment (milliseconds since 1970), and the moment; where nothing was kept of
        it, the next that is there, or the last. None: there is nothing."""
        if not self.segments:
            return None
        place = bisect_right(self.segments, at_ms, key=attrgetter("begins_ms")) - 1
        one = self.segments[max(0, place)]
        if place >= 0 and at_ms >= one.begins_ms + one.seconds * 1000 and place + 1 < len(self.segments):
            place += 1
            one = self.segments[place]
        return self.runs[max(0, place)], one, max(at_ms, one.begins_ms)

    def include(self, found: Sequence[tuple[str, Sequence[RecordedSegment]]], *, at_end: bool = False) -> "Listing":
        """This, or another that has what was found elsewhere as well, each in its place: runs in the order of their
        names. `at_end`: only what comes after all that is here."""
        here = {(run, one.number) for run, one in zip(self.runs, self.segments, strict=True)}
        new = [(run, one) for run, segments in found for one in segments if (run, one.number) not in here]
        if at_end and here:
            last = max(here)
            new = [(run, one) for run, one in new if (run, one.number) > last]
        if not new:
            return self
        everything = [*zip(self.runs, self.segments, strict=True), *new]
        whole = Listing()
        for run, one in sorted(everything, key=lambda each: (each[0], each[1].number)):
            whole.add(run, [one])
        return whole

    def find_new(self, found: Sequence[tuple[str, Sequence[RecordedSegment]]]) -> list[tuple[str, RecordedSegment]]:
        """What of this is not here, each with its run."""
        here = {(run, one.number) for run, one in zip(self.runs, self.segments, strict=True)}
        new = {(run, one.number): (run, one) for run, segments in found for one in segments}
        return [each for at, each in new.items() if at not in here]

    def render(self, *, over: bool, skip: bool = False, start: float = 0.0) -> str:
        """The playlist as of now; `over`: nothing follows. With `skip` a delta update, where there is enough to skip.
        `start`: players begin so many seconds after the first picture that is there.

        There must be a segment.
        """
        skipped = self._count_skipped() if skip and not over else 0
        lines = [
            "#EXTM3U",
            f"#EXT-X-VERSION:{9 if skipped else 6}",  # EXT-X-SKIP needs 9, EXT-X-MAP 6 (section 8)
            f"#EXT-X-TARGETDURATION:{TARGET}",
            f"#EXT-X-PLAYLIST-TYPE:{'VOD' if over else 'EVENT'}",
            "#EXT-X-MEDIA-SEQUENCE:0",
        ]
        if not over:
            lines.append(f"#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL={BOUNDARY:.1f}")
        lines.append(f"#EXT-X-START:TIME-OFFSET={start:.3f},PRECISE=YES" if start else "#EXT-X-START:TIME-OFFSET=0")
        if skipped:
            lines.append(f"#EXT-X-SKIP:SKIPPED-SEGMENTS={skipped}")
        lines += self._lines[skipped:]
        if over:
            lines.append("#EXT-X-ENDLIST")
        lines.append("")
        return "\n".join(lines)

    def _count_skipped(self) -> int:
        skipped = 0
        for skipped in range(len(self._ends) - 1, -1, -1):
            if self.seconds - self._ends[skipped] > BOUNDARY:
                return skipped + 1
        return 0


def _name(one: RecordedSegment) -> str:
    """As it stands in the playlist."""
    return f"{one.begins_ms}-{one.number}.m4s"

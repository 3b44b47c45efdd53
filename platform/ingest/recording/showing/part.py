"""A part of a recording as a playlist of its own: the segments in which it lies, and where in the first of them it
begins. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contract.recordings import Range
from ingest.recording.disk.segment import RecordedSegment
from ingest.recording.showing.listing import Listing


@dataclass(frozen=True, slots=True)
class Part:
    """What a clip's players get."""

    listing: Listing
    start: float
    """Seconds from the first picture that is there to the clip's own."""
    whole: bool
    """What it ends with is there."""

    def render(self, *, over: bool) -> str:
        """Its playlist; `over`: nothing follows in the recording. There must be a segment."""
        return self.listing.render(over=over or self.whole, start=self.start)


def cut(listing: Listing, begins_ms: float, ends_ms: float) -> Part:
    """What there is of a recording from one moment up to another, milliseconds since 1970 by the media's dates."""
    segments = listing.segments
    there = [index for index, one in enumerate(segments) if one.begins_ms < ends_ms and one.ends_ms > begins_ms]
    part = Listing()
    whole = bool(segments) and max(one.ends_ms for one in segments) >= ends_ms
    if not there:
        return Part(part, 0.0, whole)
    first = there[0]
    lead = 0.0
    while first and not segments[first].independent:
        # Decoding begins earlier than the clip does.
        first -= 1
        lead += segments[first].seconds
    for index in [*range(first, there[0]), *there]:
        part.add(listing.runs[index], [segments[index]])
    return Part(part, lead + _since(segments[there[0]], begins_ms), whole)


def list_needed(
    found: Sequence[tuple[str, Sequence[RecordedSegment]]], ranges: Iterable[Range]
) -> dict[str, set[str]]:
    """The files that parts need of a recording, by their runs. `found` as `find_all` has it."""
    whole = Listing()
    for run, segments in found:
        whole.add(run, segments)
    needed: dict[str, set[str]] = {}
    for each in ranges:
        for place in cut(whole, each.begins_ms, each.ends_ms).listing.places.values():
            needed.setdefault(place.run, set()).add(place.name)
    return needed


def _since(one: RecordedSegment, begins_ms: float) -> float:
    return max(0.0, begins_ms - one.begins_ms) / 1000

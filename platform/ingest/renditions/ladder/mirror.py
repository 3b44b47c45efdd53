"""A rung as its playlist has it: the source's segments and parts, with their numbers, names, times and keyframes.
Pure."""

from ingest.origin.stream.segments import Change, Init, Part, Segment
from ingest.origin.stream.stream import Stream


class Mirror(Stream):
    """`add` each part of the source's in order, with the rung's own bytes; `follow` what the source has closed."""

    def __init__(self, source: Stream, first: int, *, independent: bool = False) -> None:
        """`first`: the number of the part that it begins with, which begins a segment. `independent`: any part can be
        begun with, whatever the source's."""
        super().__init__(source.shape, source.token, memory=source.retention.memory)
        self._source = source
        self._independent = independent
        self._copied: Segment | None = None  # the source's, that is open here
        self.next_part = first

    def set_init(self, init: Init) -> Change:
        """What comes has this init section."""
        self.current_init = init
        return Change(inits=[init])

    def add(self, segment: Segment, part: Part, data: bytes) -> Change:
        """A part of the source's segment, as it is here."""
        change = Change()
        if self._copied is not None and self._copied is not segment:
            self._end_segment(self._copied, change)
        if self.current_init is None:
            raise RuntimeError("a part before its init section")
        self.shape, self.part_target = self._source.shape, self._source.part_target
        if self.open is None:
            self._copied = segment
            self.open = Segment(
                segment.sequence, segment.uri, self.current_init, segment.discontinuity and bool(self.listed),
                segment.discontinuity_sequence, segment.begins_at, segment.independent or self._independent,
                segment.lists_parts,
            )  # fmt: skip
            self.next_sequence = segment.sequence + 1
        here = Part(part.number, part.uri, part.duration, part.independent or self._independent, data)
        self.next_part = part.number + 1
        self.open.parts.append(here)
        self.open.duration += part.duration
        self.open.size += len(data)
        self.retention.count(len(data))
        change.parts.append(here)
        self._close_with_source(change)
        self.retention.trim(self.shape, change)
        return change

    def follow(self) -> Change:
        """Close what is closed there."""
        change = Change()
        self._close_with_source(change)
        self.retention.trim(self.shape, change)
        return change

    def _close_with_source(self, change: Change) -> None:
        copied = self._copied
        if copied is None or copied is self._source.open or self.next_part != copied.parts[-1].number + 1:
            return
        self._end_segment(copied, change)

    def _end_segment(self, copied: Segment, change: Change) -> None:
        segment, self.open, self._copied = self.open, None, None
        if segment is None:
            return
        segment.duration, segment.lists_parts = copied.duration, copied.lists_parts
        self.part_target = self._source.part_target
        self.retention.add(segment)
        change.segments.append(segment)

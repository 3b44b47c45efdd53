"""One livestream as the origin holds it: fragments in, parts and segments out. Pure, no clock and no I/O.

Parts are numbered through the whole stream, so that the next part's address is known before it is known to which
segment it will belong.
"""

import math
from collections.abc import Callable, Iterable

from ingest.origin.packaging.fragments import Fragment, InitSection
from ingest.origin.stream.memory import Memory
from ingest.origin.stream.retention import Retention
from ingest.origin.stream.segments import Change, Init, Part, Segment
from ingest.origin.stream.shape import SHORTEST_PART, Shape
from ingest.origin.stream.timeline import Timeline

FIRST_SEGMENT_PARTS = 1.9
"""Parts in the first segment. While a player opens it the next one or two come, so that it has three in hand."""


class Stream:
    """`begin_run` for each FFmpeg, `append` its fragments, `interrupt` when it is gone, `end` after the show."""

    def __init__(
        self,
        shape: Shape,
        token: str,
        *,
        sequence: int = 0,
        discontinuity_sequence: int = 0,
        memory: Memory | None = None,
    ) -> None:
        self.shape = shape
        self.token = token
        self.retention = Retention(memory or Memory(1 << 62))
        self.listed = self.retention.listed
        self.open: Segment | None = None
        self.part_target: float | None = None
        self.ended = False
        self.next_part = 0
        self.next_sequence = sequence
        self.discontinuity_sequence = discontinuity_sequence
        """Of the newest segment."""
        self.current_init: Init | None = None
        self.beside: Callable[[], Iterable[tuple[str, Stream]]] = tuple
        """Where else it may be had, from its playlist on, and how far each of those has come."""
        self.has_sound = False
        self._inits = 0
        self._timeline = Timeline(0.0)
        self._fresh_run = True
        self._has_video = False
        self._held = b""
        self._last_keyframe: float | None = None
        self._gop = 0.0
        self._frame = 0.0
        self._keyint: int | None = None

    @property
    def published(self) -> bool:
        """Whether there is something to list: players refuse a playlist without one complete segment."""
        return bool(self.listed)

    @property
    def next_part_uri(self) -> str:
        """Where the next part will be (the preload hint)."""
        return self._part_uri(self.next_part)

    @property
    def last_sequence(self) -> int:
        """Media sequence number of the last complete segment listed."""
        return self.listed[-1].sequence

    def begin_run(self, init: InitSection, at: float, *, keyint: int | None = None) -> Change:
        """A new FFmpeg: its init section, and the wall clock's time (seconds) when its media began. `keyint` is how
        many frames a group of pictures may have, if the encoder says so.

        Where its init section is the last run's, it goes on on the same time line: few players but hls.js get over a
        discontinuity while a stream is live.
        """
        change = self.interrupt()
        if self.current_init is not None and self.current_init.data == init.data and self._timeline.edge is not None:
            self._timeline.resume(at)
        else:
            self._inits += 1
            self.current_init = Init(f"init-{self.token}-{self._inits}.mp4", init.data)
            change.inits.append(self.current_init)
            self._has_video = any(track.kind == "vide" for track in init.tracks)
            self.has_sound = any(track.kind == "soun" for track in init.tracks)
            self._timeline = Timeline(at, has_video=self._has_video, has_sound=self.has_sound)
            self._fresh_run = True
        self._last_keyframe = None
        self._gop = 0.0
        self._keyint = keyint
        return change

    def append(self, fragment: Fragment, at: float, *, last: bool = False) -> Change:
        """One fragment becomes one part, unless it adds no time; then it goes with the next. `at` is the wall clock's
        time when it came; `last` says that its run has no more."""
        change = Change()
        timeline = self._timeline
        if timeline.shift is None:
            timeline.settle(fragment)
        if timeline.shift:
            fragment = fragment.moved(timeline.shift)
        begin, duration = timeline.advance(fragment, self.shape, last)
        if timeline.edge is not None:
            timeline.dates.note(timeline.edge, at)
        data = self._held + fragment.data
        if duration <= 0:
            # A clock that stands still would have all wait for ever.
            self._held = data if len(data) <= self._largest_segment else b""
            return change
        self._held = b""
        keyframe = fragment.independent
        if keyframe and self._has_video:
            self._note_keyframe(begin)
        if self.open is not None and self._must_cut(self.open, duration, keyframe):
            self._close(self.open, change)
        segment = self.open
        if segment is None:
            segment = self._begin_segment(begin, keyframe, self._is_listable(duration))
        part = Part(self.next_part, self._part_uri(self.next_part), duration, keyframe, data)
        self.next_part += 1
        segment.parts.append(part)
        segment.duration += duration
        segment.size += len(data)
        self.retention.count(len(data))
        change.parts.append(part)
        if self.part_target is None:
            self._frame = _frame_seconds(fragment) or self._frame
            if segment.duration >= FIRST_SEGMENT_PARTS * self.shape.part_seconds:
                self._close(segment, change)
        elif last and segment.lists_parts and duration < SHORTEST_PART * self.part_target:
            self._close(segment, change)  # only a segment's last part may be so short, and must be seen to be it
        self.retention.trim(self.shape, change)
        return change

    def interrupt(self) -> Change:
        """The publisher or its FFmpeg is gone: what there is becomes a segment; more may follow."""
        change = Change()
        self._held = b""
        if self.open is not None:
            self._close(self.open, change)
            self.retention.trim(self.shape, change)
        return change

    def end(self) -> Change:
        """The show is over; nothing follows."""
        change = self.interrupt()
        self.ended = True
        return change

    def drop_media(self) -> None:
        """Let go of every byte. Publisher, packager and shelf know each other, so that a stream lives on until the
        garbage collector looks at its oldest generation, which a process that mostly makes bytes hardly ever does."""
        self.open = self.current_init = None
        self._held = b""
        self.retention.drop_all()

    def _note_keyframe(self, at: float) -> None:
        if self._last_keyframe is not None:
            self._gop = at - self._last_keyframe
        self._last_keyframe = at

    def _must_cut(self, segment: Segment, duration: float, keyframe: bool) -> bool:
        longest = self.shape.longest_segment
        if segment.size >= self._largest_segment:
            return True  # of a publisher whose clock is too slow, bytes have to say when it is enough
        if segment.duration + duration > longest:
            return True  # where no keyframe came in time, what follows begins within a group of pictures
        if self.part_target is None:
            return keyframe and self._has_video
        if segment.lists_parts != self._is_listable(duration):
            return True
        last = segment.parts[-1]
        if segment.lists_parts and last.duration < SHORTEST_PART * self.part_target and not last.independent:
            return True  # only a segment's last part may be so short
        if not keyframe:
            # Up to the second keyframe each segment doubles what is listed: hls.js, joining then, goes by parts only
            # while those of the open segment are fewer than those before it.
            return (
                self._has_video
                and self._inits == 1
                and not self._gop
                and segment.duration >= self.retention.listed_seconds - 1e-6
            )
        if not self._has_video:
            return segment.duration >= self.shape.segment_seconds - self.part_target / 2
        # Up to its second keyframe a stream has short segments, so that fans see its first frame soon.
        return (
            not segment.independent
            or segment.duration >= self.shape.segment_seconds - self.part_target / 2
            or segment.duration + self._gop > longest
        )

    def _is_listable(self, duration: float) -> bool:
        """Whether a fragment this long may be listed as a part."""
        return self.part_target is None or duration <= self.part_target + 1e-6

    def _begin_segment(self, begin: float, keyframe: bool, lists_parts: bool) -> Segment:
        if self.current_init is None:
            raise RuntimeError("a fragment before its init section")
        discontinuity = self._fresh_run and (bool(self.listed) or self.next_part > 0)
        if discontinuity:
            self.discontinuity_sequence += 1
        self._fresh_run = False
        segment = Segment(
            self.next_sequence, f"segment-{self.token}-{self.next_sequence}.m4s", self.current_init, discontinuity,
            self.discontinuity_sequence, self._timeline.dates.date(begin), keyframe, lists_parts,
        )  # fmt: skip
        self.next_sequence += 1
        self.open = segment
        return segment

    def _close(self, segment: Segment, change: Change) -> None:
        if self.part_target is None:
            self._settle_parts(segment)
        self.open = None
        segment.duration = round(segment.duration, 5)  # as the playlist says it, and so as it is summed up
        self.retention.add(segment)
        change.segments.append(segment)

    def _settle_parts(self, segment: Segment) -> None:
        """Part target and target duration must hold from here on; the first segment teaches them."""
        if self._keyint is not None and self._has_video:
            self.shape = self.shape.stretch(self._keyint * self._frame)
        target = self.shape.part_target(self._frame)
        # FFmpeg stretches the first fragment by what sound and picture begin apart.
        longest = math.ceil(max(part.duration for part in segment.parts) * 1000 - 1e-6) / 1000
        if longest <= target * 1.1:
            target = max(target, longest)
        self.part_target = target
        segment.lists_parts = longest <= target and all(
            part.duration >= SHORTEST_PART * target for part in segment.parts[:-1]
        )

    @property
    def _largest_segment(self) -> int:
        return self.shape.max_bytes // 8

    def _part_uri(self, number: int) -> str:
        return f"part-{self.token}-{number}.m4s"


def _frame_seconds(fragment: Fragment) -> float:
    lead = fragment.video or fragment.audio
    return (lead.end - lead.start) / lead.samples if lead and lead.samples else 0.0

"""A stream's sound as it is made: the frames that encoders give back, put into parts that are the source's by name,
number and length. No sockets and no clock."""

import math
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from ingest.origin.packaging.boxes import FragmentError
from ingest.origin.packaging.fragments import Fragment, FragmentReader
from ingest.origin.shelf import Shelf
from ingest.origin.stream.segments import Init, Part, Segment
from ingest.origin.stream.stream import Stream
from ingest.renditions.cutting import Cut, cut_media
from ingest.renditions.ladder.mirror import Mirror
from ingest.renditions.sound.encoding import CLOCK, Encoding
from ingest.renditions.sound.frames import SAMPLES, Config, Frame, FrameReader, write_init, write_part

NAME: Final = "audio"
CONTENT_TYPE: Final = "audio/mp4"
SLACK: Final = 0.003
"""Seconds by which a frame may be beside its place behind the one before: times come in whole milliseconds."""


@dataclass(slots=True)
class _Entry:
    """A part of the source's whose sound is waited for; `until`, in seconds: so far it has frames."""

    segment: Segment
    part: Part
    until: float


@dataclass(slots=True, eq=False)
class Run:
    """What one encoder makes, from one part of the source's on. `read` what it is given, then `expect` it."""

    init: Init
    """The source's."""
    cut: Cut
    encoding: Encoding
    goes_on: bool
    """It takes over from the one before, on the same time line."""
    closed: bool = False
    """Whether it is given nothing more."""
    over: bool = False
    """Whether nothing more comes of it."""
    pending: "deque[_Entry]" = field(default_factory=deque)
    frames: "deque[tuple[float, bytes]]" = field(default_factory=deque)
    """That came and are in no order with those of other runs yet, each with its time on the source's time line."""
    config: bytes = b""
    heading: Init | None = None
    begins: float | None = None
    """Where on the source's time line its encoder's clock begins; seconds."""
    wanted: float | None = None
    """From where on frames are."""
    _reader: FrameReader = field(default_factory=FrameReader)
    _spans: FragmentReader = field(default_factory=FragmentReader)
    _end: float = 0.0

    def __post_init__(self) -> None:
        self._spans.feed(self.cut.init)

    def read(self, part: Part, *, wanted: bool) -> bytes:
        """A part's sound, to be given to the encoder. What comes before the first that is wanted has it know what it
        goes on from.

        Raises:
            FragmentError: these are no fragments that this understands.
        """
        data = cut_media(self.cut, part.data)
        for item in self._spans.feed(data):
            if isinstance(item, Fragment) and item.audio is not None:
                self.begins = item.audio.start if self.begins is None else self.begins
                self._end = item.audio.end
                if wanted and self.wanted is None:
                    self.wanted = item.audio.start
        return data

    def expect(self, segment: Segment, part: Part) -> None:
        """This part, that was just read, is to be made."""
        self.pending.append(_Entry(segment, part, self._end - self.encoding.lag))

    def take(self, data: bytes) -> None:
        """What its encoder has written; nothing: it is over."""
        self.over = self.over or not data
        for found in self._reader.feed(data):
            if isinstance(found, Config):
                self.config = found.data
            elif isinstance(found, Frame) and self.begins is not None:
                self.frames.append((self.begins + found.time - CLOCK, found.data))


class Making:
    """`wait`, `begin`, then add to `runs` for each encoder, and `go_on` when something came."""

    name = NAME
    """As addresses have it."""

    def __init__(self, source: Shelf, beside: Callable[[], Iterable[tuple[str, Stream]]]) -> None:
        """`beside`: see `Stream`."""
        self._source = source
        self._beside = beside
        self.shelf: Shelf | None = None
        """While somebody asks for it."""
        self.mirror: Mirror | None = None
        self.runs: deque[Run] = deque()
        self.broken = ""
        """Why it cannot go on; empty: it can."""
        self.last = -1
        """The newest part that there was of it."""
        self.made = 0.0
        """Seconds of the show, in all."""
        self.peak = 0
        """Bits per second of its segments, at most; 0: not known."""
        self._frames: deque[tuple[int, bytes]] = deque()
        self._clock = 0  # samples: where the next frame belongs
        self._head: Run | None = None  # the run that frames are taken from

    @property
    def behind(self) -> float:
        """Seconds that it is behind the source."""
        stream = self._source.stream
        return (stream.next_part - 1 - self.last) * (stream.part_target or stream.shape.part_seconds)

    def wait(self, *, private: bool) -> None:
        """Somewhere to wait for its first part."""
        self.mirror = self._reflect(self._source.stream.next_part)
        self.shelf = Shelf(self.mirror, media_type=CONTENT_TYPE)
        self.shelf.keep_private(private)

    def begin(self, first: int) -> None:
        """Anew, with the source's part of this number, which begins a segment."""
        self._forget()
        self.last = first - 1
        if self.shelf is not None:
            self.mirror = self._reflect(first)
            self.shelf.begin_anew(self.mirror)

    def drop(self) -> None:
        """Nobody asks for it any more, or it cannot be had: who waits is told so."""
        self._forget()
        shelf, self.shelf, self.mirror = self.shelf, None, None
        if shelf is not None:
            shelf.remove()

    def go_on(self) -> None:
        """Put in what is whole."""
        try:
            self._assemble()
        except FragmentError as error:
            self.broken = str(error)

    def follow(self) -> None:
        """Close what the source has closed."""
        if self.shelf is not None and self.mirror is not None:
            change = self.mirror.follow()
            if change.segments or change.dropped:
                self.shelf.put(change)
            if change.segments:
                self._measure()

    def end(self) -> None:
        """Nothing follows."""
        if self.shelf is not None and self.mirror is not None and not self.mirror.ended:
            self.shelf.put(self.mirror.end())

    def _forget(self) -> None:
        self.runs.clear()
        self._frames.clear()
        self._head = None
        self.broken = ""

    def _reflect(self, first: int) -> Mirror:
        mirror = Mirror(self._source.stream, first, independent=True)
        mirror.beside = self._beside
        return mirror

    def _assemble(self) -> None:
        while self.runs and not self.broken:
            run = self.runs[0]
            self._collect(run)
            while run.pending and self._is_whole(run):
                self._put(run, run.pending.popleft())
            if run.over and not run.closed:
                self.broken = "the encoder has ended"
            if not run.over:
                return
            self.runs.popleft()

    def _collect(self, run: Run) -> None:
        """Put its frames in order behind all before."""
        rate, half = run.encoding.rate, run.encoding.frame / 2
        if self._head is not run:
            if run.wanted is None:
                return
            if self._head is None or not run.goes_on:
                self._frames.clear()
                self._clock = round(run.wanted * rate)
            self._head = run
        while run.frames:
            time, data = run.frames.popleft()
            if time < self._clock / rate - half:
                continue  # of before it, or of the run before
            if abs(time - self._clock / rate) > SLACK:
                self._clock = round(time * rate)
            self._frames.append((self._clock, data))
            self._clock += SAMPLES

    def _is_whole(self, run: Run) -> bool:
        """Whether all is there that its first part has. The last of a run has all that comes of it."""
        if run.over or (run.closed and len(run.pending) == 1):
            return run.over
        # The next frame would end past that.
        return (self._clock + SAMPLES) / run.encoding.rate > run.pending[0].until + SLACK

    def _put(self, run: Run, entry: _Entry) -> None:
        if self.shelf is None or self.mirror is None:
            return
        if entry.part.number != self.mirror.next_part:
            raise FragmentError("parts are missing")
        self._put_init(run)
        until = math.inf if run.over and not run.pending else entry.until + SLACK
        frames: list[tuple[int, bytes]] = []
        while self._frames and (self._frames[0][0] + SAMPLES) / run.encoding.rate <= until:
            frames.append(self._frames.popleft())
        data = write_part(run.cut.track, entry.part.number, frames)
        change = self.mirror.add(entry.segment, entry.part, data)
        self.shelf.put(change)
        self.last = entry.part.number
        self.made += entry.part.duration
        if change.segments:
            self._measure()

    def _put_init(self, run: Run) -> None:
        if self.shelf is None or self.mirror is None:
            return
        if run.heading is None:
            if not run.config:
                raise FragmentError("no parameters before the first frame")
            # Not the source's name: that is the sound's as it was sent, which caches keep.
            name = run.init.uri.removesuffix(".mp4") + "-aac.mp4"
            run.heading = Init(name, write_init(run.cut.init, run.config, run.encoding.rate, run.encoding.bits))
        known = self.mirror.current_init
        if known is None or known.uri != run.heading.uri:
            self.shelf.put(self.mirror.set_init(run.heading))
        elif known.data != run.heading.data:
            raise FragmentError("other parameters than before")

    def _measure(self) -> None:
        if self.mirror is not None:
            segments = [segment for segment in self.mirror.listed if segment.duration > 0]
            self.peak = max(self.peak, *(round(segment.size * 8 / segment.duration) for segment in segments), 0)

"""A rung as it is made: the pictures that encoders give back, put into the source's parts one after another."""

import heapq
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from ingest.origin.packaging.boxes import FragmentError
from ingest.origin.shelf import Shelf
from ingest.origin.stream.segments import Init, Part, Segment
from ingest.origin.stream.stream import Stream
from ingest.renditions.ladder.mirror import Mirror
from ingest.renditions.ladder.parts.forms import Form, Former, MismatchError
from ingest.renditions.ladder.parts.heading import are_alike, write_init
from ingest.renditions.ladder.parts.tags import Config, Picture, PictureReader
from ingest.renditions.ladder.parts.thinning import is_kept
from ingest.renditions.ladder.rungs import Goal, Rung

_MISTAKEN: Final = 5.0
"""Milliseconds that a picture may be off its time: encoders round these, and pictures are further from each other."""


@dataclass(slots=True)
class _Entry:
    """A part of the source's whose pictures are waited for."""

    segment: Segment
    part: Part
    form: Form
    pictures: "list[tuple[Picture, int] | None]" = field(default_factory=list)
    """Of its first slots; none where one is left out."""


@dataclass(slots=True, eq=False)
class Share:
    """What one encoder makes of one rung."""

    init: Init
    """The source's."""
    former: Former
    goal: Goal
    closed: bool = False
    """Whether it is given nothing more."""
    over: bool = False
    """Whether nothing more comes of it."""
    reader: PictureReader = field(default_factory=PictureReader)
    pending: "deque[_Entry]" = field(default_factory=deque)
    pictures: "deque[Picture]" = field(default_factory=deque)
    shown: list[int] = field(default_factory=list)
    """When the pictures to come are shown, a heap: they come in that order, and not in that of decoding."""
    before: int | None = None
    """When the last of its pictures is shown."""
    fed: int = 0
    """What is shown before has been given to its encoder."""
    offset: float | None = None
    """Milliseconds between the source's clock and the encoder's."""
    config: bytes = b""
    heading: Init | None = None
    """The rung's init section, from its first part on."""

    def expect(self, segment: Segment, part: Part, form: Form) -> None:
        """Its encoder is given this part."""
        self.pending.append(_Entry(segment, part, form))
        for slot in form.slots:
            heapq.heappush(self.shown, slot.shown)
            self.fed = slot.time + slot.duration

    def fill(self, entry: _Entry) -> bool:
        """Give a part of its pictures what there is of them; whether it has all.

        Raises:
            MismatchError: a picture is not of its slot's time.
        """
        for slot in entry.form.slots[len(entry.pictures) :]:
            shown = self.shown[0]
            if is_kept(shown, self.before, self.goal.apart, key=slot.sync):
                if not self.pictures:
                    return False
                picture = self.pictures.popleft()
                self._check(picture, shown)
                entry.pictures.append((picture, shown))
                self.before = shown
            elif self.pictures or self.closed or shown < self.fed:
                entry.pictures.append(None)
            else:  # one that is shown before may follow
                return False
            heapq.heappop(self.shown)
        return True

    def _check(self, picture: Picture, shown: int) -> None:
        offset = shown * 1_000 / self.former.timescale - picture.time
        if self.offset is None:
            self.offset = offset
        if abs(offset - self.offset) > _MISTAKEN:
            raise MismatchError("a picture of another time")


class Making:
    """One rung of one stream. `begin`, then `open` a share for each encoder and `take` what that gives back."""

    def __init__(self, rung: Rung, source: Shelf, beside: Callable[[], Iterable[tuple[str, Stream]]]) -> None:
        """`beside`: see `Stream`."""
        self.rung = rung
        self._beside = beside
        self.shelf: Shelf | None = None
        """While somebody asks for it."""
        self.shares: deque[Share] = deque()
        self.broken = ""
        """Why it cannot go on; empty: it can."""
        self.last = -1
        """The newest part that there was of it."""
        self.asked = self.retry_at = self.barred_until = 0.0
        self.late: tuple[float, float] | None = None
        """Since when it is behind the source, and how many seconds it was then."""
        self.deaths = 0
        self.made = 0.0
        """Seconds of the show, in all."""
        self.peak = self.average = 0
        """Bits per second of its segments, sound and all; 0: not known."""
        self._config = b""  # of the mirror's init section
        self._source = source
        self._mirror: Mirror | None = None

    @property
    def name(self) -> str:
        """As addresses have it."""
        return self.rung.name

    @property
    def mirror(self) -> Mirror | None:
        """How far it has come; None: nobody asks for it."""
        return self._mirror

    @property
    def behind(self) -> float:
        """Seconds that it is behind the source."""
        stream = self._source.stream
        return (stream.next_part - 1 - self.last) * (stream.part_target or stream.shape.part_seconds)

    def wait(self, *, private: bool) -> Shelf:
        """Somewhere to wait for its first part."""
        if self.shelf is None:
            self._mirror = self._reflect(self._source.stream.next_part)
            self.shelf = Shelf(self._mirror)
            self.shelf.keep_private(private)
        return self.shelf

    def begin(self, first: int) -> None:
        """Anew, with the source's part of this number, which begins a segment."""
        self.shares.clear()
        self.broken, self.late = "", None
        self.last = first - 1
        if self.shelf is not None:
            self._mirror = self._reflect(first)
            self.shelf.begin_anew(self._mirror)

    def open(self, init: Init, former: Former, goal: Goal) -> Share:
        """What a new encoder makes of it, behind all that those before it have been given."""
        share = Share(init, former, goal)
        self.shares.append(share)
        return share

    def drop(self) -> None:
        """Nobody asks for it any more, or it cannot be had: who waits is told so."""
        self.shares.clear()
        self.broken, self.late = "", None
        shelf, self.shelf, self._mirror = self.shelf, None, None
        if shelf is not None:
            shelf.remove()

    def take(self, share: Share, data: bytes) -> None:
        """What its encoder has written; nothing: it is over."""
        if share not in self.shares or self.broken:
            return
        share.over = not data
        for found in share.reader.feed(data):
            if isinstance(found, Config):
                share.config = found.data
            else:
                share.pictures.append(found)
        self._go_on()

    def close(self, share: Share) -> None:
        """Its encoder is given nothing more."""
        share.closed = True
        if share in self.shares and not self.broken:
            self._go_on()

    def _go_on(self) -> None:
        try:
            self._assemble()
        except (FragmentError, MismatchError) as error:
            self.broken = str(error)

    def _assemble(self) -> None:
        """Put in what is whole."""
        while self.shares:
            share = self.shares[0]
            while share.pending and share.fill(share.pending[0]):
                self._put(share, share.pending.popleft())
            if not share.pending and share.closed:
                self.shares.popleft()
                continue
            if share.over:
                self.broken = "the encoder has ended"
            elif not share.pending and share.pictures:
                self.broken = "more pictures than the source has"
            return

    def follow(self) -> None:
        """Close what the source has closed."""
        if self.shelf is not None and self._mirror is not None:
            change = self._mirror.follow()
            if change.segments or change.dropped:
                self.shelf.put(change)
            if change.segments:
                self._measure()

    def end(self) -> None:
        """Nothing follows."""
        if self.shelf is not None and self._mirror is not None and not self._mirror.ended:
            self.shelf.put(self._mirror.end())

    def _reflect(self, first: int) -> Mirror:
        mirror = Mirror(self._source.stream, first)
        mirror.beside = self._beside
        return mirror

    def _put(self, share: Share, entry: _Entry) -> None:
        if self.shelf is None or self._mirror is None:
            return
        if entry.part.number != self._mirror.next_part:
            raise MismatchError("parts are missing")
        if not share.config:
            raise MismatchError("no parameters before the first picture")
        if share.heading is None:
            share.heading = Init(share.init.uri, write_init(share.init.data, share.config, share.goal.size))
        init = share.heading
        known = self._mirror.current_init
        if known is None or known.uri != init.uri:
            self._config = share.config
            self.shelf.put(self._mirror.set_init(init))
        elif not are_alike(self._config, share.config):
            raise MismatchError("other parameters than before")
        data = share.former.fill(entry.form, entry.pictures, share.goal.apart)
        change = self._mirror.add(entry.segment, entry.part, data)
        self.shelf.put(change)
        self.last = entry.part.number
        self.made += entry.part.duration
        if change.segments:
            self._measure()

    def _measure(self) -> None:
        if self._mirror is not None and (listed := self._mirror.listed):
            seconds = sum(segment.duration for segment in listed)
            rates = [segment.size * 8 / segment.duration for segment in listed if segment.duration > 0]
            self.peak = max(self.peak, round(max(rates, default=0)))
            self.average = round(sum(segment.size for segment in listed) * 8 / seconds) if seconds else 0

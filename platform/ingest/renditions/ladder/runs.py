"""One encoder's time, from one of the source's keyframes on: what it is given, and for which rungs."""

from dataclasses import dataclass

from ingest.origin.packaging.boxes import FragmentError
from ingest.origin.stream.segments import Init, Part, Segment
from ingest.origin.stream.stream import Stream
from ingest.renditions.ladder.encoder import Encoder
from ingest.renditions.ladder.making import Making, Share
from ingest.renditions.ladder.parts.forms import Former


@dataclass(slots=True, eq=False)
class Run:
    """`give` it parts in order, then `finish`; `fail` where that cannot be."""

    encoder: Encoder
    init: Init
    former: Former
    shares: dict[Making, Share]
    fed: int
    """The number of the last part that it was given."""
    began: float
    closed: float | None = None
    """Since when it is given nothing more."""

    @property
    def is_waited_for(self) -> bool:
        """Whether any rung still has use for it."""
        return any(share in making.shares for making, share in self.shares.items())

    def give(self, segment: Segment, part: Part, now: float) -> None:
        """The next part."""
        if segment.init is not self.init:
            self.fail("the source is another", now)
            return
        self.fed = part.number
        try:
            form = self.former.read(part.data)
        except FragmentError as error:
            self.fail(str(error), now)
            return
        for making, share in self.shares.items():
            if share in making.shares:
                share.expect(segment, part, form)
        self.encoder.write(part.data)

    def finish(self, now: float) -> None:
        """It gives back what it still has."""
        if self.closed is None:
            self.closed = now
            self.encoder.finish()
            for making, share in self.shares.items():
                making.close(share)

    def fail(self, why: str, now: float) -> None:
        """Its rungs have a hole from here on."""
        self.encoder.kill()
        self.closed = self.closed or now
        for making, share in self.shares.items():
            if share in making.shares:
                making.broken = making.broken or why


def list_after(stream: Stream, number: int) -> list[tuple[Segment, Part]]:
    """What there is of a stream behind the part of this number."""
    found: list[tuple[Segment, Part]] = []
    newest = [stream.open] if stream.open is not None else []
    for segment in [*newest, *reversed(stream.listed), *reversed(stream.retention.retired)]:
        if segment.parts and segment.parts[-1].number <= number:
            break
        found += [(segment, part) for part in reversed(segment.parts) if part.number > number]
    return found[::-1]

"""Where a recording's segments begin and end."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.origin.packaging.fragments import Fragment, InitSection, Span
from ingest.origin.packaging.tracks import Track
from ingest.origin.stream.segments import Change, Part, Segment
from ingest.origin.stream.shape import Shape
from ingest.origin.stream.stream import Stream
from ingest.recording.disk.segment import TICKS, RecordedSegment, Seam
from ingest.recording.making.cutting import LONGEST, MOST_BYTES, Append, Begin, Cutter, Seal, Step

AT = 1_700_000_000.0


class Show:
    """A live stream, part by part, and what a cutter makes of it."""

    def __init__(self) -> None:
        self.stream = Stream(Shape(), "abc")
        self.cutter = Cutter()
        self.steps: list[Step] = []
        self.parts: list[Part] = []
        self.clock, self.at = 0.0, AT

    def begin(self, init: bytes = b"one", *, at: float = AT) -> None:
        self.stream.begin_run(InitSection(init, (Track(1, "vide", 1000, 0, 0),)), at)
        self.clock, self.at = 0.0, at

    def add(
        self, count: int = 1, *, gop: int = 10, duration: float = 0.2, size: int = 100, lost: bool = False
    ) -> None:
        for index in range(count):
            span = Span(self.clock, self.clock + duration, 6)
            self.clock += duration
            data = bytes([len(self.parts) % 256]) * size
            change = self.stream.append(Fragment(data, span, None, index % gop == 0), self.at + span.end)
            if not lost:
                self._take(change)

    def _take(self, change: Change) -> None:
        for part in change.parts:
            live = next((one for one in change.segments if part in one.parts), self.stream.open)
            assert live is not None
            self.parts.append(part)
            self.steps += self.cutter.take(part, live)

    def end(self) -> None:
        self.steps += self.cutter.seal()

    def cut(self, seam: Seam) -> None:
        self.steps += self.cutter.break_off(seam)

    @property
    def sealed(self) -> list[RecordedSegment]:
        return [step.segment for step in self.steps if isinstance(step, Seal)]


@pytest.fixture
def show() -> Show:
    show = Show()
    show.begin()
    return show


def seconds(show: Show) -> list[float]:
    return [round(one.seconds, 3) for one in show.sealed]


def test_segments_end_before_the_keyframe_that_is_due(show: Show) -> None:
    show.add(100)
    show.end()
    assert seconds(show) == [4.0] * 5
    assert [one.number for one in show.sealed] == [*range(5)]
    assert {one.independent for one in show.sealed} == {True}
    assert [one.seam for one in show.sealed] == [Seam.NEW] + [Seam.CONTINUED] * 4


def test_dates_are_those_of_the_live_playlist(show: Show) -> None:
    show.add(60)
    show.end()
    assert [one.begins_ms for one in show.sealed] == [round((AT + at) * 1000) for at in (0, 4, 8)]


@pytest.mark.parametrize("gop", [25, 45, 1_000])
def test_long_groups_are_kept_whole_as_far_as_a_segment_may_last(show: Show, gop: int) -> None:
    show.add(200, gop=gop)
    show.end()
    assert max(seconds(show)) <= LONGEST
    assert sum(seconds(show)) == pytest.approx(40)
    if gop * 0.2 <= LONGEST:
        begins = {one.begins_ms for one in show.sealed}
        keyframes = {round((AT + index * 0.2) * 1000) for index in range(0, 200, gop)}
        assert len(begins & keyframes) >= len(begins) - 1


def test_another_encoder_s_media_begins_a_segment_behind_a_seam(show: Show) -> None:
    show.add(15)
    show.begin(b"two", at=AT + 100)
    show.add(15)
    show.end()
    assert seconds(show) == [3.0, 3.0]
    assert [(one.init, one.seam) for one in show.sealed] == [(0, Seam.NEW), (1, Seam.NEW)]
    assert [step.init for step in show.steps if isinstance(step, Begin)] == [b"one", b"two"]
    assert show.sealed[1].begins_ms == round((AT + 100) * 1000)


def test_an_encoder_that_comes_back_as_it_was_goes_on_without_a_seam(show: Show) -> None:
    show.add(15)
    show.begin(b"one", at=AT + 20)
    show.add(15)
    show.end()
    assert {one.seam for one in show.sealed[1:]} == {Seam.CONTINUED}
    assert {step.init for step in show.steps if isinstance(step, Begin)} == {b"one"}
    assert {one.init for one in show.sealed} == {0}


def test_what_is_missing_is_behind_a_seam_that_says_why(show: Show) -> None:
    show.add(12)
    show.add(6, lost=True)
    show.cut(Seam.MISSED)
    show.add(12)
    show.cut(Seam.FULL)
    show.add(1)
    show.end()
    assert [one.seam for one in show.sealed] == [Seam.NEW, Seam.MISSED, Seam.FULL]
    assert show.sealed[1].begins_ms == pytest.approx((AT + 3.6) * 1000, abs=2)


def test_what_follows_a_break_begins_where_its_part_does(show: Show) -> None:
    show.add(23)
    show.cut(Seam.FULL)
    show.add(3, lost=True)
    show.add(2)
    show.end()
    assert show.sealed[-1].begins_ms == pytest.approx((AT + 26 * 0.2) * 1000, abs=2)


def test_no_segment_is_larger_than_may_be(show: Show) -> None:
    show.add(8, size=MOST_BYTES // 3, gop=1_000)
    show.end()
    sizes = [one.size for one in show.sealed]
    assert max(sizes) <= MOST_BYTES
    assert len(sizes) == 3


Doing = st.one_of(
    st.tuples(st.just("add"), st.integers(1, 40), st.integers(1, 70)),
    st.tuples(st.just("lose"), st.integers(1, 20), st.integers(1, 70)),
    st.tuples(st.just("begin"), st.integers(0, 2), st.integers(0, 600)),
)


@settings(max_examples=60)
@given(st.lists(Doing, min_size=1, max_size=12))
def test_all_that_comes_is_kept_once_and_in_order(doings: list[tuple[str, int, int]]) -> None:
    show = Show()
    show.begin()
    for what, count, more in doings:
        match what:
            case "add":
                show.add(count, gop=more)
            case "lose":
                show.add(count, gop=more, lost=True)
                show.cut(Seam.MISSED)
            case _:
                show.begin(bytes([count]), at=AT + show.clock + more)
    show.end()
    appended = [step.data for step in show.steps if isinstance(step, Append)]
    assert b"".join(appended) == b"".join(part.data for part in show.parts)
    assert [one.number for one in show.sealed] == [*range(len(show.sealed))]
    opened = [step for step in show.steps if isinstance(step, Begin | Seal)]
    assert [type(step) for step in opened] == [Begin, Seal] * len(show.sealed), "one is open at a time"
    lasted = sum(part.duration for part in show.parts)
    assert sum(one.duration or 0 for one in show.sealed) == pytest.approx(lasted * TICKS, abs=len(show.sealed))
    assert all(one.seconds <= LONGEST + 1e-6 for one in show.sealed)
    inits: list[bytes] = []
    for step in show.steps:
        if isinstance(step, Begin):
            if step.init not in inits:
                inits.append(step.init)
            assert inits[step.segment.init] == step.init, "a number is one init section's"
    for first, second in pairwise(show.sealed):
        assert second.seam is not Seam.CONTINUED or first.begins_ms <= second.begins_ms


def test_a_live_segment_that_was_joined_late_begins_where_its_part_does() -> None:
    show = Show()
    show.begin()
    show.add(10, lost=True)
    show.add(3, lost=True)
    show.add(5, gop=100)
    show.end()
    assert show.sealed[0].begins_ms == pytest.approx((AT + 2.6) * 1000, abs=2)
    assert isinstance(show.stream.open, Segment)

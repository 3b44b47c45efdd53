"""Taps: what flows out of a stream beside the live part, and costs it nothing."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from ingest.origin.packaging.fragments import Fragment, InitSection, Span
from ingest.origin.packaging.tracks import Track
from ingest.origin.shelf import Shelf
from ingest.origin.stream.segments import Change
from ingest.origin.stream.shape import Shape
from ingest.origin.stream.stream import Stream
from ingest.origin.tap import Tap, Tapped
from runtime.refusals import Refusals
from support.waiting import until

INIT = InitSection(b"init", (Track(1, "vide", 1000, 0, 0),))
PART = b"media" * 20


class Show:
    """A stream with a tap; `taken` is what came out, `failing` and `hold` are for the taker to trip over."""

    def __init__(self, **limits: Any) -> None:
        self.refusals = Refusals()
        self.shelf = Shelf(Stream(Shape(), "abc"))
        self.tap = Tap("a recording of a show", self.take, self.refusals, first_pause=0.01, **limits)
        self.shelf.taps.append(self.tap)
        self.taken: list[Tapped] = []
        self.hold: asyncio.Event | None = None
        self.failing = 0
        self.parts = 0
        self.shelf.put(self.shelf.stream.begin_run(INIT, 1_700_000_000.0))

    async def take(self, tapped: Tapped) -> None:
        if self.hold is not None:
            await self.hold.wait()
        if self.failing:
            self.failing -= 1
            raise OSError("the disk is full")
        self.taken.append(tapped)

    def add(self, count: int = 1) -> None:
        for _ in range(count):
            start = 0.2 * self.parts
            fragment = Fragment(PART, Span(start, start + 0.2, 6), None, self.parts % 10 == 0)
            self.shelf.put(self.shelf.stream.append(fragment, 1_700_000_000.0 + start))
            self.parts += 1

    @property
    def numbers(self) -> list[int]:
        return [part.number for tapped in self.taken for part in tapped.change.parts]


@asynccontextmanager
async def running(**limits: Any) -> AsyncIterator[Show]:
    show = Show(**limits)
    show.tap.start()
    yield show
    await show.tap.stop()


async def test_every_part_comes_out_in_order_with_its_init_section() -> None:
    async with running() as show:
        show.add(25)
        await until(lambda: len(show.numbers) == 25)
    assert show.numbers == list(range(25))
    assert show.taken[0].change.inits == [show.shelf.stream.current_init]
    assert {tapped.init for tapped in show.taken} == {show.shelf.stream.current_init}
    assert show.tap.missed_parts == 0


async def test_a_taker_that_hangs_costs_the_live_part_nothing_and_hears_what_it_missed() -> None:
    async with running(most_bytes=5 * len(PART)) as show:
        show.hold = asyncio.Event()
        served: list[int] = []
        for _ in range(30):
            show.add()
            uri = show.shelf.stream.listed[-1].parts[-1].uri if show.shelf.stream.listed else "part-abc-0.m4s"
            served.append(getattr(show.shelf.answer_file(uri), "status", 0))
        assert set(served) == {200}
        assert len(show.shelf.waiting) == 0
        assert show.tap.missed_parts == 25
        assert show.tap.missed_bytes == 25 * len(PART)
        show.hold.set()
        await until(lambda: len(show.numbers) == 5)
        show.add()
        await until(lambda: len(show.numbers) == 6)
    assert show.numbers == [0, 1, 2, 3, 4, 30]
    assert (show.taken[-1].missed_parts, show.taken[-1].missed_bytes) == (25, 25 * len(PART))


async def test_a_taker_that_raises_costs_the_live_part_nothing_and_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    async with running() as show:
        await until(lambda: len(show.taken) == 1)
        show.failing = 2
        show.add(4)
        await until(lambda: len(show.numbers) == 2)
    assert show.numbers == [2, 3]
    assert [tapped.missed_parts for tapped in show.taken[1:]] == [2, 0]
    assert show.refusals.counts["tap"] == 2
    assert "A recording of a show failed" in caplog.text


async def test_one_that_never_comes_back_is_given_up_after_its_patience() -> None:
    async with running(patience=0.05) as show:
        show.hold = asyncio.Event()
        show.add()
        await until(lambda: show.tap.missed_parts)
        show.hold = None
        show.add()
        await until(lambda: show.numbers == [1])
    assert show.taken[-1].missed_parts == 1


async def test_changes_without_media_are_bounded_as_well() -> None:
    async def never(_: Tapped) -> None:
        await asyncio.Event().wait()

    take: Callable[[Tapped], Awaitable[None]] = never
    tap = Tap("a recording of a show", take, Refusals(), most_changes=3)
    for _ in range(1_000):
        tap.offer(Change(), None)
    assert len(tap._queue) == 3

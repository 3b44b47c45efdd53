"""Late parts are the machine's doing where the loop's own timers are late, too."""

import asyncio
from collections.abc import Callable
from typing import cast

from ingest.renditions.ladder.lateness import Lateness

WINDOW = 10.0


class Clock:
    """A loop's clock and its timers, each of which runs so much later than it should."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.late = 0.0
        self._due: list[tuple[float, Callable[..., object], tuple[object, ...]]] = []

    def time(self) -> float:
        return self.now

    def call_at(self, when: float, callback: Callable[..., object], *given: object) -> None:
        self._due.append((when, callback, given))

    def pass_until(self, when: float) -> None:
        while self._due and self._due[0][0] + self.late <= when:
            due, callback, given = self._due.pop(0)
            self.now = max(self.now, due + self.late)
            callback(*given)
        self.now = max(self.now, when)


def watch(clock: Clock, arrivals: list[float]) -> Lateness:
    """Parts of 0.2 s, each so much later than it should be."""
    lateness = Lateness(cast("asyncio.AbstractEventLoop", clock), WINDOW)
    lateness.start()
    begin = clock.now
    for index, late in enumerate(arrivals):
        clock.pass_until(begin + 0.2 * index + late)
        lateness.note([0.2])
    return lateness


def test_parts_that_are_late_with_the_timers_are_the_machines_doing() -> None:
    clock = Clock()
    clock.late = 0.15
    lateness = watch(clock, [0.0] * 20 + [0.3] * 35)
    assert round(lateness.find(0.2) or 0.0, 3) == 0.3
    assert lateness.find(0.35) is None


def test_a_publishers_network_is_not_the_machine() -> None:
    assert watch(Clock(), [0.0] * 20 + [0.3] * 35).find(0.2) is None


def test_a_busy_moment_is_no_limit() -> None:
    clock = Clock()
    clock.late = 0.15
    assert watch(clock, [0.0] * 58 + [0.5, 0.5]).find(0.2) is None


def test_nothing_is_said_before_a_window_has_passed_nor_right_after_it_was_acted_on() -> None:
    clock = Clock()
    clock.late = 0.15
    assert watch(clock, [0.0] * 10 + [0.3] * 30).find(0.2) is None
    lateness = watch(clock, [0.0] * 20 + [0.3] * 35)
    assert lateness.find(0.2)
    lateness.forget()
    assert lateness.find(0.2) is None


def test_a_publisher_who_was_away_is_not_late() -> None:
    clock = Clock()
    clock.late = 0.15
    assert watch(clock, [0.0] * 30 + [5.0] * 35).find(0.2) is None

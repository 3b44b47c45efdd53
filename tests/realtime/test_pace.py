"""Counts: the first change at once, the others at an even pace, the last always."""

import asyncio
import time

from realtime.pace import INTERVAL, Pace
from support.waiting import until


class Counter:
    """A value that changes, and what was told of it: the value and when, by the loop's clock."""

    def __init__(self) -> None:
        self.value = 0
        self.told: list[tuple[int, float]] = []
        self.pace = Pace(self.tell)

    def tell(self, key: str) -> None:
        self.told.append((self.value, asyncio.get_running_loop().time()))

    def change(self) -> None:
        self.value += 1
        self.pace.touch("show")

    async def hear(self, value: int) -> None:
        await until(lambda: self.told and self.told[-1][0] == value)


async def test_the_first_is_told_at_once_and_of_a_burst_the_last() -> None:
    counter = Counter()
    counter.change()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert [value for value, _ in counter.told] == [1]
    for _ in range(100):
        counter.change()
    await counter.hear(101)
    (_, first), (last, second) = counter.told
    assert last == 101
    assert second - first >= INTERVAL * 0.99


async def test_what_costs_much_to_tell_is_told_less_often() -> None:
    counter = Counter()

    def tell_slowly(key: str) -> None:
        time.sleep(0.05)  # the loop is kept, as by many sockets
        counter.tell(key)

    counter.pace = Pace(tell_slowly)
    counter.change()
    await counter.hear(1)
    counter.change()
    await counter.hear(2)
    assert counter.told[1][1] - counter.told[0][1] >= 0.4, "telling may take a tenth of the time"


async def test_what_waits_is_forgotten_at_the_end() -> None:
    counter = Counter()
    counter.change()
    await counter.hear(1)
    counter.change()
    counter.pace.stop()
    await asyncio.sleep(INTERVAL * 1.2)
    assert len(counter.told) == 1

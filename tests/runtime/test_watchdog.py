"""Who keeps an event loop is named; who only sleeps is not."""

import asyncio
import logging
import time

import pytest

from runtime.watchdog import watch_loop
from support.waiting import PATIENCE


def keep_the_loop(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


async def test_a_callback_that_keeps_the_loop_is_named_by_its_code(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "runtime.watchdog"), watch_loop(0.02) as watchdog:
        assert watchdog is not None
        async with asyncio.timeout(PATIENCE):
            while not watchdog.stalls:
                keep_the_loop(0.2)
                await asyncio.sleep(0.01)
    assert watchdog.longest > 0.02
    assert "keep_the_loop" in caplog.text


async def test_a_loop_that_waits_keeps_nobody() -> None:
    with watch_loop(0.02) as watchdog:
        assert watchdog is not None
        for _ in range(10):
            time.sleep(0.05)  # noqa: ASYNC251 - a machine that does other things, as far as this thread can tell
            await asyncio.sleep(0)
    assert watchdog.stalls == 0


async def test_many_stalls_make_one_line(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "runtime.watchdog"), watch_loop(0.02) as watchdog:
        assert watchdog is not None
        async with asyncio.timeout(PATIENCE):
            while watchdog.stalls < 3:
                keep_the_loop(0.1)
                await asyncio.sleep(0.01)
    assert caplog.text.count("the event loop was kept") == 1


async def test_what_whoever_is_due_waits_is_counted_whatever_keeps_the_loop() -> None:
    with watch_loop(0.02) as watchdog:
        assert watchdog is not None
        async with asyncio.timeout(PATIENCE):
            while watchdog.lag.total < 0.2:
                time.sleep(0.1)  # noqa: ASYNC251 - what is due meanwhile waits, though this is no work
                await asyncio.sleep(0.01)
    buckets = dict(watchdog.lag.list_buckets())
    assert buckets["+Inf"] > buckets["0.02"]


async def test_a_threshold_of_none_watches_nothing() -> None:
    with watch_loop(0) as watchdog:
        assert watchdog is None

"""A change is finished, whoever asked for it stays or not; there are only so many at once."""

import asyncio

import pytest

from api.commits import Commits
from api.problems.problem import ProblemError


async def test_a_change_goes_on_when_its_client_leaves() -> None:
    commits, may, made = Commits(), asyncio.Event(), []

    async def change() -> None:
        await may.wait()
        made.append("changed, and announced")

    asked = asyncio.create_task(commits.run(change))
    await asyncio.sleep(0)
    asked.cancel()
    await asyncio.wait([asked])
    assert asked.cancelled()
    may.set()
    await commits.stop()
    assert made == ["changed, and announced"]


async def test_past_the_limit_a_change_is_refused_in_words() -> None:
    commits, may = Commits(most=2), asyncio.Event()

    async def change() -> str:
        await may.wait()
        return "done"

    under_way = [asyncio.create_task(commits.run(change)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(ProblemError) as refusal:
        await commits.run(change)
    assert (refusal.value.status, refusal.value.code) == (503, "overloaded")
    may.set()
    assert await asyncio.gather(*under_way) == ["done", "done"]
    assert await commits.run(change) == "done", "there is room again"


async def test_what_does_not_end_in_time_is_cut_off() -> None:
    commits = Commits(stop_timeout=0.01)
    asked = asyncio.create_task(commits.run(asyncio.Event().wait))
    await asyncio.sleep(0)
    await commits.stop()
    await asyncio.wait([asked], timeout=5)
    assert asked.cancelled()


async def test_what_follows_a_change_keeps_nobody_waiting_and_is_done_before_the_end() -> None:
    commits, may, told = Commits(), asyncio.Event(), list[str]()

    async def tell() -> None:
        await may.wait()
        told.append("told")

    async def change() -> str:
        commits.follow(tell)
        return "changed"

    assert await commits.run(change) == "changed"
    assert told == []
    may.set()
    await commits.stop()
    assert told == ["told"]


async def test_what_fails_after_a_change_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    commits = Commits()

    async def tell() -> None:
        raise RuntimeError("the bus is gone")

    commits.follow(tell)
    await commits.stop()
    assert "the bus is gone" in caplog.text

"""Each attack for a moment, beside a show that goes on. How much is noticed of it, `python -m attacks` says."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from attacks.__main__ import attack
from attacks.assaults import ASSAULTS
from attacks.show import Noticed, Show
from support.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")
SECONDS = 1.5
MOST_KEPT = 150
"""MiB that a process may have taken and kept: allocators give back late, and what leaks would be more by the next."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def show(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Show]:
    folder: Path = tmp_path_factory.mktemp("attacks")
    async with Show.start(folder, REQUEST_TIMEOUT="2") as show:
        yield show


def goes_on(seen: Noticed) -> bool:
    """The artist's change is heard, parts go on, and whoever comes is answered."""
    return bool(seen.pushes and len(seen.gaps) >= 3 and seen.asks)


@pytest.mark.parametrize("name", [name for name in ASSAULTS if name != "nothing"])
async def test_a_show_goes_on_beside(show: Show, name: str) -> None:
    before = await show.notice(0.5)
    for seconds in (SECONDS, 5 * SECONDS, 20 * SECONDS):
        _, assault = await attack(show, name, seconds)
        if assault.connections:  # else this machine took all of the time to begin
            break
    assert assault.connections
    after = await until(lambda: show.notice(1.5), is_it=goes_on)
    for process in ("web", "ingest"):
        assert after.memory[process] < before.memory[process] + MOST_KEPT
    assert show.pair.web.is_running()
    assert show.pair.ingest.is_running()
    assert "Traceback" not in show.pair.web.output + show.pair.ingest.output

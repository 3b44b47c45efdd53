"""What nobody needs any more goes while the platform runs."""

import asyncio

from catalog.db.pruning import Pruned
from live.janitor import Janitor
from support.waiting import PATIENCE


async def test_it_clears_away_again_and_again_whatever_fails() -> None:
    rounds = 0
    enough = asyncio.Event()

    async def clear() -> Pruned:
        nonlocal rounds
        rounds += 1
        if rounds == 1:
            raise OSError("the database is away")
        if rounds == 3:
            enough.set()
        return Pruned(1, 2, 3, 4)

    janitor = Janitor(clear, every=0.01)
    await janitor.start()
    async with asyncio.timeout(PATIENCE):
        await enough.wait()
    await janitor.stop()
    assert janitor.loop.problem is None

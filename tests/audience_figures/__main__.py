"""`PYTHONPATH=platform:tests python -m audience_figures`: processor time of counting 1,000 viewers who come and go,
and of keeping what was counted, in a SQLite file of its own. No sockets: those cost the same counted or not.
"""

import argparse
import asyncio
import tempfile
import time
from pathlib import Path
from typing import Final

from catalog.audience.keeping import EVERY, add_samples
from catalog.db.migrate import migrate
from catalog.db.orm import close_database, open_database
from live.samples.meter import Meter
from support.databases import KEYS, create_artist, create_livestream

VIEWERS: Final = 1_000
STAY: Final = 60
"""Seconds that each of them watches before another comes. Most stay longer."""
ROUNDS: Final = 60


async def measure(shows: int) -> tuple[float, float]:
    """Milliseconds of processor time each ten seconds, for counting and for writing down: the medians of many."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite://{Path(folder) / 'figures.sqlite3'}"
        await migrate(url, KEYS)
        database = await open_database(url, KEYS)
        try:
            artist = await create_artist("figures@example.org")
            names = [(await create_livestream(artist)).entry.livestream_id for _ in range(shows)]
            now = [time.time_ns() // 1_000_000]
            meter = Meter(lambda: now[0])
            for name in names:
                meter.begin(name, VIEWERS // shows)
            moves = 2 * VIEWERS * EVERY // STAY
            counting, writing = list[float](), list[float]()
            for _ in range(ROUNDS):
                begins = time.process_time()
                for move in range(moves):
                    now[0] += EVERY * 1000 // moves
                    meter.change(names[move // 2 % shows], 1 if move % 2 else -1)
                samples = meter.take()
                counted = time.process_time()
                await add_samples(samples)
                counting.append(counted - begins)
                writing.append(time.process_time() - counted)
        finally:
            await close_database(database)
    return sorted(counting)[ROUNDS // 2] * 1000, sorted(writing)[ROUNDS // 2] * 1000


async def main() -> None:
    """Print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shows", type=int, default=1, help="that the viewers are spread over")
    counting, writing = await measure(parser.parse_args().shows)
    part = (counting + writing) / (EVERY * 1000)
    print(f"counting {counting:.2f} ms, writing {writing:.2f} ms each {EVERY} s: {part:.3%} of a core")


asyncio.run(main())

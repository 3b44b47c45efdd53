"""`PYTHONPATH=platform:tests python -m audience_figures`: processor time of counting 1,000 viewers who come and go,
and of keeping what was counted, in a SQLite file of its own. No sockets: those cost the same counted or not.

`--reports`: what a real web process takes for what 1,000 pages report, each once as it has opened the show and then
every two minutes, written down and all.

`--told`: what it takes to read what is told of one show each ten seconds, as it begins and after four hours with
20,000 messages.
"""

import argparse
import asyncio
import os
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import httpx

from catalog import models
from catalog.audience.keeping import EVERY, Seen, add_samples
from catalog.audience.newest import read_newest
from catalog.audience.quality import Played, add_quality
from catalog.chat.rules import MessageKind
from catalog.db.migrate import migrate
from catalog.db.orm import close_database, open_database
from catalog.livestreams.lifecycle import Status
from catalog.shapes import Account
from live.samples.meter import Meter
from support.databases import KEYS, create_artist, create_livestream
from support.rest import Artist
from support.web import Publisher, Web

VIEWERS: Final = 1_000
STAY: Final = 60
"""Seconds that each of them watches before another comes. Most stay longer."""
ROUNDS: Final = 60
REPORTS_EVERY: Final = 120
"""Seconds between two reports of a page."""
BROWSERS: Final = ("Firefox", "Chrome", "Safari", "Edg")


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


async def measure_reports() -> tuple[float, float]:
    """Milliseconds of a web process's time for a first report, and for one of those that follow."""
    with tempfile.TemporaryDirectory() as folder:
        web = Web.start(Path(folder), READS_PER_MINUTE="100000000")
        try:
            artist = await Artist.register(web.url)
            made = await artist.create_livestream()
            async with Publisher(web, made["stream_key"]), httpx.AsyncClient() as pages:
                place = f"{web.url}/api/v1/livestreams/{made['id']}/reports"
                played = {"rendition": "source", "played": 120_000, "ltc": 900, "stalls": 1, "bsd": 400}
                first = {"came_from": "news.example", "played": [{**played, "msd": 700}]}
                took = list[float]()
                for body in (first, {"played": [played]}):
                    begins = read_time(web)
                    for number in range(VIEWERS):
                        browser = f"{BROWSERS[number % len(BROWSERS)]}/1.0 (X11; Linux x86_64)"
                        answer = await pages.post(place, json=body, headers={"User-Agent": browser})
                        assert answer.status_code == 204, answer.text
                    await asyncio.sleep(EVERY + 1)  # until it was written down
                    took.append((read_time(web) - begins) * 1000 / VIEWERS)
            await artist.close()
        finally:
            web.stop()
    return took[0], took[1]


async def measure_told() -> tuple[float, float]:
    """Milliseconds of processor time for what is told once, of a short show and a long one: medians of many."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite://{Path(folder) / 'figures.sqlite3'}"
        await migrate(url, KEYS)
        database = await open_database(url, KEYS)
        try:
            artist = await create_artist("figures@example.org")
            medians = list[float]()
            for seconds, messages in ((60, 5), (4 * 3600, 20_000)):
                name = await play(artist, seconds, messages)
                took = list[float]()
                for _ in range(ROUNDS):
                    begins = time.process_time()
                    assert (await read_newest(name)) is not None
                    took.append(time.process_time() - begins)
                medians.append(sorted(took)[ROUNDS // 2] * 1000)
        finally:
            await close_database(database)
    return medians[0], medians[1]


async def play(artist: Account, seconds: int, messages: int) -> str:
    """A show that began so long ago and is still on, as it is kept."""
    begun_at = datetime.now(UTC) - timedelta(seconds=seconds)
    name = (await create_livestream(artist)).entry.livestream_id
    await models.Livestream.filter(id=name).update(status=Status.LIVE, started_at=begun_at)
    first = int(begun_at.timestamp()) // EVERY * EVERY
    slots = [(name, at) for at in range(first, first + seconds, EVERY)]
    await add_samples({slot: Seen(VIEWERS * 10_000, 20, 20) for slot in slots})
    one = Played(10_000, 1, 700, 1, 900, 1, 250)
    await add_quality({(*slot, rung): one for slot in slots for rung in ("source", "480p", "audio")})
    said = [
        models.ChatMessage(
            id=f"{name[:8]}-{seq}", livestream_id=name, seq=seq, kind=MessageKind.MESSAGE, text="Encore!", name="Ada",
            at=begun_at + timedelta(seconds=seconds * seq / messages),
        )
        for seq in range(messages)
    ]  # fmt: skip
    await models.ChatMessage.bulk_create(said, batch_size=500)
    return name


def read_time(web: Web) -> float:
    """Seconds that a process has worked."""
    fields = Path(f"/proc/{web.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def main() -> None:
    """Print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shows", type=int, default=1, help="that the viewers are spread over")
    parser.add_argument("--reports", action="store_true", help="what pages report, instead")
    parser.add_argument("--told", action="store_true", help="what is told of a show, instead")
    arguments = parser.parse_args()
    if arguments.told:
        short, long = await measure_told()
        print(f"told of a show of a minute {short:.1f} ms, of one of four hours {long:.1f} ms each {EVERY} s")
        return
    if arguments.reports:
        first, later = await measure_reports()
        part = later / (REPORTS_EVERY * 1000) * VIEWERS
        print(
            f"a first report {first:.2f} ms, a later one {later:.2f} ms: {part:.2%} of a core for {VIEWERS:,} pages"
        )
        return
    counting, writing = await measure(arguments.shows)
    part = (counting + writing) / (EVERY * 1000)
    print(f"counting {counting:.2f} ms, writing {writing:.2f} ms each {EVERY} s: {part:.3%} of a core")


asyncio.run(main())

"""Cold disks: what live notices while fans seek at random in a replay larger than memory, and how long they wait."""

import asyncio
import contextlib
import random
import time
from pathlib import Path

from bench.client import Client
from bench.ingest.recording import SECONDS, make_recording
from bench.processes import read_cpu
from bench.report import Report, Table, Target

from ingest.recording.disk.folder import list_runs, list_segments
from recording_figures.cost import VIDEO_KBIT, WARM_UP
from recording_figures.hours import find_loop, lengthen
from recording_figures.limits import chill, limiting
from recording_figures.node import BEGIN, HOST, Node, Seen, doing, follow, name_recording, spread
from support.hls_playlist import read_playlist
from support.waiting import until

MEMORY = 1 << 30
"""Bytes that the node may fill, the files that it has read included: a seventh of the replay of four hours."""
SLOW = 20_000_000
"""Bytes a second that a slow disk reads: five seconds for one segment of each of fifty fans."""
LIVE, WATCHED, REPLAY = "live000000000000", name_recording(1), name_recording(2)
REST = 2.0
"""Seconds that a fan stays at a place, in the mean."""

MODES = ("nobody seeks", "fans seek", "nobody seeks, slow disk", "fans seek, slow disk")


async def run_cold(folder: Path, fans: int, hours: float, seconds: float, rounds: int) -> Report:
    """`fans` seek in a replay of `hours`, beside one stream of 4 Mbit/s that is recorded, too."""
    report = Report("recording-cold")
    recording = await make_recording(VIDEO_KBIT)
    seen: dict[str, Seen] = {mode: Seen() for mode in MODES}
    seeks: dict[str, list[float]] = {mode: [] for mode in MODES}
    busy = dict.fromkeys(MODES, 0.0)
    with limiting(folder, memory=MEMORY, read=0) as limits:
        node = Node(folder, limits)
        try:
            await node.start()
            node.record(LIVE, REPLAY)
            async with node.publishing(recording, [LIVE]):
                await until(lambda: has_loop(node, REPLAY), BEGIN + 3 * SECONDS)
            await until(lambda: node.read_told(REPLAY), BEGIN)
            await node.stop()
            await asyncio.to_thread(lengthen, node.store, REPLAY, hours * 3600)
            await node.start()
            node.record(LIVE, WATCHED)
            names = await list_names(node)
            async with node.publishing(recording, [LIVE]):
                await asyncio.sleep(WARM_UP)
                for number in range(rounds):
                    for mode in MODES:
                        await asyncio.to_thread(chill, node.store)
                        limits.set_rate("read", SLOW if "slow" in mode else 0)
                        crowd = fans if "fans" in mode else 0
                        work = [seek(node, names, random.Random(each), seeks[mode]) for each in range(crowd)]  # noqa: S311
                        cpu = read_cpu(node.pid)
                        async with doing(follow(node, LIVE, seen[mode]), *work):
                            await asyncio.sleep(seconds)
                        busy[mode] += read_cpu(node.pid) - cpu
                        print(f"round {number + 1}: {mode}", flush=True)
            size = sum(one.stat().st_size for one in (node.store / REPLAY).rglob("*.m4s"))
        finally:
            await node.close()
    rows: list[tuple[str | float | int | None, ...]] = []
    for mode in MODES:
        waits = tuple(spread(seeks[mode])) if seeks[mode] else (None, None, None)
        share = busy[mode] / seconds / rounds * 100
        rows.append((mode, *spread(seen[mode].behind), *spread(seen[mode].gaps), len(seeks[mode]), *waits, share))
    report.tables.append(
        Table(
            f"{fans} fans in a replay of {size / 1e9:.1f} GB, of a node that may fill {MEMORY / 1e9:.1f} GB",
            (
                "", "live: sent to taken, ms: median", "99 %", "worst", "between two parts, ms: median", "99 %",
                "worst", "seeks", "a segment after, ms: median", "99 %", "worst", "CPU of ingest, %",
            ),
            rows,
        )
    )  # fmt: skip
    report.notes.append(f"A slow disk reads {SLOW / 1e6:.0f} MB/s; both limits are control groups' (version 1).")
    for calm, mode in ((MODES[0], MODES[1]), (MODES[2], MODES[3])):
        (before, *_), (after, *_) = spread(seen[calm].behind), spread(seen[mode].behind)
        report.targets.append(Target(f"live later in the median, {mode}, ms", after - before, "at most", 10))
    return report


def has_loop(node: Node, name: str) -> bool:
    """Whether enough is recorded to make hours of it."""
    with contextlib.suppress(ValueError):
        return any(find_loop(list_segments(node.store, name, run)) for run in list_runs(node.store, name))
    return False


async def list_names(node: Node) -> list[str]:
    """Of the replay's segments."""
    with contextlib.closing(Client(HOST, node.port)) as client:
        answer = await until(
            lambda: client.request("GET", f"/live/{REPLAY}/index.m3u8"), BEGIN, is_it=lambda got: got.status == 200
        )
    return [str(one.uri) for one in read_playlist(answer.body.decode()).segments]


async def seek(node: Node, names: list[str], random_: random.Random, taken: list[float]) -> None:
    """A fan: a segment somewhere, the next, and somewhere else."""
    with contextlib.closing(Client(HOST, node.port)) as client:
        await asyncio.sleep(random_.uniform(0, REST))
        while True:
            at = random_.randrange(len(names) - 1)
            for number, name in enumerate(names[at : at + 2]):
                began = time.monotonic()
                answer = await client.request("GET", f"/live/{REPLAY}/{name}")
                if number == 0 and answer.status == 200:
                    taken.append(time.monotonic() - began)
                elif answer.status != 200:
                    await asyncio.sleep(float(answer.headers.get("retry-after", "1")))
            await asyncio.sleep(random_.expovariate(1 / REST))

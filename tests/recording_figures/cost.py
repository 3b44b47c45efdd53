"""What recording costs, and what live notices of it: with a disk, with one that crawls, with a bucket that fails."""

import asyncio
import contextlib
import itertools
import statistics
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.ingest.recording import Recording, make_recording
from bench.processes import read_cpu, read_tree_cpu
from bench.report import Report, Table, Target

from recording_figures.limits import limiting
from recording_figures.node import Node, Seen, doing, follow, name_recording, spread
from support.buckets import KEY, run_moto, stretch

VIDEO_KBIT = 3_872
"""With 128 kbit/s of sound: 4 Mbit/s."""
CRAWL = 100_000
"""Bytes a second that a disk flushes that is throttled to a crawl: a fortieth of what ten streams need."""
WARM_UP = 4.0
FAULT = "cut"
"""The bucket breaks off in the midst of each body: what costs a node the most."""

MODES = ("off", "on", "a disk that crawls", "a bucket that fails")


@dataclass
class Turn:
    """One mode's, over all its turns. Seconds of the processor, bytes written, of all streams; what players saw."""

    seconds: float
    own: float
    whole: float
    written: int
    troubled: int
    seen: Seen

    def __add__(self, other: "Turn") -> "Turn":
        return Turn(
            self.seconds + other.seconds, self.own + other.own, self.whole + other.whole,
            self.written + other.written, self.troubled + other.troubled, self.seen + other.seen,
        )  # fmt: skip


async def run_cost(folder: Path, streams: int, seconds: float, rounds: int) -> Report:
    """`streams` of 4 Mbit/s in each turn; modes take turns, `rounds` each."""
    report = Report("recording-cost")
    recording = await make_recording(VIDEO_KBIT)
    numbers = itertools.count()
    turns: dict[str, list[Turn]] = {mode: [] for mode in MODES}
    async with running(folder) as nodes:
        for number in range(rounds):
            for mode in MODES:
                turns[mode].append(await take_turn(nodes[mode], mode, recording, streams, seconds, numbers))
                print(f"round {number + 1}: {mode}", flush=True)
    _add(report, streams, {mode: _sum(each) for mode, each in turns.items()}, turns)
    return report


def _sum(turns: list[Turn]) -> Turn:
    whole = turns[0]
    for turn in turns[1:]:
        whole += turn
    return whole


@contextlib.asynccontextmanager
async def running(folder: Path) -> AsyncIterator[dict[str, Node]]:
    """A node for each mode; the first two are one."""
    for name in ("disk", "crawl", "bucket"):
        (folder / name).mkdir()
    async with contextlib.AsyncExitStack() as stack:
        server = stack.enter_context(run_moto(folder))
        wire = await stack.enter_async_context(stretch(server))
        wire.fault = FAULT
        limits = stack.enter_context(limiting(folder, write=CRAWL))
        disk, crawl = Node(folder / "disk"), Node(folder / "crawl", limits)
        bucket = Node(
            folder / "bucket",
            RECORDING_STORE=f"s3://{server.make(wire.port).name}/live",
            S3_ENDPOINT_URL=f"http://127.0.0.1:{wire.port}",
            S3_ACCESS_KEY_ID=KEY,
            S3_SECRET_ACCESS_KEY=KEY,
        )
        for node in (disk, crawl, bucket):
            stack.push_async_callback(node.close)
            await node.start()
        yield dict(zip(MODES, (disk, disk, crawl, bucket), strict=True))


async def take_turn(
    node: Node, mode: str, recording: Recording, streams: int, seconds: float, numbers: Iterator[int]
) -> Turn:
    """New streams, looked at for so long once they flow."""
    keys = [f"cost{next(numbers):012}" for _ in range(streams)]
    for number, key in enumerate(keys):
        node.record(key, "" if mode == "off" else name_recording(int(keys[0][4:]) + number))
    seen, troubled = Seen(), node.read_missed()
    async with node.publishing(recording, keys):
        await asyncio.sleep(WARM_UP)
        own, whole, written = read_cpu(node.pid), read_tree_cpu(node.pid), node.read_written()
        async with doing(follow(node, keys[0], seen)):
            await asyncio.sleep(seconds)
        turn = Turn(
            seconds, read_cpu(node.pid) - own, read_tree_cpu(node.pid) - whole, node.read_written() - written,
            node.read_missed() - troubled, seen,
        )  # fmt: skip
    await asyncio.sleep(1.0)  # what is written at the end is no other turn's
    return turn


def _add(report: Report, streams: int, wholes: dict[str, Turn], turns: dict[str, list[Turn]]) -> None:
    rows: list[tuple[str | float | int, ...]] = []
    for mode, turn in wholes.items():
        own, whole, written = (
            each / turn.seconds / streams for each in (turn.own * 100, turn.whole * 100, turn.written / 1000)
        )
        latency, gaps = spread(turn.seen.behind), spread(turn.seen.gaps)
        rows.append((mode, own, whole, written, *latency, *gaps, turn.troubled, turn.seen.failed))
    report.tables.append(
        Table(
            f"{streams} streams of 4 Mbit/s, {wholes['off'].seconds:.0f} s of each in turns",
            (
                "recording", "CPU of ingest, % of a core a stream", "with FFmpeg", "kB/s written a stream",
                "sent to taken, ms: median", "99 %", "worst",
                "between two parts, ms: median", "99 %", "worst", "told of trouble", "failed",
            ),
            rows,
        )
    )  # fmt: skip
    medians = [statistics.median(each.seen.behind) * 1000 for each in turns["off"]]
    report.notes.append(
        f"Turns without recording differ by {max(medians) - min(medians):.1f} ms in the median themselves."
    )
    extra = (wholes["on"].whole - wholes["off"].whole) / wholes["off"].seconds / streams * 100
    report.targets.append(Target("recording, % of a core for 4 Mbit/s", extra, "at most", 3))
    for mode in MODES[1:]:
        later = statistics.median(wholes[mode].seen.behind) - statistics.median(wholes["off"].seen.behind)
        report.targets.append(Target(f"ms later in the median with {mode}", later * 1000, "at most", 10))

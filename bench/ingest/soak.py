"""The soak: many streams for minutes through the whole of ingest; is anything late, does anything grow?"""

import asyncio
import re
import time
from dataclasses import dataclass
from datetime import datetime

from bench.client import Client
from bench.fake_web import playback_id
from bench.ingest.contestants import Stage, start_product
from bench.ingest.publisher import Publisher
from bench.ingest.recording import make_recording
from bench.plot import draw_lines
from bench.processes import count_files, list_tree
from bench.report import Report, Table, Target
from bench.servers import HOST

VIDEO_KBIT = 1_372
"""With 128 kbit/s of sound: 1.5 Mbit/s."""

_WARM_UP = 15.0
_KEPT = 70.0
"""Seconds after the last stream's end until its playlist is forgotten too, and some."""

_LATE = 1.0
"""Seconds behind its best that make a playlist late."""

_LENGTHS = re.compile(r"#(?:EXTINF:([\d.]+)|EXT-X-PART:DURATION=([\d.]+)|EXT-X-PROGRAM-DATE-TIME:(\S+))")


def read_end(playlist: str) -> float:
    """Seconds since the epoch that the playlist's media reaches to: the last date in it and what follows that."""
    end = 0.0
    parts = 0.0
    for extinf, part, date in _LENGTHS.findall(playlist):
        if date:
            end, parts = datetime.fromisoformat(date).timestamp(), 0.0
        elif part:
            parts += float(part)
        elif extinf:
            end, parts = end + float(extinf), 0.0
    return end + parts


@dataclass(frozen=True, slots=True)
class _Sample:
    at: float
    memory: float
    own_memory: float
    files: int
    cpu: float
    behind: list[float]


async def run_soak(streams: int, seconds: float) -> Report:
    """`streams` publishers of 1.5 Mbit/s for `seconds`."""
    report = Report("ingest-soak")
    recording = await make_recording(VIDEO_KBIT)
    async with start_product(False) as stage:
        server = stage.server
        before = server.pss() / 2**20
        publishers = [Publisher(recording, f"soak{number:04}") for number in range(streams)]
        sending: list[asyncio.Task[None]] = []
        try:
            for publisher in publishers:
                await publisher.open(stage.rtmp_port)
                sending.append(asyncio.create_task(publisher.pace(seconds + 120), name="pace"))
                await asyncio.sleep(0.1)
            await asyncio.sleep(_WARM_UP)
            for publisher in publishers:
                publisher.lag = 0.0
            samples = await _watch(stage, publishers, seconds)
            lost = [publisher.lost for publisher in publishers if publisher.lost is not None]
            lag = max(publisher.lag for publisher in publishers)
            for task in sending:
                task.cancel()
            for publisher in publishers:
                await publisher.close()
            await asyncio.sleep(_KEPT)
            left, after = len(list_tree(server.pid)), server.pss() / 2**20
        finally:
            for publisher in publishers:
                publisher.abort()
    _add(report, streams, samples)
    report.tables.append(
        Table(
            "Before and after",
            ("figure", "value"),
            [
                ("MiB before the first stream", before),
                ("MiB after the last had been forgotten", after),
                ("processes left after the last had stopped", left),
                ("senders lost", len(lost)),
                ("most ms a message was sent late", lag * 1e3),
            ],
        )
    )
    report.targets.append(Target("senders lost", len(lost), "at most", 0))
    return report


async def _watch(stage: Stage, publishers: list[Publisher], seconds: float) -> list[_Sample]:
    server, port = stage.server, int(stage.url.split(":")[2].split("/")[0])
    client = Client(HOST, port)
    samples = []
    begin, cpu = time.monotonic(), server.cpu()
    while (at := time.monotonic() - begin) < seconds:
        behind = []
        for publisher in publishers:
            answer = await client.request("GET", f"/live/{playback_id(publisher.key)}/index.m3u8")
            # What the sender itself is late is not the server's.
            sent = time.time() - (time.monotonic() - publisher.due)
            behind.append(sent - read_end(answer.body.decode()) if answer.status == 200 else float("inf"))
        own = server.own_pss() / 2**20
        samples.append(_Sample(at, server.pss() / 2**20, own, count_files(server.pid), server.cpu() - cpu, behind))
        await asyncio.sleep(max(0.5, min(5.0, seconds / 20)))
    client.close()
    return samples


def _add(report: Report, streams: int, samples: list[_Sample]) -> None:
    best = [min(sample.behind[number] for sample in samples) for number in range(streams)]
    later = [max(sample.behind[number] - best[number] for number in range(streams)) for sample in samples]
    late = sum(sample.behind[number] - best[number] > _LATE for sample in samples for number in range(streams))
    first, last = samples[len(samples) // 4], samples[-1]
    taken = len(samples) * streams
    report.tables.append(
        Table(
            f"{streams} streams of 1.5 Mbit/s for {last.at:,.0f} s",
            ("figure", "value"),
            [
                ("CPU, cores", (last.cpu - first.cpu) / max(0.1, last.at - first.at)),
                ("MiB in all, after a quarter", first.memory),
                ("MiB in all, at the end", last.memory),
                ("MiB of the process itself, after a quarter", first.own_memory),
                ("MiB of the process itself, at the end", last.own_memory),
                ("open files, after a quarter", first.files),
                ("open files, at the end", last.files),
                ("playlists read", taken),
                (f"playlists more than {_LATE:g} s behind their best", late),
                ("most seconds behind its best", max(later)),
            ],
        )
    )
    growth = last.memory / first.memory
    report.targets += [
        Target("playlists late", late, "at most", 0),
        Target("memory at the end / after a quarter", growth, "at most", 1.05),
        Target("open files at the end / after a quarter", last.files / first.files, "at most", 1.0),
    ]
    memory = {
        "all": [(sample.at, sample.memory) for sample in samples],
        "itself": [(sample.at, sample.own_memory) for sample in samples],
    }
    report.panels += [
        draw_lines(f"Memory, {streams} streams", "seconds", "MiB", memory),
        draw_lines(
            "Furthest behind its best",
            "seconds",
            "seconds",
            {"latest": [(s.at, v) for s, v in zip(samples, later, strict=True)]},
        ),
        draw_lines("CPU", "seconds", "CPU seconds", {"all": [(sample.at, sample.cpu) for sample in samples]}),
    ]

"""The delivery bench: what one answer costs, and what a crowd of low-latency viewers costs the origin."""

import shutil
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.delivery.contestants import LiveOrigin, start_express, start_origin, start_static_nginx
from bench.delivery.crowd import Crowd, measure_crowd
from bench.delivery.http_load import Served, measure_url
from bench.delivery.proxy import start_proxy
from bench.ingest.recording import make_recording
from bench.plot import draw_bars
from bench.report import Report, Table, Target
from bench.servers import HOST, Server, make_folder

VIDEO_KBIT = 4_000
CROWD_KBIT = 300
"""Two thousand viewers of this are 0.8 Gbit/s: what two cores can send and receive besides all else."""
CROWD_PART = 0.5

KINDS = ("playlist", "part")


@dataclass(slots=True)
class _Answers:
    """Rates by kind and server, one per round."""

    taken: dict[tuple[str, str], list[Served]] = field(default_factory=dict)

    def add(self, kind: str, server: str, served: Served) -> None:
        self.taken.setdefault((kind, server), []).append(served)

    def take_median(self, kind: str, read: Callable[[Served], float]) -> dict[str, float]:
        return {
            server: statistics.median(read(served) for served in rounds)
            for (of, server), rounds in self.taken.items()
            if of == kind
        }


async def run_delivery(
    *, quick: bool = False, rounds: int = 1, viewers: int = 2_000, crowd_only: bool = False
) -> Report:
    """Measure answers `rounds` times over (medians), then the crowd once."""
    report = Report("delivery", quick)
    if not crowd_only:
        answers = _Answers()
        for number in range(rounds):
            print(f"round {number + 1} of {rounds}: answers", flush=True)
            await _measure_answers(answers, 2.0 if quick else 4.0)
        _add_answers(report, answers)
    print("crowd", flush=True)
    _add_crowds(report, await _measure_crowds(min(viewers, 300) if quick else viewers, 5.0 if quick else 10.0))
    return report


async def _measure_answers(answers: _Answers, seconds: float) -> None:
    recording = await make_recording(VIDEO_KBIT)
    files = make_folder("files")
    try:
        async with start_origin(recording) as origin:
            idle = await origin.read_idle_share()
            await _save(origin, files)
            for kind, name in (("playlist", "index.m3u8"), ("part", "")):
                # A part is gone some segments later, so it is the newest that is asked for.
                url = f"http://{HOST}:{origin.port}{origin.folder}{name or await origin.find_newest_part()}"
                answers.add(kind, "product", await measure_url(origin.server, url, seconds, idle_share=idle))
        for start in (start_express, start_static_nginx):
            async with start(files) as server:
                await _measure_files(answers, server, seconds)
    finally:
        shutil.rmtree(files, ignore_errors=True)


async def _save(origin: LiveOrigin, files: Path) -> None:
    for name, source in (("playlist.m3u8", "index.m3u8"), ("part.m4s", await origin.find_newest_part())):
        (files / name).write_bytes((await origin.fetch(source)).body)


async def _measure_files(answers: _Answers, server: Server, seconds: float) -> None:
    for kind, name in (("playlist", "playlist.m3u8"), ("part", "part.m4s")):
        answers.add(kind, server.name, await measure_url(server, f"{server.url}/{name}", seconds))


async def _measure_crowds(viewers: int, seconds: float) -> list[Crowd]:
    recording = await make_recording(CROWD_KBIT)
    found = []
    async with start_origin(recording, {"HLS_PART_TIME": str(CROWD_PART)}) as origin:
        at, port = origin.folder, origin.port
        found.append(await measure_crowd("origin, one viewer", at, origin.server, port, 1, seconds))
        few = viewers // 5
        found.append(await measure_crowd(f"origin, {few:,}", at, origin.server, port, few, seconds))
        for gate, name in ((True, "nginx with gate"), (False, "nginx alone")):
            async with start_proxy(port, gate=gate) as proxy:
                label = f"{name}, {viewers:,}"
                found.append(await measure_crowd(label, at, origin.server, port, viewers, seconds, proxy))
    return found


def _add_answers(report: Report, answers: _Answers) -> None:
    rows = []
    for kind in KINDS:
        rate, per_cpu = answers.take_median(kind, _rate), answers.take_median(kind, _per_cpu)
        megabits = answers.take_median(kind, _megabits)
        rows += [(f"{kind}: {server}", rate[server], per_cpu[server], megabits[server]) for server in rate]
        report.panels.append(draw_bars(f"Answers per CPU second: {kind}", "answers", per_cpu))
        least = {"playlist": 2.0, "part": 3.0}[kind]
        for what, found in (("per CPU second", per_cpu), ("per second", rate)):
            ratio = found["product"] / found["express.static"]
            report.targets.append(Target(f"{kind}s {what}, product / express.static", ratio, "at least", least))
        report.notes.append(
            f"nginx serves {per_cpu['nginx, files'] / per_cpu['product']:.1f} times as many {kind}s per CPU second."
        )
    columns = ("what", "answers/s", "answers per CPU s", "Mbit per CPU s")
    report.tables.append(Table("64 connections asking for one address, kept alive", columns, rows))


def _rate(served: Served) -> float:
    return served.per_second


def _per_cpu(served: Served) -> float:
    return served.per_cpu


def _megabits(served: Served) -> float:
    return served.megabits_per_cpu


def _add_crowds(report: Report, crowds: Sequence[Crowd]) -> None:
    report.tables.append(
        Table(
            f"Low-latency viewers of one stream, parts of {CROWD_PART:g} s at {CROWD_KBIT} kbit/s",
            (
                "viewers",
                "origin, % of a core",
                "nginx, %",
                "asked of origin/s",
                "parts/s each",
                "late p50 ms",
                "p99 ms",
                "Mbit/s",
            ),
            [
                (
                    crowd.name,
                    crowd.origin_share * 100,
                    crowd.nginx_share * 100,
                    crowd.asked_per_second,
                    crowd.parts_per_viewer,
                    crowd.late_p50 * 1e3,
                    crowd.late_p99 * 1e3,
                    crowd.megabits,
                )
                for crowd in crowds
            ],
        )
    )
    one, gated = crowds[0], crowds[2]
    # The reference viewer asks the origin itself and is not in nginx's count; one more asks for what playlists name.
    ratio = gated.asked_per_second / one.asked_per_second
    report.targets.append(Target(f"asked of the origin, {gated.viewers:,} behind nginx / one", ratio, "at most", 1.5))
    report.targets.append(Target("origin's CPU, the same", gated.origin_share / one.origin_share, "at most", 2.0))
    report.panels.append(
        draw_bars("Asked of the origin", "requests per second", {c.name: c.asked_per_second for c in crowds})
    )
    report.panels.append(
        draw_bars("From a part's being named to its last byte", "p50, ms", {c.name: c.late_p50 * 1e3 for c in crowds})
    )
    report.notes.append(
        "Late: from the moment that a viewer at the origin itself reads a part's name to the moment that a viewer "
        "has the part's last byte.\nThe load generator reads for all viewers in one process on this machine, and "
        "that is in it."
    )

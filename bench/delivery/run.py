"""The delivery bench: what one answer costs, and what a crowd of low-latency viewers costs the origin."""

import shutil
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from bench.delivery.contestants import LiveOrigin, start_express, start_origin, start_static_nginx
from bench.delivery.crowd import Crowd, measure_crowd
from bench.delivery.http_load import Served, measure_url
from bench.delivery.proxy import start_proxy
from bench.ingest.recording import make_recording
from bench.plot import draw_bars
from bench.report import Report, Table, Target
from bench.servers import HOST, make_folder

VIDEO_KBIT = 4_000
CROWD_KBIT = 300
"""Two thousand viewers of this are 0.8 Gbit/s: what two cores can send and receive besides all else."""
CROWD_PART = 0.5

KINDS = ("playlist", "part")
FILES = {"playlist": "playlist.m3u8", "part": "part.m4s"}

TURN = 2.0
"""Seconds of load at a time: short beside the life of a part."""


async def run_delivery(
    *, quick: bool = False, rounds: int = 1, viewers: int = 2_000, crowd_only: bool = False
) -> Report:
    """Measure answers, each server having `3 * rounds` turns at each kind, then the crowd once."""
    report = Report("delivery", quick)
    if not crowd_only:
        print("answers", flush=True)
        _add_answers(report, await _measure_answers(2 if quick else 3 * rounds))
    print("crowd", flush=True)
    _add_crowds(report, await _measure_crowds(min(viewers, 300) if quick else viewers, 5.0 if quick else 10.0))
    return report


Answers = dict[tuple[str, str], Served]
"""By kind and server."""


async def _measure_answers(turns: int) -> Answers:
    recording = await make_recording(VIDEO_KBIT)
    files = make_folder("files")
    found: Answers = {}

    def add(kind: str, name: str, served: Served) -> None:
        found[kind, name] = found[kind, name] + served if (kind, name) in found else served

    try:
        async with AsyncExitStack() as stack:
            origin = await stack.enter_async_context(start_origin(recording))
            await _save(origin, files)
            peers = [await stack.enter_async_context(start(files)) for start in (start_express, start_static_nginx)]
            idle = await origin.read_idle_share()
            for _ in range(turns):
                for kind in KINDS:
                    # A part is gone some segments later, so it is the newest that is asked for.
                    name = "index.m3u8" if kind == "playlist" else await origin.find_newest_part()
                    url = f"http://{HOST}:{origin.port}{origin.folder}{name}"
                    add(kind, "product", await measure_url(origin.server, url, TURN, idle_share=idle))
                    folder = origin.gated_folder(0)
                    name = "index.m3u8" if kind == "playlist" else await origin.find_newest_part(folder)
                    url = f"http://{HOST}:{origin.port}{folder}{name}"
                    add(kind, "product, gated", await measure_url(origin.server, url, TURN, idle_share=idle))
                    for peer in peers:
                        add(kind, peer.name, await measure_url(peer, f"{peer.url}/{FILES[kind]}", TURN))
    finally:
        shutil.rmtree(files, ignore_errors=True)
    return found


async def _save(origin: LiveOrigin, files: Path) -> None:
    for kind, source in (("playlist", "index.m3u8"), ("part", await origin.find_newest_part())):
        (files / FILES[kind]).write_bytes((await origin.fetch(source)).body)


async def _measure_crowds(viewers: int, seconds: float) -> list[Crowd]:
    recording = await make_recording(CROWD_KBIT)
    found = []
    async with start_origin(recording, {"HLS_PART_TIME": str(CROWD_PART)}) as origin:
        port = origin.port

        def at(_: int) -> str:
            return origin.folder

        found.append(await measure_crowd("origin, one viewer", at, origin.server, port, 1, seconds))
        few = viewers // 5
        found.append(await measure_crowd(f"origin, {few:,}", at, origin.server, port, few, seconds))
        for gate, name in ((True, "nginx with gate"), (False, "nginx alone")):
            async with start_proxy(port, gate=gate) as proxy:
                label = f"{name}, {viewers:,}"
                found.append(await measure_crowd(label, at, origin.server, port, viewers, seconds, proxy))
                for holders in (1, min(500, viewers)):
                    label, to = f"{name}, {holders} with passes", origin.gated_folder
                    found.append(await measure_crowd(label, to, origin.server, port, holders, seconds, proxy))
    return found


def _add_answers(report: Report, answers: Answers) -> None:
    rows = [
        (f"{kind}: {server}", served.answers, served.per_second, served.per_cpu, served.megabits_per_cpu)
        for (kind, server), served in answers.items()
    ]
    columns = ("what", "answers", "per second", "per CPU second", "Mbit per CPU s")
    report.tables.append(Table("64 connections asking for one address, kept alive", columns, rows))
    for kind, least in (("playlist", 2.0), ("part", 3.0)):
        product, express, nginx = (answers[kind, name] for name in ("product", "express.static", "nginx, files"))
        for what, ratio in (
            ("per CPU second", product.per_cpu / express.per_cpu),
            ("per second", product.per_second / express.per_second),
        ):
            report.targets.append(Target(f"{kind}s {what}, product / express.static", ratio, "at least", least))
        gated = answers[kind, "product, gated"].per_cpu / product.per_cpu
        report.targets.append(Target(f"{kind}s per CPU second, gated / public", gated, "at least", 0.95))
        report.notes.append(
            f"nginx serves {nginx.per_cpu / product.per_cpu:.1f} times as many {kind}s per CPU second."
        )
        bars = {server: served.per_cpu for (of, server), served in answers.items() if of == kind}
        report.panels.append(draw_bars(f"Answers per CPU second: {kind}", "answers", bars))


def _add_crowds(report: Report, crowds: Sequence[Crowd]) -> None:
    report.tables.append(
        Table(
            f"Low-latency viewers of one stream, parts of {CROWD_PART:g} s at {CROWD_KBIT} kbit/s",
            (
                "viewers",
                "origin, % of a core",
                "nginx, %",
                "players, %",
                "asked of origin/s",
                "of it about passes",
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
                    crowd.players_share * 100,
                    crowd.asked_per_second,
                    crowd.checks_per_second,
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
    holder, holders = crowds[3], crowds[4]
    ratio = (holders.asked_per_second - holders.checks_per_second) / (
        holder.asked_per_second - holder.checks_per_second
    )
    report.targets.append(
        Target(f"asked of the origin, {holders.viewers} holders / one, media", ratio, "at most", 1.5)
    )
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

"""The ingest bench: receivers by megabits per CPU second, pipelines by the cost of a stream, then the ratios."""

import statistics
from collections.abc import Sequence
from contextlib import AsyncExitStack

from bench.ingest.contestants import PIPELINES, RECEIVERS
from bench.ingest.pipeline import Pipeline, measure_pipelines
from bench.ingest.receive import Received, measure_floods, measure_paced
from bench.ingest.recording import make_recording
from bench.plot import draw_bars
from bench.report import Report, Table, Target

VIDEO_KBIT = 4_000
SENDERS = 10
STREAMS = 4


async def run_ingest(names: Sequence[str] = (), *, quick: bool = False, rounds: int = 1) -> Report:
    """Measure the named servers (all when empty), `rounds` times over; figures are medians over the rounds."""
    report = Report("ingest", quick)
    recording = await make_recording(VIDEO_KBIT)
    receivers = {name: start for name, start in RECEIVERS.items() if not names or name in names}
    pipelines = {name: start for name, start in PIPELINES.items() if not names or name in names}
    floods: dict[str, list[Received]] = {name: [] for name in receivers}
    paced: dict[str, list[Received]] = {name: [] for name in receivers}
    streams: dict[str, list[Pipeline]] = {name: [] for name in pipelines}
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}: receiving", flush=True)
        async with AsyncExitStack() as stack:
            stages = [await stack.enter_async_context(start()) for start in receivers.values()]
            flooded = await measure_floods(stages, recording, 1.5, 2 if quick else 4)
            real_time = await measure_paced(stages, recording, SENDERS, 8 if quick else 20)
        for name, flood, pace in zip(receivers, flooded, real_time, strict=True):
            floods[name].append(flood)
            paced[name].append(pace)
        print(f"round {number + 1} of {rounds}: pipelines", flush=True)
        async with AsyncExitStack() as stack:
            stages = [await stack.enter_async_context(start()) for start in pipelines.values()]
            measured = await measure_pipelines(stages, recording, STREAMS, 10 if quick else 25)
        for name, pipeline in zip(pipelines, measured, strict=True):
            streams[name].append(pipeline)
    _add_receivers(report, floods, paced)
    _add_pipelines(report, streams)
    report.notes.append(
        f"Senders replay 720p30 at {VIDEO_KBIT / 1000:g} Mbit/s with AAC in chunks of 4,096 bytes. 'Own' CPU leaves "
        "the FFmpegs out. 'product, sink':\nFFmpeg is a program that only reads its pipe, so that nothing but the "
        "way from socket to FLV in the pipe is measured."
    )
    return report


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


def _add_receivers(report: Report, floods: dict[str, list[Received]], paced: dict[str, list[Received]]) -> None:
    own = {name: _median([found.per_own_cpu for found in taken]) for name, taken in floods.items()}
    report.tables.append(
        Table(
            "Flooded by one sender",
            ("server", "Mbit/s", "Mbit per own CPU s", "Mbit per CPU s, FFmpeg included"),
            [
                (
                    name,
                    _median([found.megabits / found.seconds for found in taken]),
                    own[name],
                    _median([found.per_cpu for found in taken]),
                )
                for name, taken in floods.items()
            ],
        )
    )
    real_time = {name: _median([found.per_own_cpu for found in taken]) for name, taken in paced.items()}
    report.tables.append(
        Table(
            f"{SENDERS} senders in real time",
            ("server", "Mbit/s", "Mbit per own CPU s", "Mbit per CPU s, FFmpeg included", "latest ms"),
            [
                (
                    name,
                    _median([found.megabits / found.seconds for found in taken]),
                    real_time[name],
                    _median([found.per_cpu for found in taken]),
                    max(found.lag for found in taken) * 1e3,
                )
                for name, taken in paced.items()
            ],
        )
    )
    for peer in ("NMS", "NMS + trans"):
        if not own.keys() >= {"product, sink", peer}:
            continue
        for how, found in (("flooded", own), ("in real time", real_time)):
            ratio = found["product, sink"] / found[peer]
            report.targets.append(Target(f"Mbit per own CPU second, {how}, product / {peer}", ratio, "at least", 2.0))
    report.panels.append(draw_bars("Received, flooded by one sender", "Mbit per own CPU second", own))
    report.panels.append(draw_bars(f"Received, {SENDERS} senders in real time", "Mbit per own CPU second", real_time))


def _add_pipelines(report: Report, pipelines: dict[str, list[Pipeline]]) -> None:
    if not pipelines:
        return
    cpu = {name: _median([found.cpu_share for found in taken]) for name, taken in pipelines.items()}
    memory = {name: _median([found.memory for found in taken]) for name, taken in pipelines.items()}
    total = {name: _median([found.memory_total for found in taken]) for name, taken in pipelines.items()}
    report.tables.append(
        Table(
            f"Encoder to HLS, {STREAMS} streams of {VIDEO_KBIT / 1000:g} Mbit/s in real time",
            ("server", "% of a core per stream", "MiB per stream", "MiB in all"),
            [(name, cpu[name], memory[name], total[name]) for name in pipelines],
        )
    )
    if cpu.keys() >= {"product", "NMS + trans"}:
        for what, found in (("CPU per stream", cpu), ("memory per stream", memory), ("memory in all", total)):
            ratio = found["product"] / found["NMS + trans"]
            report.targets.append(Target(f"{what}, product / NMS + trans", ratio, "at most", 1.0))
    report.panels.append(draw_bars("Encoder to HLS", "% of a core per stream", cpu))
    report.panels.append(draw_bars("Encoder to HLS", "MiB per stream", memory))

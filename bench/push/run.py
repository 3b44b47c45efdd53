"""The push bench: every server's course, one after another, then the ratios."""

import statistics
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager

from bench.plot import draw_bars, draw_lines
from bench.push.contestants import Stage, start_floor, start_socketio, start_ws
from bench.push.lifecycle import time_lifecycle
from bench.push.product import start_product
from bench.push.scenario import Course, Fanout, run_course
from bench.push.side_by_side import Turns, run_side_by_side
from bench.report import Cell, Report, Table, Target

SERVERS: dict[str, Callable[[], AbstractAsyncContextManager[Stage]]] = {
    "product": start_product,
    "floor": start_floor,
    "ws": start_ws,
    "socket.io": start_socketio,
}

SIZES = (1_000, 5_000, 10_000)
QUICK_SIZES = (500, 2_000)
REFERENCE = 5_000
"""The size the targets speak of; a quick run takes its largest."""


async def run_push(names: Sequence[str] = (), *, quick: bool = False, rounds: int = 1) -> Report:
    """Measure the named servers (all when empty), `rounds` times over; figures are medians over the rounds."""
    report = Report("push", quick)
    sizes = QUICK_SIZES if quick else SIZES
    courses: dict[str, list[Course]] = {}
    for number in range(rounds):
        for name in names or SERVERS:
            print(f"round {number + 1} of {rounds}: {name}", flush=True)
            async with SERVERS[name]() as stage:
                courses.setdefault(name, []).append(await run_course(stage, sizes, 40_000 if quick else 200_000))
    medians = {name: _take_median(taken) for name, taken in courses.items()}
    _add_tables(report, medians)
    if not names:
        reference = min(REFERENCE, sizes[-1])
        print("side by side", flush=True)
        starts = {name: SERVERS[name] for name in ("product", "floor", "ws")}
        _add_side_by_side(report, await run_side_by_side(starts, reference, 4 if quick else 10), reference)
        memory = medians["product"].memory_kb[reference] / medians["ws"].memory_kb[reference]
        name = f"memory per idle socket at {reference:,}, product / ws"
        report.targets.append(Target(name, memory, "at most", 0.6))
    if not names or "product" in names:
        print("callback to last socket", flush=True)
        rows = await time_lifecycle(list(sizes), 3 if quick else 10)
        columns = ("sockets", "event", "p50 ms", "max ms")
        report.tables.append(Table("Product: ingest's callback to the last of N sockets", columns, rows))
    report.notes.append(
        "CPU is that of the server's whole process tree; the trigger's own handling (request, database) is in the "
        "gross figure and taken off the net one.\nTime to the last socket includes the load generator's reading of "
        "all of them, on the same machine. Joined means: product, its snapshot is there; the others, upgraded."
    )
    return report


def _take_median(courses: list[Course]) -> Course:
    def over(read: Callable[[Course], float]) -> float:
        return statistics.median(read(course) for course in courses)

    def fanout(at: int) -> Fanout:
        first = courses[0].fanouts[at]
        return Fanout(
            first.sockets,
            first.deliveries,
            over(lambda course: course.fanouts[at].cpu_us),
            over(lambda course: course.fanouts[at].cpu_us_gross),
            over(lambda course: course.fanouts[at].last_p50_ms),
            max(course.fanouts[at].last_max_ms for course in courses),
        )

    return Course(
        courses[0].name,
        [fanout(at) for at in range(len(courses[0].fanouts))],
        {size: over(lambda course, size=size: course.memory_kb[size]) for size in courses[0].memory_kb},  # type: ignore[misc]
        over(lambda course: course.join_us),
        over(lambda course: course.joins_per_second),
        over(lambda course: course.trigger_us),
    )


def _add_tables(report: Report, courses: dict[str, Course]) -> None:
    rows: list[Sequence[Cell]] = [
        (course.name, f.sockets, f.deliveries, f.cpu_us, f.cpu_us_gross, f.last_p50_ms, f.last_max_ms)
        for course in courses.values()
        for f in course.fanouts
    ]
    columns = ("server", "sockets", "deliveries", "net us", "gross us", "last p50 ms", "last max ms")
    report.tables.append(Table("One event to N sockets: CPU per delivery, time from trigger to last", columns, rows))
    sizes = list(next(iter(courses.values())).memory_kb)
    report.tables.append(
        Table(
            "Idle sockets and joins",
            (
                "server",
                *(f"KiB/socket at {size:,}" for size in sizes),
                "CPU us/join",
                "joins/CPU s",
                "joins/s",
                "us/trigger",
            ),
            [
                (c.name, *c.memory_kb.values(), c.join_us, 1e6 / c.join_us, c.joins_per_second, c.trigger_us)
                for c in courses.values()
            ],
        )
    )
    lines = {c.name: [(float(f.sockets), f.cpu_us) for f in c.fanouts] for c in courses.values()}
    report.panels.append(draw_lines("CPU per delivery", "sockets", "microseconds", lines))
    lasts = {c.name: [(float(f.sockets), f.last_p50_ms) for f in c.fanouts] for c in courses.values()}
    report.panels.append(draw_lines("Trigger to last delivery, median", "sockets", "milliseconds", lasts))
    memory = {c.name: [(float(size), kb) for size, kb in c.memory_kb.items()] for c in courses.values()}
    report.panels.append(draw_lines("Memory per idle socket", "sockets", "KiB", memory))
    joins = {c.name: 1e6 / c.join_us for c in courses.values()}
    report.panels.append(draw_bars("Joins per CPU second", "joins", joins))


def _add_side_by_side(report: Report, taken: Sequence[Turns], sockets: int) -> None:
    columns = ("server", "deliveries", "CPU us/delivery", "joins", "CPU us/join", "joins/s")
    rows = [
        (
            turns.name,
            turns.frames,
            turns.delivery_us,
            turns.joins,
            turns.join_us,
            turns.joins_per_second,
        )
        for turns in taken
    ]
    report.tables.append(Table(f"Side by side, taking turns, {sockets:,} sockets on each", columns, rows))
    by_name = {turns.name: turns for turns in taken}
    product, floor, ws = by_name["product"], by_name["floor"], by_name["ws"]
    at = f"at {sockets:,}, product"
    report.targets += [
        Target(f"CPU per delivery {at} / floor", product.delivery_us / floor.delivery_us, "at most", 1.15),
        Target(f"CPU per delivery {at} / ws", product.delivery_us / ws.delivery_us, "at most", 0.65),
        Target("joins per CPU second, product / ws", ws.join_us / product.join_us, "at least", 0.6),
        Target("joins per second, product / ws", product.joins_per_second / ws.joins_per_second, "at least", 0.6),
    ]
    bars = {turns.name: turns.delivery_us for turns in taken}
    report.panels.insert(0, draw_bars(f"CPU per delivery, side by side, {sockets:,} sockets", "microseconds", bars))

"""The chat bench: a full room of ours, then the peers, then what it costs those who do not listen."""

from collections.abc import Sequence

from bench.chat.before import COMMIT, compare_transitions
from bench.chat.claps import run_claps
from bench.chat.course import Course, run_product
from bench.chat.peers import PEERS, run_peer
from bench.plot import draw_bars, draw_lines
from bench.push.side_by_side import Turns
from bench.report import Cell, Report, Table, Target

SERVERS = ("product", "claps", *PEERS, "before")

DELIVERIES = 25_000
"""A second: what a peer is first given to do, which any of them can; its cost per message is read there."""
_WRONG = (
    "sockets lost",
    "messages refused",
    "messages that did not reach everybody once",
    "lost, over all sockets",
    "doubled, over all sockets",
    "frames out of order or unlike others",
    "rows of the history unlike what was heard",
)


async def run_chat(
    names: Sequence[str] = (),
    *,
    sockets: int = 5_000,
    rate: float = 50,
    seconds: float = 600,
    quick: bool = False,
    before: str = COMMIT,
) -> Report:
    """Measure the named ones of `SERVERS`, all when empty."""
    report = Report("chat", quick)
    if quick:
        sockets, seconds = min(sockets, 1_000), min(seconds, 20)
    names = names or SERVERS
    courses = list[Course]()
    if "product" in names:
        print(f"product: {sockets:,} sockets, {rate:g} messages a second, {seconds:g} s", flush=True)
        product = await run_product(sockets, rate, seconds, quiet=5 if quick else min(60, seconds))
        courses.append(product)
        _add_product(report, product, sockets)
    if "claps" in names:
        print("everybody claps", flush=True)
        rows, missing = await run_claps(sockets, 5 if quick else 20)
        report.tables.append(Table(f"{sockets:,} people clapping, each once a second", ("figure", "value"), rows))
        report.targets.append(Target("claps that were not told of", abs(missing), "at most", 0))
    for name in PEERS:
        if name in names:
            print(name, flush=True)
            rates = ((DELIVERIES / sockets, min(seconds, 20)), (rate, min(seconds, 5 if quick else 20)))
            courses += await run_peer(name, sockets, rates)
    if courses:
        _add_courses(report, courses, sockets, rate)
    if "before" in names:
        print("transitions to viewers without the chat, before and now", flush=True)
        _add_before(report, await compare_transitions(before, sockets, 3 if quick else 15), sockets)
    report.notes.append(
        "The product runs as shipped (SQLite, one process), but for MAX_SOCKETS and for WRITES_PER_MINUTE, as all "
        "who talk come from one address. A message goes through account, gate, room, limits and database, and is "
        "answered when it is written down; the peers have none of that. Core seconds are those of the server's "
        "whole process tree. 'To the last screen' runs from the request's first byte until the last socket has "
        "been read, by one process on the same machine. Every byte that the product's sockets get is compared with "
        "what the others got."
    )
    return report


def _add_product(report: Report, course: Course, sockets: int) -> None:
    rows: list[Sequence[Cell]] = [
        ("messages", course.messages),
        ("seconds", course.seconds),
        ("messages a second", course.messages / course.seconds),
        ("core share", course.cpu / course.seconds),
        ("core ms per message", course.cpu / course.messages * 1e3),
        ("to the last screen, p50 ms", _percentile(course.heard, 50) * 1e3),
        ("to the last screen, p99 ms", _percentile(course.heard, 99) * 1e3),
        ("to the last screen, longest ms", max(course.heard) * 1e3),
        ("answered, p50 ms", _percentile(course.answered, 50) * 1e3),
        ("answered, p99 ms", _percentile(course.answered, 99) * 1e3),
        ("removed from the last screen, p50 ms", _percentile(course.removed, 50) * 1e3),
        ("removed from the last screen, longest ms", max(course.removed) * 1e3),
        *course.facts.items(),
    ]
    report.tables.append(Table(f"Product: a room of {sockets:,}", ("figure", "value"), rows))
    report.targets += [
        Target("core share of the product", course.cpu / course.seconds, "at most", 1.0),
        Target("p99 to the last screen, ms", _percentile(course.heard, 99) * 1e3, "at most", 300),
        Target("removal to the last screen, longest, ms", max(course.removed) * 1e3, "at most", 300),
        *(Target(name, course.facts[name], "at most", 0) for name in _WRONG),
    ]
    shares = [(at, share) for at, share, _ in course.samples]
    memory = [(at, mib) for at, _, mib in course.samples]
    report.panels += [
        draw_lines("Core share while talking", "seconds", "of one core", {"web": shares}),
        draw_lines("Memory while talking", "seconds", "MiB", {"web": memory}),
    ]


def _add_courses(report: Report, courses: Sequence[Course], sockets: int, rate: float) -> None:
    columns = ("server", "messages", "a second", "core share", "core ms/message", "p50 ms", "p99 ms", "longest ms")
    rows: list[Sequence[Cell]] = [
        (
            course.name,
            course.messages,
            course.messages / course.seconds,
            course.cpu / course.seconds,
            _cost(course) * 1e3,
            _percentile(course.heard, 50) * 1e3,
            _percentile(course.heard, 99) * 1e3,
            max(course.heard, default=0.0) * 1e3,
        )
        for course in courses
        if course.messages
    ]
    report.tables.append(Table(f"One room of {sockets:,}: to the last screen", columns, rows))
    product = next((course for course in courses if course.name == "product"), None)
    costs = {course.name: _cost(course) * rate for course in courses if course.messages}
    report.panels.append(draw_bars(f"Cores that {rate:g} messages a second would take", "cores", costs))
    if product is not None:
        for course in courses:
            if course is not product and course.messages:
                ratio = _cost(product) / _cost(course)
                report.targets.append(Target(f"core per message, product / {course.name}", ratio, "at most", 0.5))


def _add_before(report: Report, taken: Sequence[Turns], sockets: int) -> None:
    columns = ("tree", "transitions", "deliveries", "CPU us/delivery", "CPU us/join")
    rows = [(turns.name, turns.events, turns.frames, turns.delivery_us, turns.join_us) for turns in taken]
    report.tables.append(Table(f"Transitions to {sockets:,} viewers who did not ask for the chat", columns, rows))
    now, before = taken
    ratio = now.delivery_us / before.delivery_us
    report.targets.append(
        Target("CPU per transition delivered, now / before there was a chat", ratio, "at most", 1.05)
    )


def _cost(course: Course) -> float:
    """Core seconds of one message."""
    return course.cpu / course.messages


def _percentile(values: Sequence[float], percent: int) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, len(ranked) * percent // 100)] if ranked else 0.0

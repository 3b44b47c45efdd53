"""The hold: as many sockets as the machine's file limit allows on one process, for minutes, and the count right."""

import asyncio
import re
import time

from bench.plot import draw_lines
from bench.processes import read_load
from bench.push.product import start_web
from bench.push.swarm import Dialect, Swarm
from bench.push.viewer import Viewer, join_on_snapshot
from bench.report import Report, Table, Target

_COUNT = re.compile(rb'"viewer_count":\s*(\d+)')
_SETTLE = 10.0


class _Counts:
    """Remembers on each viewer the last count it was told. All viewers get the same bytes, so they are read once."""

    def __init__(self) -> None:
        self._payload = b""
        self._count = 0

    def note(self, viewer: Viewer, payload: bytes) -> None:
        if not viewer.joined.done():
            join_on_snapshot(viewer, payload)
        if payload != self._payload:
            found = _COUNT.search(payload)
            if found is None:
                return
            self._payload, self._count = payload, int(found.group(1))
        viewer.last = self._count


async def run_hold(sockets: int, seconds: float) -> Report:
    """Hold `sockets` on one web process; the count is read over REST all along and off every socket at the end."""
    report = Report("push-hold")
    async with start_web(max_sockets=sockets + 100) as web:
        swarm = Swarm(web.server.port, Dialect(web.dialect.path, _Counts().note))
        base = web.server.rss()
        took = await swarm.grow(sockets)
        await asyncio.sleep(_SETTLE)
        started, cpu = time.monotonic(), web.server.cpu()
        samples: list[tuple[float, int, float, float]] = []
        while (at := time.monotonic() - started) < seconds:
            count = await web.count_viewers()
            samples.append((at, count, web.server.rss() / 2**20, web.server.cpu() - cpu))
            await asyncio.sleep(min(5.0, max(0.1, seconds / 20)))
        held = time.monotonic() - started
        spent = web.server.cpu() - cpu
        wrong = sum(1 for sample in samples if sample[1] != sockets)
        seen_wrong = sum(1 for viewer in swarm.viewers if viewer.last != sockets)
        lost, pings = swarm.tally.lost, swarm.tally.pings
        half = sockets // 2
        await swarm.shrink(half)
        await asyncio.sleep(_SETTLE)
        after_half = await web.count_viewers()
        half_wrong = sum(1 for viewer in swarm.viewers if viewer.last != half)
        await swarm.shrink(0)
        await asyncio.sleep(_SETTLE)
        after_all = await web.count_viewers()
        rows: list[tuple[str, float | int]] = [
            ("sockets held", sockets),
            ("seconds held", held),
            ("seconds to join them", took),
            ("RSS before, MiB", base / 2**20),
            ("RSS held, first, MiB", samples[0][2]),
            ("RSS held, last, MiB", samples[-1][2]),
            ("KiB per socket", (samples[-1][2] * 2**20 - base) / sockets / 1024),
            ("CPU, share of one core", spent / held),
            ("WebSocket pings answered", pings),
            ("text frames received", swarm.tally.frames),
            ("count after half left (by REST)", after_half),
            ("count after all left (by REST)", after_all),
            ("load average at the end", read_load()),
        ]
    report.tables.append(Table(f"{sockets:,} sockets on one process", ("figure", "value"), rows))
    report.targets += [
        Target("sockets lost", lost, "at most", 0),
        Target("readings of /status with a wrong count", wrong, "at most", 0),
        Target("sockets told a wrong count last", seen_wrong, "at most", 0),
        Target("count off after half left", abs(after_half - half), "at most", 0),
        Target("sockets told a wrong count after half left", half_wrong, "at most", 0),
        Target("count off after all left", abs(after_all), "at most", 0),
    ]
    report.panels += [
        draw_lines("Memory while held", "seconds", "MiB", {"RSS": [(at, rss) for at, _, rss, _ in samples]}),
        draw_lines("CPU while held", "seconds", "CPU seconds", {"web": [(at, used) for at, _, _, used in samples]}),
        draw_lines("Viewer count by REST", "seconds", "viewers", {"count": [(at, n) for at, n, _, _ in samples]}),
    ]
    return report

"""Wrong stream keys by the thousand at the RTMP door: what they cost, and how long a right one waits meanwhile."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bench.attack.run import Attacker
from bench.ingest.recording import find_ffmpeg
from bench.push.product import PREFIX, Web, expect, start_web
from bench.report import Report, Table
from bench.servers import HOST, ROOT, Server, find_port, find_python, make_folder

RATE = 1_000
"""Wrong keys a second."""
WITHIN = 0.5
"""Seconds in which a right one must be let in."""
WARM_UP = 3.0
EVERY = 0.5
"""Seconds between two right ones."""


@asynccontextmanager
async def _node(web: Web) -> AsyncIterator[tuple[Server, int]]:
    rtmp_port, folder = find_port(), make_folder("ingest")
    env = {
        "HOST": HOST, "RTMP_PORT": str(rtmp_port), "HTTP_PORT": str(find_port()), "PORT": str(web.server.port),
        "BACKEND_API_URL": f"http://{HOST}:{web.server.port}", "DATA_DIR": str(folder / "var"),
        "STREAMING_SECRET": web.ingest.headers["authorization"].partition(" ")[2], "LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(ROOT / "platform"), "FFMPEG_PATH": find_ffmpeg(),
    }  # fmt: skip
    command = [find_python(), "-m", "ingest"]
    async with Server("ingest", command, rtmp_port, env=env, cwd=ROOT, folder=folder) as server:
        yield server, rtmp_port


async def _enter(port: int, key: str) -> float:
    """Seconds from the first packet to `NetStream.Publish.Start`, with a key that the node has never seen."""
    begin = time.perf_counter()
    attacker = Attacker(port, 0)
    try:
        async with asyncio.timeout(10):
            _, writer = await attacker.publish(key)
    except (OSError, TimeoutError, asyncio.IncompleteReadError):
        return float("inf")
    waited = time.perf_counter() - begin
    writer.transport.abort()
    return waited


async def run_wrong_keys(seconds: float, addresses: Sequence[int] = (0, 1, 10, 1_000, 60_000)) -> Report:
    """From each number of addresses in turn, for `seconds`; 0: nobody guesses."""
    report = Report("wrong keys", False)
    rows = []
    for many in addresses:
        async with start_web() as web, _node(web) as (node, port):
            keys = [
                expect(201, await web.artist.request("POST", f"{PREFIX}/livestreams", {"title": "A"})).json()
                for _ in range(min(40, int(seconds / EVERY)))
            ]
            cpu = (node.own_cpu(), web.server.own_cpu())
            guesser = await asyncio.create_subprocess_exec(
                find_python(), "-m", "bench.attack.guesser", str(port), str(RATE if many else 0),
                str(WARM_UP + seconds), str(max(1, many)), cwd=ROOT, stdout=asyncio.subprocess.PIPE,
            )  # fmt: skip
            await asyncio.sleep(WARM_UP)
            waits = []
            for one in keys:
                waits.append(await _enter(port, one["stream_key"]))
                await asyncio.sleep(EVERY)
            output, _ = await guesser.communicate()
            spent = [
                after - before for after, before in zip((node.own_cpu(), web.server.own_cpu()), cpu, strict=True)
            ]
        outcomes = json.loads(output)
        waits.sort()
        rows.append(
            (
                many, sum(outcomes.values()), json.dumps(outcomes), waits[len(waits) // 2] * 1e3, waits[-1] * 1e3,
                sum(wait <= WITHIN for wait in waits), len(waits),
                *(each / (WARM_UP + seconds) * 100 for each in spent),
            )
        )  # fmt: skip
        print(rows[-1], flush=True)
    report.tables.append(
        Table(
            f"A right stream key while {RATE:,} wrong ones a second are tried, {seconds:g} s",
            ("addresses", "tries", "which were", "let in after ms, median", "at the most", "within 500 ms", "of",
             "node, % of a core", "web, % of a core"),
            rows,
        )
    )  # fmt: skip
    return report

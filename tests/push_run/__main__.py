"""`PYTHONPATH=platform:tests .venv/bin/python -m push_run --help`.

So many devices, each with keys of its own, that follow one artist; a web process as it is installed (SQLite, one
process), and a push service of this machine that decrypts each message. Then the artist goes live. Prints how long
after `livestream.live` the first and the last device rang, whether each rang once, what the process's CPU was, and
how long its loop stood still meanwhile, as somebody sees it who asks for `/health` all the time. Exit code 1 where a
device did not ring, or rang twice, or the last one rang later than 15 seconds.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import httpx
import websockets

from support.push_service import PushService
from support.rest import Artist
from support.web import Publisher, Web

MOST_SECONDS: Final = 15.0


def serve(devices: int, pipe: Connection) -> None:
    """The push service, in a process of its own: what it does is not the platform's to pay."""
    asyncio.run(_serve(devices, pipe))


async def _serve(devices: int, pipe: Connection) -> None:
    async with PushService() as service:
        browsers = [service.subscribe(str(number)) for number in range(devices)]
        pipe.send([(service.url(one), one.keys["p256dh"], one.keys["auth"]) for one in browsers])
        while not pipe.poll():
            await asyncio.sleep(0.1)
        times = os.times()
        pipe.send(([(one.path, one.at, one.said["id"]) for one in service.messages], times.user + times.system))


def insert(database: Path, artist_id: str, devices: Sequence[tuple[str, str, str]]) -> None:
    """An account, a follow and a device for each."""
    at = datetime.now(UTC).isoformat(sep=" ")
    accounts, follows, endpoints = [], [], []
    for number, (url, key, secret) in enumerate(devices):
        name = str(uuid4())
        accounts.append((name, f"fan{number}@fans.example", "", "A fan", "fan", at))
        follows.append((name, artist_id, at))
        endpoints.append((str(uuid4()), name, url, f"{number:064x}", key, secret, ("en", "de")[number % 2], "", at))
    with closing(sqlite3.connect(database, timeout=60)) as rows, rows:
        rows.executemany(
            "INSERT INTO accounts (id, email, password_hash, display_name, role, created_at) VALUES (?,?,?,?,?,?)",
            accounts,
        )
        rows.executemany(
            "INSERT INTO follows (account_id, artist_id, push, mail, created_at) VALUES (?,?,1,0,?)", follows
        )
        rows.executemany(
            "INSERT INTO push_endpoints (id, account_id, url, url_hash, public_key, auth_secret, language, device,"
            " created_at) VALUES (?,?,?,?,?,?,?,?,?)",
            endpoints,
        )


async def look(url: str, waits: list[float]) -> None:
    """Ask all the time, and note how long each answer took."""
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=30) as client:
        while True:
            began = time.perf_counter()
            await client.get("/health")
            waits.append(time.perf_counter() - began)
            await asyncio.sleep(0.01)


def read_cpu(pid: int) -> float:
    """Seconds that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def run(devices: int, folder: Path, ours: Connection) -> bool:
    """All of it; whether all is well."""
    web = await asyncio.to_thread(Web.start, folder, WEBHOOK_PRIVATE_ADDRESSES="1", LOG_STALLS="50")
    try:
        artist = await Artist.register(web.url)
        show = await artist.create_livestream("The show of the year")
        database = next(each for each in (folder / "var").iterdir() if each.read_bytes().startswith(b"SQLite"))
        insert(database, artist.account["id"], ours.recv())
        waits: list[float] = []
        quiet = asyncio.create_task(look(web.url, waits))
        await asyncio.sleep(2)
        before, pid = list(waits), web.process.pid
        waits.clear()
        cpu = read_cpu(pid)
        async with websockets.connect(f"{web.ws_url}/ws/livestreams") as lobby, Publisher(web, show["stream_key"]):
            async for frame in lobby:
                if json.loads(frame).get("type") == "livestream.live":
                    live_at = time.time()
                    break
            await settle(database, devices)
            cpu = read_cpu(pid) - cpu
            quiet.cancel()
        ours.send("done")
        heard, receiving = await asyncio.to_thread(ours.recv)
        await artist.close()
    finally:
        web.stop()
    print(f"CPU of the push service: {receiving:.2f} s. Load of the machine: {os.getloadavg()[0]:.1f}.")
    return report(devices, heard, live_at, cpu, before, waits, web.process.output)


async def settle(database: Path, devices: int) -> None:
    """Until nothing waits in the outbox any more, or a minute."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        await asyncio.sleep(0.5)
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as rows:
            waiting = rows.execute("SELECT count(*) FROM deliveries WHERE state = 0").fetchone()[0]
            told = rows.execute("SELECT count(*) FROM notices WHERE done = 1 AND kind = 'live'").fetchone()[0]
        if told and not waiting:
            return


def report(
    devices: int,
    heard: Sequence[tuple[str, float, Any]],
    live_at: float,
    cpu: float,
    before: Sequence[float],
    waits: Sequence[float],
    log: str,
) -> bool:
    """Print it; whether all is well."""
    times = sorted(at - live_at for _, at, _ in heard)
    counts = Counter(path for path, _, _ in heard)
    twice = sum(1 for count in counts.values() if count > 1)
    print(f"{len(counts)} of {devices} devices rang, {twice} of them more than once; all messages were decrypted.")
    if not times:
        return False
    half = times[len(times) // 2]
    print(f"After livestream.live: the first {times[0]:.2f} s, half {half:.2f} s, the last {times[-1]:.2f} s.")
    print(f"CPU of the web process: {cpu:.2f} s, {cpu / devices * 1000:.2f} ms for each device.")
    print(f"An answer took at most {max(before) * 1000:.0f} ms before, and {max(waits) * 1000:.0f} ms meanwhile.")
    stalls = [line for line in log.splitlines() if "loop" in line and "stood" in line.lower()]
    print(f"Stalls of 50 ms of CPU in the log: {len(stalls)}.", *stalls[:5], sep="\n")
    return len(counts) == devices and not twice and times[-1] <= MOST_SECONDS


def main() -> int:
    """See above."""
    parser = argparse.ArgumentParser(prog="push_run", description=__doc__)
    parser.add_argument("--devices", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = multiprocessing.Pipe()
        forked = multiprocessing.get_context("fork")
        service = forked.Process(target=serve, args=(options.devices, theirs), daemon=True)
        service.start()
        try:
            return 0 if asyncio.run(run(options.devices, Path(folder), ours)) else 1
        finally:
            service.kill()


if __name__ == "__main__":
    sys.exit(main())

"""`PYTHONPATH=platform:tests .venv/bin/python -m bucket_faults --help`.

A real encoder publishes to a real ingest process whose recordings go to a bucket, of a server that is not ours and
behind a wire that fails in each of the ways there are, one after the other. Meanwhile a player takes each live part,
and somebody starts over. What must hold: no live part is later for it, the replay goes on, the operator is told, and
in the end all that was recorded is in the bucket, byte for byte. Exit code 1 where it does not.
"""

import argparse
import asyncio
import contextlib
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from recording_kills.house import PLAYBACK, House
from support.buckets import KEY, Made, Wire, run_moto, stretch
from support.hls_playlist import read_playlist
from support.waiting import until

RECORDING = "r0123456789abcdefghijklmno"
PATIENCE = 240.0
"""Seconds in which the bucket must have all after a fault: the longest try and the longest pause are in it."""
FAULTS: dict[str, str | tuple[int, str] | None] = {
    "none": None,
    "away": "away",
    "hangs": "hangs",
    "breaks off in bodies": "cut",
    "1,000 bytes/s": "slow",
    "507, full": (507, "InsufficientStorage"),
    "403, quota": (403, "QuotaExceeded"),
    "403, wrong key": (403, "InvalidAccessKeyId"),
    "403, wrong clock": (403, "RequestTimeTooSkewed"),
    "404, no bucket": (404, "NoSuchBucket"),
    "503, asked too much": (503, "SlowDown"),
    "ingest killed": "slow",
}


@dataclass
class Watched:
    """How live parts came, and the replay: seconds between two parts, and of each answer of the replay."""

    gaps: list[float] = field(default_factory=list)
    replays: list[float] = field(default_factory=list)
    failed: int = 0


async def follow_live(client: httpx.AsyncClient, house: House, seen: Watched) -> None:
    """As a low-latency player does."""
    url, target, came = f"http://127.0.0.1:{house.port}/live/{PLAYBACK}/index.m3u8", "", 0.0
    while True:
        answer = await client.get(url + target)
        if answer.status_code != 200:
            seen.failed += 1
            target, came = "", 0.0
            await asyncio.sleep(0.2)
            continue
        now = time.monotonic()
        if came and target:
            seen.gaps.append(now - came)
        came = now
        sequence, index = read_playlist(answer.text).last_part
        target = f"?_HLS_msn={sequence}&_HLS_part={index + 1}"


async def start_over(client: httpx.AsyncClient, house: House, seen: Watched) -> None:
    """Somebody fetches the replay's newest segment, over and over."""
    while True:
        began = time.monotonic()
        answer = await client.get(house.playlist)
        if answer.status_code == 200:
            last = read_playlist(answer.text).segments[-1].uri
            answer = await client.get(house.playlist.replace("index.m3u8", str(last)), follow_redirects=False)
        seen.replays.append(time.monotonic() - began)
        seen.failed += answer.status_code not in (200, 302)
        await asyncio.sleep(0.5)


@contextlib.asynccontextmanager
async def watching(house: House) -> AsyncIterator[Watched]:
    """While this holds."""
    seen = Watched()
    async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
        tasks = [asyncio.create_task(each(client, house, seen)) for each in (follow_live, start_over)]
        try:
            yield seen
        finally:
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
            seen.failed += sum(not isinstance(each, asyncio.CancelledError) for each in ended)


async def ask_for_problem(house: House) -> str:
    """What `/ready` says of the bucket."""
    async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
        answer = await client.get(f"http://127.0.0.1:{house.port}/ready")
    assert answer.status_code == 200, answer.text
    return str(answer.json().get("problems", {}).get("recordings", "")).removeprefix("The bucket of RECORDING_STORE ")


def list_sealed(house: House) -> dict[str, int]:
    """What is sealed on the node's disk, by its name in the bucket."""
    found = house.store.glob("r*/*/*.m4s")
    return {str(one.relative_to(house.store)): one.stat().st_size for one in found if "-open-" not in one.name}


async def wait_for_all(house: House, made: Made) -> float:
    """Seconds until all that is sealed now is in the bucket."""
    began, sealed = time.monotonic(), await asyncio.to_thread(list_sealed, house)
    await until(made.list_names, PATIENCE, is_it=lambda names: sealed.keys() <= {*names})
    return time.monotonic() - began


async def play(fault: str, seconds: float, house: House, wire: Wire, made: Made) -> str:
    """A row of the table."""
    before = len(list_sealed(house))
    wire.tries.clear()
    async with watching(house) as seen:
        wire.fault = FAULTS[fault]
        await asyncio.sleep(seconds)
        problem = await ask_for_problem(house)
        tries, waiting = len(wire.tries), len(list_sealed(house)) - before
        if fault == "ingest killed":
            house.kill_ingest()
            await house.start_ingest()
        wire.fault = None
        took = await wait_for_all(house, made)
    gaps = sorted(seen.gaps)
    late = f"{statistics.median(gaps) * 1000:.0f} / {gaps[int(len(gaps) * 0.99)] * 1000:.0f} / {gaps[-1] * 1000:.0f}"
    replay = f"{statistics.median(seen.replays) * 1000:.0f} / {max(seen.replays) * 1000:.0f}"
    cells = fault, f"{seconds:.0f}", waiting, tries, late, replay, seen.failed, f"{took:.1f}", problem or "-"
    return f"| {' | '.join(map(str, cells))} |"


async def run(arguments: argparse.Namespace) -> int:
    """Print the table; how many findings."""
    with (
        tempfile.TemporaryDirectory(prefix="bucket-faults-") as name,
        run_moto(Path(name)) as server,
    ):
        folder = Path(name) / "house"
        folder.mkdir()
        async with stretch(server) as wire:
            made = server.make(wire.port)
            house = House(
                folder, RECORDING, 2.0,
                RECORDING_STORE=f"s3://{made.name}/live/of", S3_ENDPOINT_URL=f"http://127.0.0.1:{wire.port}",
                S3_ACCESS_KEY_ID=KEY, S3_SECRET_ACCESS_KEY=KEY,
            )  # fmt: skip
            await house.start()
            try:
                await house.start_ingest()
                return await show(arguments, house, wire, made)
            finally:
                await house.stop()


async def show(arguments: argparse.Namespace, house: House, wire: Wire, made: Made) -> int:
    """One show with every fault in it."""
    print("| fault | s | segments meanwhile | requests | part every (median, 99 %, worst), ms ", end="")
    print("| replay answered in (median, worst), ms | failed | all there after, s | /ready says |")
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    for fault in arguments.faults or FAULTS:
        publisher = house.publish()
        try:
            await until(lambda: len(list_sealed(house)), 60)
            seconds = arguments.away if fault == "away" else arguments.seconds
            print(await play(fault, seconds, house, wire, made), flush=True)
        finally:
            await publisher.kill()
    with contextlib.suppress(AssertionError):  # what is missing is said below
        await wait_for_all(house, made)
    there = {*await made.list_names()}
    findings = [
        f"{each} is not in the bucket as it was recorded"
        for each in list_sealed(house)
        if each not in there or await made.fetch(each) != (house.store / each).read_bytes()
    ]
    if KEY in house.output:
        findings.append("the key is in the log")
    print(f"{len(list_sealed(house))} segments, {len(findings)} findings", *findings, sep="\n")
    return len(findings)


def main() -> int:
    """The process's exit code."""
    parser = argparse.ArgumentParser(prog="bucket_faults", description=__doc__)
    parser.add_argument("faults", nargs="*", metavar="FAULT", help=f"of {', '.join(FAULTS)}; all unless given")
    parser.add_argument("--seconds", type=float, default=30, help="that each fault lasts")
    parser.add_argument("--away", type=float, default=600, help="that the bucket is away")
    return 1 if asyncio.run(run(parser.parse_args())) else 0


if __name__ == "__main__":
    sys.exit(main())

"""Chaos: shows under random faults, with recorders that believe nobody. `make chaos`, or `python -m chaos --help`.

A house (its own processes, database and ports) plays one round after another, each told by a seed. What must hold
afterwards is in `verdict`, which knows no process; what breaks it is a finding. Exit code 1 where there is one.
"""

import argparse
import asyncio
import contextlib
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from chaos.encoder import make_recordings
from chaos.house import House
from chaos.round import Round
from support.postgres import PostgresServer
from support.rest import Artist

ROUND_LIMIT = 300.0
"""Seconds after which a round is a finding by itself."""


class Tally:
    """What all rounds came to."""

    def __init__(self) -> None:
        self.rounds = 0
        self.findings = 0
        self.faults: Counter[str] = Counter()
        self.figures: Counter[str] = Counter()
        self.unseen: list[float] = []

    def add(self, seed: int, played: Round) -> None:
        """Count a round, and print what was found in it."""
        self.rounds += 1
        self.findings += len(played.findings)
        self.faults.update(fault.name for fault in played.faults)
        self.figures.update({name: round(value * 1000) for name, value in played.figures.items()})
        self.unseen.append(played.longest_unseen)
        broken = ", ".join(f"{fault.name} {fault.seconds:.1f} s" for fault in played.faults)
        print(f"round {seed}: {broken}: {'ok' if not played.findings else 'FOUND'}", flush=True)
        for finding in played.findings:
            print(f"    {finding}", flush=True)


async def run(arguments: argparse.Namespace) -> int:
    """Play; how many findings."""
    tally = Tally()
    seeds = list(range(arguments.seed, arguments.seed + arguments.rounds))
    with tempfile.TemporaryDirectory(prefix="chaos-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        postgres = None
        if arguments.workers > 1:
            postgres = await asyncio.to_thread(PostgresServer.start, folder / "postgres")
            stack.callback(postgres.stop)
        recordings = await make_recordings(folder)
        begun = time.monotonic()
        await asyncio.gather(
            *(
                play_house(f"house-{number}", folder, seeds, recordings, tally, postgres, arguments)
                for number in range(min(arguments.houses, arguments.rounds))
            )
        )
    print(f"{tally.rounds} rounds in {time.monotonic() - begun:.0f} s, {tally.findings} findings")
    print("  faults: " + ", ".join(f"{count} {fault}" for fault, count in tally.faults.most_common()))
    print("  " + ", ".join(f"{value / 1000:,.0f} {figure}" for figure, value in sorted(tally.figures.items())))
    seen = sorted(tally.unseen)
    print(f"  seconds until a flowing show was live: median {seen[len(seen) // 2]:.2f}, longest {seen[-1]:.2f}")
    return tally.findings


async def play_house(
    name: str,
    folder: Path,
    seeds: list[int],
    recordings: list[Path],
    tally: Tally,
    postgres: PostgresServer | None,
    arguments: argparse.Namespace,
) -> None:
    """Rounds in one house, until there are no more seeds. A house with a finding is left for a new one."""
    number = 0
    while seeds:
        number += 1
        home = folder / f"{name}-{number}"
        home.mkdir()
        house = House(f"{name}-{number}", home, grace=random.Random(seeds[0]).choice([0.0, 3.0]))
        try:
            await house.start(webs=arguments.workers, postgres=postgres)
            artist = await Artist.register(f"http://{house.url(0)}")
            files = house.count_files()
            found = tally.findings
            played_here = 0
            while (
                seeds and (played_here == 0 or tally.findings == found) and played_here < arguments.rounds_per_house
            ):
                seed = seeds.pop(0)
                played = Round(house, artist, random.Random(seed), recordings, arguments.shows)
                try:
                    async with asyncio.timeout(ROUND_LIMIT):
                        await played.play()
                except Exception as error:  # whatever ends a round is a finding, and not the end of the run
                    where = (error.__cause__ or error).__traceback__
                    trace = " < ".join(f"{each.name}:{each.lineno}" for each in traceback.extract_tb(where)[::-1])
                    played.findings.append(f"the round itself failed: {error!r} in {trace}")
                tally.add(seed, played)
                played_here += 1
            grown = {
                each: (count, files.get(each))
                for each, count in house.count_files().items()
                if count > files.get(each, 0) + 40
            }
            if grown:
                tally.findings += 1
                print(f"    {name}: open files now and at the start: {grown}", flush=True)
            await artist.close()
        finally:
            await house.stop()
            if arguments.keep and tally.findings:
                print(
                    f"    logs of {house.name}:\n" + "\n".join(process.output[-3_000:] for process in house.processes)
                )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m chaos", description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1, help="of the first round")
    parser.add_argument("--houses", type=int, default=3, help="played side by side")
    parser.add_argument("--rounds-per-house", type=int, default=25, help="before a house is made anew")
    parser.add_argument("--shows", type=int, default=4, help="in a round")
    parser.add_argument(
        "--workers", type=int, default=1, help="web processes; more than one with PostgreSQL and Redis"
    )
    parser.add_argument("--keep", action="store_true", help="print the logs of a house with a finding")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the houses are torn down then, too
    sys.exit(1 if asyncio.run(run(parser.parse_args())) else 0)


if __name__ == "__main__":
    main()

"""The ledger under fire: `PYTHONPATH=platform:tests .venv/bin/python -m ledger_rounds --help`.

In each round 200 writers in several processes move tokens between the same few wallets at once, some of them the same
move under the same key, while processes are killed by SIGKILL in the middle of it; what a killed one did not say it
had done is tried again, until all has been answered. What must hold then is in `verdict`. Exit code 1 where it does
not.
"""

import argparse
import contextlib
import math
import random
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

from ledger_rounds.processes import ask
from ledger_rounds.round import play
from ledger_rounds.verdict import judge
from ledger_rounds.writing import migrate_for_rounds
from support.postgres import PostgresServer

ROUNDS_OF_A_DATABASE = 50
"""Then another, for each round is judged over all that is there."""


def run(arguments: argparse.Namespace) -> int:
    """Play; how many findings."""
    rounds, findings, figures = 0, 0, Counter[str]()
    began, slowest, url = time.monotonic(), 0.0, ""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ledger-rounds-", dir=arguments.folder)))
        server: PostgresServer | None = None
        if arguments.database == "postgres":
            server = PostgresServer.start(folder / "postgres")
            stack.callback(server.stop)
        while rounds < arguments.rounds and time.monotonic() - began < arguments.seconds:
            seed = arguments.seed + rounds
            if rounds % ROUNDS_OF_A_DATABASE == 0:
                name = f"rounds_{seed}"
                url = f"sqlite://{folder / name}.sqlite3" if server is None else server.url(name)
                ask(partial(migrate_for_rounds, url))
            started = time.monotonic()
            played = play(url, random.Random(seed), writers=arguments.writers, processes=arguments.processes)
            found = [*played.findings, *ask(partial(judge, url, played.answers))]
            slowest = max(slowest, time.monotonic() - started)
            figures.update(played.figures)
            rounds, findings = rounds + 1, findings + len(found)
            for each in found:
                print(f"round {seed}: {each}", flush=True)
            if arguments.verbose:
                print(f"round {seed}: {dict(played.figures)}", flush=True)
    counts = ", ".join(f"{count} {name}" for name, count in sorted(figures.items()))
    print(
        f"{arguments.database}: {rounds} rounds from seed {arguments.seed} on, {arguments.writers} writers in "
        f"{arguments.processes} processes, {time.monotonic() - began:.0f} s, the slowest {slowest:.1f} s; {counts}; "
        f"{findings} findings",
        flush=True,
    )
    return findings


def main() -> None:
    """Read what is asked for, and play it."""
    parser = argparse.ArgumentParser(prog="ledger_rounds", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=math.inf, help="after which no further one begins")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--writers", type=int, default=200, help="at once, over all processes")
    parser.add_argument("--processes", type=int, default=3)
    parser.add_argument("--folder", help="where the databases are, and go again")
    parser.add_argument("--verbose", action="store_true")
    sys.exit(1 if run(parser.parse_args()) else 0)


if __name__ == "__main__":
    main()

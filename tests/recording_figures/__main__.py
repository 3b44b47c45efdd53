"""`PYTHONPATH=platform:tests .venv/bin/python -m recording_figures --help`.

What recordings cost, and what those who watch have of them. Each figure of "What it costs" in docs/recording.md is
printed by one of these commands; `bench/results` keeps what they found. Exit code 1 where a limit is not kept.
"""

import argparse
import asyncio
import signal
import sys
import tempfile
from pathlib import Path

from bench.processes import raise_file_limit
from bench.report import Report

from recording_figures.cold import run_cold
from recording_figures.cost import run_cost
from recording_figures.many import run_many
from recording_figures.page import run_page


async def run(given: argparse.Namespace, folder: Path) -> Report:
    """What the command line asks for."""
    if given.what == "page":
        return await run_page(folder, given.hours, given.seeks, given.minutes)
    if given.what == "cold":
        return await run_cold(folder, given.fans, given.hours, given.seconds, given.rounds)
    if given.what == "many":
        return await run_many(folder, given.streams, given.seconds, given.kbit)
    return await run_cost(folder, given.streams, given.seconds, given.rounds)


def main() -> int:
    """The process's exit code."""
    parser = argparse.ArgumentParser(prog="recording_figures", description=__doc__)
    parser.add_argument("--folder", type=Path, help="where the recordings lie; their disk matters")
    commands = parser.add_subparsers(dest="what", required=True)
    cost = commands.add_parser("cost", help="processor and disk of a stream, and what live notices")
    cost.add_argument("--streams", type=int, default=10)
    cost.add_argument("--seconds", type=float, default=20, help="of each turn")
    cost.add_argument("--rounds", type=int, default=3)
    page = commands.add_parser("page", help="a fan's page and a show of hours: start over, the end, seeks, memory")
    page.add_argument("--hours", type=float, default=4)
    page.add_argument("--seeks", type=int, default=20, help="of each kind")
    page.add_argument("--minutes", type=float, default=3, help="that a fan watches")
    many = commands.add_parser("many", help="streams recorded side by side, and each replay beside what was sent")
    many.add_argument("--streams", type=int, default=50)
    many.add_argument("--seconds", type=float, default=600)
    many.add_argument("--kbit", type=int, default=1_372, help="of each picture; sound is 128 besides")
    cold = commands.add_parser("cold", help="fans who seek at random in a replay larger than memory, beside live")
    cold.add_argument("--fans", type=int, default=50)
    cold.add_argument("--hours", type=float, default=4)
    cold.add_argument("--seconds", type=float, default=20, help="of each turn")
    cold.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what was started is ended then, too
    raise_file_limit()
    with tempfile.TemporaryDirectory(prefix="recording-figures-", dir=given.folder) as name:
        report = asyncio.run(run(given, Path(name)))
    report.show()
    print(f"saved as {report.save()}")
    return 0 if all(target.met for target in report.targets) else 1


if __name__ == "__main__":
    sys.exit(main())

"""`python -m bench [push|ingest|delivery] [--quick]`: all three when none is named."""

import argparse
import gc

import uvloop

from bench.ingest.contestants import RECEIVERS
from bench.ingest.run import run_ingest
from bench.processes import raise_file_limit
from bench.push.hold import run_hold
from bench.push.run import SERVERS, run_push
from bench.report import Report


def main() -> None:
    """Read the command line, run, print, save."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    commands = parser.add_subparsers(dest="bench")
    push = commands.add_parser("push", help="fan-out, memory, joins")
    _add_common(push, list(SERVERS))
    push.add_argument("--hold", type=int, metavar="SOCKETS", help="hold this many sockets instead")
    push.add_argument("--seconds", type=float, default=600, help="how long --hold holds")
    ingest = commands.add_parser("ingest", help="RTMP in, and the cost of a stream")
    _add_common(ingest, list(RECEIVERS))
    given = parser.parse_args()
    raise_file_limit()
    gc.disable()  # the load generators keep many small objects and no cycles worth the pauses
    reports: list[Report] = []
    if given.bench == "push" and given.hold:
        reports.append(uvloop.run(run_hold(given.hold, given.seconds)))
    elif given.bench == "push":
        reports.append(uvloop.run(run_push(given.only, quick=given.quick, rounds=given.rounds)))
    if given.bench == "ingest":
        reports.append(uvloop.run(run_ingest(given.only, quick=given.quick, rounds=given.rounds)))
    for report in reports:
        report.show()
        print(f"saved as {report.save()} and .svg")


def _add_common(parser: argparse.ArgumentParser, names: list[str]) -> None:
    parser.add_argument("--quick", action="store_true", help="smaller and shorter, for a first look")
    parser.add_argument("--rounds", type=int, default=1, help="measure this often and take medians")
    parser.add_argument("--only", nargs="+", choices=names, default=[], help="these servers only")


if __name__ == "__main__":
    main()

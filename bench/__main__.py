"""`python -m bench [push|ingest|delivery] [--quick]`: all three when none is named."""

import argparse
import gc

import uvloop

from bench.processes import raise_file_limit
from bench.push.hold import run_hold
from bench.push.run import SERVERS, run_push


def main() -> None:
    """Read the command line, run, print, save."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    commands = parser.add_subparsers(dest="bench")
    push = commands.add_parser("push", help="fan-out, memory, joins")
    push.add_argument("--quick", action="store_true", help="smaller and shorter, for a first look")
    push.add_argument("--rounds", type=int, default=1, help="measure this often and take medians")
    push.add_argument("--only", nargs="+", choices=list(SERVERS), default=[], help="these servers only")
    push.add_argument("--hold", type=int, metavar="SOCKETS", help="hold this many sockets instead")
    push.add_argument("--seconds", type=float, default=600, help="how long --hold holds")
    given = parser.parse_args()
    raise_file_limit()
    gc.disable()  # the load generators keep many small objects and no cycles worth the pauses
    if given.hold:
        report = uvloop.run(run_hold(given.hold, given.seconds))
    else:
        report = uvloop.run(run_push(given.only, quick=given.quick, rounds=given.rounds))
    report.show()
    print(f"saved as {report.save()} and .svg")


if __name__ == "__main__":
    main()

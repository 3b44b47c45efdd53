"""`python -m bench [push|bus|ingest|delivery] [--quick]`: all of them when none is named. `chat` and `attack` are for
themselves."""

import argparse
import gc
import sys
from collections.abc import Iterator, Sequence

import uvloop

from bench.attack.keys import run_wrong_keys
from bench.attack.run import ATTACKS, run_attacks
from bench.bus.run import run_bus
from bench.chat.before import COMMIT
from bench.chat.run import SERVERS as ROOMS
from bench.chat.run import run_chat
from bench.delivery.run import run_delivery
from bench.ingest.contestants import RECEIVERS
from bench.ingest.run import run_ingest
from bench.ingest.soak import run_soak
from bench.processes import raise_file_limit
from bench.push.hold import run_hold
from bench.push.run import SERVERS, run_push
from bench.report import Report
from bench.servers import ServerError


def main() -> None:
    """Read the command line, run, print, save."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    commands = parser.add_subparsers(dest="bench")
    push = commands.add_parser("push", help="fan-out, memory, joins")
    _add_common(push, list(SERVERS))
    push.add_argument("--hold", type=int, metavar="SOCKETS", help="hold this many sockets instead")
    push.add_argument("--seconds", type=float, default=600, help="how long --hold holds")
    _add_common(commands.add_parser("bus", help="messages between web processes"))
    ingest = commands.add_parser("ingest", help="RTMP in, and the cost of a stream")
    _add_common(ingest, list(RECEIVERS))
    ingest.add_argument("--soak", type=int, metavar="STREAMS", help="keep this many streams running instead")
    ingest.add_argument("--seconds", type=float, default=600, help="how long --soak lasts")
    delivery = commands.add_parser("delivery", help="playlists, parts and a crowd of viewers")
    _add_common(delivery)
    delivery.add_argument("--viewers", type=int, default=2_000, help="size of the crowd behind nginx")
    delivery.add_argument("--crowd-only", action="store_true", help="leave out what single answers cost")
    chat = commands.add_parser("chat", help="a room full of people who hear each other")
    chat.add_argument("--quick", action="store_true", help="smaller and shorter, for a first look")
    chat.add_argument("--only", nargs="+", choices=ROOMS, default=[], help="these only")
    chat.add_argument("--sockets", type=int, default=5_000, help="how many listen")
    chat.add_argument("--rate", type=float, default=50, help="messages a second")
    chat.add_argument("--seconds", type=float, default=600, help="how long they talk")
    chat.add_argument("--before", default=COMMIT, metavar="COMMIT", help="compare transitions with this commit's")
    attack = commands.add_parser("attack", help="what a few hostile sockets do to a node with a show")
    attack.add_argument("--only", nargs="+", choices=list(ATTACKS), default=list(ATTACKS), help="these attacks only")
    attack.add_argument("--wrong-keys", action="store_true", help="a thousand wrong stream keys a second instead")
    attack.add_argument("--seconds", type=float, default=8, help="how long each lasts")
    given = parser.parse_args()
    raise_file_limit()
    gc.disable()  # the load generators keep many small objects and no cycles worth the pauses
    try:
        for report in _run(given):
            report.show()
            print(f"saved as {report.save()} and .svg")
    except (ServerError, ExceptionGroup) as error:
        sys.exit(f"bench: {_first(error)}")


def _run(given: argparse.Namespace) -> Iterator[Report]:
    if given.bench == "push" and given.hold:
        yield uvloop.run(run_hold(given.hold, given.seconds))
    elif given.bench == "push":
        yield uvloop.run(run_push(given.only, quick=given.quick, rounds=given.rounds))
    elif given.bench == "attack" and given.wrong_keys:
        yield uvloop.run(run_wrong_keys(given.seconds))
    elif given.bench == "attack":
        yield uvloop.run(run_attacks(given.only, given.seconds))
    elif given.bench == "chat":
        room = {"sockets": given.sockets, "rate": given.rate, "seconds": given.seconds, "before": given.before}
        yield uvloop.run(run_chat(given.only, quick=given.quick, **room))
    elif given.bench == "bus":
        yield uvloop.run(run_bus(quick=given.quick, rounds=given.rounds))
    elif given.bench == "ingest" and given.soak:
        yield uvloop.run(run_soak(given.soak, given.seconds))
    elif given.bench == "ingest":
        yield uvloop.run(run_ingest(given.only, quick=given.quick, rounds=given.rounds))
    elif given.bench == "delivery":
        options = {"viewers": given.viewers, "crowd_only": given.crowd_only}
        yield uvloop.run(run_delivery(quick=given.quick, rounds=given.rounds, **options))
    else:
        yield uvloop.run(run_push())
        yield uvloop.run(run_bus())
        yield uvloop.run(run_ingest())
        yield uvloop.run(run_delivery())


def _first(error: BaseException) -> BaseException:
    return _first(error.exceptions[0]) if isinstance(error, BaseExceptionGroup) else error


def _add_common(parser: argparse.ArgumentParser, names: Sequence[str] = ()) -> None:
    parser.add_argument("--quick", action="store_true", help="smaller and shorter, for a first look")
    parser.add_argument("--rounds", type=int, default=1, help="measure this often and take medians")
    if names:
        parser.add_argument("--only", nargs="+", choices=names, default=[], help="these servers only")


if __name__ == "__main__":
    main()

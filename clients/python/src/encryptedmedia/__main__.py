"""The command `encryptedmedia`, also as `python -m encryptedmedia`."""

import argparse
import asyncio
import os
import sys

from encryptedmedia.chatting import add_chat
from encryptedmedia.errors import EncryptedMediaError
from encryptedmedia.simulation.command import add_simulate
from encryptedmedia.watching import add_watch

DEFAULT_URL = "http://localhost:3000"


def build_parser() -> argparse.ArgumentParser:
    """What the command understands."""
    parser = argparse.ArgumentParser(prog="encryptedmedia", description="Hear an EncryptedMedia Live platform.")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--url",
        default=os.environ.get("ENCRYPTEDMEDIA_URL", DEFAULT_URL),
        help=f"the platform's address (default: $ENCRYPTEDMEDIA_URL, else {DEFAULT_URL})",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add_watch(commands, shared)
    add_chat(commands, shared)
    add_simulate(commands, shared)
    return parser


def main() -> int:
    """The process's exit code: 0 done, 1 refused or failed, 2 misused, 130 interrupted."""
    arguments = build_parser().parse_args()
    try:
        asyncio.run(arguments.run(arguments))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has had enough. Python would complain once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (EncryptedMediaError, ValueError, OSError) as error:
        print(f"encryptedmedia: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

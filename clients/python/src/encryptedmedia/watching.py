"""`encryptedmedia watch`: prints events as they happen."""

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from encryptedmedia.pace import Reconnecting
from encryptedmedia.subscription import connect
from encryptedmedia.terminal import Lines


def add_watch(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        "watch", parents=[shared], help="print events as they happen", description="Print events as they happen."
    )
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("id", nargs="?", metavar="ID", help="the livestream's id")
    which.add_argument("--all", action="store_true", help="every public livestream")
    which.add_argument("--own", action="store_true", help="the token's own livestreams, with their encoders' health")
    parser.add_argument("--viewer", action="store_true", help="count as a viewer; otherwise this only observes")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, as the platform sent it")
    parser.add_argument(
        "--token-file",
        type=Path,
        metavar="FILE",
        help="an access token (default: $ENCRYPTEDMEDIA_TOKEN)",
    )
    parser.set_defaults(run=watch_in_terminal)


async def watch_in_terminal(arguments: argparse.Namespace) -> None:
    """Print until the livestream is gone, or for ever."""
    lines = Lines(colours=sys.stdout.isatty() and "NO_COLOR" not in os.environ)

    def note(words: str) -> None:
        print(lines.write_note(words, datetime.now(UTC)), file=sys.stderr, flush=True)

    def note_loss(lost: Reconnecting) -> None:
        note(f"{lost.reason}; trying again in {lost.delay:.1f} s")

    token = read_token(arguments.token_file)
    if arguments.own and not token:
        raise ValueError(
            "--own needs a token, in ENCRYPTEDMEDIA_TOKEN or --token-file; POST /api/v1/me/access-tokens gives one"
        )
    async with connect(
        arguments.url,
        arguments.id,
        viewer=arguments.viewer,
        me=arguments.own,
        token=token,
        on_reconnect=note_loss,
    ) as subscription:
        async for event in subscription:
            shown = [json.dumps(event.raw, ensure_ascii=False)] if arguments.json else lines.write(event)
            print("\n".join(shown), flush=True)


def read_token(file: Path | None) -> str | None:
    """From the file, else from the environment; an argument would be seen by everybody on the machine."""
    return file.read_text().strip() if file is not None else os.environ.get("ENCRYPTEDMEDIA_TOKEN")

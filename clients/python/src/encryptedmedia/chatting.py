"""`encryptedmedia chat`: prints what is said in a room, and says what is typed."""

import argparse
import asyncio
import contextlib
import json
import os
import sys
import threading
from collections import OrderedDict
from concurrent.futures import CancelledError
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from encryptedmedia.api import ApiError
from encryptedmedia.errors import UnreachableError
from encryptedmedia.events import ChatHeard, Transition
from encryptedmedia.subscription import Subscription, connect
from encryptedmedia.terminal import Lines
from encryptedmedia.watching import read_token
from encryptedmedia.writer import Writer

PIECE = 4_096
KNOWN = 500
"""Messages whose author is remembered, to say whose it was when one is removed."""


def add_chat(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        "chat",
        parents=[shared],
        help="print what is said in a livestream's room, and say what is typed",
        description="Print what is said in a livestream's room. With a token, say each line that is typed, until "
        "there is no more; without one, only listen, in a terminal or with --listen.",
    )
    parser.add_argument("id", metavar="ID", help="the livestream's id")
    parser.add_argument("--listen", action="store_true", help="say nothing, though there is a token")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, as the platform sent it")
    parser.add_argument(
        "--token-file",
        type=Path,
        metavar="FILE",
        help="an access token with the scope chat, of a gated show watch too (default: $ENCRYPTEDMEDIA_TOKEN)",
    )
    parser.set_defaults(run=chat_in_terminal)


async def chat_in_terminal(arguments: argparse.Namespace) -> None:
    """Until there is nothing more to say or, where nothing is said, until the livestream is gone."""
    screen = _Screen(as_json=arguments.json)
    token = read_token(arguments.token_file)
    if not token and not arguments.listen:
        if not sys.stdin.isatty():
            raise ValueError("no token: set ENCRYPTEDMEDIA_TOKEN or give --token-file, or only listen: --listen")
        screen.note("no token: only listening")
    async with connect(
        arguments.url,
        arguments.id,
        chat=True,
        token=token,
        on_reconnect=lambda lost: screen.note(f"{lost.reason}; trying again in {lost.delay:.1f} s"),
    ) as subscription:
        listening = asyncio.create_task(screen.show(subscription), name="listening")
        tasks = [listening]
        if token and not arguments.listen:
            writer = Writer(
                arguments.url, arguments.id, token, on_wait=lambda why, wait: screen.note(f"{why} ({wait:.0f} s)")
            )
            tasks.append(asyncio.create_task(_say_lines(writer, screen), name="saying"))
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


class _Screen:
    """What is printed."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._lines = Lines(colours=sys.stdout.isatty() and "NO_COLOR" not in os.environ)
        self._names: OrderedDict[str, str] = OrderedDict()

    def note(self, words: str) -> None:
        """Something that nobody in the room said."""
        print(self._lines.write_note(words, datetime.now(UTC)), file=sys.stderr, flush=True)

    async def show(self, subscription: Subscription) -> None:
        """All that is heard; until the livestream is gone."""
        async for event in subscription:
            if self._as_json:
                if isinstance(event, ChatHeard):
                    print(json.dumps(event.raw, ensure_ascii=False), flush=True)
                continue
            if isinstance(event, ChatHeard | Transition):
                for line in self._lines.write(event):
                    print(line, flush=True)
            if isinstance(event, ChatHeard):
                self._note_removed(event)

    def _note_removed(self, event: ChatHeard) -> None:
        for one in event.messages:
            self._names[one.id] = "the room" if one.account is None else one.account.display_name
            if len(self._names) > KNOWN:
                self._names.popitem(last=False)
        for removed in event.removed:
            if (name := self._names.pop(removed, None)) is not None:
                self.note(f"a message of {name}'s was removed")


async def _say_lines(writer: Writer, screen: _Screen) -> None:
    """Each line of the input, one after the other; it ends with it."""
    lines = _read_input()
    while (line := await lines.get()) is not None:
        if not (text := line.strip()):
            continue
        try:
            await writer.say(text)
        except (ApiError, UnreachableError) as error:
            screen.note(f"not said: {error}")


def _read_input() -> asyncio.Queue[str | None]:
    """The input's lines as they come, then None. Nothing can wait for a terminal's line but a thread."""
    lines: asyncio.Queue[str | None] = asyncio.Queue(1)
    loop = asyncio.get_running_loop()

    def give(line: str | None) -> None:
        asyncio.run_coroutine_threadsafe(lines.put(line), loop).result()

    def read() -> None:
        # Below Python's own buffer: its lock must be free when the process ends while this still waits.
        rest = b""
        with contextlib.suppress(RuntimeError, OSError, CancelledError):  # the loop may end before the input does
            while piece := os.read(sys.stdin.fileno(), PIECE):
                *whole, rest = (rest + piece).split(b"\n")
                for line in whole:
                    give(line.decode(errors="replace"))
            give(rest.decode(errors="replace"))
            give(None)

    threading.Thread(target=read, name="input", daemon=True).start()
    return lines

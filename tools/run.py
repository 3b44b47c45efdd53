"""`make run`: the Procfile in the foreground, from migrations to a clean end.

First `release`, then `web` and `ingest` side by side, each line of theirs under its name. When both can serve, a
banner says where. SIGINT or SIGTERM ends all of it within 5 s; when one process ends by itself, the other is ended
too, and the words it died with are repeated as the last thing to read.

Honcho reads the Procfile, and no more than that: its own runner gives each process a `PORT` of its own making, can
lose a process to a signal that comes while it starts, and waits without limit for one that ignores SIGTERM.
"""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from honcho.environ import parse_procfile

from foreground.child import ROOT, Child, Output
from foreground.parent import watch_parent
from foreground.ready import announce_ready
from settings import Settings, SettingsError, load_settings

SERVERS = ("web", "ingest")
STOP_TIMEOUT = 4.0
"""Seconds from SIGTERM to SIGKILL; with what the kernel takes to clean up, everything is gone within 5."""
SAME_SIGNAL = 0.5
"""Seconds within which a second signal is the first one's echo: one to the process group also comes through make."""


class Run:
    """One `make run`. A signal that comes while it ends cuts the wait for an orderly end short."""

    def __init__(self, settings: Settings, commands: Mapping[str, str]) -> None:
        self._settings = settings
        self._commands = commands
        self._stop, self._hurry = asyncio.Event(), asyncio.Event()
        self._output = Output(self._stop)
        self._children: list[Child] = []
        self._helpers: list[asyncio.Task[None]] = []
        self._asked_at = 0.0

    async def serve(self, follow_parent: bool) -> int:
        """Release, then serve until asked to stop. The exit code: 0 if asked, 1 if a process ended by itself."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._on_signal)
        if follow_parent:
            self._helpers.append(asyncio.create_task(watch_parent(self._stop), name="watch parent"))
        try:
            await self._start("release")
            if await self._wait_for_an_end() == 0:
                self._children.clear()
                for name in SERVERS:
                    await self._start(name)
                announce = announce_ready(self._settings, self._output)
                self._helpers.append(asyncio.create_task(announce, name="announce"))
                await self._wait_for_an_end()
            return await self._end()
        finally:
            for helper in self._helpers:
                helper.cancel()
            for child in self._children:
                child.kill()
            await asyncio.gather(*self._helpers, return_exceptions=True)

    def _on_signal(self) -> None:
        now = asyncio.get_running_loop().time()
        if not self._stop.is_set():
            self._asked_at = now
            self._stop.set()
        elif now - self._asked_at > SAME_SIGNAL:
            self._hurry.set()

    async def _start(self, name: str) -> None:
        self._children.append(await Child.start(name, self._commands[name], self._output))

    async def _wait_for_an_end(self) -> int | None:
        """Wait until a child ends or until asked to stop. The exit code of the child that ended, if one did."""
        asked = asyncio.create_task(self._stop.wait(), name="wait for stop")
        waits: list[asyncio.Future[Any]] = [asked, *(child.ended for child in self._children)]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        return next((child.ended.result() for child in self._children if child.ended.done()), None)

    async def _end(self) -> int:
        asked = self._stop.is_set()
        died = [child for child in self._children if child.ended.done()]
        for child in self._children:
            child.terminate()
        hurry = asyncio.create_task(self._hurry.wait(), name="wait for a second signal")
        everything = asyncio.gather(*(child.ended for child in self._children))
        waits: list[asyncio.Future[Any]] = [hurry, everything]
        await asyncio.wait(waits, timeout=STOP_TIMEOUT, return_when=asyncio.FIRST_COMPLETED)
        hurry.cancel()
        stuck = [child.name for child in self._children if not child.ended.done()]
        for child in self._children:
            child.kill()
        await everything
        if stuck:
            self._output.write(f"system | {' and '.join(stuck)} did not end on SIGTERM and had to be killed")
        if asked:
            return 0
        self._report(died)
        return 1

    def _report(self, died: Sequence[Child]) -> None:
        for child in died:
            self._output.write(f"\n{child.name} ended by itself ({child.describe_end()}), so everything was stopped.")
            self._output.write("\n".join(f"  {line}" for line in child.last_words))


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the Procfile in the foreground.")
    parser.add_argument(
        "--procfile", type=Path, default=ROOT / "Procfile", help="another file of the same three names"
    )
    parser.add_argument("--follow-parent", action="store_true", help="end when the parent process (make) does")
    arguments = parser.parse_args()
    os.chdir(ROOT)  # `.env` and a relative DATA_DIR mean the same wherever this was started
    try:
        settings = load_settings()
    except SettingsError as error:
        print(f"Cannot start: {error}", file=sys.stderr)
        return 1
    commands = parse_procfile(arguments.procfile.read_text(encoding="utf-8")).processes
    return asyncio.run(Run(settings, commands).serve(arguments.follow_parent))


if __name__ == "__main__":
    sys.exit(main())

"""`make run`: the Procfile in the foreground, from migrations to a clean end.

First `release`, then `web` and `ingest` side by side, each line of theirs under its name. When both can serve, a
banner says where. One that ends by itself later is started again; one that never comes to serving ends the other too,
and the words it died with are repeated as the last thing to read. SIGINT or SIGTERM ends all of it within 5 s.

Not by a Procfile's usual runner: honcho gives each process a `PORT` of its own making, can lose a process to a signal
that comes while it starts, and waits without limit for one that ignores SIGTERM.
"""

import argparse
import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from foreground.child import ROOT, Child
from foreground.keeper import Keeper
from foreground.output import Output
from foreground.parent import watch_parent
from foreground.ready import find_own_address, write_banner
from settings import Settings, SettingsError, load_settings

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STOP_TIMEOUT = 4.0
"""Seconds from SIGTERM to SIGKILL; with what the kernel takes to clean up, everything is gone within 5."""
_PROCESS = re.compile(r"^([\w-]+): *(.+)$", re.MULTILINE)  # a line of a Procfile
SAME_SIGNAL = 0.5
"""Seconds within which a second signal is the first one's echo: one to the process group also comes through make."""


class Run:
    """One `make run`. A signal that comes while it ends cuts the wait for an orderly end short."""

    def __init__(self, settings: Settings, commands: Mapping[str, str]) -> None:
        self._settings = settings
        self._commands = commands
        self._stop, self._hurry = asyncio.Event(), asyncio.Event()
        self._ending = asyncio.Event()
        self._output = Output(self._stop)
        ports = {"web": settings.port, "ingest": settings.http_port}
        self._keepers = [
            Keeper(name, commands[name], (settings.host, port), self._output) for name, port in ports.items()
        ]
        self._asked_at = 0.0

    async def serve(self, follow_parent: bool) -> int:
        """Release, then serve until asked to stop. The exit code: 0 if asked, 1 if a process cannot do its work."""
        loop = asyncio.get_running_loop()
        for number in STOP_SIGNALS:
            loop.add_signal_handler(number, self._on_signal)
        helpers = [asyncio.create_task(watch_parent(self._stop), name="watch parent")] if follow_parent else []
        try:
            release = await Child.start("release", self._commands["release"], self._output)
            await self._wait_for([release.ended])
            if self._stop.is_set() or release.ended.result() != 0:
                return await self._end([release], failed=release)
            helpers.append(asyncio.create_task(self._announce(), name="announce"))
            failed = await self._keep()
            return await self._end([keeper.child for keeper in self._keepers if keeper.child], failed)
        finally:
            for helper in helpers:
                helper.cancel()
            await asyncio.gather(*helpers, return_exceptions=True)
            for keeper in self._keepers:
                if keeper.child is not None:
                    keeper.child.kill()
            self._output.close()
            if self._output.lost:
                with contextlib.suppress(OSError):
                    sys.stderr.write(f"{self._output.lost}\n")
            for number in STOP_SIGNALS:
                # From here on only the interpreter ends, and a signal too many must not change the exit code.
                loop.remove_signal_handler(number)
                signal.signal(number, signal.SIG_IGN)

    def _on_signal(self) -> None:
        now = asyncio.get_running_loop().time()
        if not self._stop.is_set():
            self._asked_at = now
            self._stop.set()
        elif now - self._asked_at > SAME_SIGNAL:
            self._hurry.set()

    async def _keep(self) -> Child | None:
        """Keep both servers running until asked to stop; or until one cannot be started, which is the result."""
        tasks = [asyncio.create_task(one.run(self._ending), name=f"keep {one.name}") for one in self._keepers]
        await self._wait_for(tasks)
        self._ending.set()
        # None is cancelled: a process that is just being started would be lost.
        return next((child for child in await asyncio.gather(*tasks) if child is not None), None)

    async def _announce(self) -> None:
        for keeper in self._keepers:
            await keeper.served.wait()
        self._output.write(write_banner(self._settings, find_own_address()))

    async def _wait_for(self, tasks: Sequence[asyncio.Task[Any]]) -> None:
        """Until the first of them is done or until asked to stop."""
        asked = asyncio.create_task(self._stop.wait(), name="wait for stop")
        await asyncio.wait([asked, *tasks], return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()

    async def _end(self, children: Sequence[Child], failed: Child | None) -> int:
        asked = self._stop.is_set()
        for child in children:
            child.terminate()
        hurry = asyncio.create_task(self._hurry.wait(), name="wait for a second signal")
        everything = asyncio.gather(*(child.ended for child in children))
        waits: list[asyncio.Future[Any]] = [hurry, everything]
        await asyncio.wait(waits, timeout=STOP_TIMEOUT, return_when=asyncio.FIRST_COMPLETED)
        hurry.cancel()
        stuck = [child.name for child in children if not child.ended.done()]
        for child in children:
            child.kill()
        await everything
        if stuck:
            self._output.write(f"system | {' and '.join(stuck)} did not end on SIGTERM and had to be killed")
        if asked or failed is None:
            return 0
        end = f"\n{failed.name} ended by itself ({failed.describe_end()}), so everything was stopped."
        self._output.write("\n".join([end, *(f"  {line}" for line in failed.last_words)]))
        return 1


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
    commands = dict(_PROCESS.findall(arguments.procfile.read_text(encoding="utf-8")))

    async def run() -> int:
        return await Run(settings, commands).serve(arguments.follow_parent)

    return asyncio.run(run())


if __name__ == "__main__":
    sys.exit(main())

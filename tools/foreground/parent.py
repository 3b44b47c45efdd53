"""Ending with make, which does not pass every signal on to the recipe it runs."""

import asyncio
import os
import signal
from pathlib import Path

LOOK_EVERY = 0.25


async def watch_parent(stop: asyncio.Event) -> None:
    """Set `stop` when the parent is gone, or has had a SIGINT that did not come from the terminal.

    GNU make hands SIGTERM on, but takes for granted that a SIGINT reached its whole process group: one sent to make
    alone makes it block the signal and wait for the recipe, which here would be for ever.
    """
    parent = os.getppid()
    while os.getppid() == parent and not _blocks_sigint(parent):  # noqa: ASYNC110 - the kernel tells nobody
        await asyncio.sleep(LOOK_EVERY)
    stop.set()


def _blocks_sigint(pid: int) -> bool:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:  # not Linux
        return False
    masks = [line.split()[1] for line in lines if line.startswith("SigBlk:")]
    return any(int(mask, 16) >> (signal.SIGINT - 1) & 1 for mask in masks)

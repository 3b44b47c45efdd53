"""Which processes a process has started, read from /proc, so that a test can say that none is left."""

import os
import time
from pathlib import Path
from typing import NamedTuple

GONE_TIMEOUT = 15.0


class Descendant(NamedTuple):
    """A process, told from a later one with the same number by the time it started."""

    pid: int
    started: int
    command: str


def list_descendants(pid: int) -> list[Descendant]:
    """All that `pid` started, and what they started, now."""
    parents = {each: parent for each in _list_pids() if (parent := _read_parent(each))}
    found, todo = [], [pid]
    while todo:
        parent = todo.pop()
        children = [each for each, its_parent in parents.items() if its_parent == parent]
        todo += children
        found += [each for child in children if (each := _describe(child))]
    return found


def list_group(group: int) -> list[Descendant]:
    """All processes of the process group `group` that still run."""
    pids = [pid for pid in _list_pids() if (fields := _read_stat(pid)) and int(fields[2]) == group]
    return [each for pid in pids if (each := _describe(pid))]


def wait_until_gone(processes: list[Descendant], timeout: float = GONE_TIMEOUT) -> list[Descendant]:
    """Wait for each to end; those that have not are returned."""
    deadline = time.monotonic() + timeout
    while left := [each for each in processes if _is_there(each)]:
        if time.monotonic() > deadline:
            return left
        time.sleep(0.05)
    return []


def _is_there(process: Descendant) -> bool:
    # Not by its command: one that is about to end has none any more, and is not gone yet.
    fields = _read_stat(process.pid)
    return fields is not None and int(fields[19]) == process.started


def _list_pids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def _read_stat(pid: int) -> list[str] | None:
    """The fields after the command: state, parent, group, session ... None for what has ended, zombies too."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else fields


def _read_parent(pid: int) -> int | None:
    fields = _read_stat(pid)
    return int(fields[1]) if fields else None


def _describe(pid: int) -> Descendant | None:
    fields = _read_stat(pid)
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return None
    return Descendant(pid, int(fields[19]), command) if fields else None

"""What a process tree costs: CPU seconds and resident memory, read from /proc."""

import os
import resource
from collections.abc import Iterable
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


def raise_file_limit() -> int:
    """Lift the soft limit of open files to the hard one (children inherit it); returns the limit."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def list_tree(root: int) -> list[int]:
    """Pids of `root` and all that descend from it now, `root` first."""
    found = [root]
    for pid in found:
        try:
            tasks = list((_PROC / str(pid) / "task").iterdir())
        except OSError:
            continue
        for task in tasks:
            try:
                found.extend(int(child) for child in (task / "children").read_text().split())
            except OSError:
                continue
    return found


def _read_stat(pid: int) -> list[str]:
    # The command name stands in parentheses and may hold spaces: everything of interest follows the last one.
    return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()


def read_cpu(pid: int, *, waited: bool = False) -> float:
    """CPU seconds (user and system) of one process, 0.0 when gone; `waited` adds its ended, reaped children's."""
    try:
        fields = _read_stat(pid)
    except OSError:
        return 0.0
    ticks = int(fields[11]) + int(fields[12])
    if waited:
        ticks += int(fields[13]) + int(fields[14])
    return ticks / _TICKS


def read_tree_cpu(root: int) -> float:
    """CPU seconds of the whole tree, ended children included."""
    return sum(read_cpu(pid, waited=True) for pid in list_tree(root))


def _read_rollup(pid: int, name: str) -> int:
    try:
        text = (_PROC / str(pid) / "smaps_rollup").read_text()
    except OSError:
        return 0
    for line in text.splitlines():
        if line.startswith(name):
            return int(line.split()[1]) * 1024
    return 0


def read_rss(pids: Iterable[int]) -> int:
    """Resident bytes, summed: right for growth, counts pages shared between processes more than once."""
    return sum(_read_rollup(pid, "Rss:") for pid in pids)


def read_pss(pids: Iterable[int]) -> int:
    """Proportional resident bytes, summed: shared pages are counted once over all that share them."""
    return sum(_read_rollup(pid, "Pss:") for pid in pids)


def count_files(pid: int) -> int:
    """Open file descriptors of one process."""
    return len(list((_PROC / str(pid) / "fd").iterdir()))


def read_load() -> float:
    """The machine's load average over the last minute."""
    return os.getloadavg()[0]

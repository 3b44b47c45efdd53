"""How much memory a process may fill with files, and how fast a disk is for it: Linux's control groups, version 1,
which hold up what is read and what is flushed at the block device itself. Only root may make them."""

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path("/sys/fs/cgroup")


class NoLimitsError(Exception):
    """This machine, or this user, has no such groups."""


@dataclass(frozen=True)
class Limits:
    """A group of each kind."""

    memory: Path | None
    disk: Path | None
    disk_number: str

    def hold(self, pid: int) -> None:
        """A process and all that it starts."""
        for group in (self.memory, self.disk):
            if group is not None:
                (group / "cgroup.procs").write_text(str(pid))

    def lift(self) -> None:
        """The disk is as fast as it is: what waits for it cannot even be killed."""
        for name in ("read", "write"):
            self.set_rate(name, 0)

    def set_rate(self, name: str, most: int) -> None:
        """`read` or `write`: from now on, bytes a second; 0: as many as it has."""
        if self.disk is not None:
            (self.disk / f"blkio.throttle.{name}_bps_device").write_text(f"{self.disk_number} {most}")


@contextlib.contextmanager
def limiting(
    folder: Path, *, memory: int | None = None, read: int | None = None, write: int | None = None
) -> Iterator[Limits]:
    """`memory`: bytes, files that were read included. `read`, `write`: bytes a second of the disk that `folder` is
    on; of what is written, what somebody waits for (fsync).

    Raises:
        NoLimitsError
    """
    made: list[Path] = []

    def make(kind: str) -> Path:
        group = _ROOT / kind / f"recording-figures-{os.getpid()}-{len(made)}-{time.monotonic_ns()}"
        group.mkdir()
        made.append(group)
        return group

    try:
        try:
            limits = Limits(
                make("memory") if memory is not None else None,
                make("blkio") if read is not None or write is not None else None,
                find_disk(folder),
            )
            if limits.memory is not None:
                (limits.memory / "memory.limit_in_bytes").write_text(str(memory))
            for name, most in (("read", read), ("write", write)):
                limits.set_rate(name, most or 0)
        except OSError as error:
            raise NoLimitsError(f"cgroups (version 1) of memory and blkio are needed, and root: {error}") from error
        yield limits
    finally:
        for group in made:
            _remove(group)


def chill(store: Path) -> None:
    """Have the machine forget all files of recordings that it has read or written."""
    os.sync()
    for file in store.rglob("*.m4s"):
        with contextlib.suppress(FileNotFoundError), file.open("rb") as opened:
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def find_disk(folder: Path) -> str:
    """`major:minor` of the whole disk that a folder is on."""
    device = folder.stat().st_dev
    there = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}").resolve()
    return ((there.parent if (there / "partition").exists() else there) / "dev").read_text().strip()


def _remove(group: Path) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError):  # a process in it is still ending
            group.rmdir()
            return
        time.sleep(0.05)

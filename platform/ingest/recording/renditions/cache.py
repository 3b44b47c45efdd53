"""What was made of recordings, on the disk. What nobody asked for for the longest time goes: it can be made again."""

import contextlib
import logging
import os
import shutil
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Final

log = logging.getLogger(__name__)

MOST_BYTES: Final = 2 << 30
_UNFINISHED: Final = ".part"


class Cache:
    """All of it blocks, and may be called from threads. Files are by recording, which `forget` takes away."""

    def __init__(self, folder: Path, least_free: float, most_bytes: int = MOST_BYTES) -> None:
        """`least_free`: of the disk, as a fraction, stays free."""
        self._folder = folder
        self._least_free = least_free
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._sizes: OrderedDict[Path, int] | None = None  # in the order in which they were asked for
        self._size = 0
        self._gone: set[str] = set()

    def read(self, recording: str, name: str) -> bytes | None:
        """What is kept; None: nothing."""
        path = self._folder / recording / name
        with self._lock:
            sizes = self._load()
            if path not in sizes:
                return None
            sizes.move_to_end(path)
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return data

    def write(self, recording: str, name: str, data: bytes) -> None:
        """Keep it, where there is room."""
        path = self._folder / recording / name
        with self._lock:
            sizes = self._load()
            if recording in self._gone:
                return
            unfinished = path.with_name(name + _UNFINISHED)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                disk = shutil.disk_usage(path.parent)
                if disk.free - len(data) < disk.total * self._least_free:
                    return
                unfinished.write_bytes(data)
                unfinished.replace(path)
            except OSError as error:
                log.warning("what was made of recording %s is not kept: %s", recording, error)
                with contextlib.suppress(OSError):
                    unfinished.unlink(missing_ok=True)
                return
            self._size += len(data) - sizes.pop(path, 0)
            sizes[path] = len(data)
            while self._size > self._most_bytes and len(sizes) > 1:
                oldest, size = sizes.popitem(last=False)
                self._size -= size
                with contextlib.suppress(OSError):
                    oldest.unlink(missing_ok=True)

    def forget(self, recording: str) -> None:
        """It is deleted: nothing of it is kept any more.

        Raises:
            OSError: it could not be removed.
        """
        folder = self._folder / recording
        with self._lock:
            self._gone.add(recording)
            sizes = self._load()
            for path in [path for path in sizes if path.parent == folder]:
                self._size -= sizes.pop(path)
            with contextlib.suppress(FileNotFoundError):
                shutil.rmtree(folder)

    def _load(self) -> OrderedDict[Path, int]:
        if self._sizes is None:
            found: list[tuple[float, Path, int]] = []
            for path in self._folder.glob("*/*"):
                with contextlib.suppress(OSError):
                    if path.suffix == _UNFINISHED:
                        path.unlink()
                    else:
                        about = path.stat()
                        found.append((about.st_mtime, path, about.st_size))
            self._sizes = OrderedDict((path, size) for _, path, size in sorted(found))
            self._size = sum(self._sizes.values())
        return self._sizes

"""The storyboard of a run while it is made: small pictures come one at a time, and are put together into sheets.

Each lies in a file of its own until its sheet is complete, so that a kill costs none; what a process left is put
together by the next one. A disk that hangs or is full costs pictures, and nothing else."""

import contextlib
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from ingest.stills.jpeg import Coded, JpegError, read_jpeg, stack
from ingest.stills.sheet import Sheet, find_pause, fits, make_sheet, read_sheet_name, read_tile_name, tile_name
from runtime.files import write_whole

log = logging.getLogger(__name__)

SLACK: Final = 0.5
"""Seconds by which one may come sooner than is due: keyframes come when they come."""

Write = Callable[[Callable[[], object]], bool]
"""Has something done to the disk, in order, off the event loop; whether there is room for it."""


class Tiles:
    """One run's, in `folder`. `find_begin`: when its recording begins, milliseconds since 1970. `complete` is called
    with each sheet when nothing more comes to it, and `sealed`, in the writing thread, when it is on the disk."""

    def __init__(
        self,
        folder: Path,
        find_begin: Callable[[], int | None],
        write: Write,
        complete: Callable[[Sheet, bytes], None],
        sealed: Callable[[Sheet], None],
    ) -> None:
        self._folder = folder
        self._find_begin = find_begin
        self._write = write
        self._complete = complete
        self._sealed = sealed
        self._moments: list[int] = []
        self._open: list[Coded] = []
        self._last = 0

    @property
    def open(self) -> Sheet | None:
        """The sheet that grows; None: there is nothing in it."""
        return make_sheet(self._moments) if self._moments else None

    def read_open(self) -> bytes:
        """That, as it is by now."""
        return stack(self._open)

    def wants(self, at_ms: int) -> bool:
        """Whether a picture of this moment is due."""
        begin = self._find_begin()
        age = 0.0 if begin is None else (at_ms - begin) / 1000
        return not 0 <= (at_ms - self._last) / 1000 < find_pause(age) - SLACK

    def take(self, tile: bytes, at_ms: int) -> None:
        """A picture of this moment, in milliseconds since 1970."""
        try:
            coded = read_jpeg(tile)
        except JpegError:
            return
        if self._open and (not fits(self._moments, at_ms) or coded.head != self._open[0].head):
            self.seal()
        self._moments.append(at_ms)
        self._open.append(coded)
        self._last = at_ms
        self._write(lambda: _try(lambda: (self._folder / tile_name(at_ms)).write_bytes(tile)))

    def seal(self) -> None:
        """What is open is a whole sheet."""
        if not self._open:
            return
        moments, sheet, data = self._moments, make_sheet(self._moments), stack(self._open)
        self._moments, self._open = [], []
        self._complete(sheet, data)

        def write() -> None:
            if _try(lambda: write_sheet(self._folder, sheet, data, moments)):
                self._sealed(sheet)

        self._write(write)


def _try(work: Callable[[], object]) -> bool:
    try:
        work()
    except OSError as error:
        log.warning("a picture for a storyboard cannot be written: %s", error)
        return False
    return True


def write_sheet(folder: Path, sheet: Sheet, data: bytes, moments: Sequence[int]) -> None:
    """Put a sheet in the place of the pictures in it. This and the rest block.

    Raises:
        OSError
    """
    write_whole(folder / sheet.name, data, folder / f"{sheet.name[:19]}.draft")
    for each in moments:
        (folder / tile_name(each)).unlink(missing_ok=True)


def mend_tiles(folder: Path) -> list[Sheet]:
    """Put together what a process left in a run's folder; the sheets that were made of it.

    Raises:
        OSError
    """
    moments = sorted(at for name in os.listdir(folder) if (at := read_tile_name(name)) is not None)
    whole = [(each.begins_ms, each.moments[-1] + 100) for each in list_sheets(folder)]  # they are rounded
    found = []
    for group in _group(folder, [at for at in moments if not any(since <= at <= until for since, until in whole)]):
        sheet = make_sheet([at for at, _ in group])
        write_sheet(folder, sheet, stack([coded for _, coded in group]), [])
        found.append(sheet)
    for each in moments:
        (folder / tile_name(each)).unlink(missing_ok=True)
    return found


def _group(folder: Path, moments: Sequence[int]) -> Iterator[list[tuple[int, Coded]]]:
    group: list[tuple[int, Coded]] = []
    for at in moments:
        with contextlib.suppress(JpegError):  # torn
            coded = read_jpeg((folder / tile_name(at)).read_bytes())
            if group and (not fits([each for each, _ in group], at) or coded.head != group[0][1].head):
                yield group
                group = []
            group.append((at, coded))
    if group:
        yield group


def list_sheets(folder: Path) -> list[Sheet]:
    """A run's, in order."""
    try:
        found = [sheet for name in os.listdir(folder) if (sheet := read_sheet_name(name)) is not None]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(found, key=lambda each: each.begins_ms)

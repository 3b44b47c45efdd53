"""A run's folder: its segments are written, flushed and sealed here, and what a dead process left is mended. All of
this blocks; call it from a thread.

Media is only ever appended, and a name is changed when a segment is complete, never before its bytes are on the disk:
so whatever happens, what is sealed is whole, and of what is open all is good but for a torn tail. Files that are open
are noted in `RECORDING_STORE/open/`, so that nobody has to look through everything.
"""

import contextlib
import io
import os
import re
import shutil
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final

from contract.recordings import Range
from ingest.recording.disk.heads import NAME as HEADS
from ingest.recording.disk.heads import find_heads, read_heads, read_records, write_record
from ingest.recording.disk.segment import RecordedSegment, init_name, is_recording, is_run, read_name
from ingest.recording.disk.tail import measure
from ingest.recording.making.cutting import Append, Begin, Seal, Step
from ingest.stills.sheet import is_picture, read_tile_name
from ingest.stills.tiles import mend_tiles
from runtime.files import flush_folder, write_whole

FLUSH: Final = 0.8
"""Seconds after which what was appended is flushed to the disk with what comes next: parts come well within the rest
of a second."""
NOTES: Final = "open"
DELETIONS: Final = "deleting"
_BETWEEN: Final = "~"


class RunFolder:
    """One run that is being written. `steps` in the order in which the cutter makes them."""

    def __init__(self, store: Path, recording: str, run: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.recording, self.run = recording, run
        self._clock = clock
        self._path = store / recording / run
        self._note = note_path(store, recording, run)
        self._file: BinaryIO | None = None
        self._name = ""
        self._flushed_at = 0.0
        self._heads: list[bytes] = []  # of the open segment
        self._inits: set[int] = set()  # that are written

    def write(self, steps: Iterable[Step]) -> list[RecordedSegment]:
        """Do them; the segments that were sealed by that.

        Raises:
            OSError: the disk is full, or worse. What was written before stays; go on with `Begin`.
        """
        sealed: list[RecordedSegment] = []
        for step in steps:
            match step:
                case Begin():
                    self._begin(step.segment, step.init)
                case Append():
                    self._append(step.data)
                case Seal():
                    sealed.append(self._seal(step.segment))
        return sealed

    def mend(self) -> list[RecordedSegment]:
        """Seal what could not be written to its end: all of it that is whole.

        Raises:
            OSError: what was sealed stands in the folder, and is found at the next start.
        """
        self._abandon()
        return seal_torn(self._path)

    def close(self) -> None:
        """The run is over, and nothing of it is open."""
        self._abandon()
        self._note.unlink(missing_ok=True)

    def _create(self) -> None:
        if not self._note.exists():
            self._path.mkdir(parents=True, exist_ok=True)
            self._note.parent.mkdir(exist_ok=True)
            self._note.touch()
            for folder in (self._path.parent, self._path.parent.parent, self._note.parent):
                flush_folder(folder)

    def _begin(self, segment: RecordedSegment, init: bytes) -> None:
        self._abandon()
        if segment.init not in self._inits:
            self._create()
            write_whole(self._path / init_name(segment.init), init)
            self._inits.add(segment.init)
        self._name = segment.name
        self._file = (self._path / self._name).open("xb", buffering=0)
        flush_folder(self._path)
        self._flushed_at = self._clock()
        self._heads.clear()

    def _append(self, data: bytes) -> None:
        if self._file is None:
            raise OSError("nothing is open")
        view = memoryview(data)
        while view:
            view = view[self._file.write(view) :]
        self._heads += find_heads(data)
        if self._clock() - self._flushed_at >= FLUSH:
            os.fdatasync(self._file.fileno())
            self._flushed_at = self._clock()

    def _seal(self, segment: RecordedSegment) -> RecordedSegment:
        if self._file is None:
            raise OSError("nothing is open")
        os.fsync(self._file.fileno())
        size = self._file.tell()
        self._file.close()
        self._file = None
        segment = replace(segment, size=size)
        (self._path / self._name).rename(self._path / segment.name)
        flush_folder(self._path)
        self._note_heads(segment.number)
        return segment

    def _note_heads(self, number: int) -> None:
        """The segment is sealed, whatever becomes of this: what of it cannot be written is read from the segment."""
        record = io.BytesIO()
        write_record(record, number, b"".join(self._heads))
        with contextlib.suppress(OSError), (self._path / HEADS).open("ab", buffering=0) as heads:
            end = heads.tell()
            try:
                whole = heads.write(record.getbuffer()) == record.tell()
            except OSError:
                whole = False
            if not whole:
                heads.truncate(end)  # or all that follows could not be read

    def _abandon(self) -> None:
        """What could not be written to its end is left as it is, to be mended."""
        if self._file is not None:
            self._file.close()
            self._file = None


def note_path(store: Path, recording: str, run: str) -> Path:
    """What says that this run has not been closed."""
    return store / NOTES / f"{recording}{_BETWEEN}{run}"


def find_open(store: Path) -> Iterator[tuple[str, str]]:
    """The runs, with their recordings, that a process has left."""
    with contextlib.suppress(FileNotFoundError):
        for entry in os.scandir(store / NOTES):
            recording, _, run = entry.name.partition(_BETWEEN)
            if is_recording(recording) and is_run(run):
                yield recording, run


def list_runs(store: Path, recording: str) -> list[str]:
    """A recording's runs, the first first."""
    try:
        return sorted(entry.name for entry in os.scandir(store / recording) if is_run(entry.name))
    except (FileNotFoundError, NotADirectoryError):
        return []


def list_segments(store: Path, recording: str, run: str) -> list[RecordedSegment]:
    """What is sealed of a run, in order."""
    found = []
    for entry in os.scandir(store / recording / run):
        with contextlib.suppress(FileNotFoundError):  # another has sealed or removed it just now
            one = read_name(entry.name, entry.stat().st_size)
            if one is not None and one.duration is not None:
                found.append(one)
    return sorted(found, key=lambda one: one.number)


def find_all(store: Path, recording: str) -> list[tuple[str, list[RecordedSegment]]]:
    """All runs that there is something of, in their order, with what is sealed of each."""
    runs = list_runs(store, recording)
    return [(run, segments) for run in runs if (segments := list_segments(store, recording, run))]


def collect_heads(store: Path, recording: str, run: str) -> bytes:
    """Records of all that is sealed of a run (see `heads`); where the file lacks some, they are read from the
    segments.

    Raises:
        OSError
    """
    path = store / recording / run
    try:
        there = read_records((path / HEADS).read_bytes())
    except FileNotFoundError:
        there = {}
    found = io.BytesIO()
    for one in list_segments(store, recording, run):
        heads = there.get(one.number)
        write_record(found, one.number, read_heads(path / one.name) if heads is None else heads)
    return found.getvalue()


def mend(store: Path, recording: str, run: str) -> list[RecordedSegment]:
    """Seal what a process left open: all of it that is whole. What was sealed by that."""
    path = store / recording / run
    mended: list[RecordedSegment] = []
    if path.is_dir():
        mended = seal_torn(path)
        for entry in [*os.scandir(path)]:
            if entry.name.endswith(".draft"):
                os.unlink(entry.path)
        if mended:
            with contextlib.suppress(OSError):  # no room: they are read from the segments
                write_whole(path / HEADS, collect_heads(store, recording, run))  # it may be torn, too
        with contextlib.suppress(OSError):  # a storyboard less
            _mend_pictures(path)
        flush_folder(path)
        with contextlib.suppress(OSError):  # there was nothing in it
            path.rmdir()
            path.parent.rmdir()
    note_path(store, recording, run).unlink(missing_ok=True)
    return mended


def seal_torn(path: Path) -> list[RecordedSegment]:
    """Seal what is open in a run's folder: all of it that is whole. What was sealed by that, in order.

    Raises:
        OSError
    """
    found = [read_name(entry.name) for entry in os.scandir(path)] if path.is_dir() else []
    torn = sorted((one for one in found if one is not None and one.duration is None), key=lambda one: one.number)
    return [sealed for one in torn if (sealed := _mend(path, one)) is not None]


def _mend(path: Path, one: RecordedSegment) -> RecordedSegment | None:
    file = path / one.name
    try:
        init = (path / init_name(one.init)).read_bytes()
    except FileNotFoundError:
        init = b""
    size, duration = measure(init, file) if init else (0, 0)
    if not duration:
        file.unlink()
        return None
    with file.open("r+b") as opened:
        opened.truncate(size)
        os.fsync(opened.fileno())
    sealed = replace(one, duration=duration, size=size)
    file.rename(path / sealed.name)
    return sealed


def remove(store: Path, recording: str, kept: Mapping[str, Collection[str]] = MappingProxyType({})) -> None:
    """Delete all of a recording, but for the files that are `kept` of its runs. Again: nothing.

    Raises:
        OSError: something else is left.
    """
    folder = store / recording
    if folder.exists():
        for entry in [*os.scandir(folder)]:
            if not entry.is_dir(follow_symlinks=False):
                os.unlink(entry.path)
            elif entry.name in kept:
                _thin_out(store, recording, entry.name, kept[entry.name])
            else:
                shutil.rmtree(entry.path)
        if kept:
            flush_folder(folder)
        else:
            folder.rmdir()
        flush_folder(store)
    for noted, run in [*find_open(store)]:
        if noted == recording:
            note_path(store, recording, run).unlink(missing_ok=True)


def _thin_out(store: Path, recording: str, run: str, kept: Collection[str]) -> None:
    """Leave these files of a run, and what is known of them."""
    path = store / recording / run
    for entry in [*os.scandir(path)]:
        if entry.name not in kept:
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            else:
                os.unlink(entry.path)
    write_whole(path / HEADS, collect_heads(store, recording, run))


def note_deletion(store: Path, recording: str, leave: Sequence[Range] = ()) -> None:
    """All of it is to go, but for what `leave` says, by the next process if need be. No room for a note is no reason
    to keep it."""
    with contextlib.suppress(OSError):
        (store / DELETIONS).mkdir(parents=True, exist_ok=True)
        write_whole(store / DELETIONS / recording, write_ranges(leave))


def forget_deletion(store: Path, recording: str) -> None:
    """All of it is gone."""
    (store / DELETIONS / recording).unlink(missing_ok=True)


def find_deletions(store: Path) -> dict[str, list[Range]]:
    """Recordings that a process had not deleted to the end, and what is to be left of each.

    Raises:
        OSError
    """
    try:
        names = [name for name in os.listdir(store / DELETIONS) if is_recording(name)]
    except FileNotFoundError:
        return {}
    return {name: read_ranges((store / DELETIONS / name).read_bytes()) for name in names}


def write_ranges(ranges: Sequence[Range]) -> bytes:
    """For a file."""
    return "".join(f"{one.begins_ms}-{one.ends_ms}\n" for one in ranges).encode()


def read_ranges(data: bytes) -> list[Range]:
    """What was written by `write_ranges`; of what was not, nothing."""
    found = re.findall(rb"^(\d{1,16})-(\d{1,16})$", data, re.MULTILINE)
    return [Range(begins_ms=int(begin), ends_ms=int(end)) for begin, end in found]


def find_pictures(store: Path, recording: str) -> list[tuple[str, str]]:
    """The runs and names of a recording's pictures."""
    return [
        (run, name)
        for run in list_runs(store, recording)
        for name in os.listdir(store / recording / run)
        if is_picture(name)
    ]


def _mend_pictures(path: Path) -> None:
    if any(name.endswith(".m4s") for name in os.listdir(path)):
        mend_tiles(path)
        return
    for name in os.listdir(path):
        if is_picture(name) or read_tile_name(name) is not None:
            (path / name).unlink()

"""What the child that makes a film's index is told, and what it says. Both are files without a name."""

import json
import struct
from array import array
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final, overload

from ingest.movie.film import Film
from ingest.movie.samples import Stretch
from ingest.recording.disk.heads import read_records, write_record

_HEAD: Final = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Source:
    """A segment that is to be read. `goes_on`: from the one before in the job."""

    run: str
    name: str
    init: str
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Job:
    """A recording's segments in `folder`, in order, of which the time from `begin_ms` up to `end_ms` is shown
    (milliseconds since 1970, like `chapters`' times).

    What is not on the disk is told: `inits` by run and name, `heads` by their place in `sources` (see
    `recording.disk.heads`).
    """

    folder: str
    sources: Sequence[Source]
    begin_ms: int
    end_ms: int
    chapters: Sequence[tuple[int, str]] = ()
    inits: Mapping[tuple[str, str], bytes] = field(default_factory=dict)
    heads: Mapping[int, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Index:
    """What was made: where the film's head begins in the file, and the film's media as `stretches`. Those of
    `film.HEAD` count from there, too."""

    etag: str
    modified: int
    seconds: float
    size: int
    head_at: int
    head: int
    """Bytes."""
    stretches: "Stretches"


class Stretches(Sequence[Stretch]):
    """A show of hours has some hundred thousand: they are columns of numbers."""

    def __init__(self, columns: "Sequence[array[int]]") -> None:
        self.columns = columns

    def __len__(self) -> int:
        return len(self.columns[0])

    @overload
    def __getitem__(self, index: int) -> Stretch: ...
    @overload
    def __getitem__(self, index: slice) -> "Stretches": ...

    def __getitem__(self, index: int | slice) -> "Stretch | Stretches":
        if isinstance(index, slice):
            return Stretches([column[index] for column in self.columns])
        segment, place, size, at = (column[index] for column in self.columns)
        return Stretch(segment, place, size, at)


_COLUMNS: Final = "iIIQ"


def write_job(file: BinaryIO, job: Job) -> None:
    """From where the file is on; it is left at its begin. Blocks, like what follows."""
    said = {
        "folder": job.folder,
        "sources": [[one.run, one.name, one.init, one.goes_on] for one in job.sources],
        "begin_ms": job.begin_ms,
        "end_ms": job.end_ms,
        "chapters": [[at, title] for at, title in job.chapters],
        "inits": [[run, name, b64encode(data).decode()] for (run, name), data in job.inits.items()],
    }
    _write_json(file, said)
    for index, heads in job.heads.items():
        write_record(file, index, heads)
    file.seek(0)


def read_job(file: BinaryIO) -> Job:
    """From where the file is on."""
    said = _read_json(file)
    return Job(
        folder=said["folder"],
        sources=[Source(*each) for each in said["sources"]],
        begin_ms=said["begin_ms"],
        end_ms=said["end_ms"],
        chapters=[(at, title) for at, title in said["chapters"]],
        inits={(run, name): b64decode(data) for run, name, data in said["inits"]},
        heads=read_records(file.read()),
    )


def write_index(file: BinaryIO, etag: str, modified: int, film: Film) -> None:
    """What was made."""
    stretches = film.stretches
    columns = (
        array("i", (one.segment for one in stretches)),
        array("I", (one.place for one in stretches)),
        array("I", (one.size for one in stretches)),
        array("Q", (one.at for one in stretches)),
    )
    said = {"etag": etag, "modified": modified, "seconds": film.seconds, "size": film.size}
    _write_json(file, {**said, "head": len(film.head), "made": len(film.made), "stretches": len(stretches)})
    for column in columns:
        file.write(column.tobytes())
    file.write(film.head + film.made)
    file.flush()


def read_index(file: BinaryIO) -> Index:
    """From its begin.

    Raises:
        ValueError, EOFError: it is not whole.
    """
    file.seek(0)
    said = _read_json(file)
    columns: list[array[int]] = []
    for kind in _COLUMNS:
        column = array(kind)
        column.fromfile(file, said["stretches"])
        columns.append(column)
    at = file.tell()
    if file.seek(0, 2) != at + said["head"] + said["made"]:
        raise EOFError
    return Index(said["etag"], said["modified"], said["seconds"], said["size"], at, said["head"], Stretches(columns))


def _write_json(file: BinaryIO, said: object) -> None:
    data = json.dumps(said).encode()
    file.write(_HEAD.pack(len(data)) + data)


def _read_json(file: BinaryIO) -> dict[str, Any]:
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    found: dict[str, Any] = json.loads(file.read(*_HEAD.unpack(head)))
    return found

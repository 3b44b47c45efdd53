"""A recording's segments, and how a file's name says all there is to know of one: a folder's listing is its index.

A recording is made of runs, one for each time that a node began to record: `RECORDING_STORE/{recording}/{run}/` holds

    init-0.mp4                                    an init section, as fans got it
    000000-1769889600000-00400000-0nk.m4s         a segment: parts as fans got them, one after the other
    000001-1769889604000-open-0ck.m4s             the one that is being written
    heads                                         what of them is no media, see `heads.py`

In a name stand the segment's number in its run, when it began (milliseconds since 1970), how long it lasts (units of
10 us, as EXTINF says it), its init section, why it does not go on from the one before, and whether decoding can begin
with it. A segment that is complete is sealed: its name says how long it lasts, and it never changes again.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from contract.recordings import CLIP_ID, RECORDING_ID

TICKS: Final = 100_000
"""A second's."""
OPEN: Final = "open"
_NAME: Final = re.compile(r"(\d{6,9})-(\d{13})-(\d{8}|open)-(\d{1,4})([cnmf])([kx])\.m4s")
_INIT: Final = re.compile(r"init-(\d{1,4})\.mp4")
_RUN: Final = re.compile(r"\d{13}-[0-9a-f]{8}")
_RECORDING: Final = re.compile(RECORDING_ID)
_CLIP: Final = re.compile(CLIP_ID)


class Seam(StrEnum):
    """How a segment follows the one before."""

    CONTINUED = "c"
    NEW = "n"
    """Another encoder, size or codec; or it is the first."""
    MISSED = "m"
    """The recorder did not keep up, and has missed something."""
    FULL = "f"
    """The disk was full."""


@dataclass(frozen=True, slots=True)
class RecordedSegment:
    """One of a run's segments; `duration` in `TICKS`, None while it is open. `size` in bytes, as far as is known."""

    number: int
    begins_ms: int
    duration: int | None
    init: int
    seam: Seam
    independent: bool
    size: int = 0

    @property
    def name(self) -> str:
        """Of its file."""
        lasts = OPEN if self.duration is None else f"{self.duration:08d}"
        key = "k" if self.independent else "x"
        return f"{self.number:06d}-{self.begins_ms:013d}-{lasts}-{self.init}{self.seam}{key}.m4s"

    @property
    def ends_ms(self) -> float:
        """When it ends, by its own date; while it is open, when it began."""
        return self.begins_ms + (self.duration or 0) * 1000 / TICKS

    @property
    def seconds(self) -> float:
        """How long it lasts; 0 while it is open."""
        return (self.duration or 0) / TICKS


def read_name(name: str, size: int = 0) -> RecordedSegment | None:
    """The segment of a file's name; None: it is something else."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    number, begins, lasts, init, seam, key = found.groups()
    duration = None if lasts == OPEN else int(lasts)
    return RecordedSegment(int(number), int(begins), duration, int(init), Seam(seam), key == "k", size)


def init_name(number: int) -> str:
    """Of an init section's file."""
    return f"init-{number}.mp4"


def read_init_name(name: str) -> int | None:
    """The init section of a file's name; None: it is something else."""
    found = _INIT.fullmatch(name)
    return None if found is None else int(found[1])


def is_run(name: str) -> bool:
    """Whether this names a run."""
    return _RUN.fullmatch(name) is not None


def is_recording(name: str) -> bool:
    """Whether this names a recording, and so is good for a path."""
    return _RECORDING.fullmatch(name) is not None


def is_clip(name: str) -> bool:
    """Whether this names a clip."""
    return _CLIP.fullmatch(name) is not None

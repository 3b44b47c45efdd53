"""A storyboard's sheets: small pictures of a recording, one below the other in a JPEG. A file's name says when each
of them was live, so that here, too, a folder's listing is its index.

    sheet-1769889600000-002s02s02u.jpg      when the first was, in milliseconds since 1970; then for each, how much
                                            later it was than the one before it, in tenths of a second
                                            (base 36, two digits)
    tile-1769889630100.jpg                  one that is in no sheet yet
    poster-1769889630100.jpg                one that stands for the whole recording
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH, HEIGHT = 160, 90
"""Pixels of a picture in it."""
ROW: Final = 96
"""Pixels from one to the next: a whole number of blocks. The picture is in the middle, black above and below."""
EDGE: Final = (ROW - HEIGHT) // 2
MOST: Final = 50
"""In one sheet: eight minutes, some 150 KB."""
STEP: Final = 0.1
LONGEST: Final = 36**2 - 1
"""Steps from one to the next in a sheet; what comes later begins a new one."""
EVERY: Final = 10.0
"""Seconds from one picture to the next, at first."""
PERIOD: Final = 7200.0
"""Seconds of a show after which they are so much rarer again: four hours are some three MB."""
RAREST: Final = 60.0

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_SHEET: Final = re.compile(rf"sheet-(\d{{13}})-((?:[0-9a-z]{{2}}){{1,{MOST}}})\.jpg")
_POSTER: Final = re.compile(r"poster-(\d{13})\.jpg")
_TILE: Final = re.compile(r"tile-(\d{13})\.jpg")


def find_pause(age: float) -> float:
    """Seconds from one picture to the next, so long after the recording's begin."""
    return min(RAREST, EVERY * (1 + int(max(0.0, age) // PERIOD)))


@dataclass(frozen=True, slots=True)
class Sheet:
    """`steps`: of each picture, how much later it was than the one before, in `STEP`; of the first 0."""

    begins_ms: int
    steps: tuple[int, ...]

    @property
    def name(self) -> str:
        """Of its file."""
        digits = "".join(_DIGITS[each // 36] + _DIGITS[each % 36] for each in self.steps)
        return f"sheet-{self.begins_ms:013d}-{digits}.jpg"

    @property
    def moments(self) -> list[int]:
        """When each picture was live, in milliseconds since 1970."""
        found, at = [], self.begins_ms
        for each in self.steps:
            at += each * 100
            found.append(at)
        return found


def make_sheet(moments: Sequence[int]) -> Sheet:
    """Of pictures that were live then (milliseconds since 1970), in order, of which `fits` is true."""
    steps, at = [0], moments[0]
    for each in moments[1:]:
        steps.append(_count_steps(at, each))
        at += steps[-1] * 100
    return Sheet(moments[0], tuple(steps))


def fits(moments: Sequence[int], next_ms: int) -> bool:
    """Whether one more can be in the same sheet."""
    return not moments or (
        len(moments) < MOST and 0 < _count_steps(make_sheet(moments).moments[-1], next_ms) <= LONGEST
    )


def _count_steps(since: int, until: int) -> int:
    return round((until - since) / 100)


def read_sheet_name(name: str) -> Sheet | None:
    """The sheet of a file's name; None: it is something else."""
    found = _SHEET.fullmatch(name)
    if found is None:
        return None
    digits = found[2]
    return Sheet(int(found[1]), tuple(int(digits[at : at + 2], 36) for at in range(0, len(digits), 2)))


def tile_name(at_ms: int) -> str:
    """Of the file of a picture that is in no sheet yet."""
    return f"tile-{at_ms:013d}.jpg"


def poster_name(at_ms: int) -> str:
    """Of the file of a picture that stands for all of a recording: of this moment of it."""
    return f"poster-{at_ms:013d}.jpg"


def read_poster_name(name: str) -> int | None:
    """Of when that is; None: it is something else."""
    found = _POSTER.fullmatch(name)
    return None if found is None else int(found[1])


def is_picture(name: str) -> bool:
    """Whether a file of a run is one that players get."""
    return read_sheet_name(name) is not None or read_poster_name(name) is not None


def read_tile_name(name: str) -> int | None:
    """When that was live; None: it is something else."""
    found = _TILE.fullmatch(name)
    return None if found is None else int(found[1])

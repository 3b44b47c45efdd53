"""What a rung is: its name, how large it is, and how much of the network it takes. Pure."""

import re
from dataclasses import dataclass
from typing import Final

SPELLING: Final = re.compile(r"(\d{3,4})p(?:@(\d{2,5})k)?")
"""`480p`, or with kilobits per second `480p@800k`."""
_PEAK: Final = 1.2
"""Of its rate: what a segment with a difficult picture may have."""
_LEVELS: Final = ((30, 1_620, 40_500), (31, 3_600, 108_000), (32, 5_120, 216_000), (42, 8_704, 522_240))
"""H.264's levels, with macroblocks that a frame and a second may have (ISO 14496-10, table A-1)."""
_LAST_LEVEL: Final = 52
_MOST_FRAMES: Final = 60


@dataclass(frozen=True, slots=True)
class Size:
    """Of a picture."""

    width: int
    height: int

    @property
    def level(self) -> int:
        """The H.264 level that is enough at sixty frames a second, ten times."""
        blocks = -(-self.width // 16) * -(-self.height // 16)
        for level, most, rate in _LEVELS:
            if blocks <= most and blocks * _MOST_FRAMES <= rate:
                return level
        return _LAST_LEVEL

    @property
    def codec(self) -> str:
        """As playlists name it (RFC 6381): main profile."""
        return f"avc1.4d40{self.level:02x}"


@dataclass(frozen=True, slots=True)
class Goal:
    """What is made of a rung beside a source."""

    size: Size
    apart: int = 0
    """Ticks of the source's clock between two of its pictures, at least; 0: it has all of them."""
    rate: float = 0.0
    """Pictures a second that it has; 0: not known."""


@dataclass(frozen=True, slots=True)
class Rung:
    """`lines` of the shorter side, `rate` of its picture in bits per second."""

    name: str
    lines: int
    rate: int

    @property
    def peak(self) -> int:
        """Bits per second that its picture may have for a segment."""
        return round(self.rate * _PEAK)

    def fit(self, width: int, height: int) -> Size | None:
        """How large it is beside a source of this size; None: it would be no smaller."""
        if not 0 < self.lines < min(width, height):
            return None
        longer = max(2, round(max(width, height) * self.lines / min(width, height) / 2) * 2)
        return Size(longer, self.lines) if width >= height else Size(self.lines, longer)


def read_rung(spelled: str) -> Rung | None:
    """A rung as settings name it; None: this names none. Without a rate it has what pictures of its size need: 0.3
    Mbit/s at 240 lines, 1 at 480, 2 at 720."""
    found = SPELLING.fullmatch(spelled)
    if found is None:
        return None
    lines = int(found[1]) // 2 * 2
    rate = int(found[2]) * 1_000 if found[2] else round(300_000 * (lines / 240) ** 1.75 / 10_000) * 10_000
    return Rung(f"{found[1]}p", lines, rate)

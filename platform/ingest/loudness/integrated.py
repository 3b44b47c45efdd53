"""The loudness of a whole show (ITU-R BS.1770-5, annex 1; EBU R 128), over all decoders that came and went. Pure."""

import math
from typing import Final

ABSOLUTE_GATE: Final = -70.0
RELATIVE_GATE: Final = -10.0
"""LUFS below which a block counts for nothing, and LU below the loudness of those that are left."""
STEP: Final = 0.1
"""LU: how finely blocks are told apart."""


class Integrated:
    """`add` the momentary loudness every 100 ms: blocks of 400 ms that overlap by three quarters."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def add(self, loudness: float) -> None:
        """One block's, in LUFS."""
        if loudness >= ABSOLUTE_GATE:
            step = round(loudness / STEP)
            self._counts[step] = self._counts.get(step, 0) + 1

    @property
    def loudness(self) -> float | None:
        """LUFS, of all so far; None: nothing was heard."""
        whole = _mean(self._counts)
        if whole is None:
            return None
        least = (whole + RELATIVE_GATE) / STEP
        return _mean({step: count for step, count in self._counts.items() if step >= least})


def _mean(counts: dict[int, int]) -> float | None:
    """Of energies, as loudness."""
    total = sum(counts.values())
    if not total:
        return None
    energy = sum(count * 10 ** (step * STEP / 10) for step, count in counts.items()) / total
    return 10 * math.log10(energy)

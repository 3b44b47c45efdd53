"""How loud a show was, from what was counted. Pure."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

EVERY: Final = 5
"""Seconds of show time that are counted together."""
MOST_SLOTS: Final = 24 * 3600 // EVERY
"""A day's: whatever is told of later ones is put together with the last."""


def list_counts(counted: Mapping[int, int]) -> list[int]:
    """Claps of each five seconds, from the show's first to the last in which somebody clapped; `counted` by seconds
    of show time, with gaps."""
    if not counted:
        return []
    last = min(max(counted) // EVERY, MOST_SLOTS - 1)
    counts = [0] * (last + 1)
    for at, count in counted.items():
        counts[min(at // EVERY, last)] += count
    return counts


def find_levels(counts: Sequence[int], watching: int) -> list[float]:
    """From 0 to 1, the loudest of the show; where the loudest was not one clap of each of the `watching`, that would
    be 1. By the root, as loudness is heard."""
    most = max([1, watching, *counts])
    return [round(math.sqrt(count / most), 2) for count in counts]

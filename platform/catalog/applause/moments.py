"""Which parts of a show make good clips, by how loud the people were. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from catalog.applause.levels import EVERY, find_levels

MOST: Final = 10
SHORTEST: Final = 20.0
LONGEST: Final = 40.0
LEAD: Final = 12.0
"""Seconds that a clip begins before the people did: they clap for what they have just heard."""
TAIL: Final = 3.0
"""Seconds that it goes on when they are quieter again."""
ABOVE: Final = 1.5
"""A peak is so many times the show's median, at least."""
OF_LOUDEST: Final = 0.15
"""And so much of the loudest five seconds: next to an ovation a cough is none."""
APART: Final = 5.0
"""Seconds between two of them, at least."""

Range = tuple[float, float]
"""From and to, in seconds of show time."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A clip to be. `at` is when it was loudest, all in seconds of show time."""

    begins: float
    ends: float
    at: float
    level: float
    """From 0 to 1, the loudest of the show."""
    count: int
    """Claps while it lasts."""


def find_moments(
    counts: Sequence[int],
    *,
    duration: float,
    markers: Collection[float] = (),
    clips: Collection[Range] = (),
) -> list[Moment]:
    """At most `MOST`, in the show's order, none over another; `counts` are claps of each five seconds.

    A chapter's beginning, of `markers`, is a better cut than one a few seconds beside it. What somebody has made a
    clip of already, for the most part, is passed over.
    """
    slots = range(min(len(counts), int(duration // EVERY)))
    if duration < SHORTEST or not any(counts[slot] for slot in slots):
        return []
    silent = int(duration // EVERY) - len(slots)
    least = max(OF_LOUDEST * max(counts), ABOVE * median([*counts, *[0] * silent]))
    levels = find_levels(counts, 0)
    found = list[Moment]()
    for slot in sorted(slots, key=lambda one: (-counts[one], one)):
        if len(found) == MOST or counts[slot] < max(1, least):
            break
        begins, ends = _find_window(counts, slot, duration, sorted(markers))
        near = any(begins < one.ends + APART and one.begins - APART < ends for one in found)
        if not near and not _is_cut(begins, ends, clips):
            inside = counts[int(begins // EVERY) : int(-(-ends // EVERY))]
            found.append(Moment(begins, ends, float(slot * EVERY), levels[slot], sum(inside)))
    return sorted(found, key=lambda one: one.begins)


def _find_window(counts: Sequence[int], slot: int, duration: float, markers: Sequence[float]) -> Range:
    first, last = slot, slot
    while first > 0 and counts[first - 1] * 2 >= counts[slot]:
        first -= 1
    while last + 1 < len(counts) and counts[last + 1] * 2 >= counts[slot]:
        last += 1
    peak = float(slot * EVERY)
    # Of a long ovation the loudest part.
    begins = max(0.0, first * EVERY - LEAD, peak - LONGEST + EVERY)
    begins = max([begins, *(at for at in markers if begins < at <= peak - EVERY)])
    ends = min(duration, begins + LONGEST, max((last + 1) * EVERY + TAIL, begins + SHORTEST))
    ends = min([ends, *(at for at in markers if peak + EVERY <= at < ends)])
    if ends - begins < SHORTEST:
        begins = max(0.0, ends - SHORTEST)
    return round(begins, 3), round(max(ends, min(duration, begins + SHORTEST)), 3)


def _is_cut(begins: float, ends: float, clips: Collection[Range]) -> bool:
    return any(min(ends, until) - max(begins, since) >= (ends - begins) / 2 for since, until in clips)

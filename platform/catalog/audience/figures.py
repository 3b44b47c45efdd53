"""The figures of an audience, counted from its samples. Pure; `docs/audience.md` defines each of them in words."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from catalog.audience.keeping import EVERY

MOST_POINTS: Final = 720
"""Of one answer: two hours by ten seconds. Longer shows are told by longer stretches."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Ten seconds, as they are kept."""

    at: int
    """Seconds since 1970."""
    watched: int
    """Milliseconds, of all viewers together."""
    joins: int
    leaves: int


@dataclass(frozen=True, slots=True)
class Show:
    """When it was, in seconds since 1970; what goes on ends now."""

    begins: float
    """What show time counts from."""
    ends: float
    live: float
    """When it went live, which may be a little before or after: from then on it is watched."""


@dataclass(frozen=True, slots=True)
class Point:
    """One stretch of a show."""

    at: float
    """Seconds of show time when it begins."""
    viewers: float
    """On average."""
    joins: int
    leaves: int
    retention: float | None
    """Of all who had come by its end, the part that watched; None: nobody had come."""
    messages: int
    claps: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Of a whole show."""

    average: float
    minutes_watched: float
    joins: int
    leaves: int


def count_totals(samples: Iterable[Sample], show: Show) -> Totals:
    """The average is over the time that it was live."""
    watched = joins = leaves = 0
    for one in samples:
        watched, joins, leaves = watched + one.watched, joins + one.joins, leaves + one.leaves
    return total(watched, joins, leaves, show)


def total(watched: int, joins: int, leaves: int, show: Show) -> Totals:
    """The same of sums; `watched` in milliseconds."""
    length = show.ends - show.live
    average = watched / 1000 / length if length > 0 else 0.0
    return Totals(round(average, 2), round(watched / 60_000, 2), joins, leaves)


def find_stretch(samples: Sequence[Sample]) -> int:
    """Seconds of each point, so that there are at most `MOST_POINTS`; `samples` in order."""
    if not samples:
        return EVERY
    slots = (samples[-1].at - samples[0].at) // EVERY + 1
    return EVERY * math.ceil(slots / MOST_POINTS)


def draw(
    samples: Sequence[Sample], show: Show, every: int, messages: Iterable[float], claps: Iterable[tuple[float, int]]
) -> list[Point]:
    """A point for each `every` seconds (a multiple of `EVERY`) from the first sample to the last; `samples` in order,
    `messages` and `claps` by seconds since 1970."""
    if not samples:
        return []
    first = samples[0].at
    count = (samples[-1].at - first) // every + 1
    watched, joins, leaves, said, clapped = ([0] * count for _ in range(5))
    for one in samples:
        slot = (one.at - first) // every
        watched[slot] += one.watched
        joins[slot] += one.joins
        leaves[slot] += one.leaves

    def find_slot(at: float) -> int:
        return min(count - 1, max(0, int((at - first) // every)))

    for at in messages:
        said[find_slot(at)] += 1
    for at, claps_there in claps:
        clapped[find_slot(at)] += claps_there
    points, come, gone = list[Point](), 0, 0
    for slot in range(count):
        begins, ends = first + slot * every, first + (slot + 1) * every
        # The show's first seconds, and its last, are seldom a whole stretch.
        length = min(ends, show.ends) - max(begins, show.live)
        come += joins[slot]
        # A process hears of the show's end a little later: no more were there than had come and not left.
        viewers = min(watched[slot] / 1000 / (length if length > 0 else every), max(0, come - gone))
        gone += leaves[slot]
        points.append(
            Point(
                at=round(max(0.0, begins - show.begins), 3),
                viewers=round(viewers, 2),
                joins=joins[slot],
                leaves=leaves[slot],
                retention=round(min(1.0, viewers / come), 4) if come else None,
                messages=said[slot],
                claps=clapped[slot],
            )
        )
    return points

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
    stalls: int
    """Of all renditions, as of `failures`: what players reported then."""
    failures: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """What players reported in ten seconds."""

    at: int
    """Seconds since 1970 when they begin."""
    stalls: int
    failures: int


@dataclass(frozen=True, slots=True)
class Before:
    """Where points are drawn from the middle of a show on: when the first of them begins, in seconds since 1970, and
    who had come and gone by then."""

    at: int
    joins: int
    leaves: int


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


def find_stretch(first: int, last: int) -> int:
    """Seconds of each point, so that there are at most `MOST_POINTS`; the samples are from `first` to `last`."""
    return EVERY * math.ceil(((last - first) // EVERY + 1) / MOST_POINTS)


def draw(
    samples: Sequence[Sample],
    show: Show,
    every: int,
    messages: Iterable[float] = (),
    claps: Iterable[tuple[float, int]] = (),
    troubles: Iterable[Trouble] = (),
    before: Before | None = None,
) -> list[Point]:
    """A point for each `every` seconds (a multiple of `EVERY`) from the first sample, or from `before`, to the last;
    `samples` in order, `messages` and `claps` by seconds since 1970."""
    if not samples:
        return []
    first = samples[0].at if before is None else before.at
    come, gone = (0, 0) if before is None else (before.joins, before.leaves)
    count = (samples[-1].at - first) // every + 1
    watched, joins, leaves, said, clapped, stalls, failures = ([0] * count for _ in range(7))

    def find_slot(at: float) -> int:
        return min(count - 1, max(0, int((at - first) // every)))

    for one in samples:
        slot = find_slot(one.at)
        watched[slot] += one.watched
        joins[slot] += one.joins
        leaves[slot] += one.leaves
    for at in messages:
        said[find_slot(at)] += 1
    for at, claps_there in claps:
        clapped[find_slot(at)] += claps_there
    for trouble in troubles:
        stalls[find_slot(trouble.at)] += trouble.stalls
        failures[find_slot(trouble.at)] += trouble.failures
    points = list[Point]()
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
                stalls=stalls[slot],
                failures=failures[slot],
            )
        )
    return points

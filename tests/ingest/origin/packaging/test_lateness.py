"""By how much each part comes later than it could have."""

import pytest

from ingest.origin.packaging.lateness import BOUNDS, DRIFT, Lateness
from runtime.histogram import Histogram

PART = 0.2


def measure(times: list[float]) -> Histogram:
    """Of parts that are there at these times."""
    histogram = Histogram(BOUNDS)
    lateness = Lateness(histogram)
    for now in times:
        lateness.note(PART, now)
    return histogram


def read(histogram: Histogram) -> dict[str, float]:
    return dict(histogram.list_buckets())


def test_parts_that_come_in_time_are_not_late() -> None:
    histogram = measure([100 + PART * number for number in range(50)])
    assert read(histogram)["0.005"] == read(histogram)["+Inf"] == 49  # the first is compared with nothing


def test_one_that_comes_later_is_late_by_that_and_the_next_one_is_not() -> None:
    histogram = measure([100.0, 100.2, 100.7, 100.7, 100.8])
    assert histogram.total == pytest.approx(0.3 + 0.1, abs=5 * PART * DRIFT)
    assert read(histogram)["0.2"] == 3


def test_where_the_first_was_the_late_one_the_earlier_ones_are_the_measure() -> None:
    assert measure([101.0, 100.4, 100.6, 100.8]).total == pytest.approx(0, abs=4 * PART * DRIFT)


def test_clocks_that_are_not_the_same_make_nobody_late() -> None:
    # An encoder whose clock is slow by 500 ppm, for an hour.
    histogram = measure([PART * number * 1.0005 for number in range(18_000)])
    assert read(histogram)["0.005"] == read(histogram)["+Inf"]


def test_another_time_line_is_not_compared_with_the_one_before() -> None:
    histogram = Histogram(BOUNDS)
    lateness = Lateness(histogram)
    lateness.note(PART, 100.0)
    lateness.begin()
    lateness.note(PART, 500.0)
    lateness.note(PART, 500.2)
    assert read(histogram) == dict.fromkeys(read(histogram), 1.0)

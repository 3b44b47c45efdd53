"""The figures of the players' table, from looks that are plain values."""

import pytest

from players.measure import Look, measure
from players.watchers import State


def test_the_sizes_of_the_picture_are_told_in_their_order() -> None:
    looks = [Look(at, State(float(at), width=width)) for at, width in enumerate((0, 640, 640, 214, 640))]
    assert measure(looks, 0.0, 5.0, 5.0).widths == (640, 214, 640)


def watch(*spans: tuple[float, bool], end: float | None = None, failed: str | None = None) -> list[Look]:
    """Looks four times a second, from 10 s on: (seconds, whether the picture moves). It ends at `end`."""
    looks, now, position = [], 10.0, 0.0
    for seconds, moves in spans:
        for _ in range(round(seconds * 4)):
            ended = end is not None and now >= end
            position += 0.25 if moves and not ended else 0.0
            looks.append(Look(now, State(position, round(position * 30), ended, None if moves else failed, 1.5)))
            now += 0.25
    return looks


def test_a_player_that_plays_from_the_start_to_the_end() -> None:
    row = measure(watch((1.0, False), (10.0, True), (1.0, True), end=21.5), opened=10.0, stopped=21.0, steady=21.0)
    assert row.start == pytest.approx(1.0)
    assert (row.stalls, row.still, row.failed, row.latency) == (0, 0.0, None, 1.5)
    assert row.ended == pytest.approx(0.5)


def test_standing_still_is_counted_from_the_first_picture_on() -> None:
    row = measure(watch((2.0, True), (4.0, False), (6.0, True)), opened=10.0, stopped=22.0, steady=12.0)
    assert row.stalls == 1
    assert row.still == pytest.approx(4.25)
    assert row.ended is None


def test_a_player_that_never_goes_on_says_so() -> None:
    assert measure(watch((4.0, True), (12.0, False)), 10.0, 26.0, 13.0).failed == "stands from 4 s on"
    assert measure(watch((8.0, False)), 10.0, 18.0, 13.0).failed == "never moves"


def test_its_own_word_comes_first() -> None:
    assert measure(watch((4.0, True), (12.0, False), failed="error 4"), 10.0, 26.0, 13.0).failed == "error 4"


def test_an_end_before_the_encoders_is_a_failure() -> None:
    row = measure(watch((8.0, True), end=14.0), opened=10.0, stopped=18.0, steady=13.0)
    assert (row.failed, row.ended) == ("ended at 4 s", None)


def test_a_clock_beside_a_black_picture_is_no_movement() -> None:
    looks = [Look(10 + step / 4, State(step / 4, 30)) for step in range(20)]
    assert measure(looks, 10.0, 15.0, 15.0).failed == "never moves"

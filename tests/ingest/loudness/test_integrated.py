"""The loudness of a whole show."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.loudness.integrated import Integrated


def integrate(*blocks: float) -> float | None:
    integrated = Integrated()
    for block in blocks:
        integrated.add(block)
    return integrated.loudness


def test_what_is_silent_counts_for_nothing() -> None:
    assert integrate() is None
    assert integrate(-120.0, -70.1) is None
    assert integrate(-23.0, -120.0, -80.0) == pytest.approx(-23.0)


def test_pauses_far_below_the_music_are_left_out() -> None:
    assert integrate(*[-20.0] * 100, *[-40.0] * 100) == pytest.approx(-20.0)
    # 8 LU below is music too: the mean of energies.
    mean = 10 * math.log10((10**-2.0 + 10**-2.8) / 2)
    assert integrate(*[-20.0] * 100, *[-28.0] * 100) == pytest.approx(mean)


@given(st.lists(st.floats(-100, 5), min_size=1, max_size=200))
def test_it_is_what_the_standard_counts(blocks: list[float]) -> None:
    def mean(values: list[float]) -> float:
        return 10 * math.log10(sum(10 ** (value / 10) for value in values) / len(values))

    rounded = [round(block, 1) for block in blocks if block >= -70]
    found = integrate(*rounded)
    if not rounded:
        assert found is None
        return
    gate = round(mean(rounded) - 10, 6)
    near = [value for value in rounded if abs(value - gate) < 0.001]
    if not near:  # on the gate itself rounding decides
        assert found == pytest.approx(mean([value for value in rounded if value >= gate]), abs=0.01)

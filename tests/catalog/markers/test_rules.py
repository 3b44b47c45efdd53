"""What a marker is called where nobody says so, and when it is."""

from datetime import timedelta

import pytest

from catalog.markers.rules import make_title, to_moment, to_show_time
from support.callbacks import NOW


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        ([], "Marker 1"),
        (["Marker 1", "The chorus"], "Marker 3"),
        (["Marker 7"], "Marker 8"),
        (["Marker seven", "Marker 9 of 9"], "Marker 3"),
    ],
)
def test_a_title_that_nobody_typed_is_one_that_there_is_not(titles: list[str], title: str) -> None:
    assert make_title(titles) == title


def test_show_time_is_counted_from_the_first_picture_in_milliseconds() -> None:
    moment = NOW + timedelta(seconds=754.2004)
    assert to_show_time(moment, NOW) == 754.2
    assert to_moment(754.2, NOW) == NOW + timedelta(seconds=754.2)
    assert to_show_time(NOW - timedelta(seconds=1), NOW) == 0.0

"""When a room is open."""

import pytest

from catalog.chat.hours import find_closed, find_over
from support.callbacks import after

CASES = [
    ("live", None, None, True),
    ("scheduled", None, None, True),
    ("scheduled", 3_600, None, True),
    ("scheduled", 3_601, None, False),
    ("scheduled", -86_400, None, True),
    ("ended", None, -3_599, True),
    ("ended", None, -3_600, False),
    ("archived", None, -60, True),
    ("cancelled", 60, None, False),
]


@pytest.mark.parametrize(("status", "start", "ended", "is_open"), CASES)
def test_a_room_is_open_from_an_hour_before_a_show_to_an_hour_after_it(
    status: str, start: int | None, ended: int | None, is_open: bool
) -> None:
    livestream = {
        "status": status,
        "scheduled_start_at": None if start is None else after(start).isoformat(),
        "ended_at": None if ended is None else after(ended).isoformat(),
    }
    words = find_closed(livestream, after(0))
    assert (words is None) is is_open
    never_again = find_over(livestream, after(0)) is not None
    assert never_again is (not is_open and status != "scheduled")

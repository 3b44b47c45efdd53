"""When a client comes back."""

import pytest

from encryptedmedia.pace import BASE, CAP, CROWDED, STEADY, TOO_MANY, Pace


def test_the_limit_doubles_and_has_an_end() -> None:
    pace = Pace(lambda: 1.0)
    delays = [pace.note_loss("lost", None, 0.0, None).delay for _ in range(12)]
    assert delays[:4] == [BASE, BASE * 2, BASE * 4, BASE * 8]
    assert delays[-1] == CAP


@pytest.mark.parametrize("chance", [0.0, 0.25, 0.999])
def test_the_delay_is_anywhere_below_the_limit(chance: float) -> None:
    assert Pace(lambda: chance).note_loss("lost", None, 0.0, None).delay == chance * BASE


def test_a_connection_that_held_starts_anew_and_one_that_did_not_goes_on() -> None:
    pace = Pace(lambda: 1.0)
    for _ in range(5):
        pace.note_loss("lost", None, 0.0, None)
    assert pace.note_loss("lost", None, STEADY - 1, None).attempt == 6
    assert pace.note_loss("lost", None, STEADY, None).attempt == 1


def test_a_goodbye_is_kept_to() -> None:
    assert Pace(lambda: 0.5).note_loss("restarting", 1012, 60.0, 3.25).delay == 3.25


def test_where_there_were_too_many_it_stays_away() -> None:
    assert Pace(lambda: 0.0).note_loss("too many", TOO_MANY, 0.0, None).delay == CROWDED

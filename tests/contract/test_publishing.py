"""Why sessions end: every order has words, and only after a takeover is somebody waited for."""

from contract.publishing import FINAL, STOP_WORDS, Reason, read_reason


def test_every_order_is_a_reason_and_only_a_takeover_is_waited_after() -> None:
    assert set(STOP_WORDS) <= set(Reason)
    assert set(STOP_WORDS) - FINAL == {Reason.TAKEN_OVER}


def test_an_order_of_a_later_version_is_an_end() -> None:
    assert read_reason("key_changed") is Reason.KEY_CHANGED
    assert read_reason("eaten_by_a_bear") is Reason.ENDED

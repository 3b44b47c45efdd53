"""What is refused is counted each time, said now and then, and a problem for a while."""

import pytest

from runtime.refusals import SAY_EVERY, Refusals


def test_refusals_are_counted_each_and_said_now_and_then(caplog: pytest.LogCaptureFixture) -> None:
    now = 100.0
    refusals = Refusals(lambda: now)
    for _ in range(5):
        refusals.note("full", "no room")
    refusals.note("greedy", "too much")
    now += SAY_EVERY
    refusals.note("full", "no room")
    assert refusals.counts == {"full": 6, "greedy": 1}
    assert [record.getMessage() for record in caplog.records] == [
        "no room",
        "too much",
        "no room (4 more like this since it was last said)",
    ]


def test_refusals_are_said_once_a_minute_and_counted(caplog: pytest.LogCaptureFixture) -> None:
    now = [0.0]
    refusals = Refusals(lambda: now[0])
    for _ in range(1_000):
        refusals.note("sockets", "No more sockets.")
    assert len(caplog.records) == 1
    now[0] = SAY_EVERY
    assert refusals.problems() == {}
    refusals.note("sockets", "No more sockets.")
    assert [record.getMessage() for record in caplog.records][1:] == [
        "No more sockets. (999 more like this since it was last said)"
    ]
    assert refusals.counts == {"sockets": 1_001}


def test_whose_it_was_is_said_in_the_log_and_to_nobody_else(caplog: pytest.LogCaptureFixture) -> None:
    refusals = Refusals(lambda: 100.0)
    refusals.note("reads", "An address asks too often.", address="192.0.2.1")
    assert [record.getMessage() for record in caplog.records] == [
        "An address asks too often. (the last one: 192.0.2.1)"
    ]
    assert refusals.problems() == {"reads": "An address asks too often."}

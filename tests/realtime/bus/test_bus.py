"""Each message reaches whoever asked for its kind."""

import pytest

from realtime.bus.bus import MemoryBus, Message


def test_a_message_reaches_all_who_asked_for_its_kind_and_nobody_else(caplog: pytest.LogCaptureFixture) -> None:
    bus, first, second, others = MemoryBus(), list[Message](), list[Message](), list[Message]()
    bus.on("hello", first.append)
    bus.on("hello", second.append)
    bus.on("bye", others.append)
    message = {"kind": "hello", "process": "p2"}
    bus.take(message)
    assert (first, second, others) == ([message], [message], [])
    assert not caplog.records


def test_a_kind_that_nobody_asked_for_is_named_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    MemoryBus().take({"kind": "of a version to come"})
    assert "'of a version to come'" in caplog.text

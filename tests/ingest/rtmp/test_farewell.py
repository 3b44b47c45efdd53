"""For what reason a connection ends, by what went wrong, and what the encoder is told."""

import logging

import pytest

from contract.publishing import Reason
from ingest.errors import ChunkError, GreedError, HandshakeError, RefusedError
from ingest.rtmp.farewell import explain
from runtime.refusals import Refusals

WORDS = "Copy the key from the livestream's page."


@pytest.mark.parametrize(
    ("error", "reason", "code", "offends"),
    [
        (RefusedError("unknown_key", WORDS), Reason.REFUSED, "BadName", False),
        (RefusedError("already_publishing", WORDS), Reason.REFUSED, "BadName", False),
        (RefusedError("not_playable", WORDS), Reason.REFUSED, "Denied", False),
        (RefusedError("packaging_failed", WORDS), Reason.PACKAGING, "Denied", False),
        (ChunkError("no chunk"), Reason.PROTOCOL, "Denied", True),
        (GreedError("too much"), Reason.PROTOCOL, "Denied", True),
        (HandshakeError("HTTP"), Reason.PROTOCOL, "Denied", False),
        (ZeroDivisionError(), Reason.PROTOCOL, "Denied", False),
    ],
)
def test_each_error_has_its_reason_and_its_words(error: Exception, reason: Reason, code: str, offends: bool) -> None:
    farewell = explain(error, "192.0.2.7", Refusals())
    assert (farewell.reason, farewell.code, farewell.offends) == (reason, code, offends)
    assert farewell.words.endswith(".")
    assert (farewell.words == WORDS) is isinstance(error, RefusedError)


def test_greed_is_counted_and_a_fault_of_ours_is_logged_with_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    refusals = Refusals()
    explain(GreedError("too much"), "192.0.2.7", refusals)
    assert refusals.counts["greedy"] == 1
    try:
        raise ZeroDivisionError
    except ZeroDivisionError as error:
        explain(error, "192.0.2.7", refusals)
    [record] = [each for each in caplog.records if each.levelno == logging.ERROR]
    assert record.exc_info is not None
    assert "closed for a fault of this server" in record.message

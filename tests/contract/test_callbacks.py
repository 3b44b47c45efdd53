"""What ingest writes, web reads."""

import json
from dataclasses import asdict

import pytest
from pydantic import TypeAdapter, ValidationError

from contract.callbacks import Report, ReportedSession, StreamEnded, StreamStarted, Validation
from contract.feeds import FeedKind

SHAPES = [
    Validation(stream_key="k", session_id="s1", node="n1", client_ip="192.0.2.1", media_url="http://n1:8000"),
    StreamStarted(stream_key="k", session_id="s1", node="n1", at="2026-01-31T20:00:00.000Z", audio=False),
    StreamEnded(stream_key="k", session_id="s1", node="n1", ago_ms=3, reason="stopped", clean=False),
    Report(
        node="n1",
        sessions=[ReportedSession(session_id="s1", livestream_id="l1", kind=FeedKind.REHEARSAL, health={"fps": 30})],
        wait_ms=1_000,
    ),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: type(shape).__name__)
def test_what_ingest_writes_web_reads(shape: object) -> None:
    said = json.loads(json.dumps(asdict(shape)))  # type: ignore[call-overload]
    assert TypeAdapter(type(shape)).validate_python(said) == shape


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("session_id", "two\nlines"),
        ("session_id", "s" * 65),
        ("node", "a bell \a"),
        ("at", "yesterday"),
        ("at", "2026-01-31T20:00:00"),
        ("ago_ms", -1),
        ("ago_ms", float("inf")),
        ("ago_ms", float("nan")),
    ],
)
def test_what_makes_no_sense_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError) as refusal:
        TypeAdapter(StreamStarted).validate_python({"stream_key": "k", "session_id": "s1", field: value})
    assert [error["loc"][0] for error in refusal.value.errors()] == [field]


def test_keys_stay_out_of_what_is_shown() -> None:
    for shape in SHAPES[:3]:
        assert "stream_key" not in repr(shape)

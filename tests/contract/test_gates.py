"""What a gate is, whatever the livestream was read from."""

import pytest

from contract.gates import read_gate, redact


@pytest.mark.parametrize(
    ("livestream", "tokens"), [({}, 0), ({"token_gate_amount": None}, 0), ({"token_gate_amount": 5}, 5)]
)
def test_no_amount_is_no_gate(livestream: dict[str, object], tokens: int) -> None:
    assert read_gate(livestream) == tokens


def test_who_may_not_watch_is_not_told_where() -> None:
    shown = redact({"title": "Late set", "hls_url": "/live/x/index.m3u8"})
    assert shown == {"title": "Late set", "hls_url": None}

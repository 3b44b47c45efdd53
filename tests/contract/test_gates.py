"""What a gate is, whatever the livestream was read from."""

import pytest

from contract.gates import read_gate, read_replay_gate, redact, redact_replay


@pytest.mark.parametrize(
    ("livestream", "tokens"), [({}, 0), ({"token_gate_amount": None}, 0), ({"token_gate_amount": 5}, 5)]
)
def test_no_amount_is_no_gate(livestream: dict[str, object], tokens: int) -> None:
    assert read_gate(livestream) == tokens


def test_who_may_not_watch_is_not_told_where() -> None:
    shown = redact({"title": "Late set", "hls_url": "/live/x/index.m3u8"})
    assert shown == {"title": "Late set", "hls_url": None}


@pytest.mark.parametrize(
    ("amount", "replay", "tokens"),
    [
        (None, None, 0),
        (None, {"visibility": "public"}, 0),
        (None, {"visibility": "holders"}, 1),
        (5, {"visibility": "public"}, 5),
        (5, {"visibility": "holders"}, 5),
        (5, None, 5),
    ],
)
def test_a_replay_takes_what_its_show_takes_and_one_token_where_it_is_for_holders(
    amount: int | None, replay: dict[str, str] | None, tokens: int
) -> None:
    assert read_replay_gate({"token_gate_amount": amount, "replay": replay}) == tokens


def test_who_may_not_have_the_replay_is_told_of_it_and_not_where() -> None:
    livestream = {"hls_url": "/live/x/index.m3u8", "replay": {"state": "ready", "url": "/live/r/index.m3u8"}}
    assert redact_replay(livestream) == {**livestream, "replay": {"state": "ready", "url": None}}
    assert redact(livestream) == {"hls_url": None, "replay": {"state": "ready", "url": None}}

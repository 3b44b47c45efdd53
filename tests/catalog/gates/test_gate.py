"""Who may watch."""

import pytest

from catalog.gates.gate import may_watch
from contract.gates import redact

HELD = {("fan", "ada"): 5, ("fan", "bea"): 1_000, ("bea", "ada"): 0}


@pytest.mark.parametrize(
    ("who", "amount", "allowed"),
    [
        (None, None, True),
        (None, 0, True),
        (None, 1, False),
        ("fan", 4, True),
        ("fan", 5, True),
        ("fan", 6, False),
        ("stranger", 1, False),
        ("ada", 1_000, True),
        ("bea", 1, False),
    ],
)
def test_gated_livestream_is_for_holders_of_its_artists_tokens_and_the_artist(
    who: str | None, amount: int | None, allowed: bool
) -> None:
    livestream = {"token_gate_amount": amount, "artist": {"id": "ada"}, "hls_url": "http://origin"}
    assert may_watch(who, "ada", livestream, HELD) is allowed
    assert redact(livestream)["hls_url"] is None

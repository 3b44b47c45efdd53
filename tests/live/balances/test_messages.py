"""What is asked, and which answers are taken."""

import json

import pytest

from catalog.ledger.rules import MOST_TOKENS
from live.balances.messages import AnswerError, read_answer, sign_question, write_question

PAIRS = [("fan", "ada"), ("other", "ada")]


def row(account: object, balance: object) -> dict[str, object]:
    return {"account_id": account, "artist_id": "ada", "balance": balance}


def write(*rows: object) -> bytes:
    return json.dumps({"balances": rows}).encode()


def test_a_question_says_who_and_by_which_verified_address() -> None:
    asked = json.loads(write_question(PAIRS, {"fan": "fan@example.org"}))["balances"]
    assert asked == [
        {"account_id": "fan", "email": "fan@example.org", "artist_id": "ada"},
        {"account_id": "other", "email": None, "artist_id": "ada"},
    ]


def test_a_signature_is_of_all_that_is_asked_and_of_when() -> None:
    fixed = ("s" * 16, "POST", "/balances?a=b", 1_767_225_600, b"{}")
    headers = sign_question(*fixed)
    assert headers == {
        "EncryptedMedia-Timestamp": "1767225600",
        "EncryptedMedia-Signature": "v1=bdcea997e46251684e9907aa1272d90d1e250361df63242dbd47c358c1733c72",
    }
    for at, other in enumerate(("t" * 16, "GET", "/balances", 1_767_225_601, b"[]")):
        changed = [*fixed]
        changed[at] = other
        assert sign_question(*changed)["EncryptedMedia-Signature"] != headers["EncryptedMedia-Signature"]  # type: ignore[arg-type]


def test_who_is_not_in_the_answer_holds_none_and_who_was_not_asked_for_does_not_count() -> None:
    assert read_answer(write(row("fan", 5), row("stranger", 100)), PAIRS) == {("fan", "ada"): 5, ("other", "ada"): 0}
    assert read_answer(write(row("fan", MOST_TOKENS)), PAIRS)["fan", "ada"] == MOST_TOKENS


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"balances": null}',
        b'{"balances": [1]}',
        write({"account_id": "fan", "balance": 5}),
        write(row([], 1)),
    ],
)
def test_an_answer_that_cannot_be_read_counts_for_nothing(data: bytes) -> None:
    with pytest.raises(AnswerError):
        read_answer(data, PAIRS)


@pytest.mark.parametrize("balance", [-1, 1.5, "5", True, None, [], MOST_TOKENS + 1])
def test_a_balance_that_is_none_is_not_known_and_the_others_are(balance: object) -> None:
    """Whoever gets a shop to say such a thing of them, by giving back what they have used, closes nobody's gates."""
    assert read_answer(write(row("fan", 5), row("other", balance)), PAIRS) == {("fan", "ada"): 5}

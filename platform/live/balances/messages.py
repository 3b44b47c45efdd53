"""What is asked of the other system, how that is signed, and what it answers (docs/tokens.md). Pure."""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Final

from catalog.ledger.rules import MOST_TOKENS
from catalog.ledger.wallets import Pair

TIMESTAMP: Final = "EncryptedMedia-Timestamp"
SIGNATURE: Final = "EncryptedMedia-Signature"


class AnswerError(Exception):
    """The answer cannot be understood; the words say why."""


def write_question(pairs: Sequence[Pair], emails: Mapping[str, str]) -> bytes:
    """Whose balances are wanted; with the e-mail addresses that are verified, by which a shop knows people."""
    asked = [
        {"account_id": account_id, "email": emails.get(account_id), "artist_id": artist_id}
        for account_id, artist_id in pairs
    ]
    return json.dumps({"balances": asked}, separators=(",", ":")).encode()


def sign_question(secret: str, method: str, target: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers by which the other system knows that we ask. `target`: path and query."""
    signed = b"\n".join((method.encode(), target.encode(), str(timestamp).encode(), body))
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return {TIMESTAMP: str(timestamp), SIGNATURE: f"v1={digest}"}


def read_answer(data: bytes, pairs: Sequence[Pair]) -> dict[Pair, int]:
    """The balances of all that were asked for; who is not in the answer holds none. Who has one there that is none
    (below 0, or not whole) is left out: it is not known, and nobody else's gates close for it.

    Raises:
        AnswerError: it is not in the form that it should have, and worth nothing.
    """
    try:
        rows = json.loads(data)["balances"]
        found = {(row["account_id"], row["artist_id"]): row["balance"] for row in rows}
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise AnswerError("its answer is not what docs/tokens.md says") from error
    return {pair: balance for pair in pairs if _is_balance(balance := found.get(pair, 0))}


def _is_balance(balance: object) -> bool:
    return isinstance(balance, int) and not isinstance(balance, bool) and 0 <= balance <= MOST_TOKENS

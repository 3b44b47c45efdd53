"""Token gates: who may watch. Metadata is public always; the stream of a gated livestream is for holders."""

from collections.abc import Mapping
from typing import Any

from catalog.shapes import Account


def may_watch(account: Account | None, livestream: Mapping[str, Any]) -> bool:
    """Whether `account` (None: nobody signed in) may watch `livestream`, given in its public shape.

    True when it is not gated, for its artist, and for an account that holds at least `token_gate_amount` tokens.
    """
    amount = livestream["token_gate_amount"] or 0
    if amount <= 0:
        return True
    if account is None:
        return False
    return account.id == livestream["artist"]["id"] or account.token_balance >= amount


def redact(livestream: Mapping[str, Any]) -> dict[str, Any]:
    """The public shape for somebody who may not watch: without the stream's address."""
    return {**livestream, "hls_url": None}

"""Token gates: who may watch. Asked by REST, channels and webhooks alike."""

from collections.abc import Mapping
from typing import Any

from catalog.shapes import Account
from contract.gates import read_gate


def tokens_owed(account_id: str | None, artist_id: str, livestream: Mapping[str, Any]) -> int:
    """The tokens this account (None: nobody signed in) must hold to watch `livestream`, and as long as it watches; 0
    where it is for everybody, and for its artist."""
    return 0 if account_id == artist_id else read_gate(livestream)


def may_watch(account: Account | None, livestream: Mapping[str, Any]) -> bool:
    """Whether `account` may watch `livestream`, given in its public shape."""
    owed = tokens_owed(account.id if account is not None else None, livestream["artist"]["id"], livestream)
    return owed <= 0 or (account is not None and account.token_balance >= owed)

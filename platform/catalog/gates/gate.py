"""Token gates: who may watch. Asked by REST, channels and webhooks alike."""

from collections.abc import Mapping
from typing import Any

from catalog.ledger.wallets import Pair
from contract.gates import read_gate, read_replay_gate


def tokens_owed(account_id: str | None, artist_id: str, livestream: Mapping[str, Any]) -> int:
    """The tokens of this artist that this account (None: nobody signed in) must hold to watch `livestream`, and as
    long as it watches; 0 where it is for everybody, and for its artist."""
    return 0 if account_id == artist_id else read_gate(livestream)


def replay_owed(account_id: str | None, artist_id: str, livestream: Mapping[str, Any]) -> int:
    """The same for its replay."""
    return 0 if account_id == artist_id else read_replay_gate(livestream)


def may_watch(
    account_id: str | None, artist_id: str, livestream: Mapping[str, Any], balances: Mapping[Pair, int]
) -> bool:
    """Whether this account, holding that, may watch `livestream`. Without `tokens_owed` no balance need be known."""
    owed = tokens_owed(account_id, artist_id, livestream)
    return _holds(account_id, artist_id, owed, balances)


def may_replay(
    account_id: str | None, artist_id: str, livestream: Mapping[str, Any], balances: Mapping[Pair, int]
) -> bool:
    """Whether it may have the replay that is shown in `livestream`."""
    return _holds(account_id, artist_id, replay_owed(account_id, artist_id, livestream), balances)


def _holds(account_id: str | None, artist_id: str, owed: int, balances: Mapping[Pair, int]) -> bool:
    return owed <= 0 or (account_id is not None and balances.get((account_id, artist_id), 0) >= owed)

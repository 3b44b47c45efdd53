"""Balances that cannot be known now, because another system keeps them and does not answer."""

from collections.abc import Mapping

from api.problems.problem import ProblemError
from catalog.ledger.wallets import Pair
from live.protocol import Live


def check_known(pair: Pair, balances: Mapping[Pair, int], live: Live) -> None:
    """Raises ProblemError: 503 balances_unavailable. Nobody is told of holding none who may hold some."""
    if pair not in balances and live.balances_problem is not None:
        words = "Who holds how many tokens cannot be asked at this moment. Try again in a few seconds."
        raise ProblemError(503, "balances_unavailable", words, headers={"Retry-After": "5"})

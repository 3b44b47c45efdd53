"""Balances that another system keeps: which is then the one to ask, and may not answer."""

from collections.abc import Mapping
from typing import Final

from api.context import get_context
from api.problems.problem import ProblemError
from catalog.ledger.wallets import Pair
from live.protocol import Live

ELSEWHERE: Final = "Another system keeps this platform's tokens: what is given and who holds them is seen there."


def check_here(words: str = ELSEWHERE) -> None:
    """The ledger counts. Where it does not, what is in it is shown to nobody, and nothing is put into it.

    Raises:
        ProblemError: 409 tokens_elsewhere
    """
    if get_context().settings.token_balance_url is not None:
        raise ProblemError(409, "tokens_elsewhere", words)


def check_known(pair: Pair, balances: Mapping[Pair, int], live: Live) -> None:
    """Raises ProblemError: 503 balances_unavailable. Nobody is told of holding none who may hold some."""
    if pair not in balances and live.balances_problem is not None:
        words = "Who holds how many tokens cannot be asked at this moment. Try again in a few seconds."
        raise ProblemError(503, "balances_unavailable", words, headers={"Retry-After": "5"})

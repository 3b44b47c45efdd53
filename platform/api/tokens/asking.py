"""Who asks for what concerns an artist's tokens, and under which key."""

from quart import request

from api.auth import require_account
from api.context import get_context
from api.problems.problem import ProblemError
from api.tokens.shapes import KEY_LENGTH
from catalog.ledger.grants import check_artist
from catalog.shapes import Account


async def require_issuer(artist_id: str) -> Account:
    """Whoever may deal with an artist's tokens: the artist, or an operator.

    Raises:
        ProblemError: as `require_account`, and 403 not_yours
    """
    account = await require_account("tokens")
    if account.id != artist_id and not get_context().is_operator(account):
        raise ProblemError(403, "not_yours", "Only their artist can do this, or who operates the platform.")
    await check_artist(artist_id)
    return account


def read_key() -> str | None:
    """The request's `Idempotency-Key`; None: it has none.

    Raises:
        ProblemError: 400 bad_idempotency_key
    """
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > KEY_LENGTH or not key.isprintable():
        words = f"Idempotency-Key must be at most {KEY_LENGTH} characters, all of which can be printed."
        raise ProblemError(400, "bad_idempotency_key", words)
    return key or None

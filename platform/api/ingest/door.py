"""Ingest nodes come in by a secret, and nobody else."""

import hmac

from quart import request

from api.context import get_context
from api.limits.rates import check_tries, client_of
from api.problems.problem import ProblemError


async def check_secret() -> None:
    """Let ingest in, and nobody else. A right secret is never made to wait: a node may share its address with those
    who guess, and a show must not stand still for them.

    Raises:
        ProblemError: 401 unauthorized, 429 too_many_tries
    """
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    context = get_context()
    expected = context.settings.streaming_secret
    known = hmac.compare_digest(secret.strip().encode(), expected.encode())
    if scheme.lower() != "bearer" or not expected or not known:
        await check_tries(context.throttles, context.wrong_secrets, client_of(request, context.settings))
        words = "Only ingest nodes may call this, with Authorization: Bearer and the STREAMING_SECRET."
        raise ProblemError(401, "unauthorized", words, headers={"WWW-Authenticate": "Bearer"})

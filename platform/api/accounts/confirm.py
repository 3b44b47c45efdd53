"""Asking once more who it is, before what cannot be undone: a stolen session is not to take the account."""

from datetime import UTC, datetime, timedelta
from typing import Final

from api.accounts.passwords import check_password
from api.auth import require_credential
from api.problems.problem import ProblemError
from catalog.accounts.credentials import Credential
from catalog.accounts.errors import CredentialsError

RECENT: Final = timedelta(minutes=10)
"""How old the sign-in of somebody who has no password may be."""


async def require_recent(password: str | None) -> Credential:
    """Whoever sends the current request, signed in a few minutes ago, however; else as `require_confirmed`.

    Raises:
        ProblemError: as `require_confirmed`
    """
    credential = await require_credential()
    return credential if _is_recent(credential) else await require_confirmed(password)


def _is_recent(credential: Credential) -> bool:
    session = credential.session
    return session is not None and datetime.now(UTC) - session.created_at <= RECENT


async def require_confirmed(password: str | None) -> Credential:
    """Whoever sends the current request, signed in and with the account's password; where it has none, signed in a
    few minutes ago. Wrong passwords count as they do at signing in.

    Raises:
        ProblemError: as `require_credential`; 403 wrong_password, recent_sign_in_needed; 429 too_many_tries
    """
    credential = await require_credential()
    account = credential.account
    if not account.has_password:
        if not _is_recent(credential):
            words = "Sign in again first: this takes a sign-in of the last ten minutes."
            raise ProblemError(403, "recent_sign_in_needed", words)
        return credential
    if password is None:
        raise ProblemError(403, "wrong_password", "This takes your password.")
    try:
        await check_password(account.email, password)
    except CredentialsError as error:
        raise ProblemError(403, "wrong_password", "The password is not right.") from error
    return credential

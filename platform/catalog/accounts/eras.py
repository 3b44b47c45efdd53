"""A password's time: what was begun in one is not finished in the next.

Looking at a password waits in a queue, and a passkey or a provider takes its time. Whoever was let through before an
account had a new password, and writes after it, would otherwise be in the account that its owner has just taken back.
"""

import hashlib

from catalog import models
from catalog.accounts.errors import SignInOverError


def name_era(account_id: str, password_hash: str) -> str:
    """Whose time it is, and by which password: a text that no other account has, nor this one with another password,
    and from which neither is found."""
    return hashlib.sha256(f"{account_id} {password_hash}".encode()).hexdigest()


async def hold_account(account_id: str, era: str = "") -> models.Account:
    """An account's row, nobody else's until the transaction ends. `era`: of the `Account` that was let through;
    empty: whichever it is.

    Raises:
        SignInOverError: it has another password since, or is closed
    """
    row = await models.Account.filter(id=account_id).select_for_update().first()
    if row is None or (era and name_era(row.id, row.password_hash) != era):
        raise SignInOverError
    return row

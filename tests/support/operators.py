"""Accounts that operate the platform."""

import sqlite3

from support.platform_pair import PlatformPair
from support.rest import Artist


def make_operator(pair: PlatformPair, account: Artist) -> None:
    """As `encryptedmedia operator` does with an account whose address is verified."""
    with sqlite3.connect(pair.database, timeout=30) as database:
        database.execute(
            "UPDATE accounts SET email_verified_at = created_at, operator_since = created_at WHERE id = ?",
            (account.account["id"],),
        )

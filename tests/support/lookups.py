"""What tests ask the catalog of one account, and the platform asks of many or with more."""

from datetime import datetime

from catalog.accounts.sessions import find_session
from catalog.ledger.wallets import read_balances
from catalog.shapes import Account


async def select_session(token: str, *, now: datetime | None = None) -> Account | None:
    """Whose token this is; None where it is nobody's, or too old."""
    found = await find_session(token, now=now)
    return None if found is None else found[0]


async def read_balance(account_id: str, artist_id: str) -> int:
    """How many of an artist's tokens an account holds."""
    return (await read_balances([(account_id, artist_id)])).get((account_id, artist_id), 0)

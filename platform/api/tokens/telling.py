"""Telling accounts what they hold, so that whoever waits at a gate is let in, and who holds less now is looked at."""

from collections.abc import Iterable

from api.context import get_live
from catalog.ledger.grants import Granted
from catalog.ledger.holdings import select_holdings
from catalog.ledger.wallets import find_owners, read_balances
from catalog.shapes import Account


async def tell_arrived(account: Account) -> None:
    """To be called when an address has come to be verified: what was given to it counts from then on."""
    if not account.email_verified:
        return
    for held in await select_holdings(account.id):
        get_live().tell_wallet(account.id, held.artist_id, held.balance)


async def tell_granted(artist_id: str, granted: Iterable[Granted]) -> None:
    """Once for each account, and whether there was less at any time. Who gave to an address must not wait for it, or
    the time would tell whether it has an account."""
    new = [each for each in granted if not each.again]
    owners = await find_owners({each.email for each in new if each.email is not None})
    fell = dict[str, bool]()
    for each in new:
        account_id = owners.get(each.email) if each.email is not None else each.account_id
        if account_id is not None:
            fell[account_id] = fell.get(account_id, False) or each.amount < 0
    balances = await read_balances([(account_id, artist_id) for account_id in fell])
    for account_id, less in fell.items():
        get_live().tell_wallet(account_id, artist_id, balances.get((account_id, artist_id), 0), fell=less)

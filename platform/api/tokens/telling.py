"""Telling accounts what they hold, so that whoever waits at a gate is let in, and who holds less now is looked at."""

import asyncio
from collections.abc import Iterable
from typing import Final

from api.context import get_live
from catalog.ledger.grants import Granted
from catalog.ledger.holdings import select_holdings
from catalog.ledger.wallets import find_owners, read_balances
from catalog.shapes import Account

AFTER: Final = 0.1
"""Seconds that an answer has to be on its way by."""
NOBODY: Final = "-"
"""In the place of an account."""


async def tell_arrived(account: Account) -> None:
    """To be called when an address has come to be verified: what was given to it counts from then on."""
    if not account.email_verified:
        return
    for held in await select_holdings(account.id):
        get_live().tell_wallet(account.id, held.artist_id, held.balance)


async def tell_granted(artist_id: str, granted: Iterable[Granted]) -> None:
    """Once for each account, and whether there was less at any time.

    Who gives to an address must not find out by the time whether it has an account: so nobody waits for this, it
    begins when the answer has gone, and of an address without one as much is asked.
    """
    await asyncio.sleep(AFTER)
    new = [each for each in granted if not each.again]
    owners = await find_owners({each.email for each in new if each.email is not None})
    fell = dict[str, bool]()
    for each in new:
        account_id = each.account_id or owners.get(each.email or "", NOBODY)
        fell[account_id] = fell.get(account_id, False) or each.amount < 0
    balances = await read_balances([(account_id, artist_id) for account_id in fell])
    for account_id, less in fell.items():
        if account_id == NOBODY:
            continue
        get_live().tell_wallet(account_id, artist_id, balances.get((account_id, artist_id), 0), fell=less)

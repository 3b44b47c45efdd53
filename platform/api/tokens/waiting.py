"""What waits for an e-mail address, given to the account that has shown the address to be its own."""

import logging

from api.context import get_live
from catalog.errors import CatalogError
from catalog.ledger.grants import book_waiting
from catalog.shapes import Account

logger = logging.getLogger(__name__)


async def claim_waiting(account: Account) -> None:
    """To be called when an address has come to be verified; harmless otherwise, and again. What cannot be booked now
    is when the account looks into its wallets."""
    if not account.email_verified:
        return
    try:
        claimed = await book_waiting(account.id, account.email)
    except CatalogError as error:
        logger.warning("What waits for the address of account %s could not be booked: %s", account.id, error)
        return
    for each in claimed:
        get_live().tell_wallet(account.id, each.artist_id, each.balance)

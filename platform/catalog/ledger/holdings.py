"""What is in the wallets, for whoever may look: a fan's own, and all holders of an artist's tokens."""

from dataclasses import dataclass

from catalog import models
from catalog.ledger.wallets import BALANCE


@dataclass(frozen=True, slots=True)
class Holding:
    """Some of an artist's tokens, more than none, in an account's wallet."""

    artist_id: str
    artist_name: str
    balance: int


async def select_holdings(account_id: str) -> list[Holding]:
    """All that an account holds, of artists who are still here; by their names."""
    rows = models.Wallet.filter(account_id=account_id).annotate(held=BALANCE)
    held = {artist_id: balance for artist_id, balance in await rows.values_list("artist_id", "held") if balance}
    artists = await models.Account.filter(id__in=list(held)).order_by("display_name", "id")
    return [Holding(artist.id, artist.display_name, held[artist.id]) for artist in artists]

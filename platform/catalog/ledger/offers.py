"""What an artist says of where its tokens are to be had. Read by whoever lacks some."""

from catalog import models
from catalog.ledger.errors import ArtistNotFoundError


async def select_offer(artist_id: str) -> str:
    """The artist's words; empty where there are none.

    Raises:
        ArtistNotFoundError
    """
    row = await models.Account.get_or_none(id=artist_id, role="artist")
    if row is None:
        raise ArtistNotFoundError
    return row.token_offer or ""


async def write_offer(artist_id: str, words: str) -> None:
    """Say something else. The API has checked its length.

    Raises:
        ArtistNotFoundError
    """
    if not await models.Account.filter(id=artist_id, role="artist").update(token_offer=words):
        raise ArtistNotFoundError

"""Who keeps an artist's rooms pleasant."""

from catalog import models


async def moderates(account_id: str, artist_id: str) -> bool:
    """Whether somebody is an artist's moderator, or the artist."""
    return account_id == artist_id or await models.ChatModerator.exists(artist_id=artist_id, account_id=account_id)

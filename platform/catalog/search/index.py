"""Keeping what shows and artists are found by. Written in the transaction that writes what it is made of, by whoever
holds that row: so it cannot drift."""

from typing import Final

from catalog import models
from catalog.search.folding import write_words

FOUND_BY: Final = frozenset({"title", "description", "tags", "series"})
"""Of a livestream. Its artist's name is the artist's, so that a new one is written once."""


async def index_show(row: models.Livestream) -> None:
    """Of a livestream, after any of `FOUND_BY` was written."""
    words = write_words([row.title, row.series, *(row.tags or ()), row.description])
    if not await models.SearchWords.filter(livestream_id=row.id).update(words=words):
        await models.SearchWords.create(livestream_id=row.id, words=words)


async def index_artist(row: models.Account) -> None:
    """Of an artist, after its name was written."""
    if row.role != "artist":
        return  # nobody looks for fans
    words = write_words([row.display_name])
    if not await models.SearchWords.filter(artist_id=row.id).update(words=words):
        await models.SearchWords.create(artist_id=row.id, words=words)

"""What shows and artists are found by."""

from tortoise import fields
from tortoise.models import Model

from catalog.models.accounts import Account
from catalog.models.livestreams import Livestream


class SearchWords(Model):
    """The words of one livestream, or those of one artist's name, as the search compares them.

    The databases' own full text is an index over `words`, which they keep by themselves: in SQLite the table
    `search_index` (FTS5), in PostgreSQL an index (GIN). The migration that made this table made those.
    """

    livestream_id: str | None
    artist_id: str | None

    id = fields.BigIntField(primary_key=True)
    livestream: fields.ForeignKeyNullableRelation[Livestream] = fields.ForeignKeyField(
        "catalog.Livestream", "search_words", on_delete=fields.CASCADE, null=True
    )
    artist: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "search_words", on_delete=fields.CASCADE, null=True
    )
    words = fields.TextField(description="each once, one space between two")

    class Meta:
        table = "search_words"
        unique_together = (("livestream",), ("artist",))

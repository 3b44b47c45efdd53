"""Moments of shows that have a name."""

from tortoise import fields
from tortoise.models import Model

from catalog.models.lengths import ID_LENGTH, TITLE_LENGTH
from catalog.models.livestreams import Livestream


class Marker(Model):
    """Where a chapter of a livestream begins."""

    livestream_id: str

    id = fields.CharField(ID_LENGTH, primary_key=True)
    livestream: fields.ForeignKeyRelation[Livestream] = fields.ForeignKeyField(
        "catalog.Livestream", "markers", on_delete=fields.CASCADE, db_index=True
    )
    at = fields.DatetimeField(description="when it was live, by the media's dates")
    title = fields.CharField(TITLE_LENGTH)
    created_at = fields.DatetimeField()

    class Meta:
        table = "markers"

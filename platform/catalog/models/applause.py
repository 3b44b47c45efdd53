"""Applause: how loud it was."""

from tortoise import fields
from tortoise.models import Model

from catalog.models.livestreams import Livestream


class Applause(Model):
    """Claps in five seconds of a show, over all processes."""

    livestream_id: str

    id = fields.BigIntField(primary_key=True)
    livestream: fields.ForeignKeyRelation[Livestream] = fields.ForeignKeyField(
        "catalog.Livestream", "applause", on_delete=fields.CASCADE
    )
    at = fields.IntField(description="seconds of show time when they begin, a multiple of five")
    count = fields.BigIntField()

    class Meta:
        table = "applause"
        unique_together = (("livestream", "at"),)

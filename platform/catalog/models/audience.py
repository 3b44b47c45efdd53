"""The audience: how many watched, and when."""

from tortoise import fields
from tortoise.models import Model

from catalog.models.livestreams import Livestream


class AudienceSample(Model):
    """Ten seconds of a show's audience, over all processes: sums, so that each process adds what it saw itself."""

    livestream_id: str

    id = fields.BigIntField(primary_key=True)
    livestream: fields.ForeignKeyRelation[Livestream] = fields.ForeignKeyField(
        "catalog.Livestream", "audience_samples", on_delete=fields.CASCADE
    )
    at = fields.BigIntField(description="seconds since 1970 when they begin, a multiple of ten")
    watched = fields.BigIntField(description="milliseconds that viewers watched, all together")
    joins = fields.IntField()
    leaves = fields.IntField()

    class Meta:
        table = "audience_samples"
        unique_together = (("livestream", "at"),)

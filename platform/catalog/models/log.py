"""The transition log."""

from tortoise import fields
from tortoise.models import Model

from catalog.models.lengths import ID_LENGTH


class Transition(Model):
    """A line of the transition log. It outlives its livestream, so it refers to nothing."""

    seq = fields.BigIntField(primary_key=True, generated=False)
    type = fields.CharField(32)
    at = fields.DatetimeField()
    livestream_id = fields.CharField(ID_LENGTH, db_index=True)
    artist_id = fields.CharField(ID_LENGTH)
    livestream = fields.JSONField[dict[str, object]]()
    private = fields.JSONField[dict[str, object]]()

    class Meta:
        table = "transitions"


class Clock(Model):
    """The log's one counter. Whoever changes it holds its row until commit, so numbers come in order of commits."""

    id = fields.SmallIntField(primary_key=True, generated=False)
    epoch = fields.CharField(32)
    secret_hash = fields.CharField(64, description="by which a process knows the SECRET_KEY of this database")
    seq = fields.BigIntField(default=0)

    class Meta:
        table = "clock"

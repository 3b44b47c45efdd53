"""Parts of recordings that somebody has cut out."""

from tortoise import fields
from tortoise.models import Model

from catalog.models.accounts import Account
from catalog.models.lengths import TITLE_LENGTH
from catalog.models.livestreams import Livestream
from catalog.models.recordings import Recording


class Clip(Model):
    """Two moments of a livestream's recording. One that is kept outlives the rest of it."""

    livestream_id: str
    recording_id: str
    creator_id: str | None

    id = fields.CharField(26, primary_key=True, description="its name at the origin")
    livestream: fields.ForeignKeyRelation[Livestream] = fields.ForeignKeyField(
        "catalog.Livestream", "clips", on_delete=fields.CASCADE, db_index=True
    )
    recording: fields.ForeignKeyRelation[Recording] = fields.ForeignKeyField(
        "catalog.Recording", "clips", on_delete=fields.CASCADE, db_index=True
    )
    creator: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "catalog.Account",
        "clips",
        on_delete=fields.SET_NULL,
        null=True,
        db_index=True,
        description="null: who made it has closed the account",
    )
    title = fields.CharField(TITLE_LENGTH)
    begins_at = fields.DatetimeField(description="of its first picture, by the media's dates")
    ends_at = fields.DatetimeField(description="after its last one")
    hidden = fields.BooleanField(default=False, description="for its artist's eyes only")
    keep = fields.BooleanField(default=False, description="for longer than the recording")
    created_at = fields.DatetimeField(db_index=True)

    class Meta:
        table = "clips"

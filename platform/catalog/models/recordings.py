"""What is kept of shows."""

from tortoise import fields
from tortoise.models import Model

from catalog.models.lengths import URL_LENGTH
from catalog.models.livestreams import Livestream
from catalog.recordings.rules import Visibility


class Recording(Model):
    """What is kept of a livestream. Its row stays until all nodes have deleted theirs, though the livestream be gone;
    while there is the livestream, it says that there was one."""

    livestream_id: str | None

    id = fields.CharField(26, primary_key=True, description="its name at the origin")
    livestream: fields.OneToOneNullableRelation[Livestream] = fields.OneToOneField(
        "catalog.Livestream",
        "recording",
        on_delete=fields.SET_NULL,
        null=True,
        description="null: it is to be deleted",
    )
    visibility = fields.CharEnumField(Visibility, max_length=8, description="public, holders or private")
    keep = fields.BooleanField(description="however old it is")
    nodes = fields.JSONField[list[str]](description="where some of it may lie")
    media_url = fields.CharField(URL_LENGTH, null=True, description="of the node that players fetch it from")
    left_at = fields.JSONField[list[str]](
        null=True, description="where of one that was deleted only that is left which clips need"
    )
    bucket = fields.CharField(16, null=True, description="the shared store that it goes to, by its fingerprint")
    begins_at = fields.DatetimeField(null=True, description="null: there is nothing yet")
    duration_ms = fields.BigIntField(null=True, description="of what can be played")
    bytes = fields.BigIntField(null=True)
    partial = fields.BooleanField(description="less than was live")
    cut = fields.BooleanField(default=False, db_default=False, description="there was no room for some of it")
    closed_at = fields.DatetimeField(null=True, description="since when nothing is added")
    told_at = fields.DatetimeField(null=True, description="when its artist was told that it goes")
    deleted_at = fields.DatetimeField(null=True, db_index=True, description="when it was told to go")
    gone_at = fields.DatetimeField(null=True, description="since when it lies nowhere")
    created_at = fields.DatetimeField()

    class Meta:
        table = "recordings"

"""Pictures that people upload: an artist's own, and the covers of shows."""

from tortoise import fields
from tortoise.models import Model

from catalog.models.accounts import Account
from catalog.models.lengths import ID_LENGTH


class Picture(Model):
    """Made anew from what was uploaded, in two sizes, both JPEG. It never changes: another one is another row."""

    account_id: str

    id = fields.CharField(ID_LENGTH, primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "pictures", on_delete=fields.CASCADE, db_index=True
    )
    kind = fields.CharField(8, description="portrait (square) or cover (16:9)")
    large = fields.BinaryField()
    small = fields.BinaryField()
    color = fields.CharField(7, description="what stands there until it is loaded, as #rrggbb")
    created_at = fields.DatetimeField()

    class Meta:
        table = "pictures"

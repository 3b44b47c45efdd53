"""Who watches what is gated, by which pass, and who may not."""

from tortoise import fields
from tortoise.models import Model

from catalog.models.accounts import Account
from catalog.models.lengths import ID_LENGTH
from catalog.models.livestreams import Livestream


class Pass(Model):
    """What opens a gated livestream's media to an account. Its row stays until it would have expired, though the
    account be closed: until then its nodes must know that it is good no longer."""

    livestream_id: str
    account_id: str | None

    id = fields.CharField(24, primary_key=True)
    livestream: fields.ForeignKeyRelation[Livestream] = fields.ForeignKeyField(
        "catalog.Livestream", "passes", on_delete=fields.CASCADE, db_index=True
    )
    account: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "passes", on_delete=fields.SET_NULL, null=True, db_index=True
    )
    session = fields.CharField(64, description="the sign-in it was given to")
    issued_at = fields.DatetimeField()
    expires_at = fields.DatetimeField(db_index=True)
    revoked_at = fields.DatetimeField(null=True, db_index=True)
    revocation = fields.IntField(null=True, description="its number among its livestream's")

    class Meta:
        table = "passes"
        unique_together = (("livestream", "revocation"),)


class Screen(Model):
    """An open socket on a gated livestream: what its account's pass lives by."""

    account_id: str
    livestream_id: str

    id = fields.CharField(32, primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "screens", on_delete=fields.CASCADE
    )
    livestream: fields.ForeignKeyRelation[Livestream] = fields.ForeignKeyField(
        "catalog.Livestream", "screens", on_delete=fields.CASCADE, db_index=True
    )
    name = fields.CharField(64, description="what its page calls itself, over all its connections")
    session = fields.CharField(64, description="the sign-in it was opened with")
    process = fields.CharField(32, db_index=True, description="the web process that holds it")
    opened_at = fields.DatetimeField()
    moved_to = fields.CharField(ID_LENGTH, null=True, description="the livestream that is watched elsewhere instead")

    class Meta:
        table = "screens"
        # Of a show with thousands of them, those of one account are asked for, once a second for each pass.
        indexes = (("account", "livestream"),)


class WebProcess(Model):
    """A web process that holds screens, for the others to know that it is alive."""

    name = fields.CharField(32, primary_key=True)
    beats = fields.BigIntField(default=0, description="counts up once a second")

    class Meta:
        table = "web_processes"


class Block(Model):
    """Whom an artist lets watch no gated livestream of theirs, whatever they hold."""

    artist_id: str
    account_id: str

    id = fields.BigIntField(primary_key=True)
    artist: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "blocks", on_delete=fields.CASCADE
    )
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "blocked_by", on_delete=fields.CASCADE, db_index=True
    )
    created_at = fields.DatetimeField()

    class Meta:
        table = "blocks"
        unique_together = (("artist", "account"),)


class AddressBlock(Model):
    """Whom an artist blocks by an e-mail address: the account that has verified it, or does one day."""

    artist_id: str
    claimed_by_id: str | None

    id = fields.BigIntField(primary_key=True)
    artist: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "address_blocks", on_delete=fields.CASCADE, db_index=True
    )
    email = fields.CharField(254, db_index=True)
    claimed_by: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "catalog.Account",
        "blocked_by_address",
        on_delete=fields.CASCADE,
        null=True,
        db_index=True,
        description="the account that had this address, and has left it",
    )
    created_at = fields.DatetimeField()

    class Meta:
        table = "address_blocks"

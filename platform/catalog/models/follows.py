"""Who wants to hear of an artist's shows, how, and what they were told."""

from tortoise import fields
from tortoise.models import Model

from catalog.models.accounts import Account, Session
from catalog.models.lengths import ID_LENGTH
from catalog.models.livestreams import Livestream


class Follow(Model):
    """An account that follows an artist."""

    account_id: str
    artist_id: str

    id = fields.BigIntField(primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "follows", on_delete=fields.CASCADE
    )
    artist: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "followers", on_delete=fields.CASCADE, db_index=True
    )
    push = fields.BooleanField(default=True, description="by a notice on its devices, where it has any")
    mail = fields.BooleanField(default=False, description="by mail")
    created_at = fields.DatetimeField()

    class Meta:
        table = "follows"
        unique_together = (("account", "artist"),)


class Reminder(Model):
    """An account that wants to hear of one show, whether it follows its artist or not."""

    account_id: str
    livestream_id: str

    id = fields.BigIntField(primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "reminders", on_delete=fields.CASCADE
    )
    livestream: fields.ForeignKeyRelation[Livestream] = fields.ForeignKeyField(
        "catalog.Livestream", "reminders", on_delete=fields.CASCADE, db_index=True
    )
    created_at = fields.DatetimeField()

    class Meta:
        table = "reminders"
        unique_together = (("account", "livestream"),)


class PushEndpoint(Model):
    """A browser that shows notices of an account's (RFC 8030). The address is as good as a secret."""

    account_id: str
    session_id: str | None

    id = fields.CharField(ID_LENGTH, primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "push_endpoints", on_delete=fields.CASCADE, db_index=True
    )
    session: fields.ForeignKeyNullableRelation[Session] = fields.ForeignKeyField(
        "catalog.Session",
        "push_endpoints",
        on_delete=fields.CASCADE,
        db_index=True,
        null=True,
        description="the sign-in that it goes with; null: from before this was kept",
    )
    url = fields.TextField()
    url_hash = fields.CharField(64, unique=True)
    public_key = fields.CharField(88, description="the browser's, P-256, base64url (RFC 8291)")
    auth_secret = fields.CharField(24, description="base64url")
    language = fields.CharField(8, description="in which the notices are")
    device = fields.CharField(80, default="", description="in words, such as Firefox on Linux")
    created_at = fields.DatetimeField()
    heard_at = fields.DatetimeField(null=True, description="when it last took a notice, to some minutes")

    class Meta:
        table = "push_endpoints"


class Notice(Model):
    """What those who wanted to hear of a show were told of it, once: however often its encoder drops."""

    livestream_id: str

    id = fields.BigIntField(primary_key=True)
    livestream: fields.ForeignKeyRelation[Livestream] = fields.ForeignKeyField(
        "catalog.Livestream", "notices", on_delete=fields.CASCADE
    )
    kind = fields.CharField(16, description="scheduled, day, hour, minutes, live, moved or cancelled")
    about = fields.CharField(64, default="", description="the date that it told; empty: of none")
    told_to = fields.CharField(
        ID_LENGTH, default="", description="how far it is: a letter of who is told, and the last row of those"
    )
    done = fields.BooleanField(default=False, description="it was, for everybody")
    due_at = fields.DatetimeField()

    class Meta:
        table = "notices"
        unique_together = (("livestream", "kind", "about"),)
        indexes = (("done", "due_at"),)

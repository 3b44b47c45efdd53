"""People, and what they are let in by."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from catalog.models.lengths import ID_LENGTH, URL_LENGTH


class Account(Model):
    """A person: an artist or a fan."""

    id = fields.CharField(ID_LENGTH, primary_key=True)
    email = fields.CharField(254, unique=True)
    email_verified_at = fields.DatetimeField(null=True, description="null: it counts for nothing yet")
    password_hash = fields.CharField(255, description="empty: none, so that nobody signs in by it")
    display_name = fields.CharField(80)
    role = fields.CharField(8)
    operator_since = fields.DatetimeField(null=True, description="made one by `encryptedmedia operator`")
    token_offer = fields.CharField(400, null=True, description="where an artist's tokens are to be had")
    recording_quota = fields.BigIntField(
        null=True, description="bytes that its recordings may take; null: as the platform says, -1: any number"
    )
    shows_support = fields.BooleanField(
        default=True, db_default=True, description="it may be named among those who gave most"
    )
    language = fields.CharField(8, default="en", db_default="en", description="in which it is written to")
    about = fields.CharField(4000, default="", db_default="", description="an artist's own words")
    links: Any = fields.JSONField(null=True, description="an artist's, each {label, url}; null: none")
    picture_id = fields.CharField(ID_LENGTH, null=True, description="of `pictures`; null: none")
    replays_told_at = fields.DatetimeField(null=True, description="when it was told last which replays go")
    created_at = fields.DatetimeField()

    class Meta:
        table = "accounts"


class Session(Model):
    """A sign-in. The token itself is with its owner only."""

    account_id: str

    token_hash = fields.CharField(64, primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "sessions", on_delete=fields.CASCADE, db_index=True
    )
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField(db_index=True)
    last_seen_at = fields.DatetimeField(null=True, description="to some minutes; null: not since")
    method = fields.CharField(16, null=True, description="how: password, passkey, oidc, reset")
    device = fields.CharField(80, null=True, description="in words, such as Firefox on Linux")
    address = fields.CharField(64, null=True, description="where from")

    class Meta:
        table = "sessions"


class EmailToken(Model):
    """What the link in a mail holds: whoever shows it reads that mailbox. The token itself is in the mail only."""

    account_id: str

    token_hash = fields.CharField(64, primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "email_tokens", on_delete=fields.CASCADE, db_index=True
    )
    purpose = fields.CharField(8, description="verify, change or reset")
    email = fields.CharField(254, description="where the mail went")
    asked_at = fields.DatetimeField(description="those of an earlier request are void")
    expires_at = fields.DatetimeField(db_index=True)

    class Meta:
        table = "email_tokens"


class AccessToken(Model):
    """What a program of an account's may do. The token itself is with its owner only."""

    account_id: str

    id = fields.CharField(ID_LENGTH, primary_key=True)
    token_hash = fields.CharField(64, unique=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "access_tokens", on_delete=fields.CASCADE, db_index=True
    )
    name = fields.CharField(80)
    scopes = fields.JSONField[list[str]]()
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField(null=True)
    last_used_at = fields.DatetimeField(null=True, description="to some minutes")

    class Meta:
        table = "access_tokens"


class Passkey(Model):
    """A credential of WebAuthn. What is kept of it is public; its secret never leaves its owner's device."""

    account_id: str

    id = fields.CharField(ID_LENGTH, primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "passkeys", on_delete=fields.CASCADE, db_index=True
    )
    credential_id = fields.CharField(1364, unique=True, description="base64url")
    public_key = fields.TextField(description="COSE, base64url")
    sign_count = fields.BigIntField(default=0)
    name = fields.CharField(80)
    suspect = fields.BooleanField(default=False, description="its counter went back once: there may be a copy")
    created_at = fields.DatetimeField()
    last_used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "passkeys"


class Identity(Model):
    """Who somebody is to an identity provider (OpenID Connect)."""

    account_id: str

    id = fields.CharField(ID_LENGTH, primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "identities", on_delete=fields.CASCADE, db_index=True
    )
    issuer = fields.CharField(URL_LENGTH)
    subject = fields.CharField(255)
    created_at = fields.DatetimeField()
    last_used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "identities"
        unique_together = (("issuer", "subject"),)

"""Overlays: what an artist puts over the picture in OBS."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from catalog.models.accounts import Account
from catalog.models.lengths import ID_LENGTH
from catalog.models.livestreams import Livestream


class Overlay(Model):
    """One browser source. Its address is secret, and made of its id and `secret`; a new one revokes the old."""

    artist_id: str

    id = fields.CharField(ID_LENGTH, primary_key=True)
    artist: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "overlays", on_delete=fields.CASCADE, db_index=True
    )
    name = fields.CharField(80)
    secret = fields.CharField(64, description="random; the address holds a keyed hash of it")
    shown = fields.BigIntField(description="the last of its artist's alerts that it has shown")
    settings: Any = fields.JSONField(default=dict, description="its look")
    created_at = fields.DatetimeField()
    seen_at = fields.DatetimeField(null=True, description="when it was last open, to some minutes")

    class Meta:
        table = "overlays"


class Alert(Model):
    """What is shown once by each of an artist's overlays. Numbered by artist, in the order of commits."""

    artist_id: str
    livestream_id: str | None

    id = fields.BigIntField(primary_key=True)
    artist: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "alerts", on_delete=fields.CASCADE
    )
    number = fields.BigIntField()
    livestream: fields.ForeignKeyNullableRelation[Livestream] = fields.ForeignKeyField(
        "catalog.Livestream", "alerts", on_delete=fields.SET_NULL, null=True, db_index=True
    )
    kind = fields.CharField(16, description="tip, thanks")
    about: Any = fields.JSONField(description="who, how many, which words")
    message_id = fields.CharField(ID_LENGTH, null=True, db_index=True, description="of the chat, that it came with")
    withdrawn = fields.BooleanField(default=False, description="not to be shown any more")
    at = fields.DatetimeField()

    class Meta:
        table = "alerts"
        unique_together = (("artist", "number"),)

"""Shows, where they are published to, and who publishes."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from catalog.livestreams.lifecycle import Status
from catalog.models.accounts import Account
from catalog.models.lengths import ID_LENGTH, SEALED_LENGTH, TITLE_LENGTH, URL_LENGTH
from contract.feeds import FeedKind


class Livestream(Model):
    """A show."""

    artist_id: str
    feed: fields.BackwardOneToOneRelation["Feed"]
    recording: fields.BackwardOneToOneRelation[Any]
    """See `recordings.Recording`."""

    id = fields.CharField(ID_LENGTH, primary_key=True)
    artist: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "livestreams", on_delete=fields.CASCADE, db_index=True
    )
    title = fields.CharField(TITLE_LENGTH)
    description = fields.TextField(default="")
    scheduled_start_at = fields.DatetimeField(null=True)
    time_zone = fields.CharField(
        64,
        default="",
        db_default="",
        description="in which it was planned, an IANA name; empty: unknown",
    )
    series = fields.CharField(
        TITLE_LENGTH, default="", db_default="", description="that it is one of; empty: of none"
    )
    tags: Any = fields.JSONField(null=True, description="words to find it by, lower case; null: none")
    cover_id = fields.CharField(ID_LENGTH, null=True, description="of `pictures`; null: none")
    embed_origins: Any = fields.JSONField(null=True, description="sites that may have it in theirs; null: all")
    token_gate_amount = fields.IntField(null=True)
    auto_start = fields.BooleanField(default=True)
    record = fields.BooleanField(null=True, description="null: as the platform does")
    fans_may_clip = fields.BooleanField(default=True, db_default=True)
    fans_may_download = fields.BooleanField(default=False, db_default=False)
    ready = fields.BooleanField(default=False)
    status = fields.IntEnumField(
        Status,
        default=Status.SCHEDULED,
        db_index=True,
        description="0 scheduled, 1 live, 2 ended, 3 archived, 4 cancelled",
    )
    started_at = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)
    end_reason = fields.CharField(8, null=True, description="artist, encoder or lost; while it has ended")
    viewer_count = fields.IntField(default=0)
    peak_viewer_count = fields.IntField(default=0)
    unique_viewer_count = fields.IntField(null=True, description="null: not over, or nobody was counted")
    interrupted_until = fields.DatetimeField(null=True)
    revocations = fields.IntField(default=0, db_default=0, description="the number of the last one of its passes")
    created_at = fields.DatetimeField(db_index=True)
    updated_at = fields.DatetimeField()

    class Meta:
        table = "livestreams"


class Feed(Model):
    """A place to publish to, and who publishes there now. Whoever changes it, or its livestream, holds its row."""

    artist_id: str
    livestream_id: str | None

    id = fields.CharField(ID_LENGTH, primary_key=True, description="its livestream's or, in rehearsal, its artist's")
    kind = fields.CharEnumField(FeedKind, max_length=16, description="show or rehearsal")
    artist: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "feeds", on_delete=fields.CASCADE, db_index=True
    )
    livestream: fields.OneToOneNullableRelation[Livestream] = fields.OneToOneField(
        "catalog.Livestream", "feed", on_delete=fields.CASCADE, null=True
    )
    key_hash = fields.CharField(64, unique=True, description="by which the stream key is found")
    sealed_key = fields.CharField(SEALED_LENGTH, description="the stream key, by which it is shown")
    playback_id = fields.CharField(32, unique=True)
    session_id = fields.CharField(64, null=True, description="who publishes")
    node = fields.CharField(255, null=True)
    media_url = fields.CharField(URL_LENGTH, null=True, description="of the node that publishes, or did last")
    yields_until = fields.DatetimeField(null=True, description="before that, who comes next takes over")

    class Meta:
        table = "feeds"


class PublisherSession(Model):
    """A publisher's connection. Makes the callbacks harmless when they come twice or out of order."""

    feed_id: str

    session_id = fields.CharField(64, primary_key=True)
    feed: fields.ForeignKeyRelation[Feed] = fields.ForeignKeyField(
        "catalog.Feed", "sessions", on_delete=fields.CASCADE, db_index=True
    )
    node = fields.CharField(255, default="")
    client_ip = fields.CharField(64, default="")
    admitted_at = fields.DatetimeField()
    started_at = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)
    reason = fields.CharField(64, default="")
    media_url = fields.CharField(URL_LENGTH, null=True, description="where its node serves, if it says so")
    key_hash = fields.CharField(64, null=True, description="of the stream key it was let in with")
    clean = fields.BooleanField(null=True)
    verdict = fields.JSONField[dict[str, object]](null=True, description="on a rehearsal, once it has ended")

    class Meta:
        table = "publisher_sessions"


class IngestNode(Model):
    """What a node reported last: several web processes' witness when the bus is away."""

    name = fields.CharField(255, primary_key=True)
    reports = fields.BigIntField(default=0, description="counts up with each write")
    sessions = fields.JSONField[list[str]]()

    class Meta:
        table = "ingest_nodes"

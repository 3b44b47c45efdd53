"""What is sent, and to whom."""

from tortoise import fields
from tortoise.models import Model

from catalog.models.accounts import Account
from catalog.models.lengths import ID_LENGTH, SEALED_LENGTH
from catalog.outbox.rules import DeliveryState


class WebhookSubscription(Model):
    """Where an account wants transitions sent. The secret must sign, so it is sealed and no hash."""

    account_id: str

    id = fields.CharField(ID_LENGTH, primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "webhooks", on_delete=fields.CASCADE, db_index=True
    )
    scope = fields.CharField(8)
    url = fields.CharField(1024)
    types = fields.JSONField[list[str]]()
    sealed_secret = fields.CharField(SEALED_LENGTH)
    previous_sealed_secret = fields.CharField(SEALED_LENGTH, null=True)
    previous_secret_expires_at = fields.DatetimeField(null=True)
    enabled = fields.BooleanField(default=True)
    disabled_reason = fields.CharField(400, default="")
    after_seq = fields.BigIntField(description="it hears of what came after this line of the log")
    failures = fields.IntField(default=0)
    failing_since = fields.DatetimeField(null=True)
    last_delivered_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()

    class Meta:
        table = "webhook_subscriptions"


class Delivery(Model):
    """The outbox: one event for one receiver."""

    account_id: str | None

    id = fields.CharField(ID_LENGTH, primary_key=True)
    kind = fields.CharField(16, description="how it goes: webhook, mail")
    account: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "catalog.Account",
        "deliveries",
        on_delete=fields.CASCADE,
        null=True,
        db_index=True,
        description="whose receiver; null: a mailbox, whoever has it",
    )
    receiver = fields.CharField(64, description="a webhook's id, a mailbox's fingerprint")
    seq = fields.BigIntField(default=0, description="the line of the log that it is of; 0: of none")
    event_id = fields.CharField(64)
    type = fields.CharField(32)
    livestream_id = fields.CharField(ID_LENGTH, default="", description="empty: of none")
    body = fields.TextField(description="empty once it has gone, where it is for the receiver alone")
    state = fields.IntEnumField(
        DeliveryState, default=DeliveryState.PENDING, description="0 pending, 1 delivered, 2 dead"
    )
    attempts = fields.IntField(default=0)
    next_attempt_at = fields.DatetimeField()
    claimed_until = fields.DatetimeField(null=True, description="an attempt is under way, at most until then")
    last_attempt_at = fields.DatetimeField(null=True)
    last_status = fields.SmallIntField(null=True)
    last_words = fields.CharField(300, default="")
    created_at = fields.DatetimeField()
    delivered_at = fields.DatetimeField(null=True)

    class Meta:
        table = "deliveries"
        unique_together = (("kind", "receiver", "seq", "event_id"),)
        indexes = (("state", "next_attempt_at"),)


class Consumer(Model):
    """How far someone who follows the transition log has come."""

    name = fields.CharField(32, primary_key=True)
    seq = fields.BigIntField(default=0)

    class Meta:
        table = "consumers"

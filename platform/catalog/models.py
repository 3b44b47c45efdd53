"""The tables. Only this package sees these classes.

`migrations/` holds what they look like in SQL; `python -m catalog.db.migrate NAME` writes the next step there.
"""

from tortoise import fields
from tortoise.models import Model

from catalog.ledger.rules import MoveKind
from catalog.livestreams.lifecycle import Status
from catalog.outbox.rules import DeliveryState
from catalog.recordings.rules import Visibility
from contract.feeds import FeedKind

ID_LENGTH = 36
URL_LENGTH = 512
SEALED_LENGTH = 128
"""Of a text of at most 64 bytes; see `runtime.keys`."""


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


class Livestream(Model):
    """A show."""

    artist_id: str
    feed: fields.BackwardOneToOneRelation["Feed"]
    recording: fields.BackwardOneToOneRelation["Recording"]

    id = fields.CharField(ID_LENGTH, primary_key=True)
    artist: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "livestreams", on_delete=fields.CASCADE, db_index=True
    )
    title = fields.CharField(120)
    description = fields.TextField(default="")
    scheduled_start_at = fields.DatetimeField(null=True)
    token_gate_amount = fields.IntField(null=True)
    auto_start = fields.BooleanField(default=True)
    record = fields.BooleanField(null=True, description="null: as the platform does")
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
    interrupted_until = fields.DatetimeField(null=True)
    revocations = fields.IntField(default=0, db_default=0, description="the number of the last one of its passes")
    created_at = fields.DatetimeField(db_index=True)
    updated_at = fields.DatetimeField()

    class Meta:
        table = "livestreams"


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
    begins_at = fields.DatetimeField(null=True, description="null: there is nothing yet")
    duration_ms = fields.BigIntField(null=True, description="of what can be played")
    bytes = fields.BigIntField(null=True)
    partial = fields.BooleanField(description="less than was live")
    closed_at = fields.DatetimeField(null=True, description="since when nothing is added")
    deleted_at = fields.DatetimeField(null=True, db_index=True, description="when it was told to go")
    gone_at = fields.DatetimeField(null=True, description="since when it lies nowhere")
    created_at = fields.DatetimeField()

    class Meta:
        table = "recordings"


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


class IngestNode(Model):
    """What a node reported last: several web processes' witness when the bus is away."""

    name = fields.CharField(255, primary_key=True)
    reports = fields.BigIntField(default=0, description="counts up with each write")
    sessions = fields.JSONField[list[str]]()

    class Meta:
        table = "ingest_nodes"


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


class Wallet(Model):
    """One artist's tokens in one hand. Refers to no account: it outlives them.

    Whose hand: an account's; whose an e-mail address is, which is the account that has verified it, or nobody yet;
    the account's that left such an address; or the artist's who issues them, and owes what all others hold.
    """

    id = fields.CharField(ID_LENGTH, primary_key=True, description="the issuing one's: the artist's id")
    artist_id = fields.CharField(ID_LENGTH)
    account_id = fields.CharField(ID_LENGTH, null=True, db_index=True)
    email = fields.CharField(254, null=True, db_index=True)
    claimed_by = fields.CharField(ID_LENGTH, null=True, db_index=True, description="the account it went to")
    former_email = fields.CharField(254, null=True, db_index=True, description="when it left this address")
    created_at = fields.DatetimeField()

    class Meta:
        table = "wallets"
        unique_together = (("artist_id", "account_id"), ("artist_id", "email"))


class LedgerTransaction(Model):
    """Tokens went from one wallet to another. Never changed nor deleted, which triggers see to."""

    id = fields.CharField(ID_LENGTH, primary_key=True)
    artist_id = fields.CharField(ID_LENGTH)
    kind = fields.CharEnumField(MoveKind, max_length=16, description="grant, correction, tip, refund or claim")
    key = fields.CharField(255, null=True, description="what makes a second try the same one")
    digest = fields.CharField(64, null=True, description="of what was asked for with that key")
    reason = fields.CharField(200, default="")
    by = fields.CharField(ID_LENGTH, null=True, description="the account that asked for it")
    at = fields.DatetimeField()

    class Meta:
        table = "ledger_transactions"
        unique_together = (("artist_id", "key"),)


class LedgerEntry(Model):
    """One side of a transaction; both sides together are 0. A wallet's balance is what its last entry says."""

    transaction_id: str
    wallet_id: str

    id = fields.BigIntField(primary_key=True)
    artist_id = fields.CharField(ID_LENGTH)
    transaction: fields.ForeignKeyRelation[LedgerTransaction] = fields.ForeignKeyField(
        "catalog.LedgerTransaction", "entries", on_delete=fields.RESTRICT, db_index=True
    )
    wallet: fields.ForeignKeyRelation[Wallet] = fields.ForeignKeyField(
        "catalog.Wallet", "entries", on_delete=fields.RESTRICT
    )
    number = fields.BigIntField(description="within the wallet, from 1 on")
    amount = fields.BigIntField()
    balance = fields.BigIntField(description="of the wallet, after it")

    class Meta:
        table = "ledger_entries"
        unique_together = (("wallet", "number"),)
        indexes = (("artist_id", "id"),)

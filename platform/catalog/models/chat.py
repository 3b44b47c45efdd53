"""Chat: what is said in a livestream's room, and who keeps it pleasant."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from catalog.chat.rules import MessageKind, QuestionState
from catalog.models.accounts import Account
from catalog.models.lengths import ID_LENGTH, TITLE_LENGTH, URL_LENGTH
from catalog.models.livestreams import Livestream


class ChatRoom(Model):
    """A livestream's room: its rules, and the last number in it. Made when somebody first changes or says something.

    Whoever writes in a room holds its row: so numbers come without gaps, in the order of commits.
    """

    livestream_id: str

    livestream: fields.OneToOneRelation[Livestream] = fields.OneToOneField(
        "catalog.Livestream", "chat_room", on_delete=fields.CASCADE, primary_key=True
    )
    seq = fields.BigIntField(default=0, description="the last number given: to a message, a removal or a change")
    changed_seq = fields.BigIntField(default=0, description="that of the last change of what is shown of the room")
    enabled = fields.BooleanField(default=True)
    slow_seconds = fields.IntField(default=0, description="between two messages of one account; 0: as it likes")
    holders_only = fields.BooleanField(default=False, description="only who holds the artist's tokens may write")
    delay_seconds = fields.IntField(default=0, description="that messages wait for moderators before all see them")
    links = fields.BooleanField(default=True, description="messages may have links")
    words = fields.JSONField[list[str]](default=list, description="that messages may not have")
    shield = fields.BooleanField(default=False, description="everything that keeps a raid out, in one press")
    pinned_id = fields.CharField(ID_LENGTH, null=True, description="a message")
    filter_url = fields.CharField(URL_LENGTH, null=True, description="another system that is asked of each message")
    filter_secret = fields.CharField(255, null=True, description="that it knows us by, sealed")
    filter_closed = fields.BooleanField(default=False, description="without its answer nothing is said")
    goal_title = fields.CharField(TITLE_LENGTH, null=True, description="what tips are for; null: nothing special")
    goal_amount = fields.BigIntField(null=True, description="tokens")
    goal_since = fields.DatetimeField(null=True, description="from when on tips count for it")

    class Meta:
        table = "chat_rooms"


class ChatMessage(Model):
    """What somebody said. A removed one stays, for the moderators' eyes and the audit's."""

    livestream_id: str
    account_id: str | None

    id = fields.CharField(ID_LENGTH, primary_key=True)
    livestream: fields.ForeignKeyRelation[Livestream] = fields.ForeignKeyField(
        "catalog.Livestream", "chat_messages", on_delete=fields.CASCADE
    )
    seq = fields.BigIntField(description="in its room")
    changed_seq = fields.BigIntField(null=True, description="of its last change, its removal perhaps; null: none")
    account: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "catalog.Account",
        "chat_messages",
        on_delete=fields.SET_NULL,
        null=True,
        db_index=True,
        description="null: it is closed",
    )
    sent_id = fields.CharField(64, null=True, description="the sender's own: sent again, it is the same message")
    kind = fields.CharEnumField(MessageKind, max_length=8, description="message, tip or notice")
    text = fields.TextField()
    name = fields.CharField(80, description="of the account, as it was then")
    badges = fields.JSONField[list[str]](default=list, description="as they were then")
    mentions = fields.JSONField[list[str]](default=list, description="accounts that it names")
    at = fields.DatetimeField()
    question = fields.CharEnumField(QuestionState, max_length=9, null=True, description="open, answered or dismissed")
    tip_amount = fields.BigIntField(null=True, description="tokens, of a tip")
    tip_transaction_id = fields.CharField(ID_LENGTH, null=True, unique=True)
    tip_refunded_at = fields.DatetimeField(null=True)
    about: Any = fields.JSONField(null=True, description="what a notice is about")
    removed_at = fields.DatetimeField(null=True, description="null: it is there")
    removed_by = fields.CharField(ID_LENGTH, null=True, description="an account")

    class Meta:
        table = "chat_messages"
        unique_together = (("livestream", "seq"), ("livestream", "account", "sent_id"))
        indexes = (("livestream", "changed_seq"), ("livestream", "kind"))


class ChatModerator(Model):
    """Who helps an artist, in all of the artist's rooms."""

    artist_id: str
    account_id: str

    id = fields.BigIntField(primary_key=True)
    artist: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "chat_moderators", on_delete=fields.CASCADE
    )
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "moderates", on_delete=fields.CASCADE, db_index=True
    )
    created_at = fields.DatetimeField()

    class Meta:
        table = "chat_moderators"
        unique_together = (("artist", "account"),)


class ChatBan(Model):
    """Who may not write in an artist's rooms, for a time or for good."""

    artist_id: str
    account_id: str

    id = fields.BigIntField(primary_key=True)
    artist: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "chat_bans", on_delete=fields.CASCADE
    )
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "chat_bans_of", on_delete=fields.CASCADE, db_index=True
    )
    until = fields.DatetimeField(null=True, description="null: for good")
    reason = fields.CharField(200, default="")
    by = fields.CharField(ID_LENGTH, null=True, description="an account")
    created_at = fields.DatetimeField()

    class Meta:
        table = "chat_bans"
        unique_together = (("artist", "account"),)


class ChatReport(Model):
    """Somebody finds that a message should not be there."""

    message_id: str
    account_id: str

    id = fields.BigIntField(primary_key=True)
    message: fields.ForeignKeyRelation[ChatMessage] = fields.ForeignKeyField(
        "catalog.ChatMessage", "reports", on_delete=fields.CASCADE
    )
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "chat_reports", on_delete=fields.CASCADE, db_index=True
    )
    reason = fields.CharField(200, default="")
    created_at = fields.DatetimeField()
    closed_at = fields.DatetimeField(null=True)
    closed_by = fields.CharField(ID_LENGTH, null=True, description="an account")

    class Meta:
        table = "chat_reports"
        unique_together = (("message", "account"),)


class ChatAct(Model):
    """Who did what to keep a room pleasant. Never changed."""

    artist_id: str
    livestream_id: str | None

    id = fields.BigIntField(primary_key=True)
    artist: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "catalog.Account", "chat_acts", on_delete=fields.CASCADE, db_index=True
    )
    livestream: fields.ForeignKeyNullableRelation[Livestream] = fields.ForeignKeyField(
        "catalog.Livestream", "chat_acts", on_delete=fields.SET_NULL, null=True, db_index=True
    )
    by = fields.CharField(ID_LENGTH, null=True, description="an account; null: it is closed")
    by_name = fields.CharField(80)
    act = fields.CharField(24, description="removed, timed_out, banned and so on")
    about: Any = fields.JSONField(description="whom and what: ids, names, seconds, settings")
    at = fields.DatetimeField()

    class Meta:
        table = "chat_acts"

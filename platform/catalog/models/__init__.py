"""The tables, a file for each noun. Only this package sees these classes.

`migrations/` holds what they look like in SQL; `python -m catalog.db.migrate NAME` writes the next step there.
"""

from catalog.models.accounts import AccessToken, Account, EmailToken, Identity, Passkey, Session
from catalog.models.applause import Applause
from catalog.models.audience import (
    AudienceQuality,
    AudienceReferrer,
    AudienceSalt,
    AudienceSample,
    AudienceVisitor,
)
from catalog.models.chat import ChatAct, ChatBan, ChatMessage, ChatModerator, ChatReport, ChatRoom
from catalog.models.clips import Clip
from catalog.models.follows import Follow, Notice, PushEndpoint, Reminder
from catalog.models.gates import AddressBlock, Block, Pass, Screen, WebProcess
from catalog.models.ledger import LedgerEntry, LedgerTransaction, Wallet
from catalog.models.lengths import ID_LENGTH
from catalog.models.livestreams import Feed, IngestNode, Livestream, PublisherSession
from catalog.models.log import Clock, Transition
from catalog.models.markers import Marker
from catalog.models.outbox import Consumer, Delivery, WebhookSubscription
from catalog.models.overlays import Alert, Overlay
from catalog.models.pictures import Picture
from catalog.models.recordings import Recording
from catalog.models.search import SearchWords

__all__ = [
    "ID_LENGTH",
    "AccessToken",
    "Account",
    "AddressBlock",
    "Alert",
    "Applause",
    "AudienceQuality",
    "AudienceReferrer",
    "AudienceSalt",
    "AudienceSample",
    "AudienceVisitor",
    "Block",
    "ChatAct",
    "ChatBan",
    "ChatMessage",
    "ChatModerator",
    "ChatReport",
    "ChatRoom",
    "Clip",
    "Clock",
    "Consumer",
    "Delivery",
    "EmailToken",
    "Feed",
    "Follow",
    "Identity",
    "IngestNode",
    "LedgerEntry",
    "LedgerTransaction",
    "Livestream",
    "Marker",
    "Notice",
    "Overlay",
    "Pass",
    "Passkey",
    "Picture",
    "PublisherSession",
    "PushEndpoint",
    "Recording",
    "Reminder",
    "Screen",
    "SearchWords",
    "Session",
    "Transition",
    "Wallet",
    "WebProcess",
    "WebhookSubscription",
]

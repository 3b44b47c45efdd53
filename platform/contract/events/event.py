"""What there is to say of an event: its name, how it is delivered, who hears it, what is in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal, get_args

from contract.events.schema import Schema

TransitionType = Literal[
    "livestream.scheduled",
    "livestream.updated",
    "livestream.live",
    "livestream.interrupted",
    "livestream.resumed",
    "livestream.ended",
    "livestream.replay_ready",
    "livestream.marker",
    "clip.created",
    "clip.updated",
    "clip.removed",
    "livestream.cancelled",
    "livestream.archived",
    "livestream.deleted",
]
"""A line of the transition log."""

TRANSITION_TYPES: tuple[TransitionType, ...] = get_args(TransitionType)

WebhookType = Literal[TransitionType, "tip.received"]
"""What webhooks may hear of."""

NoticeType = Literal[
    "livestream.audience",
    "ingest.connected",
    "ingest.disconnected",
    "ingest.health",
    "ingest.conflict",
    "rehearsal.started",
    "rehearsal.health",
    "rehearsal.ended",
    "rehearsal.conflict",
    "platform.degraded",
    "platform.restored",
    "wallet.changed",
    "follow.changed",
    "reminder.changed",
    "tip.received",
]
"""What only an artist hears, or whose wallet it is. None of it is numbered."""


class Delivery(Enum):
    """How an event reaches a connection that is behind."""

    NUMBERED = "numbered"
    """Always, in its place; else the connection is closed (4408) and resumes."""
    NEWEST = "newest"
    """The last one of a thing, when there is room again."""
    PASSING = "passing"
    """Not at all: the next one is on its way."""
    ROOM = "room"
    """As what is numbered, with its place in the sequence of the livestream's own room."""
    CONNECTION = "connection"
    """It is about this connection, and said by whoever holds it."""


class Audience(Enum):
    """Who hears an event, by the channel it comes over."""

    EVERYBODY = "livestreams"
    """`/ws/livestreams`. A gated livestream is told there without its address."""
    HOLDERS = "livestream"
    """`/ws/livestreams/:id`: whoever may watch it."""
    ARTIST = "artist"
    """`/ws/me`: its artist, or the account that it is about."""
    OVERLAY = "overlay"
    """`/ws/overlay/:address`: whoever has an overlay's address."""


@dataclass(frozen=True)
class Event:
    """One kind of event, as one audience hears it."""

    key: str
    """Its name in the documents; the events' own `type` may be shared, as by the three snapshots."""
    type: str
    delivery: Delivery
    to: tuple[Audience, ...]
    summary: str
    fields: Mapping[str, Schema]
    """All but `type`."""
    example: Mapping[str, Any]
    optional: tuple[str, ...] = ()
    thing: str = ""
    """Of `NEWEST`: events of one thing replace each other for whoever is behind."""
    kept: int = 1
    """Of `NEWEST`: how many of a thing whoever is behind hears, the last ones. One, where the last says all."""
    topic: str = ""
    """Heard only by whoever names it: `?with=chat`. Empty: by all."""
    webhook: bool = False
    """Whether webhooks may be told of it; there it is a CloudEvent with the public livestream as its data."""

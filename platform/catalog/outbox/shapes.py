"""What goes into the outbox and leaves it: frozen values.

Secrets stay out of repr(), and so do addresses, which may hold one.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Webhook:
    """A subscription as its owner sees it. The secret is not in it."""

    id: str
    scope: str
    url: str = field(repr=False)
    types: tuple[str, ...]
    """Of which transitions; empty: of all."""
    enabled: bool
    disabled_reason: str
    """Why it was disabled by the platform; empty otherwise."""
    failures: int
    """Failed attempts since the last delivery."""
    failing_since: datetime | None
    last_delivered_at: datetime | None
    previous_secret_expires_at: datetime | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Signing:
    """A subscription with what signs its events."""

    webhook: Webhook
    secrets: tuple[str, ...] = field(repr=False)
    """The newest first; the one before it counts for a while after a rotation."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be sent of a transition to one receiver."""

    account_id: str | None
    """Whose receiver it is: accounts take turns. None: nobody's, and takes turns for itself."""
    receiver: str
    """At most 64 characters; its kind knows it by this."""
    seq: int
    event_id: str
    """Unique for its receiver."""
    type: str
    livestream_id: str
    """Those of one livestream go to a receiver one after the other."""
    body: str = field(repr=False)
    due_at: datetime | None = None
    """Not before; None: at once."""


@dataclass(frozen=True, slots=True)
class Condition:
    """How a receiver stands."""

    host: str
    """Where it is: a host has its share, too."""
    failing: bool
    """Whether the attempt before failed."""
    paused: bool = False
    """Whether what is to be sent to it waits, for as long as that is so."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event on its way to one webhook."""

    id: str
    seq: int
    event_id: str
    type: str
    livestream_id: str
    state: str
    """`pending`, `delivered` or `dead`."""
    attempts: int
    next_attempt_at: datetime | None
    """While pending."""
    last_attempt_at: datetime | None
    last_status: int | None
    last_words: str
    created_at: datetime
    delivered_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """Some deliveries, the newest event first, and the way to the next ones; None: these are the last."""

    deliveries: list[Delivery]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One attempt, which is this process's to make until its lease runs out."""

    delivery_id: str
    kind: str
    account_id: str | None
    """Whose receiver it is; None: nobody's."""
    receiver: str
    """As its kind knows it: a webhook's id."""
    event_id: str
    attempts: int
    """This one included. The number is the claim: who takes the delivery over counts it up."""
    body: str = field(repr=False)
    failing: bool
    """Whether the attempt before it, of any event for this receiver, failed."""

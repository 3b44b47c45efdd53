"""The registry of events. The push side, the documents, webhooks and tests read it; the pages' and the clients' types
are generated from it, or held against it."""

from typing import Final

from contract.events.applause import APPLAUSE
from contract.events.chat import CHAT, MODERATION
from contract.events.connection import CLOSE, GOODBYE, PING
from contract.events.livestreams import (
    LIST_SNAPSHOT,
    OVERLAY_SNAPSHOT,
    OWN_SNAPSHOT,
    OWN_TRANSITIONS,
    SNAPSHOT,
    STILL,
    TRANSITIONS,
    VIEWERS,
)
from contract.events.notices import (
    ENCODER,
    FOLLOW,
    LIVE_AUDIENCE,
    PLATFORM,
    REHEARSAL,
    REMINDER,
    SCREEN_MOVED,
    TIP,
    WALLET,
)
from contract.events.overlays import OVERLAYS

EVENTS: Final = [
    SNAPSHOT,
    LIST_SNAPSHOT,
    OWN_SNAPSHOT,
    OVERLAY_SNAPSHOT,
    *TRANSITIONS,
    *OWN_TRANSITIONS,
    VIEWERS,
    STILL,
    APPLAUSE,
    LIVE_AUDIENCE,
    *ENCODER,
    *REHEARSAL,
    *PLATFORM,
    WALLET,
    FOLLOW,
    REMINDER,
    TIP,
    SCREEN_MOVED,
    CHAT,
    MODERATION,
    *OVERLAYS,
    PING,
    GOODBYE,
    CLOSE,
]

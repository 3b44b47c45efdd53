"""The events of an EncryptedMedia Live platform, typed, over a connection that comes back by itself.

async for event in watch("http://localhost:3000", livestream_id): ...
"""

from encryptedmedia.api import ApiError, FieldError
from encryptedmedia.errors import (
    EncryptedMediaError,
    MovedError,
    NotAllowedError,
    NotFoundError,
    NotSignedInError,
    ProtocolError,
    RefusedError,
    UnreachableError,
)
from encryptedmedia.events import (
    ApplauseHeard,
    AudienceHeard,
    ChatHeard,
    Cursor,
    Event,
    FollowChanged,
    IngestConflict,
    IngestConnected,
    IngestDisconnected,
    IngestHealth,
    ModerationHeard,
    PlatformNotice,
    Rehearsal,
    ReminderChanged,
    ScreenMoved,
    Snapshot,
    StillChanged,
    TipReceived,
    Transition,
    ViewersChanged,
    WalletChanged,
)
from encryptedmedia.livestreams import Account, Artist, Clip, Livestream, Marker, Picture, Replay
from encryptedmedia.pace import Reconnecting
from encryptedmedia.room import Author, Message, Tip
from encryptedmedia.subscription import Subscription, connect, watch
from encryptedmedia.writer import Writer

__all__ = [
    "Account",
    "ApiError",
    "ApplauseHeard",
    "Artist",
    "AudienceHeard",
    "Author",
    "ChatHeard",
    "Clip",
    "Cursor",
    "EncryptedMediaError",
    "Event",
    "FieldError",
    "FollowChanged",
    "IngestConflict",
    "IngestConnected",
    "IngestDisconnected",
    "IngestHealth",
    "Livestream",
    "Marker",
    "Message",
    "ModerationHeard",
    "MovedError",
    "NotAllowedError",
    "NotFoundError",
    "NotSignedInError",
    "Picture",
    "PlatformNotice",
    "ProtocolError",
    "Reconnecting",
    "RefusedError",
    "Rehearsal",
    "ReminderChanged",
    "Replay",
    "ScreenMoved",
    "Snapshot",
    "StillChanged",
    "Subscription",
    "Tip",
    "TipReceived",
    "Transition",
    "UnreachableError",
    "ViewersChanged",
    "WalletChanged",
    "Writer",
    "connect",
    "watch",
]

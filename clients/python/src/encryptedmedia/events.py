"""The events, typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from encryptedmedia.livestreams import Account, Clip, Livestream, Marker
from encryptedmedia.room import Message

CLIPS = frozenset({"clip.created", "clip.updated", "clip.removed"})
TRANSITIONS = CLIPS | frozenset(
    f"livestream.{name}"
    for name in (
        "scheduled",
        "updated",
        "live",
        "interrupted",
        "resumed",
        "ended",
        "replay_ready",
        "marker",
        "cancelled",
        "archived",
        "deleted",
    )
)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the platform's history. Keep one, and a later subscription goes on from there."""

    epoch: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    at: datetime
    raw: Mapping[str, Any] = field(repr=False, compare=False)
    """The JSON object as it came, for what this version does not know yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot(_Heard):
    """All there is, as of now. First on a new subscription, and again where the history did not reach back."""

    cursor: Cursor
    livestreams: tuple[Livestream, ...]
    resumed: bool | None = None
    """False: a cursor was given, but what came after it is gone; forget what was known."""
    account: Account | None = None
    """Whose channel it is, where it is one's own."""

    @property
    def livestream(self) -> Livestream:
        """The one, on the channel of one livestream."""
        return self.livestreams[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition(_Heard):
    """Something happened to a livestream. In order, each once."""

    type: str
    """`livestream.live` and its siblings."""
    cursor: Cursor
    livestream: Livestream
    """As it is after it; for `livestream.deleted`, as it was."""
    marker: Marker | None = None
    """Of `livestream.marker`: the moment that was named."""
    removed: bool = False
    """Of `livestream.marker`: it is no more, and `marker` is as it was."""
    clip: Clip | None = None
    """Of `clip.created` and `clip.updated`."""
    clip_id: str | None = None
    """Which clip it is about; of one that was removed all that is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewersChanged(_Heard):
    """How many watch. Only the newest counts; a slow reader misses older ones."""

    livestream_id: str
    viewer_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplauseHeard(_Heard):
    """How loud the people are, where applause was asked for. Only the newest counts."""

    livestream_id: str
    level: float
    """From 0, nobody claps, to 1, all of them do."""
    count: int
    """Claps since the last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StillChanged(_Heard):
    """There is a newer picture of a live livestream, at most every ten seconds. Only the newest counts."""

    livestream_id: str
    still_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestConnected(_Heard):
    """To the artist: an encoder is connected."""

    livestream_id: str
    hls_url: str | None
    """The playlist, for a preview."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestDisconnected(_Heard):
    """To the artist: the encoder is gone."""

    livestream_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestHealth(_Heard):
    """To the artist, once a second: how the encoder's stream is. `health["advice"]` is for reading out,
    and `health["advice_codes"]` says the same by stable codes with their values."""

    livestream_id: str
    health: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestConflict(_Heard):
    """To the artist: a second encoder came and was refused."""

    livestream_id: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal(_Heard):
    """To the artist: something about a stream with the rehearsal key."""

    type: str
    """`rehearsal.started`, `.health`, `.ended` or `.conflict`."""
    health: Mapping[str, Any] | None
    verdict: Mapping[str, Any] | None
    """`{"ready": bool, "checks": [{"name", "ok", "words", "code", "values"}, ...]}`"""
    message: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformNotice(_Heard):
    """To the artist: the platform works less well (`platform.degraded`, with words), or is well again."""

    type: str
    message: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowChanged(_Heard):
    """Of `/ws/me`: the account follows an artist, or no longer, or hears of its shows in another way."""

    artist_id: str
    following: bool
    push: bool
    mail: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderChanged(_Heard):
    """Of `/ws/me`: the account is to be reminded of a show, or no longer."""

    livestream_id: str
    reminded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletChanged(_Heard):
    """To an account, a fan's too: it holds more or fewer of an artist's tokens."""

    artist_id: str
    balance: int
    """How many it holds now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceHeard(_Heard):
    """To an artist, each ten seconds while a show is live: who watches, and how it plays."""

    livestream_id: str
    audience: Mapping[str, Any]
    """As `GET /livestreams/:id/audience` answers, with the last `points` alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TipReceived(_Heard):
    """To an artist: somebody gave tokens in a livestream's chat."""

    livestream_id: str
    message_id: str
    """Of its message in the chat."""
    account_id: str
    display_name: str
    """Who gave."""
    amount: int
    tier: int
    """How much that is, from 1 to 6."""
    text: str
    """What was said with it; perhaps nothing."""
    show_time: float | None
    """Seconds; None outside of the show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenMoved(_Heard):
    """To an account, and to the page that is left: it watches on another page instead."""

    screen: str
    """What the page that was left calls itself."""
    livestream_id: str
    """What was watched there."""
    to: Mapping[str, Any]
    """`{"id", "title"}` of what is watched now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatHeard:
    """Something happened in the room, where the chat was asked for. In order, each once."""

    livestream_id: str
    after: int
    """Where the room was before."""
    seq: int
    """Where it is now."""
    reset: bool
    """Forget the messages that were there, and begin with these."""
    messages: tuple[Message, ...]
    """New ones; one that was there already has changed, and takes its place."""
    removed: tuple[str, ...]
    """Ids of messages that are no more, also of some that were never told."""
    room: Mapping[str, Any] | None
    """`{"enabled", "slow_seconds", "holders_only", ...}` where that is different now."""
    raw: Mapping[str, Any] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerationHeard(_Heard):
    """To the artist and its moderators, where `moderation` was asked for: something was done to keep the room
    pleasant, or a message was reported."""

    livestream_id: str
    what: str
    """`reported`, or what was done."""
    by: Mapping[str, Any]
    """`{"id", "display_name"}`"""
    about: Mapping[str, Any]
    """Whom and what it was done to."""


@dataclass(frozen=True, slots=True)
class Goodbye:
    """The server ends and wants this client back after that many seconds. The subscription sees to it."""

    reconnect_in: float


Event: TypeAlias = (
    Snapshot
    | Transition
    | ViewersChanged
    | StillChanged
    | ApplauseHeard
    | IngestConnected
    | IngestDisconnected
    | IngestHealth
    | IngestConflict
    | Rehearsal
    | PlatformNotice
    | WalletChanged
    | FollowChanged
    | ReminderChanged
    | TipReceived
    | AudienceHeard
    | ScreenMoved
    | ChatHeard
    | ModerationHeard
)

"""The events, typed. Pure: a text frame goes in, a value comes out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from encryptedmedia.errors import ProtocolError
from encryptedmedia.livestreams import Livestream

TRANSITIONS = frozenset(
    f"livestream.{name}"
    for name in (
        "scheduled",
        "updated",
        "live",
        "interrupted",
        "resumed",
        "ended",
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewersChanged(_Heard):
    """How many watch. Only the newest counts; a slow reader misses older ones."""

    livestream_id: str
    viewer_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestConnected(_Heard):
    """To the artist: an encoder is connected."""

    livestream_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestDisconnected(_Heard):
    """To the artist: the encoder is gone."""

    livestream_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestHealth(_Heard):
    """To the artist, once a second: how the encoder's stream is. `health["advice"]` is for reading out."""

    livestream_id: str
    health: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestConflict(_Heard):
    """To the artist: a second encoder came and was refused."""

    livestream_id: str
    message: str


@dataclass(frozen=True, slots=True)
class Goodbye:
    """The server ends and wants this client back after that many seconds. The subscription sees to it."""

    reconnect_in: float


Event: TypeAlias = (
    Snapshot | Transition | ViewersChanged | IngestConnected | IngestDisconnected | IngestHealth | IngestConflict
)


def parse_event(text: str | bytes) -> Event | Goodbye | None:
    """A frame's event; None for a heart-beat, and for types that came after this version.

    Raises:
        ProtocolError: it is not one of the platform's frames.
    """
    try:
        value = json.loads(text)
        return _parse(value["type"], value)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProtocolError(f"not an event of this platform: {str(text)[:80]!r}") from error


def _parse(kind: str, value: Mapping[str, Any]) -> Event | Goodbye | None:
    if kind == "goodbye":
        return Goodbye(value["reconnect_in_ms"] / 1000)
    if kind not in TRANSITIONS and kind not in _OTHERS:
        return None
    at = datetime.fromisoformat(value["at"])
    if kind == "snapshot":
        listed = value["livestreams"] if "livestreams" in value else [value["livestream"]]
        livestreams = tuple(Livestream.parse(one) for one in listed)
        return Snapshot(
            at=at, raw=value, cursor=_cursor(value), livestreams=livestreams, resumed=value.get("resumed")
        )
    if kind in TRANSITIONS:
        livestream = Livestream.parse(value["livestream"])
        return Transition(at=at, raw=value, type=kind, cursor=_cursor(value), livestream=livestream)
    livestream_id = value["livestream_id"]
    match kind:
        case "livestream.viewers":
            return ViewersChanged(
                at=at, raw=value, livestream_id=livestream_id, viewer_count=int(value["viewer_count"])
            )
        case "ingest.connected":
            return IngestConnected(at=at, raw=value, livestream_id=livestream_id)
        case "ingest.disconnected":
            return IngestDisconnected(at=at, raw=value, livestream_id=livestream_id)
        case "ingest.health":
            return IngestHealth(at=at, raw=value, livestream_id=livestream_id, health=value["health"])
        case _:
            return IngestConflict(at=at, raw=value, livestream_id=livestream_id, message=value["message"])


_OTHERS = frozenset(
    {
        "snapshot",
        "livestream.viewers",
        "ingest.connected",
        "ingest.disconnected",
        "ingest.health",
        "ingest.conflict",
    }
)


def _cursor(value: Mapping[str, Any]) -> Cursor:
    return Cursor(value["epoch"], int(value["seq"]))

"""Reading frames. Pure: a text frame goes in, an event comes out."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from encryptedmedia.errors import ProtocolError
from encryptedmedia.events import (
    TRANSITIONS,
    ApplauseHeard,
    AudienceHeard,
    ChatHeard,
    Cursor,
    Event,
    FollowChanged,
    Goodbye,
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
from encryptedmedia.livestreams import Account, Clip, Livestream, Marker
from encryptedmedia.room import Message


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
    if kind == "ping":
        return None
    if kind == "chat":
        return _make_chat(value)
    make = _KINDS.get(kind) or _FAMILIES.get(kind.partition(".")[0])
    return None if make is None else make(value, datetime.fromisoformat(value["at"]))


def _make_snapshot(value: Mapping[str, Any], at: datetime) -> Event:
    listed = value["livestreams"] if "livestreams" in value else [value["livestream"]]
    found = tuple(Livestream.parse(one) for one in listed)
    whose = value.get("account")
    return Snapshot(
        at=at,
        raw=value,
        cursor=_cursor(value),
        livestreams=found,
        resumed=value.get("resumed"),
        account=None if whose is None else Account(whose["id"], whose["display_name"], whose["role"]),
    )


def _make_transition(value: Mapping[str, Any], at: datetime) -> Event:
    marker, clip = value.get("marker"), value.get("clip")
    return Transition(
        at=at,
        raw=value,
        type=value["type"],
        cursor=_cursor(value),
        livestream=Livestream.parse(value["livestream"]),
        marker=None if marker is None else Marker.parse(marker),
        removed=bool(value.get("removed")),
        clip=None if clip is None else Clip.parse(clip),
        clip_id=value.get("clip_id") if clip is None else clip["id"],
    )


def _make_viewers(value: Mapping[str, Any], at: datetime) -> Event:
    count = int(value["viewer_count"])
    return ViewersChanged(at=at, raw=value, livestream_id=value["livestream_id"], viewer_count=count)


def _make_applause(value: Mapping[str, Any], at: datetime) -> Event:
    level, count = float(value["level"]), value["count"]
    return ApplauseHeard(at=at, raw=value, livestream_id=value["livestream_id"], level=level, count=count)


def _make_still(value: Mapping[str, Any], at: datetime) -> Event:
    return StillChanged(at=at, raw=value, livestream_id=value["livestream_id"], still_url=value["still_url"])


def _make_connected(value: Mapping[str, Any], at: datetime) -> Event:
    return IngestConnected(at=at, raw=value, livestream_id=value["livestream_id"], hls_url=value.get("hls_url"))


def _make_disconnected(value: Mapping[str, Any], at: datetime) -> Event:
    return IngestDisconnected(at=at, raw=value, livestream_id=value["livestream_id"])


def _make_health(value: Mapping[str, Any], at: datetime) -> Event:
    return IngestHealth(at=at, raw=value, livestream_id=value["livestream_id"], health=value["health"])


def _make_conflict(value: Mapping[str, Any], at: datetime) -> Event:
    return IngestConflict(at=at, raw=value, livestream_id=value["livestream_id"], message=value["message"])


def _make_rehearsal(value: Mapping[str, Any], at: datetime) -> Event:
    health, verdict, message = value.get("health"), value.get("verdict"), value.get("message")
    return Rehearsal(at=at, raw=value, type=value["type"], health=health, verdict=verdict, message=message)


def _make_platform(value: Mapping[str, Any], at: datetime) -> Event:
    return PlatformNotice(at=at, raw=value, type=value["type"], message=value.get("message"))


def _make_wallet(value: Mapping[str, Any], at: datetime) -> Event:
    return WalletChanged(at=at, raw=value, artist_id=value["artist_id"], balance=int(value["balance"]))


def _make_follow(value: Mapping[str, Any], at: datetime) -> Event:
    following, push, mail = (bool(value[name]) for name in ("following", "push", "mail"))
    return FollowChanged(at=at, raw=value, artist_id=value["artist_id"], following=following, push=push, mail=mail)


def _make_reminder(value: Mapping[str, Any], at: datetime) -> Event:
    return ReminderChanged(at=at, raw=value, livestream_id=value["livestream_id"], reminded=bool(value["reminded"]))


def _make_audience(value: Mapping[str, Any], at: datetime) -> Event:
    return AudienceHeard(at=at, raw=value, livestream_id=value["livestream_id"], audience=value["audience"])


def _make_tip(value: Mapping[str, Any], at: datetime) -> Event:
    show_time = value["show_time"]
    return TipReceived(
        at=at,
        raw=value,
        livestream_id=value["livestream_id"],
        message_id=value["message_id"],
        account_id=value["account"]["id"],
        display_name=value["account"]["display_name"],
        amount=int(value["amount"]),
        tier=int(value["tier"]),
        text=value["text"],
        show_time=None if show_time is None else float(show_time),
    )


def _make_screen(value: Mapping[str, Any], at: datetime) -> Event:
    livestream_id, to = value["livestream_id"], value["to"]
    return ScreenMoved(at=at, raw=value, screen=value["screen"], livestream_id=livestream_id, to=to)


def _make_moderation(value: Mapping[str, Any], at: datetime) -> Event:
    what, by, about = value["what"], value["by"], value["about"]
    return ModerationHeard(at=at, raw=value, livestream_id=value["livestream_id"], what=what, by=by, about=about)


def _make_chat(value: Mapping[str, Any]) -> Event:
    return ChatHeard(
        livestream_id=value["livestream_id"],
        after=int(value["after"]),
        seq=int(value["seq"]),
        reset=bool(value["reset"]),
        messages=tuple(Message.parse(one) for one in value["messages"]),
        removed=tuple(value["removed"]),
        room=value.get("room"),
        raw=value,
    )


_Make = Callable[[Mapping[str, Any], datetime], Event]

_KINDS: dict[str, _Make] = {
    "snapshot": _make_snapshot,
    **dict.fromkeys(TRANSITIONS, _make_transition),
    "livestream.viewers": _make_viewers,
    "livestream.still": _make_still,
    "applause": _make_applause,
    "chat.moderation": _make_moderation,
    "ingest.connected": _make_connected,
    "ingest.disconnected": _make_disconnected,
    "ingest.health": _make_health,
    "ingest.conflict": _make_conflict,
    "wallet.changed": _make_wallet,
    "follow.changed": _make_follow,
    "reminder.changed": _make_reminder,
    "tip.received": _make_tip,
    "livestream.audience": _make_audience,
    "screen.moved": _make_screen,
}

_FAMILIES: dict[str, _Make] = {"rehearsal": _make_rehearsal, "platform": _make_platform}
"""Of these, new kinds read like the old ones."""


def _cursor(value: Mapping[str, Any]) -> Cursor:
    return Cursor(value["epoch"], int(value["seq"]))

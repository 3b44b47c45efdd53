"""The registry of events. The push side, the documents, webhooks and tests read it; the pages' and the clients' types
are generated from it, or held against it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from contract.events.event import Audience, Delivery, Event, NoticeType, TransitionType
from contract.events.schema import Schema, count, moment, ref, text

CONFLICTS: Final = 32
"""Refused encoders that an artist is told of who was behind meanwhile."""

EPOCH = "5f0c2a9be1d44c07"
_AT = "2026-01-31T20:00:00.000Z"

_EXAMPLE: dict[str, Any] = {
    "id": "0b6ad4a2-6f6f-4f1e-9d0e-0c6c1d1f3a55",
    "title": "Unplugged in the kitchen",
    "description": "Five songs, no drums.",
    "artist": {"id": "7d9f5f0e-4f62-4b52-8d3c-5a1f1c0d2e3f", "display_name": "Ada"},
    "status": "live",
    "scheduled_start_at": "2026-01-31T20:00:00.000Z",
    "started_at": "2026-01-31T20:00:00.000Z",
    "ended_at": None,
    "end_reason": None,
    "viewer_count": 41,
    "peak_viewer_count": 57,
    "token_gate_amount": None,
    "interrupted_until": None,
    "hls_url": "http://localhost:8000/live/k3v9x0q2m7t1w5z8/index.m3u8",
}
_EVERYBODY: Final = (Audience.EVERYBODY, Audience.HOLDERS, Audience.ARTIST)
_ADDRESS: Schema = {"type": ["string", "null"], "description": "Where the refused encoder came from."}
_OWN = {**_EXAMPLE, "publishing": True, "ready": False, "auto_start": True}


_CURSOR: dict[str, Schema] = {"epoch": ref("epoch"), "seq": ref("seq")}
_ID = text("Which livestream.", format="uuid")
_RESUMED = {"type": "boolean", "const": False, "description": "There when you asked to resume and could not."}


def _changed(livestream: dict[str, Any], status: str, **more: Any) -> dict[str, Any]:
    hls_url = livestream["hls_url"] if status == "live" else None
    return {**livestream, "status": status, "hls_url": hls_url, **more}


_ENDED = {"ended_at": "2026-01-31T21:00:00.000Z", "end_reason": "artist"}
_TRANSITIONS: dict[TransitionType, tuple[str, dict[str, Any]]] = {
    "livestream.scheduled": (
        "It was made, or an ended one is to begin again.",
        {"status": "scheduled", "started_at": None},
    ),
    "livestream.updated": ("Its details changed.", {"status": "live"}),
    "livestream.live": ("It goes live: start the player.", {"status": "live"}),
    "livestream.interrupted": (
        "The publisher is lost. It stays live until `interrupted_until`; players wait.",
        {"status": "live", "interrupted_until": "2026-01-31T20:30:30.000Z"},
    ),
    "livestream.resumed": ("The publisher is back, in the same playlist.", {"status": "live"}),
    "livestream.ended": ("It is over.", {"status": "ended", **_ENDED}),
    "livestream.cancelled": ("It will not take place.", {"status": "cancelled", "started_at": None}),
    "livestream.archived": (
        "It was put away.",
        {"status": "archived", "ended_at": "2026-01-31T21:00:00.000Z", "end_reason": "artist"},
    ),
    "livestream.deleted": (
        "It is gone for good, and its channel closes with 4404. `livestream` is its last state.",
        {"status": "ended", **_ENDED},
    ),
}


def _transition(kind: TransitionType, number: int, schema: str, livestream: dict[str, Any]) -> Event:
    summary, change = _TRANSITIONS[kind]
    name = kind.removeprefix("livestream.")
    own = schema == "ownLivestream"
    return Event(
        f"own{name.capitalize()}" if own else name,
        kind,
        Delivery.NUMBERED,
        (Audience.ARTIST,) if own else (Audience.EVERYBODY, Audience.HOLDERS),
        summary,
        {**_CURSOR, "at": moment("When it happened."), "livestream": ref(schema)},
        {"epoch": EPOCH, "seq": 118 + number, "at": _AT, "livestream": _changed(livestream, **change)},
        webhook=not own,
    )


def _snapshot(
    key: str,
    to: Audience,
    summary: str,
    name: str,
    schema: Schema,
    value: Any,
    about: Mapping[str, Schema] = MappingProxyType({}),
    about_example: Mapping[str, Any] = MappingProxyType({}),
) -> Event:
    fields = {**_CURSOR, "at": moment("When it was taken."), "resumed": _RESUMED, **about, name: schema}
    example = {"epoch": EPOCH, "seq": 117, "at": _AT, **about_example, name: value}
    return Event(key, "snapshot", Delivery.NUMBERED, (to,), summary, fields, example, ("resumed",))


def _list(schema: str, description: str) -> Schema:
    return {"type": "array", "items": ref(schema), "description": description}


TRANSITIONS = [_transition(kind, number, "livestream", _EXAMPLE) for number, kind in enumerate(_TRANSITIONS)]
OWN_TRANSITIONS = [_transition(kind, number, "ownLivestream", _OWN) for number, kind in enumerate(_TRANSITIONS)]
SNAPSHOT = _snapshot(
    "snapshot", Audience.HOLDERS, "The livestream as it is now.", "livestream", ref("livestream"), _EXAMPLE
)
LIST_SNAPSHOT = _snapshot(
    "listSnapshot",
    Audience.EVERYBODY,
    "Every livestream that is live, and the next 100 that are scheduled, without descriptions.",
    "livestreams",
    _list("livestream", "All that are live; then those that are scheduled, soonest first. REST has the rest."),
    [{**_EXAMPLE, "description": ""}],
)
OWN_SNAPSHOT = _snapshot(
    "ownSnapshot",
    Audience.ARTIST,
    "Whose channel it is, and the account's own livestreams that are scheduled or live; a fan has none.",
    "livestreams",
    _list("ownLivestream", "All that are scheduled or live."),
    [_OWN],
    {"account": ref("account")},
    {"account": {**_EXAMPLE["artist"], "role": "artist"}},
)
VIEWERS = Event(
    "viewers",
    "livestream.viewers",
    Delivery.NEWEST,
    _EVERYBODY,
    "The number of viewers changed. Not numbered: only the newest counts, and a slow connection skips the others.",
    {
        "livestream_id": _ID,
        "viewer_count": count("Who watches now, over all servers."),
        "at": moment("When it was counted."),
    },
    {"livestream_id": _EXAMPLE["id"], "viewer_count": 42, "at": _AT},
    thing="viewers",
)


def _of_connection(kind: str, summary: str, fields: dict[str, Schema], example: dict[str, Any]) -> Event:
    return Event(kind, kind, Delivery.CONNECTION, _EVERYBODY, summary, fields, example)


PING = _of_connection("ping", "A heart-beat, every 25 seconds. After 60 without any event, reconnect.", {}, {})
GOODBYE = _of_connection(
    "goodbye",
    "This server process ends; the connection closes (1012). Come back after the time given, and resume.",
    {"reconnect_in_ms": count("Milliseconds, spread so that not everybody returns at once.")},
    {"reconnect_in_ms": 740},
)
CLOSE = _of_connection(
    "close",
    "A stream's last event, in place of a close frame: why it ends.",
    {"code": {"type": "integer", "description": "As the close codes."}, "reason": text("In words.")},
    {"code": 4408, "reason": "too slow: reconnect and resume"},
)


_HEALTHY = {"bitrate_kbps": 4120, "fps": 30.0, "keyframe_interval": 2.0, "audio": True, "advice": []}


def _notice(key: str, kind: NoticeType, summary: str, fields: dict[str, Schema], example: dict[str, Any]) -> Event:
    """About an artist's encoder, rehearsal or platform. Figures come every second; of all else, who is behind hears
    the last that was said of a thing: that the encoder is gone, not that it came. A conflict is news each time: one
    may be a forgotten encoder's, and the next a stranger's."""
    passing = kind.endswith(".health")
    thing = kind if kind.endswith(".conflict") else kind.partition(".")[0]
    shared: dict[str, Schema] = {"at": moment("When.")}
    known: dict[str, Any] = {"at": _AT}
    if kind.startswith("ingest."):
        shared["livestream_id"], known["livestream_id"] = _ID, _EXAMPLE["id"]
    return Event(
        key,
        kind,
        Delivery.PASSING if passing else Delivery.NEWEST,
        (Audience.ARTIST,),
        summary,
        {**shared, **fields},
        {**known, **example},
        thing="" if passing else thing,
        kept=CONFLICTS if kind.endswith(".conflict") else 1,
    )


ENCODER = [
    _notice(
        "connected",
        "ingest.connected",
        "An encoder is connected, live or in preview.",
        {"hls_url": {"type": ["string", "null"], "description": "The playlist, for the preview."}},
        {"hls_url": _EXAMPLE["hls_url"]},
    ),
    _notice("disconnected", "ingest.disconnected", "The encoder is gone.", {}, {}),
    _notice(
        "health",
        "ingest.health",
        "How the encoder's stream is, once a second.",
        {"health": ref("health")},
        {"health": _HEALTHY},
    ),
    _notice(
        "conflict",
        "ingest.conflict",
        "A second encoder came with the same key and was refused.",
        {"message": text("As the encoder was told."), "address": _ADDRESS},
        {"message": "Another encoder is already streaming to this livestream.", "address": "203.0.113.7"},
    ),
]


_VERDICT = {
    "ready": False,
    "checks": [
        {"name": "picture", "ok": True, "words": "H.264, 1920 × 1080."},
        {"name": "keyframes", "ok": False, "words": "Only every 8 s. In OBS, set Keyframe Interval to 2 s."},
        {"name": "bitrate", "ok": None, "words": "Measuring."},
    ],
}
REHEARSAL = [
    _notice("rehearsalStarted", "rehearsal.started", "An encoder is connected with the rehearsal key.", {}, {}),
    _notice(
        "rehearsalHealth",
        "rehearsal.health",
        "How the rehearsal's stream is, once a second, and whether it could go live.",
        {"health": ref("health"), "verdict": ref("verdict")},
        {"health": {"bitrate_kbps": 4120, "fps": 30.0, "keyframe_interval": 8.3}, "verdict": _VERDICT},
    ),
    _notice(
        "rehearsalEnded",
        "rehearsal.ended",
        "The encoder is gone; the last verdict stays.",
        {"verdict": ref("verdict")},
        {"verdict": _VERDICT},
    ),
    _notice(
        "rehearsalConflict",
        "rehearsal.conflict",
        "A second encoder came with the rehearsal key and was refused.",
        {"message": text("As the encoder was told."), "address": _ADDRESS},
        {
            "message": "Another encoder is already rehearsing with this key. Stop it first, then try again.",
            "address": "203.0.113.7",
        },
    ),
]
PLATFORM = [
    _notice(
        "platformDegraded",
        "platform.degraded",
        "The platform works less well than it should: what other servers know may come late here. Told again to each "
        "that connects meanwhile.",
        {"message": text("What is wrong, for its operator.")},
        {"message": "Redis is away"},
    ),
    _notice("platformRestored", "platform.restored", "All is well again.", {}, {}),
]
WALLET = _notice(
    "walletChanged",
    "wallet.changed",
    "The account holds more or fewer of an artist's tokens. Told to fans as well.",
    {"artist_id": text("Whose tokens.", format="uuid"), "balance": count("How many it holds now.")},
    {"artist_id": _EXAMPLE["artist"]["id"], "balance": 12},
)
SCREEN_MOVED: Final = Event(
    "screenMoved",
    "screen.moved",
    Delivery.NEWEST,
    (Audience.HOLDERS, Audience.ARTIST),
    "The account watches on another page instead. The page that is left hears it, and is closed (4409); so does the "
    "account, a fan's as well, over its own channel.",
    {
        "at": moment("When."),
        "screen": text("Which page was left, by what it calls itself."),
        "livestream_id": text("What was watched there.", format="uuid"),
        "to": {
            "type": "object",
            "required": ["id", "title"],
            "additionalProperties": False,
            "properties": {"id": _ID, "title": text("Of that livestream.")},
            "description": "What is watched instead.",
        },
    },
    {
        "at": _AT,
        "screen": "k3v9x0q2m7",
        "livestream_id": _EXAMPLE["id"],
        "to": {"id": _EXAMPLE["id"], "title": _EXAMPLE["title"]},
    },
    thing="screen",
)
EVENTS: Final = [
    SNAPSHOT,
    LIST_SNAPSHOT,
    OWN_SNAPSHOT,
    *TRANSITIONS,
    *OWN_TRANSITIONS,
    VIEWERS,
    *ENCODER,
    *REHEARSAL,
    *PLATFORM,
    WALLET,
    SCREEN_MOVED,
    PING,
    GOODBYE,
    CLOSE,
]
NOTICES_BY_TYPE: Final = {event.type: event for event in (*ENCODER, *REHEARSAL, *PLATFORM, WALLET)}

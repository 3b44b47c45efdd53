"""The events, one message each, with an example of each that its own schema must accept."""

from dataclasses import dataclass
from typing import Any

from api.docs.asyncapi.schemas import Schema, count, make_object, moment, ref, text

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
_ADDRESS: Schema = {"type": ["string", "null"], "description": "Where the refused encoder came from."}
_OWN = {**_EXAMPLE, "publishing": True, "ready": False, "auto_start": True}


@dataclass(frozen=True)
class Message:
    """One kind of event."""

    key: str
    """Its name in the document; the events' own `type` may be shared, as by the two snapshots."""
    type: str
    summary: str
    fields: dict[str, Schema]
    example: dict[str, Any]
    optional: tuple[str, ...] = ()

    def to_document(self) -> dict[str, Any]:
        """As AsyncAPI's Message Object."""
        kind = {"type": "string", "const": self.type, "description": "What kind of event this is."}
        return {
            "name": self.type,
            "title": f"{self.type} (to its artist)" if self.key.startswith("own") else self.type,
            "summary": self.summary,
            "contentType": "application/json",
            "payload": make_object(self.summary, {"type": kind, **self.fields}, self.optional),
            "examples": [{"name": self.key, "payload": {"type": self.type, **self.example}}],
        }


_CURSOR: dict[str, Schema] = {"epoch": ref("epoch"), "seq": ref("seq")}
_ID = text("Which livestream.", format="uuid")
_RESUMED = {"type": "boolean", "const": False, "description": "There when you asked to resume and could not."}


def _changed(livestream: dict[str, Any], status: str, **more: Any) -> dict[str, Any]:
    hls_url = livestream["hls_url"] if status == "live" else None
    return {**livestream, "status": status, "hls_url": hls_url, **more}


_ENDED = {"ended_at": "2026-01-31T21:00:00.000Z", "end_reason": "artist"}
_TRANSITIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "scheduled": ("It was made, or an ended one is to begin again.", {"status": "scheduled", "started_at": None}),
    "updated": ("Its details changed.", {"status": "live"}),
    "live": ("It goes live: start the player.", {"status": "live"}),
    "interrupted": (
        "The publisher is lost. It stays live until `interrupted_until`; players wait.",
        {"status": "live", "interrupted_until": "2026-01-31T20:30:30.000Z"},
    ),
    "resumed": ("The publisher is back, in the same playlist.", {"status": "live"}),
    "ended": ("It is over.", {"status": "ended", **_ENDED}),
    "cancelled": ("It will not take place.", {"status": "cancelled", "started_at": None}),
    "archived": (
        "It was put away.",
        {"status": "archived", "ended_at": "2026-01-31T21:00:00.000Z", "end_reason": "artist"},
    ),
    "deleted": (
        "It is gone for good, and its channel closes with 4404. `livestream` is its last state.",
        {"status": "ended", **_ENDED},
    ),
}


def _transitions(schema: str, livestream: dict[str, Any], prefix: str) -> list[Message]:
    return [
        Message(
            f"{prefix}{name.capitalize()}" if prefix else name,
            f"livestream.{name}",
            summary,
            {**_CURSOR, "at": moment("When it happened."), "livestream": ref(schema)},
            {"epoch": EPOCH, "seq": 118 + number, "at": _AT, "livestream": _changed(livestream, **change)},
        )
        for number, (name, (summary, change)) in enumerate(_TRANSITIONS.items())
    ]


def _snapshot(key: str, summary: str, name: str, schema: Schema, value: Any) -> Message:
    fields = {**_CURSOR, "at": moment("When it was taken."), "resumed": _RESUMED, name: schema}
    return Message(
        key, "snapshot", summary, fields, {"epoch": EPOCH, "seq": 117, "at": _AT, name: value}, ("resumed",)
    )


def _list(schema: str, description: str) -> Schema:
    return {"type": "array", "items": ref(schema), "description": description}


TRANSITIONS = _transitions("livestream", _EXAMPLE, "")
OWN_TRANSITIONS = _transitions("ownLivestream", _OWN, "own")
SNAPSHOT = _snapshot("snapshot", "The livestream as it is now.", "livestream", ref("livestream"), _EXAMPLE)
LIST_SNAPSHOT = _snapshot(
    "listSnapshot",
    "Every livestream that is live, and the next 100 that are scheduled, without descriptions.",
    "livestreams",
    _list("livestream", "All that are live; then those that are scheduled, soonest first. REST has the rest."),
    [{**_EXAMPLE, "description": ""}],
)
OWN_SNAPSHOT = _snapshot(
    "ownSnapshot",
    "The artist's livestreams that are scheduled or live.",
    "livestreams",
    _list("ownLivestream", "All that are scheduled or live."),
    [_OWN],
)
VIEWERS = Message(
    "viewers",
    "livestream.viewers",
    "The number of viewers changed. Not numbered: only the newest counts, and a slow connection skips the others.",
    {
        "livestream_id": _ID,
        "viewer_count": count("Who watches now, over all servers."),
        "at": moment("When it was counted."),
    },
    {"livestream_id": _EXAMPLE["id"], "viewer_count": 42, "at": _AT},
)
PING = Message("ping", "ping", "A heart-beat, every 25 seconds. After 60 without any event, reconnect.", {}, {})
GOODBYE = Message(
    "goodbye",
    "goodbye",
    "This server process ends; the connection closes (1012). Come back after the time given, and resume.",
    {"reconnect_in_ms": count("Milliseconds, spread so that not everybody returns at once.")},
    {"reconnect_in_ms": 740},
)
CLOSE = Message(
    "close",
    "close",
    "A stream's last event, in place of a close frame: why it ends.",
    {"code": {"type": "integer", "description": "As the close codes."}, "reason": text("In words.")},
    {"code": 4408, "reason": "too slow: reconnect and resume"},
)


_HEALTHY = {"bitrate_kbps": 4120, "fps": 30.0, "keyframe_interval": 2.0, "audio": True, "advice": []}


def _notice(key: str, kind: str, summary: str, fields: dict[str, Schema], example: dict[str, Any]) -> Message:
    shared = {"livestream_id": _ID, "at": moment("When.")}
    return Message(key, kind, summary, {**shared, **fields}, {"livestream_id": _EXAMPLE["id"], "at": _AT, **example})


NOTICES = [
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


def _own(key: str, kind: str, summary: str, fields: dict[str, Schema], example: dict[str, Any]) -> Message:
    """About no livestream."""
    return Message(key, kind, summary, {"at": moment("When."), **fields}, {"at": _AT, **example})


_VERDICT = {
    "ready": False,
    "checks": [
        {"name": "picture", "ok": True, "words": "H.264, 1920 × 1080."},
        {"name": "keyframes", "ok": False, "words": "Only every 8 s. In OBS, set Keyframe Interval to 2 s."},
        {"name": "bitrate", "ok": None, "words": "Measuring."},
    ],
}
REHEARSAL = [
    _own("rehearsalStarted", "rehearsal.started", "An encoder is connected with the rehearsal key.", {}, {}),
    _own(
        "rehearsalHealth",
        "rehearsal.health",
        "How the rehearsal's stream is, once a second, and whether it could go live.",
        {"health": ref("health"), "verdict": ref("verdict")},
        {"health": {"bitrate_kbps": 4120, "fps": 30.0, "keyframe_interval": 8.3}, "verdict": _VERDICT},
    ),
    _own(
        "rehearsalEnded",
        "rehearsal.ended",
        "The encoder is gone; the last verdict stays.",
        {"verdict": ref("verdict")},
        {"verdict": _VERDICT},
    ),
    _own(
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
    _own(
        "platformDegraded",
        "platform.degraded",
        "The platform works less well than it should: what other servers know may come late here. Told again to each "
        "that connects meanwhile.",
        {"message": text("What is wrong, for its operator.")},
        {"message": "Redis is away"},
    ),
    _own("platformRestored", "platform.restored", "All is well again.", {}, {}),
]
CONNECTION = [PING, GOODBYE]
ALL = [
    SNAPSHOT,
    LIST_SNAPSHOT,
    OWN_SNAPSHOT,
    *TRANSITIONS,
    *OWN_TRANSITIONS,
    VIEWERS,
    *NOTICES,
    *REHEARSAL,
    *PLATFORM,
    *CONNECTION,
    CLOSE,
]

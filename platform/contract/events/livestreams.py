"""What is told of a livestream: its transitions, what a channel begins with, how many watch."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from contract.events.event import Audience, Delivery, Event, TransitionType
from contract.events.samples import AT, CLIP, EPOCH, EVERYBODY, EXAMPLE, ID, MARKER
from contract.events.schema import Schema, count, moment, ref, text

_OWN = {
    **EXAMPLE,
    "publishing": True,
    "ready": False,
    "auto_start": True,
    "record": True,
    "embed_origins": ["https://band.example.org"],
}
_REPLAY: Final = {
    "state": "ready",
    "visibility": "public",
    "keep": False,
    "from": AT,
    "duration": 3600.0,
    "bytes": 1_843_200_000,
    "expires_at": "2026-03-02T21:00:00.000Z",
    "url": "http://localhost:8000/live/r4kq1v0c7m2x9t5z8w3n6b1j0d/index.m3u8",
}

_POSTER: Final = "http://localhost:8000/live/r4kq1v0c7m2x9t5z8w3n6b1j0d/still.jpg?v=3600"

_CURSOR: dict[str, Schema] = {"epoch": ref("epoch"), "seq": ref("seq")}
_RESUMED = {"type": "boolean", "const": False, "description": "There when you asked to resume and could not."}


def _changed(livestream: dict[str, Any], status: str, **more: Any) -> dict[str, Any]:
    hls_url = livestream["hls_url"] if status == "live" else None
    still_url = livestream["still_url"] if status == "live" else None
    return {**livestream, "status": status, "hls_url": hls_url, "still_url": still_url, **more}


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
    "livestream.replay_ready": (
        "It is over, and all that was kept of it is there: `replay` says where. Usually within a second.",
        {"status": "ended", **_ENDED, "replay": _REPLAY, "still_url": _POSTER},
    ),
    "livestream.marker": (
        "Its artist has named a moment of it (a chapter of its replay), or changed that; `removed`: no longer.",
        {"status": "live"},
    ),
    "clip.created": ("Somebody has cut a clip out of it.", {"status": "live"}),
    "clip.updated": (
        "A clip of it has another title, is kept, or is shown again: of one that you do not know this is the first.",
        {"status": "live"},
    ),
    "clip.removed": (
        "A clip of it was deleted or, for all but its artist, hidden.",
        {"status": "live"},
    ),
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


_CLIP: Final = ({"livestream_id": ID, "clip": ref("clip")}, {"livestream_id": EXAMPLE["id"], "clip": CLIP})
_ABOUT: dict[TransitionType, tuple[dict[str, Schema], dict[str, Any]]] = {
    "livestream.marker": (
        {
            "livestream_id": ID,
            "marker": ref("marker"),
            "removed": {"type": "boolean", "description": "It is no more; `marker` is its last state."},
        },
        {"livestream_id": EXAMPLE["id"], "marker": MARKER, "removed": False},
    ),
    "clip.created": _CLIP,
    "clip.updated": _CLIP,
    "clip.removed": (
        {"livestream_id": ID, "clip_id": text("Which one.")},
        {"livestream_id": EXAMPLE["id"], "clip_id": CLIP["id"]},
    ),
}
"""What some are told with besides the livestream."""


def _transition(kind: TransitionType, number: int, schema: str, livestream: dict[str, Any]) -> Event:
    summary, change = _TRANSITIONS[kind]
    first, *more = kind.removeprefix("livestream.").replace(".", "_").split("_")
    name = first + "".join(map(str.capitalize, more))
    own = schema == "ownLivestream"
    about, about_example = _ABOUT.get(kind, ({}, {}))
    return Event(
        f"own{name[0].upper()}{name[1:]}" if own else name,
        kind,
        Delivery.NUMBERED,
        (Audience.ARTIST,) if own else (Audience.EVERYBODY, Audience.HOLDERS, Audience.OVERLAY),
        summary,
        {**_CURSOR, "at": moment("When it happened."), **about, "livestream": ref(schema)},
        {
            "epoch": EPOCH,
            "seq": 118 + number,
            "at": AT,
            **about_example,
            "livestream": _changed(livestream, **change),
        },
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
    example = {"epoch": EPOCH, "seq": 117, "at": AT, **about_example, name: value}
    return Event(key, "snapshot", Delivery.NUMBERED, (to,), summary, fields, example, ("resumed",))


def _list(schema: str, description: str) -> Schema:
    return {"type": "array", "items": ref(schema), "description": description}


TRANSITIONS = [_transition(kind, number, "livestream", EXAMPLE) for number, kind in enumerate(_TRANSITIONS)]
OWN_TRANSITIONS = [_transition(kind, number, "ownLivestream", _OWN) for number, kind in enumerate(_TRANSITIONS)]
SNAPSHOT = _snapshot(
    "snapshot", Audience.HOLDERS, "The livestream as it is now.", "livestream", ref("livestream"), EXAMPLE
)
LIST_SNAPSHOT = _snapshot(
    "listSnapshot",
    Audience.EVERYBODY,
    "Every livestream that is live, and the next 100 that are scheduled, without descriptions.",
    "livestreams",
    _list("livestream", "All that are live; then those that are scheduled, soonest first. REST has the rest."),
    [{**EXAMPLE, "description": ""}],
)
OWN_SNAPSHOT = _snapshot(
    "ownSnapshot",
    Audience.ARTIST,
    "Whose channel it is, and the account's own livestreams that are scheduled or live; a fan has none.",
    "livestreams",
    _list("ownLivestream", "All that are scheduled or live."),
    [_OWN],
    {"account": ref("account")},
    {"account": {**EXAMPLE["artist"], "role": "artist"}},
)
OVERLAY_SNAPSHOT = _snapshot(
    "overlaySnapshot",
    Audience.OVERLAY,
    "The artist's livestreams that are live, without descriptions. What else there is to know follows at once.",
    "livestreams",
    _list("livestream", "All that are live."),
    [{**EXAMPLE, "description": ""}],
)
VIEWERS = Event(
    "viewers",
    "livestream.viewers",
    Delivery.NEWEST,
    EVERYBODY,
    "The number of viewers changed. Not numbered: only the newest counts, and a slow connection skips the others.",
    {
        "livestream_id": ID,
        "viewer_count": count("Who watches now, over all servers."),
        "at": moment("When it was counted."),
    },
    {"livestream_id": EXAMPLE["id"], "viewer_count": 42, "at": AT},
    thing="viewers",
)
STILL = Event(
    "still",
    "livestream.still",
    Delivery.NEWEST,
    (Audience.EVERYBODY,),
    "There is a newer picture of a live livestream that is for everybody, at most every ten seconds. Not numbered: "
    "only the newest counts, and a slow connection skips the others.",
    {
        "livestream_id": ID,
        "still_url": text("Where it is, as the livestream's own `still_url` from now on."),
        "at": moment("When this was told."),
    },
    {"livestream_id": EXAMPLE["id"], "still_url": EXAMPLE["still_url"], "at": AT},
    thing="still",
)

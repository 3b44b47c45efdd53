"""What is told to an artist's overlays besides what everybody hears: alerts, how an overlay is, what it is to do."""

from typing import Any, Final

from contract.events.event import Audience, Delivery, Event
from contract.events.samples import AT, EXAMPLE, MARKER
from contract.events.schema import Schema, count, make_object, moment, ref, text

_TO: Final = (Audience.OVERLAY,)
_ID: Final = text("Which overlay: what stands before the dot of its address.", format="uuid")
_LIVESTREAM: Final[Schema] = {"type": ["string", "null"], "description": "Which livestream; null: none yet."}
_EXAMPLE_ID: Final = "3f6c1f5e-0a52-4a0e-9b4e-2f1d7c8b9a60"

ALERT: Final = make_object(
    "What is shown once.",
    {
        "number": count("Its place among the artist's alerts, from 1 on without gaps; 0: a test."),
        "at": moment("When it happened."),
        "kind": text("`tip` or `thanks`; more may come."),
        "livestream_id": _LIVESTREAM,
        "message_id": {"type": ["string", "null"], "description": "The chat's message that it came with."},
        "about": {
            "type": "object",
            "description": "Of a tip `{account: {id, display_name} | null, amount, text}`, of a thanks `{account, "
            "text}`. What fans typed is plain text, never HTML.",
        },
    },
)
EXAMPLE_ALERT: Final[dict[str, Any]] = {
    "number": 12,
    "at": AT,
    "kind": "tip",
    "livestream_id": EXAMPLE["id"],
    "message_id": "5d0c7a3e-2b14-4f6a-9c3e-8a1b2c3d4e5f",
    "about": {"account": EXAMPLE["artist"], "amount": 50, "text": "That bass line!"},
}
STATE: Final = Event(
    "overlayState",
    "overlay.state",
    Delivery.NEWEST,
    _TO,
    "How an overlay is: the first thing that it hears after the snapshot, and each time that changes. All of an "
    "artist's overlays hear it; pass over those with another id.",
    {
        "overlay": make_object(
            "An overlay.",
            {
                "id": _ID,
                "name": text("What its artist calls it."),
                "paused": {"type": "boolean", "description": "It shows no further alerts until it goes on."},
            },
        )
    },
    {"overlay": {"id": _EXAMPLE_ID, "name": "Main camera", "paused": False}},
    thing="overlay",
)
SHOW: Final = Event(
    "overlayShow",
    "overlay.show",
    Delivery.NEWEST,
    _TO,
    "Which of the artist's livestreams the overlay is about from now on: the one that is live, else the next one "
    "whose chat is open. One that is over stays until another begins.",
    {"livestream_id": _LIVESTREAM},
    {"livestream_id": EXAMPLE["id"]},
    thing="show",
)
ACT: Final = Event(
    "overlayAct",
    "overlay.act",
    Delivery.PASSING,
    _TO,
    "The artist wants an overlay to do something now.",
    {
        "overlay_id": _ID,
        "act": text("`skip`: end the alert that is on the screen; `test`: show `alert`. More may come."),
        "alert": ALERT,
    },
    {"overlay_id": _EXAMPLE_ID, "act": "skip"},
    optional=("alert",),
)
ALERTS: Final = Event(
    "alerts",
    "alerts",
    Delivery.ROOM,
    _TO,
    "What is to be shown, oldest first, each once: only where the address says `with=alerts`.",
    {
        "after": count("Where the sequence was before."),
        "seq": count("Where it is now: resume with it as `alert_seq` when all of these were shown."),
        "alerts": {"type": "array", "items": ref("alert"), "description": "In order; withdrawn ones are left out."},
    },
    {"after": 11, "seq": 12, "alerts": [EXAMPLE_ALERT]},
    topic="alerts",
)
WITHDRAWN: Final = Event(
    "alertsWithdrawn",
    "alerts.withdrawn",
    Delivery.NEWEST,
    _TO,
    "Alerts that are not to be shown any more: what they came with was removed, or given back.",
    {"numbers": {"type": "array", "items": count("Of an alert.")}},
    {"numbers": [12]},
    thing="withdrawn",
    kept=32,
    topic="alerts",
)
MARKERS: Final = Event(
    "overlayMarkers",
    "overlay.markers",
    Delivery.NEWEST,
    _TO,
    "The show's markers, in its order: once, after the snapshot, where the address says `with=markers`. What changes "
    "then comes as `livestream.marker`.",
    {"livestream_id": _LIVESTREAM, "markers": {"type": "array", "items": ref("marker")}},
    {"livestream_id": EXAMPLE["id"], "markers": [MARKER]},
    thing="markers",
    topic="markers",
)
OVERLAYS: Final = [STATE, SHOW, ACT, ALERTS, WITHDRAWN, MARKERS]

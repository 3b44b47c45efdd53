"""What is told to one account: of its encoder, its rehearsal, its platform, its tokens, its screens."""

from typing import Any, Final

from contract.audience.figures import AUDIENCE, EXAMPLE_AUDIENCE
from contract.events.event import Audience, Delivery, Event, NoticeType
from contract.events.samples import AT, EXAMPLE, ID
from contract.events.schema import Schema, count, figure, make_object, moment, ref, text
from contract.wording.advice import Advice

CONFLICTS: Final = 32
"""Refused encoders that an artist is told of who was behind meanwhile; and tips."""
_ADDRESS: Schema = {"type": ["string", "null"], "description": "Where the refused encoder came from."}

_LATE = Advice("late", {"seconds": 4})
_HEALTH = {
    "bitrate_kbps": 4120,
    "fps": 30.0,
    "keyframe_interval": 2.0,
    "audio": True,
    "advice": [str(_LATE)],
    "advice_codes": [_LATE.to_dict()],
}


def _notice(key: str, kind: NoticeType, summary: str, fields: dict[str, Schema], example: dict[str, Any]) -> Event:
    """About an artist's encoder, rehearsal or platform. Figures come every second; of all else, who is behind hears
    the last that was said of a thing: that the encoder is gone, not that it came. A conflict is news each time: one
    may be a forgotten encoder's, and the next a stranger's."""
    passing = kind.endswith(".health")
    each = kind.endswith(".conflict") or kind == "tip.received"
    thing = kind if each or kind == "livestream.audience" else kind.partition(".")[0]
    shared: dict[str, Schema] = {"at": moment("When.")}
    known: dict[str, Any] = {"at": AT}
    if kind.startswith("ingest."):
        shared["livestream_id"], known["livestream_id"] = ID, EXAMPLE["id"]
    return Event(
        key,
        kind,
        Delivery.PASSING if passing else Delivery.NEWEST,
        (Audience.ARTIST,),
        summary,
        {**shared, **fields},
        {**known, **example},
        thing="" if passing else thing,
        kept=CONFLICTS if each else 1,
    )


ENCODER = [
    _notice(
        "connected",
        "ingest.connected",
        "An encoder is connected, live or in preview.",
        {"hls_url": {"type": ["string", "null"], "description": "The playlist, for the preview."}},
        {"hls_url": EXAMPLE["hls_url"]},
    ),
    _notice("disconnected", "ingest.disconnected", "The encoder is gone.", {}, {}),
    _notice(
        "health",
        "ingest.health",
        "How the encoder's stream is, once a second.",
        {"health": ref("health")},
        {"health": _HEALTH},
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
        {"name": name, "ok": ok, "words": str(advice), **advice.to_dict()}
        for name, ok, advice in (
            ("picture", True, Advice("picture_good", {"codec": "H.264", "width": "1920", "height": "1080"})),
            ("keyframes", False, Advice("keyframes_rare", {"seconds": 8})),
            ("bitrate", None, Advice("measuring")),
        )
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
        {
            "code": text("What it means for an artist, stable: `bus_away`, that news of other servers comes late."),
            "message": text("What is wrong, for its operator."),
        },
        {"code": "bus_away", "message": "Redis is away"},
    ),
    _notice("platformRestored", "platform.restored", "All is well again.", {}, {}),
]
WALLET = _notice(
    "walletChanged",
    "wallet.changed",
    "The account holds more or fewer of an artist's tokens. Told to fans as well.",
    {"artist_id": text("Whose tokens.", format="uuid"), "balance": count("How many it holds now.")},
    {"artist_id": EXAMPLE["artist"]["id"], "balance": 12},
)
FOLLOW = _notice(
    "followChanged",
    "follow.changed",
    "The account follows an artist, or no longer, or hears of the shows in another way. Told to fans as well.",
    {
        "artist_id": text("Whom.", format="uuid"),
        "following": {"type": "boolean", "description": "Whether it does."},
        "push": {"type": "boolean", "description": "Whether its devices ring."},
        "mail": {"type": "boolean", "description": "Whether it is written to."},
    },
    {"artist_id": EXAMPLE["artist"]["id"], "following": True, "push": True, "mail": False},
)
REMINDER = _notice(
    "reminderChanged",
    "reminder.changed",
    "The account is to be reminded of a show, or no longer. Told to fans as well.",
    {"livestream_id": ID, "reminded": {"type": "boolean", "description": "Whether it is to be."}},
    {"livestream_id": EXAMPLE["id"], "reminded": True},
)
TIP = _notice(
    "tipReceived",
    "tip.received",
    "Somebody gave the artist tokens, in a livestream's chat. Whoever is behind hears the last 32; all are in the "
    "chat. Webhooks may be told, too.",
    {
        "livestream_id": ID,
        "message_id": text("Of its message in the chat.", format="uuid"),
        "account": make_object("Who gave.", {"id": text("The account's.", format="uuid"), "display_name": text("")}),
        "amount": count("Tokens."),
        "tier": {"type": "integer", "minimum": 1, "maximum": 6, "description": "How much that is."},
        "text": text("What was said with it; perhaps nothing."),
        "show_time": figure("Seconds of show time; null outside of the show."),
    },
    {
        "livestream_id": EXAMPLE["id"],
        "message_id": "2f1d6c0a-3b5e-4f7a-9c8d-0e1f2a3b4c5d",
        "account": {"id": "9a1e3c5d-7b2f-4a6c-8e0d-1f2a3b4c5d6e", "display_name": "Grace"},
        "amount": 50,
        "tier": 3,
        "text": "For the encore!",
        "show_time": 754.2,
    },
)
LIVE_AUDIENCE = _notice(
    "liveAudience",
    "livestream.audience",
    "New figures of who watches, each ten seconds while the show is live and twice after its end: what "
    "`GET /livestreams/:id/audience` answers, with the last points alone. `docs/audience.md` defines each.",
    {"livestream_id": ID, "audience": make_object("The figures.", AUDIENCE)},
    {"livestream_id": EXAMPLE["id"], "audience": EXAMPLE_AUDIENCE},
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
            "properties": {"id": ID, "title": text("Of that livestream.")},
            "description": "What is watched instead.",
        },
    },
    {
        "at": AT,
        "screen": "k3v9x0q2m7",
        "livestream_id": EXAMPLE["id"],
        "to": {"id": EXAMPLE["id"], "title": EXAMPLE["title"]},
    },
    thing="screen",
)
OWN: Final = [WALLET, FOLLOW, REMINDER]
NOTICES_BY_TYPE: Final = {event.type: event for event in (*ENCODER, *REHEARSAL, *PLATFORM, *OWN, TIP, LIVE_AUDIENCE)}

"""What the pages are shown when they are photographed: who is on, who is signed in, what the API answers."""

from datetime import UTC, datetime, timedelta
from typing import Any

NOW = datetime.now(UTC).replace(second=0, microsecond=0)


def at(**delta: float) -> str:
    return (NOW + timedelta(**delta)).isoformat().replace("+00:00", "Z")


def livestream(identity: str, title: str, artist: str, status: str, **more: Any) -> dict[str, Any]:
    return {
        "id": identity,
        "title": title,
        "description": None,
        "artist": {"id": artist, "display_name": artist},
        "status": status,
        "scheduled_start_at": None,
        "started_at": None,
        "ended_at": None,
        "viewer_count": 0,
        "peak_viewer_count": 0,
        "token_gate_amount": None,
        "interrupted_until": None,
        "hls_url": None,
    } | more


WRONG = "The e-mail address or the password is not right."
WORDS = "Two hours of slow pieces for tape and piano.\nDoors open when the lights go down; questions afterwards."
LIVE = livestream(
    "live",
    "Nocturnes for tape and piano",
    "Ilse Brandt",
    "live",
    started_at=at(minutes=-47),
    viewer_count=1284,
    peak_viewer_count=1391,
    description=WORDS,
    hls_url="/nothing.m3u8",
)
OTHERS = [
    livestream(
        "jam",
        "Friday jam",
        "The Long Way Round",
        "live",
        started_at=at(minutes=-9),
        viewer_count=38,
        token_gate_amount=25,
    ),
    livestream(
        "rain",
        "Field recordings from the edge of the forest, all night, and those who were there",
        "Moss Assembly",
        "live",
        started_at=at(hours=-3),
        viewer_count=7,
        interrupted_until=at(seconds=25),
    ),
    livestream(
        "soon",
        "Sunday soundcheck",
        "Ilse Brandt",
        "scheduled",
        scheduled_start_at=at(hours=1, minutes=12),
        description=WORDS,
    ),
    livestream("late", "Late set", "Kaito & the Quiet", "scheduled", scheduled_start_at=at(hours=2)),
    livestream(
        "tour",
        "Tour opening, live from the old theatre",
        "The Long Way Round",
        "scheduled",
        scheduled_start_at=at(days=1, hours=3),
        token_gate_amount=100,
    ),
    livestream("far", "Anniversary concert", "Moss Assembly", "scheduled", scheduled_start_at=at(days=23)),
    livestream("open", "Something new", "Kaito & the Quiet", "scheduled"),
]
ENDED = livestream(
    "ended",
    "Harvest session",
    "Ilse Brandt",
    "ended",
    started_at=at(days=-1, hours=-2),
    ended_at=at(days=-1),
    peak_viewer_count=412,
    description=WORDS,
)
LOST = livestream(
    "lost",
    "Harvest session",
    "Ilse Brandt",
    "ended",
    started_at=at(hours=-1),
    ended_at=at(minutes=-1),
    end_reason="lost",
    description="More at https://example.org/harvest (and on the radio).",
)
CANCELLED = livestream("off", "Open air", "Ilse Brandt", "cancelled", scheduled_start_at=at(days=2))
OWN = {"publishing": False, "ready": False, "auto_start": True}
HEALTH = {
    "bitrate_kbps": 4120,
    "bitrate_deviation_kbps": 180,
    "fps": 30,
    "keyframe_interval": 8.3,
    "video_codec": "h264",
    "audio_codec": "aac",
    "width": 1920,
    "height": 1080,
    "sample_rate": 48000,
    "channels": 2,
    "audio": True,
    "drift_ms": -120,
    "queued_bytes": 0,
    "advice": ["Keyframe every 8 s: set Keyframe Interval to 2 in OBS, Output. Fans see you sooner."],
}
ARTIST = {
    "id": "Ilse Brandt",
    "email": "ilse@example.org",
    "display_name": "Ilse Brandt",
    "role": "artist",
}
FAN = {"id": "f", "email": "fan@example.org", "display_name": "Noor", "role": "fan"}
PREVIEW = livestream(
    "mine",
    "Sunday soundcheck",
    "Ilse Brandt",
    "scheduled",
    scheduled_start_at=at(hours=1),
    description=WORDS,
    hls_url="/nothing.m3u8",
    **(OWN | {"publishing": True, "auto_start": False}),
)

Frames = list[dict[str, Any]] | int
"""What a channel says, or the code it closes with."""


def snapshot(**what: Any) -> list[dict[str, Any]]:
    return [{"type": "snapshot", "epoch": "e", "seq": 1, "at": at(), **what}]


def own(one: dict[str, Any], *notices: dict[str, Any]) -> list[dict[str, Any]]:
    first = snapshot(livestreams=[OWN | one])
    return first + [{"livestream_id": one["id"], "at": at(), **notice} for notice in notices]


def check(name: str, ok: bool | None, words: str) -> dict[str, Any]:
    return {"name": name, "ok": ok, "words": words}


FOUND = {
    "picture": "H.264, 1920 × 1080.",
    "sound": "AAC.",
    "keyframes": "Every 2 s.",
    "frame_rate": "30 frames a second.",
    "bitrate": "4120 kbit/s.",
    "clock": "On time.",
    "server": "Keeps up.",
}
READY = {"ready": True, "checks": [check(name, True, words) for name, words in FOUND.items()]}
MEASURING = {
    "ready": False,
    "checks": [
        check(name, True, words) if name in ("picture", "sound", "keyframes") else check(name, None, "Measuring.")
        for name, words in FOUND.items()
    ],
}
TO_CHANGE = {
    "keyframes": "Only every 8 s, so fans wait long for their first picture. "
    "In OBS, Settings, Output, set Keyframe Interval to 2 s.",
    "bitrate": "880 kbit/s is too little for a good picture. In OBS, Settings, Output, set Bitrate to about 4500.",
}
CHANGE = {
    "ready": False,
    "checks": [check(name, name not in TO_CHANGE, TO_CHANGE.get(name, words)) for name, words in FOUND.items()],
}


def rehearsal(active: bool, verdict: dict[str, Any] | None) -> dict[str, tuple[int, Any]]:
    answer = {
        "rtmp_url": "rtmp://localhost:1935/live",
        "rtmps_url": None,
        "stream_key": "fedcba9876543210fedcba9876543210",
        "hls_url": "/nothing.m3u8",
        "active": active,
        "verdict": verdict,
    }
    return {"/rehearsal": (200, answer)}


def use(number: int, **change: Any) -> dict[str, Any]:
    return {
        "session_id": f"s{number}",
        "node": "stage",
        "address": "198.51.100.24",
        "admitted_at": at(minutes=-47),
        "started_at": at(minutes=-47),
        "ended_at": None,
        "reason": "",
        "refused": False,
        "key": "current",
    } | change


REFUSED = {"started_at": None, "refused": True}
USES = [
    use(1, **REFUSED, admitted_at=at(minutes=-12), ended_at=at(minutes=-3), address="203.0.113.77",
        reason="already_publishing"),
    use(2),
    use(3, **REFUSED, admitted_at=at(hours=-2), ended_at=at(hours=-2), reason="livestream_ended", key="former",
        address="2001:db8:85a3:8d3:1319:8a2e:370:7348"),
    use(4, admitted_at=at(days=-1, hours=-2), started_at=at(days=-1, hours=-2), ended_at=at(days=-1),
        reason="stopped", key="former"),
    use(5, admitted_at=at(days=-3), started_at=at(days=-3), ended_at=at(days=-3, minutes=4), reason="connection_lost",
        key="former"),
]  # fmt: skip
USED = (200, {"publishers": USES, "next_cursor": "more"})
UNUSED = (200, {"publishers": [], "next_cursor": None})

METHODS = {"password": True, "passkey": True, "oidc": {"name": "Concert Hall ID"}}

# name: path, account, what the page's channel says, REST path -> (status, answer)
PAGES: dict[str, tuple[str, dict[str, Any] | None, Frames, dict[str, tuple[int, Any]]]] = {
    "browse": ("/livestreams", None, snapshot(livestreams=[LIVE, *OTHERS]), {}),
    "browse-empty": ("/livestreams", ARTIST, snapshot(livestreams=[]), {}),
    "browse-upcoming": ("/livestreams", FAN, snapshot(livestreams=OTHERS[2:4]), {}),
    "watch-scheduled": ("/livestreams/soon", None, snapshot(livestream=OTHERS[2]), {}),
    "watch-undated": ("/livestreams/open", None, snapshot(livestream=OTHERS[6]), {}),
    "watch-starting": ("/livestreams/live", FAN, snapshot(livestream=LIVE), {}),
    "watch-interrupted": ("/livestreams/rain", None, snapshot(livestream=OTHERS[1]), {}),
    "watch-ended": ("/livestreams/ended", None, snapshot(livestream=ENDED), {}),
    "watch-lost": ("/livestreams/lost", FAN, snapshot(livestream=LOST), {}),
    "watch-cancelled": ("/livestreams/off", None, snapshot(livestream=CANCELLED), {}),
    "watch-gate-visitor": ("/livestreams/jam", None, 4401, {"/livestreams/jam": (200, OTHERS[0])}),
    "watch-gate-fan": ("/livestreams/jam", FAN, 4403, {"/livestreams/jam": (200, OTHERS[0])}),
    "watch-unknown": ("/livestreams/nope", None, 4404, {}),
    "register": ("/register", None, [], {}),
    "sign-in": (
        "/sign-in",
        None,
        [],
        {
            "/sessions": (401, {"title": "Wrong credentials", "code": "wrong_credentials", "detail": WRONG}),
            "/sessions/methods": (200, METHODS),
        },
    ),
    "sign-in-refused": (
        "/sign-in?refused=link_by_password",
        None,
        [],
        {"/sessions/methods": (200, METHODS)},
    ),
    "studio": (
        "/artist/livestreams",
        ARTIST,
        snapshot(livestreams=[OWN | LIVE, OWN | OTHERS[2]]),
        {"/livestreams": (200, {"livestreams": [OWN | ENDED, OWN | CANCELLED], "next_cursor": None})},
    ),
    "studio-empty": (
        "/artist/livestreams",
        ARTIST,
        snapshot(livestreams=[]),
        {"/livestreams": (200, {"livestreams": [], "next_cursor": None})},
    ),
    "studio-fan": ("/artist/livestreams", FAN, [], {}),
    "create": (
        "/artist/livestreams/create",
        ARTIST,
        [],
        {
            "/livestreams": (
                400,
                {
                    "title": "Invalid",
                    "code": "invalid_request",
                    "detail": "Some fields are not right.",
                    "errors": [{"pointer": "/title", "detail": "Give it a title of 1 to 120 characters."}],
                },
            )
        },
    ),
    "control-waiting": (
        "/artist/livestreams/soon",
        ARTIST,
        own(OTHERS[2]),
        {"/livestreams/soon/publishers": UNUSED},
    ),
    "control-preview": (
        "/artist/livestreams/mine",
        ARTIST,
        own(PREVIEW, {"type": "ingest.health", "health": HEALTH}),
        {"/livestreams/mine/publishers": (200, {"publishers": [use(1)], "next_cursor": None})},
    ),
    "control-live": (
        "/artist/livestreams/live",
        ARTIST,
        own(
            LIVE | {"publishing": True},
            {"type": "ingest.health", "health": HEALTH | {"keyframe_interval": 2, "advice": []}},
        ),
        {"/livestreams/live/publishers": USED},
    ),
    "control-interrupted": (
        "/artist/livestreams/rain",
        ARTIST,
        own(OTHERS[1], {"type": "platform.degraded", "message": "Redis cannot be reached; counts may be late."}),
        {"/livestreams/rain/publishers": USED},
    ),
    "control-conflict": (
        "/artist/livestreams/live",
        ARTIST,
        own(
            LIVE | {"publishing": True},
            {"type": "ingest.health", "health": HEALTH},
            {"type": "ingest.conflict", "message": "Another encoder.", "address": "203.0.113.77"},
        ),
        {"/livestreams/live/publishers": USED},
    ),
    "control-ended": ("/artist/livestreams/ended", ARTIST, own(ENDED), {"/livestreams/ended/publishers": USED}),
    "control-lost": ("/artist/livestreams/lost", ARTIST, own(LOST), {"/livestreams/lost/publishers": USED}),
    "not-found": ("/nowhere", None, [], {}),
    "rehearsal": ("/artist/rehearsal", ARTIST, snapshot(livestreams=[]), rehearsal(False, None)),
    "rehearsal-measuring": ("/artist/rehearsal", ARTIST, snapshot(livestreams=[]), rehearsal(True, MEASURING)),
    "rehearsal-change": ("/artist/rehearsal", ARTIST, snapshot(livestreams=[]), rehearsal(True, CHANGE)),
    "rehearsal-ready": (
        "/artist/rehearsal",
        ARTIST,
        [*snapshot(livestreams=[]), {"type": "rehearsal.health", "at": at(), "health": HEALTH, "verdict": READY}],
        rehearsal(True, READY),
    ),
    "rehearsal-over": (
        "/artist/rehearsal",
        ARTIST,
        [*snapshot(livestreams=[]), {"type": "rehearsal.ended", "at": at(), "verdict": CHANGE}],
        rehearsal(False, CHANGE),
    ),
}

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
    "email_verified": True,
    "has_password": True,
    "operator": False,
}
FAN = {
    "id": "f",
    "email": "fan@example.org",
    "display_name": "Noor",
    "role": "fan",
    "email_verified": False,
    "has_password": True,
    "operator": False,
}
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

WALLETS = {
    "wallets": [
        {"artist": {"id": "The Long Way Round", "display_name": "The Long Way Round"}, "balance": 20},
        {"artist": {"id": "Ilse Brandt", "display_name": "Ilse Brandt"}, "balance": 1},
    ]
}
OFFER = {"words": "At every concert, or in the shop: https://longwayround.example.org/tokens"}
SCREENS = {
    "title": "Too many screens",
    "code": "too_many_screens",
    "detail": "This account watches on 3 pages already.",
    "most": 3,
    "screens": [
        {"livestream": {"id": "jam", "title": "Friday jam"}, "device": "Safari on iPhone", "since": at(minutes=-50)},
        {"livestream": {"id": "jam", "title": "Friday jam"}, "device": "Firefox on Linux", "since": at(minutes=-12)},
        {
            "livestream": {"id": "rain", "title": "Field recordings"},
            "device": "Samsung Internet on Android",
            "since": at(minutes=-3),
        },
    ],
}


def entry(number: int, name: str | None, email: str | None, amount: int, reason: str) -> dict[str, Any]:
    account = None if name is None else {"id": name, "display_name": name}
    return {
        "id": str(number),
        "account": account,
        "email": email,
        "amount": amount,
        "reason": reason,
        "at": at(days=-number),
        "kind": "grant",
    }


ENTRIES = [
    entry(1, "Noor", None, 20_000, "Concert in Utrecht"),
    entry(2, "Jan van der Meer-Hoogeveen", None, -5, ""),
    entry(3, None, "someone.with.a.long.address@mail.example.org", 3, "Shop order 1842"),
    entry(4, None, None, 7, ""),
]
HOLDERS = {
    "holders": [
        {"account": {"id": "f", "display_name": "Noor"}, "email": None, "balance": 20, "since": at(days=-1)},
        {"account": {"id": "k", "display_name": "Kees"}, "email": None, "balance": 5, "since": at(days=-2)},
        {
            "account": None,
            "email": "someone.with.a.long.address@mail.example.org",
            "balance": 3,
            "since": at(days=-3),
        },
        {"account": None, "email": None, "balance": 7, "since": at(days=-90)},
    ],
    "total": 1030,
    "next_cursor": "more",
}
ELSEWHERE = (409, {"title": "Tokens elsewhere", "code": "tokens_elsewhere", "detail": "Another system keeps them."})
IMPORTED = {
    "booked": 118,
    "repeated": 12,
    "refused": [
        {"line": 14, "code": "invalid_line", "message": "email: Must be an e-mail address, such as ada@example.org."}
    ],
}
ADDRESS_BLOCKS = {
    "blocks": [{"id": "1", "email": "somebody@example.org", "blocked_at": at(days=-9)}],
    "next_cursor": None,
}
BLOCKS = {
    "blocks": [
        {"account": {"id": "b", "display_name": "Somebody who films the screen"}, "blocked_at": at(days=-2)},
        {"account": {"id": "k", "display_name": "Kees"}, "blocked_at": at(days=-40)},
    ],
    "next_cursor": None,
}
SESSIONS = {
    "sessions": [
        {
            "id": "1",
            "current": True,
            "device": "Firefox on Linux",
            "address": "192.0.2.7",
            "method": "passkey",
            "created_at": at(hours=-3),
            "last_seen_at": at(minutes=-1),
            "expires_at": at(days=29),
        },
        {
            "id": "2",
            "current": False,
            "device": "Safari on iPhone",
            "address": "2001:db8:1:2::/64",
            "method": "password",
            "created_at": at(days=-12),
            "last_seen_at": at(days=-2),
            "expires_at": at(days=18),
        },
    ]
}
ACCESS_TOKENS = {
    "access_tokens": [
        {
            "id": "1",
            "name": "The shop",
            "scopes": ["tokens"],
            "created_at": at(days=-40),
            "expires_at": at(days=50),
            "last_used_at": at(hours=-2),
        },
        {
            "id": "2",
            "name": "Lights in the hall",
            "scopes": ["watch", "manage"],
            "created_at": at(days=-40),
            "expires_at": None,
            "last_used_at": None,
        },
    ]
}
METHODS = {"password": True, "passkey": True, "oidc": {"name": "Concert Hall ID"}}
PASSKEYS = {
    "passkeys": [
        {"id": "1", "name": "iPhone", "suspect": False, "created_at": at(days=-40), "last_used_at": at(hours=-2)},
        {"id": "2", "name": "Old laptop", "suspect": True, "created_at": at(days=-400), "last_used_at": None},
    ]
}
IDENTITIES = {
    "identities": [
        {"id": "1", "issuer": "https://id.example.org", "created_at": at(days=-40), "last_used_at": at(days=-2)}
    ]
}
ACCOUNT: dict[str, tuple[int, Any]] = {
    "/sessions/methods": (200, METHODS),
    "/me/passkeys": (200, PASSKEYS),
    "/me/identities": (200, IDENTITIES),
    "/me/sessions": (200, SESSIONS),
    "/me/access-tokens": (200, ACCESS_TOKENS),
}
RESET = {"message": "If this address has an account, a mail with a link is on its way to it."}
OVER = {"title": "Link over", "code": "link_void", "detail": "This link is over, or was used before."}
TOKENS: dict[str, tuple[int, Any]] = {
    "/artists/Ilse%20Brandt/tokens/import": (200, IMPORTED),
    "/artists/Ilse%20Brandt/tokens": (200, HOLDERS),
    "/artists/Ilse%20Brandt/tokens/entries": (200, {"entries": ENTRIES, "next_cursor": "more"}),
    "/artists/Ilse%20Brandt/tokens/offer": (200, OFFER),
    "/artists/Ilse%20Brandt/blocks": (200, BLOCKS),
    "/artists/Ilse%20Brandt/blocks/addresses": (200, ADDRESS_BLOCKS),
}
GATE: dict[str, tuple[int, Any]] = {
    "/livestreams/jam": (200, OTHERS[0]),
    "/artists/The%20Long%20Way%20Round/tokens/offer": (200, OFFER),
    "/me/tokens": (200, WALLETS),
    "/me/tokens/The%20Long%20Way%20Round": (200, {"artist_id": "The Long Way Round", "balance": 20}),
}

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
    "watch-gate-visitor": ("/livestreams/jam", None, 4401, GATE),
    "watch-gate-unknown": (
        "/livestreams/jam",
        FAN,
        4403,
        GATE | {"/me/tokens/The%20Long%20Way%20Round": (503, {"code": "balances_unavailable", "detail": "Not now."})},
    ),
    "watch-not-known": ("/livestreams/jam", FAN, 4503, GATE),
    "watch-gate-fan": ("/livestreams/jam", FAN, 4403, GATE),
    "watch-screens": (
        "/livestreams/jam",
        FAN,
        snapshot(livestream=OTHERS[0]),
        GATE | {"/livestreams/jam/pass": (409, SCREENS)},
    ),
    "watch-elsewhere": ("/livestreams/jam", FAN, 4409, GATE),
    "account-artist": ("/account", ARTIST, [], ACCOUNT),
    "account-fan": ("/account", FAN, [], ACCOUNT),
    "forgot": ("/forgot", None, [], {"/accounts/reset": (202, RESET)}),
    "reset": ("/reset#token", None, [], {}),
    "reset-no-link": ("/reset", None, [], {}),
    "verify": (
        "/verify#token",
        ARTIST,
        [],
        {"/accounts/verify": (200, {"account": ARTIST})},
    ),
    "verify-fan": ("/verify#token", FAN, [], {"/accounts/verify": (200, {"account": FAN})}),
    "verify-no-link": ("/verify", FAN | {"email_verified": False}, [], {}),
    "verify-no-link-visitor": ("/verify", None, [], {}),
    "verify-visitor": ("/verify#token", None, [], {}),
    "verify-over": ("/verify#token", FAN, [], {"/accounts/verify": (410, OVER)}),
    "wallets": (
        "/tokens",
        FAN,
        snapshot(livestreams=[]),
        {
            "/me/tokens": (200, WALLETS),
            "/me/tokens/Ilse%20Brandt/entries": (200, {"entries": ENTRIES[:1], "next_cursor": None}),
        },
    ),
    "wallets-empty": ("/tokens", FAN, snapshot(livestreams=[]), {"/me/tokens": (200, {"wallets": []})}),
    "artist-tokens": ("/artist/tokens", ARTIST, [], TOKENS),
    "artist-block": ("/artist/tokens", ARTIST, [], TOKENS),
    "artist-tokens-elsewhere": ("/artist/tokens", ARTIST, [], TOKENS | {"/artists/Ilse%20Brandt/tokens": ELSEWHERE}),
    "wallets-elsewhere": ("/tokens", FAN, snapshot(livestreams=[]), {"/me/tokens": ELSEWHERE}),
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

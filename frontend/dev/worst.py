"""The pages of accounts and tokens with the worst that people write, with nothing, and with a server that is out of
order: what `fixtures` shows at its best."""

from typing import Any

from fixtures.accounts import ACCOUNT
from fixtures.shows import ARTIST, FAN, at, livestream, snapshot
from fixtures.studio import own
from fixtures.tokens import TOKENS, entry
from fixtures.watching import GATE

LONG = "Symphonieorchesterwiederaufnahmevorbereitungsgesellschaft Hinter-den-Sieben-Bergen e. V."
RIGHT_TO_LEFT = "فرقة الليل الطويل للموسيقى العربية"
NASTY = '<img src=x onerror=alert(1)> "quoted" & \u202eturned round\u202c {{7*7}} %s'
ADDRESS = "a.very.long.mailbox.name.that.goes.on.and.on.for.ever.and.ever@a-long-name-of-a-host.music.example.org"
MANY = 1_234_567_890_123

FAILED: tuple[int, Any] = (
    503,
    {
        "title": "Service Unavailable",
        "code": "database_unavailable",
        "detail": "The platform cannot reach its database at this moment. Try again in a few seconds.",
    },
)


def artist(name: str) -> dict[str, str]:
    return {"id": "x", "display_name": name}


WORST_ARTIST = ARTIST | {"display_name": LONG, "email": ADDRESS, "email_verified": False}
WORST_FAN = FAN | {"display_name": NASTY, "email": ADDRESS}
SHOW = livestream(
    "x",
    f"{LONG} {RIGHT_TO_LEFT}",
    LONG,
    "live",
    started_at=at(minutes=-9),
    token_gate_amount=MANY,
    description=f"{NASTY}\n{RIGHT_TO_LEFT}\nhttps://example.org/{'a' * 120}",
)
SHOW["artist"] = artist(LONG)
SESSIONS = [
    {
        "id": str(number),
        "current": number == 0,
        "device": device,
        "address": "2001:0db8:85a3:08d3:1319:8a2e:0370:7348",
        "method": method,
        "created_at": at(days=-400),
        "last_seen_at": at(days=-number),
        "expires_at": at(days=29),
    }
    for number, (device, method) in enumerate(
        [("Samsung Internet on Android", "passkey"), (None, "oidc"), (NASTY, "reset"), ("python-httpx", "password")]
    )
]
CODES = [
    {
        "id": str(number),
        "name": name,
        "scopes": ["watch", "chat", "manage", "moderate", "tokens"],
        "created_at": at(days=-40),
        "expires_at": None if number else at(days=400),
        "last_used_at": None,
    }
    for number, name in enumerate((LONG, RIGHT_TO_LEFT, NASTY, "x" * 80))
]
PASSKEYS = [
    {"id": str(number), "name": name, "suspect": True, "created_at": at(days=-400), "last_used_at": None}
    for number, name in enumerate((LONG, RIGHT_TO_LEFT, NASTY, "x" * 80))
]
WALLETS = [
    {"artist": {"id": str(number), "display_name": name}, "balance": MANY}
    for number, name in enumerate((LONG, RIGHT_TO_LEFT, NASTY, "x" * 80))
]
ENTRIES = [
    entry(1, LONG, None, MANY, NASTY),
    entry(2, RIGHT_TO_LEFT, None, -MANY, RIGHT_TO_LEFT),
    entry(3, None, ADDRESS, 3, "x" * 200),
]
HOLDERS = [
    {"account": artist(name) | {"id": name}, "email": None, "balance": MANY, "since": at(days=-400)}
    for name in (LONG, RIGHT_TO_LEFT, NASTY)
] + [{"account": None, "email": ADDRESS, "balance": 3, "since": at(days=-3)}]
THOUSAND = [
    {
        "account": {"id": str(number), "display_name": f"Fan {number}"},
        "email": None,
        "balance": number,
        "since": at(days=-number),
    }
    for number in range(1000)
]
SCREENS = {
    "title": "Conflict",
    "code": "too_many_screens",
    "detail": "",
    "most": 10,
    "screens": [
        {
            "livestream": {"id": str(number), "title": f"{LONG} {RIGHT_TO_LEFT}"},
            "device": device,
            "since": at(days=-number),
        }
        for number, device in enumerate([None, "Samsung Internet on Android", RIGHT_TO_LEFT, *["Firefox"] * 7])
    ],
}
OFFER = {"words": f"{NASTY} {RIGHT_TO_LEFT}\nhttps://example.org/{'shop' * 60}"}
WORST_GATE: dict[str, tuple[int, Any]] = {
    "/livestreams/x": (200, SHOW),
    "/artists/x/tokens/offer": (200, OFFER),
    "/me/tokens/x": (200, {"artist_id": "x", "balance": MANY - 1}),
}
USES = [
    {
        "session_id": str(number),
        "node": "n",
        "address": "2001:0db8:85a3:08d3:1319:8a2e:0370:7348",
        "admitted_at": at(days=-400),
        "started_at": None,
        "ended_at": at(days=-399),
        "refused": bool(number % 2),
        "reason": "already_publishing",
        "key": "former",
    }
    for number in range(100)
]

# As in fixtures.py.
WORST: dict[str, tuple[str, dict[str, Any] | None, Any, dict[str, tuple[int, Any]]]] = {
    "account-worst": (
        "/account",
        WORST_ARTIST,
        [],
        ACCOUNT
        | {
            "/sessions/methods": (200, {"password": True, "passkey": True, "oidc": {"name": LONG}}),
            "/me/passkeys": (200, {"passkeys": PASSKEYS}),
            "/me/sessions": (200, {"sessions": SESSIONS}),
            "/me/access-tokens": (200, {"access_tokens": CODES}),
        },
    ),
    "account-new": (
        "/account",
        FAN | {"has_password": False},
        [],
        ACCOUNT
        | {
            "/me/passkeys": (200, {"passkeys": []}),
            "/me/identities": (200, {"identities": []}),
            "/me/sessions": (200, {"sessions": SESSIONS[:1]}),
            "/me/access-tokens": (200, {"access_tokens": []}),
        },
    ),
    "account-failing": ("/account", ARTIST, [], dict.fromkeys(ACCOUNT, FAILED)),
    "wallets-worst": (
        "/tokens",
        WORST_FAN,
        snapshot(livestreams=[]),
        {"/me/tokens": (200, {"wallets": WALLETS}), "/me/tokens/3/entries": (200, {"entries": ENTRIES})},
    ),
    "wallets-failing": ("/tokens", FAN, snapshot(livestreams=[]), {"/me/tokens": FAILED}),
    "artist-tokens-worst": (
        "/artist/tokens",
        WORST_ARTIST,
        [],
        {
            "/artists/Ilse%20Brandt/tokens": (200, {"holders": HOLDERS, "total": MANY, "next_cursor": "more"}),
            "/artists/Ilse%20Brandt/tokens/entries": (200, {"entries": ENTRIES, "next_cursor": None}),
            "/artists/Ilse%20Brandt/tokens/offer": (200, OFFER),
        },
    ),
    "artist-tokens-thousand": (
        "/artist/tokens",
        ARTIST,
        [],
        TOKENS | {"/artists/Ilse%20Brandt/tokens": (200, {"holders": THOUSAND, "total": 1000, "next_cursor": None})},
    ),
    "artist-tokens-new": (
        "/artist/tokens",
        ARTIST,
        [],
        {
            "/artists/Ilse%20Brandt/tokens": (200, {"holders": [], "total": 0, "next_cursor": None}),
            "/artists/Ilse%20Brandt/tokens/entries": (200, {"entries": [], "next_cursor": None}),
            "/artists/Ilse%20Brandt/tokens/offer": (200, {"words": ""}),
        },
    ),
    "artist-tokens-failing": ("/artist/tokens", ARTIST, [], dict.fromkeys(TOKENS, FAILED)),
    "gate-worst": ("/livestreams/x", WORST_FAN, 4403, WORST_GATE),
    "gate-worst-visitor": ("/livestreams/x", None, 4401, WORST_GATE),
    "gate-failing": ("/livestreams/jam", FAN, 4403, GATE | {"/me/tokens/The%20Long%20Way%20Round": FAILED}),
    "gate-lost": ("/livestreams/jam", FAN, 4403, GATE | {"/livestreams/jam": FAILED}),
    "screens-worst": (
        "/livestreams/x",
        WORST_FAN,
        snapshot(livestream=SHOW),
        WORST_GATE | {"/livestreams/x/pass": (409, SCREENS)},
    ),
    "control-uses-worst": (
        "/artist/livestreams/x",
        WORST_ARTIST,
        own(SHOW),
        {"/livestreams/x/publishers": (200, {"publishers": USES, "next_cursor": "more"})},
    ),
    "control-uses-failing": ("/artist/livestreams/x", ARTIST, own(SHOW), {"/livestreams/x/publishers": FAILED}),
    "sign-in-failing": ("/sign-in", None, [], {"/sessions": FAILED, "/sessions/methods": FAILED}),
    "closed": ("/closed", None, [], {}),
}

"""Who may use which route: one decision for each, which an access token of every scope is held against."""

import re
from typing import Any, Final

import pytest
from quart import Quart

from api.app import Application
from catalog.accounts.access_tokens import SCOPES
from support.app_world import API, Visitor, World

ANYBODY, SIGN_IN, INGEST = "anybody", "a sign-in", "the ingest nodes"

DECISIONS: Final = {
    f"POST {API}/accounts": ANYBODY,
    f"POST {API}/accounts/verify": ANYBODY,
    f"POST {API}/accounts/reset": ANYBODY,
    f"POST {API}/accounts/reset/confirm": ANYBODY,
    f"POST {API}/sessions": ANYBODY,
    f"GET {API}/sessions/current": ANYBODY,
    f"DELETE {API}/sessions/current": ANYBODY,
    f"GET {API}/sessions/methods": ANYBODY,
    f"POST {API}/sessions/passkey": ANYBODY,
    f"POST {API}/sessions/passkey/options": ANYBODY,
    f"GET {API}/sessions/oidc": ANYBODY,
    f"GET {API}/sessions/oidc/callback": ANYBODY,
    f"GET {API}/me": SIGN_IN,
    f"PATCH {API}/me": SIGN_IN,
    f"DELETE {API}/me": SIGN_IN,
    f"PUT {API}/me/email": SIGN_IN,
    f"POST {API}/me/email/verification": SIGN_IN,
    f"PUT {API}/me/password": SIGN_IN,
    f"GET {API}/me/sessions": SIGN_IN,
    f"DELETE {API}/me/sessions": SIGN_IN,
    f"DELETE {API}/me/sessions/<session_id>": SIGN_IN,
    f"GET {API}/me/access-tokens": SIGN_IN,
    f"POST {API}/me/access-tokens": SIGN_IN,
    f"DELETE {API}/me/access-tokens/<token_id>": SIGN_IN,
    f"GET {API}/me/passkeys": SIGN_IN,
    f"POST {API}/me/passkeys": SIGN_IN,
    f"POST {API}/me/passkeys/options": SIGN_IN,
    f"DELETE {API}/me/passkeys/<passkey_id>": SIGN_IN,
    f"GET {API}/me/identities": SIGN_IN,
    f"POST {API}/me/identities": SIGN_IN,
    f"DELETE {API}/me/identities/<identity_id>": SIGN_IN,
    f"PUT {API}/me/picture": "manage",
    f"DELETE {API}/me/picture": "manage",
    f"PUT {API}/livestreams/<livestream_id>/cover": "manage",
    f"DELETE {API}/livestreams/<livestream_id>/cover": "manage",
    f"GET {API}/artists": ANYBODY,
    f"GET {API}/artists/<artist_id>": ANYBODY,
    f"GET {API}/artists/<artist_id>/livestreams": ANYBODY,
    f"GET {API}/artists/<artist_id>/clips": ANYBODY,
    f"GET {API}/artists/<artist_id>/tokens/offer": ANYBODY,
    f"PUT {API}/artists/<artist_id>/tokens/offer": "tokens",
    f"GET {API}/me/follows": "watch",
    f"GET {API}/me/push": SIGN_IN,
    f"POST {API}/me/push": SIGN_IN,
    f"DELETE {API}/me/push/<endpoint_id>": SIGN_IN,
    f"PUT {API}/artists/<artist_id>/follow": "watch",
    f"DELETE {API}/artists/<artist_id>/follow": "watch",
    f"PUT {API}/livestreams/<livestream_id>/reminder": "watch",
    f"DELETE {API}/livestreams/<livestream_id>/reminder": "watch",
    f"GET {API}/me/recordings": "manage",
    f"GET {API}/me/tokens": "watch",
    f"GET {API}/me/tokens/<artist_id>": "watch",
    f"GET {API}/me/tokens/<artist_id>/entries": "watch",
    f"GET {API}/artists/<artist_id>/tokens": "tokens",
    f"GET {API}/artists/<artist_id>/tokens/entries": "tokens",
    f"POST {API}/artists/<artist_id>/tokens/grants": "tokens",
    f"POST {API}/artists/<artist_id>/tokens/import": "tokens",
    f"GET {API}/artists/<artist_id>/blocks": "moderate",
    f"GET {API}/artists/<artist_id>/blocks/addresses": "moderate",
    f"POST {API}/artists/<artist_id>/blocks/addresses": "moderate",
    f"DELETE {API}/artists/<artist_id>/blocks/addresses/<block_id>": "moderate",
    f"PUT {API}/artists/<artist_id>/blocks/<account_id>": "moderate",
    f"DELETE {API}/artists/<artist_id>/blocks/<account_id>": "moderate",
    f"GET {API}/me/overlays": "manage",
    f"POST {API}/me/overlays": "manage",
    f"PATCH {API}/me/overlays/<overlay_id>": "manage",
    f"POST {API}/me/overlays/<overlay_id>/rotate": "manage",
    f"POST {API}/me/overlays/<overlay_id>/skip": "manage",
    f"POST {API}/me/overlays/<overlay_id>/test": "manage",
    f"DELETE {API}/me/overlays/<overlay_id>": "manage",
    f"POST {API}/overlays/<address>/shown": ANYBODY,
    f"GET {API}/livestreams": ANYBODY,
    f"GET {API}/livestreams?mine=true": "manage",
    f"POST {API}/livestreams": "manage",
    f"GET {API}/livestreams/events": ANYBODY,
    f"GET {API}/livestreams/<livestream_id>": ANYBODY,
    f"PATCH {API}/livestreams/<livestream_id>": "manage",
    f"DELETE {API}/livestreams/<livestream_id>": "manage",
    f"POST {API}/livestreams/<livestream_id>/start": "manage",
    f"POST {API}/livestreams/<livestream_id>/stop": "manage",
    f"POST {API}/livestreams/<livestream_id>/cancel": "manage",
    f"POST {API}/livestreams/<livestream_id>/archive": "manage",
    f"GET {API}/livestreams/<livestream_id>/status": ANYBODY,
    f"GET {API}/livestreams/<livestream_id>/events": ANYBODY,
    f"POST {API}/livestreams/<livestream_id>/pass": "watch",
    f"POST {API}/livestreams/<livestream_id>/ticket": SIGN_IN,
    f"GET {API}/livestreams/<livestream_id>/replay": ANYBODY,
    f"PATCH {API}/livestreams/<livestream_id>/replay": "manage",
    f"DELETE {API}/livestreams/<livestream_id>/replay": "manage",
    f"GET {API}/livestreams/<livestream_id>/clips": ANYBODY,
    f"POST {API}/livestreams/<livestream_id>/clips": "manage",
    f"GET {API}/clips/<clip_id>": ANYBODY,
    f"GET {API}/clips/<clip_id>/download": ANYBODY,
    f"GET {API}/livestreams/<livestream_id>/replay/download": ANYBODY,
    f"PATCH {API}/clips/<clip_id>": "manage",
    f"DELETE {API}/clips/<clip_id>": "manage",
    f"GET {API}/livestreams/<livestream_id>/applause": ANYBODY,
    f"GET {API}/livestreams/<livestream_id>/applause/moments": "manage",
    f"GET {API}/livestreams/<livestream_id>/audience": "manage",
    f"GET {API}/livestreams/<livestream_id>/audience.csv": "manage",
    f"GET {API}/me/audience": "manage",
    f"GET {API}/operator": "manage",
    f"POST {API}/livestreams/<livestream_id>/reports": ANYBODY,
    f"GET {API}/livestreams/<livestream_id>/chat": ANYBODY,
    f"POST {API}/livestreams/<livestream_id>/chat": "chat",
    f"DELETE {API}/livestreams/<livestream_id>/chat/<message_id>": "chat",
    f"POST {API}/livestreams/<livestream_id>/chat/<message_id>/thanks": "chat",
    f"PATCH {API}/livestreams/<livestream_id>/chat": "moderate",
    f"GET {API}/livestreams/<livestream_id>/chat/room": ANYBODY,
    f"GET {API}/livestreams/<livestream_id>/chat/bans": "moderate",
    f"POST {API}/livestreams/<livestream_id>/chat/bans": "moderate",
    f"DELETE {API}/livestreams/<livestream_id>/chat/bans/accounts/<account_id>": "moderate",
    f"GET {API}/livestreams/<livestream_id>/chat/acts": "moderate",
    f"GET {API}/livestreams/<livestream_id>/chat/questions": "moderate",
    f"PUT {API}/livestreams/<livestream_id>/chat/<message_id>/question": "moderate",
    f"PUT {API}/livestreams/<livestream_id>/chat/pin": "moderate",
    f"DELETE {API}/livestreams/<livestream_id>/chat/pin": "moderate",
    f"POST {API}/livestreams/<livestream_id>/chat/<message_id>/reports": "chat",
    f"DELETE {API}/livestreams/<livestream_id>/chat/<message_id>/reports": "moderate",
    f"GET {API}/livestreams/<livestream_id>/chat/reports": "moderate",
    f"PUT {API}/livestreams/<livestream_id>/chat/filter": "moderate",
    f"DELETE {API}/livestreams/<livestream_id>/chat/filter": "moderate",
    f"GET {API}/livestreams/<livestream_id>/moderators": "moderate",
    f"POST {API}/livestreams/<livestream_id>/moderators": "moderate",
    f"PUT {API}/livestreams/<livestream_id>/moderators/<account_id>": "moderate",
    f"DELETE {API}/livestreams/<livestream_id>/moderators/<account_id>": "moderate",
    f"POST {API}/livestreams/<livestream_id>/tips": "tokens",
    f"POST {API}/livestreams/<livestream_id>/tips/<message_id>/refund": "tokens",
    f"PUT {API}/livestreams/<livestream_id>/goal": "manage",
    f"DELETE {API}/livestreams/<livestream_id>/goal": "manage",
    f"GET {API}/livestreams/<livestream_id>/supporters": ANYBODY,
    f"GET {API}/artists/<artist_id>/tips": "tokens",
    f"GET {API}/livestreams/<livestream_id>/markers": ANYBODY,
    f"POST {API}/livestreams/<livestream_id>/markers": "manage",
    f"PATCH {API}/livestreams/<livestream_id>/markers/<marker_id>": "manage",
    f"DELETE {API}/livestreams/<livestream_id>/markers/<marker_id>": "manage",
    f"GET {API}/livestreams/<livestream_id>/publishers": "manage",
    f"POST {API}/livestreams/<livestream_id>/publishers/handover": "manage",
    f"DELETE {API}/livestreams/<livestream_id>/publishers/handover": "manage",
    f"GET {API}/livestreams/<livestream_id>/credentials": "manage",
    f"POST {API}/livestreams/<livestream_id>/credentials/rotate": "manage",
    f"GET {API}/rehearsal": "manage",
    f"POST {API}/rehearsal/rotate": "manage",
    f"GET {API}/webhooks": "manage",
    f"POST {API}/webhooks": "manage",
    f"GET {API}/webhooks/<webhook_id>": "manage",
    f"PATCH {API}/webhooks/<webhook_id>": "manage",
    f"DELETE {API}/webhooks/<webhook_id>": "manage",
    f"POST {API}/webhooks/<webhook_id>/rotate": "manage",
    f"POST {API}/webhooks/<webhook_id>/test": "manage",
    f"GET {API}/webhooks/<webhook_id>/deliveries": "manage",
    f"POST {API}/webhooks/<webhook_id>/deliveries/<delivery_id>/replay": "manage",
    f"POST {API}/webhooks/<webhook_id>/deliveries/replay-dead": "manage",
    f"POST {API}/streaming/validate": INGEST,
    f"POST {API}/streaming/stream_started": INGEST,
    f"POST {API}/streaming/stream_ended": INGEST,
    f"POST {API}/streaming/report": INGEST,
    f"POST {API}/streaming/recognize": INGEST,
    f"POST {API}/streaming/replay": INGEST,
    f"POST {API}/streaming/recorded": INGEST,
    f"POST {API}/streaming/film": INGEST,
}
"""Outside of the API (pages, documents, health) nobody is asked who they are. What a route for anybody shows to an
access token, and channels, have tests of their own."""

BODIES: Final[dict[str, Any]] = {
    f"POST {API}/artists/<artist_id>/blocks/addresses": {"email": "a@example.org"},
    f"POST {API}/me/push": {"endpoint": "https://push.example.org/x", "keys": {"p256dh": "", "auth": ""}},
    f"PUT {API}/artists/<artist_id>/follow": {},
    f"POST {API}/livestreams/<livestream_id>/moderators": {"name": "x"},
    f"DELETE {API}/me": {},
    f"PATCH {API}/me": {"display_name": "x"},
    f"PUT {API}/me/email": {"email": "x@example.org"},
    f"PUT {API}/me/password": {"password": "another password"},
    f"POST {API}/me/access-tokens": {"name": "x", "scopes": ["watch"]},
    f"POST {API}/me/passkeys": {"name": "x", "credential": {}},
    f"POST {API}/me/passkeys/options": {},
    f"POST {API}/me/identities": {},
    f"POST {API}/me/overlays": {},
    f"PATCH {API}/me/overlays/<overlay_id>": {"name": "x"},
    f"POST {API}/me/overlays/<overlay_id>/test": {},
    f"POST {API}/overlays/<address>/shown": {"number": 1},
    f"POST {API}/livestreams": {"title": "x"},
    f"POST {API}/livestreams/<livestream_id>/pass": {},
    f"PATCH {API}/livestreams/<livestream_id>": {"title": "x"},
    f"PATCH {API}/livestreams/<livestream_id>/replay": {"keep": True},
    f"POST {API}/livestreams/<livestream_id>/clips": {"from": 0, "to": 10, "title": "x"},
    f"PATCH {API}/clips/<clip_id>": {"title": "x"},
    f"POST {API}/livestreams/<livestream_id>/chat": {"text": "x"},
    f"PATCH {API}/livestreams/<livestream_id>/chat": {"slow_seconds": 5},
    f"POST {API}/livestreams/<livestream_id>/chat/bans": {"account_id": "x"},
    f"POST {API}/livestreams/<livestream_id>/tips": {"amount": 1},
    f"PUT {API}/livestreams/<livestream_id>/goal": {"title": "x", "amount": 1},
    f"PUT {API}/livestreams/<livestream_id>/chat/pin": {"message_id": "x"},
    f"PUT {API}/livestreams/<livestream_id>/chat/filter": {"url": "https://example.org/x"},
    f"PUT {API}/livestreams/<livestream_id>/chat/<message_id>/question": {"state": "open"},
    f"POST {API}/livestreams/<livestream_id>/chat/<message_id>/reports": {},
    f"PATCH {API}/livestreams/<livestream_id>/markers/<marker_id>": {"title": "x"},
    f"POST {API}/artists/<artist_id>/tokens/grants": {"account": "x", "amount": 1},
    f"PUT {API}/artists/<artist_id>/tokens/offer": {"words": "x"},
    f"POST {API}/webhooks": {"url": "https://example.org/x"},
    f"PATCH {API}/webhooks/<webhook_id>": {"enabled": True},
}
"""So that it is not the body that is refused."""


@pytest.fixture
def options() -> dict[str, Any]:
    return {"writes_per_minute": 10_000, "oidc_issuer": "http://127.0.0.1:9", "oidc_client_id": "x"}


def list_api(app: Quart) -> set[str]:
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(API) and not rule.websocket
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


async def make_token(visitor: Visitor, *scopes: str) -> Visitor:
    made = await visitor.expect(201, "POST", "/me/access-tokens", {"name": "x", "scopes": list(scopes)})
    assert isinstance(visitor.client.app, Application)
    return Visitor(visitor.client.app, made["token"])


async def try_route(who: Visitor, route: str) -> tuple[int, str]:
    """Status, and the code where it is refused. No livestream or webhook has these ids."""
    method, _, path = route.partition(" ")
    path = re.sub("<[a-z_]+>", "0", path)
    response = await who.call(method, path.removeprefix(API), BODIES.get(route))
    problem = await response.get_json() if response.status_code >= 400 else {}
    return response.status_code, problem.get("code", "")


def test_every_route_has_its_decision(world: World) -> None:
    assert list_api(world.app) == {route for route in DECISIONS if "?" not in route}


async def test_an_access_token_may_what_its_scope_says_and_nothing_else(world: World, artist: Visitor) -> None:
    tokens = {scope: await make_token(artist, scope) for scope in SCOPES}
    everything = await make_token(artist, *SCOPES)
    for route, needed in DECISIONS.items():
        if needed == INGEST:
            assert (await try_route(everything, route))[0] in (400, 401), route
        if needed in (ANYBODY, INGEST):
            continue
        assert await try_route(world.nobody, route) == (401, "not_signed_in"), route
        for scope, token in tokens.items():
            status, code = await try_route(token, route)
            if scope == needed:
                found = status in (200, 201, 204, 400, 404) or code in ("not_yours", "not_an_operator")
                assert found, f"{route} with {scope}: {status} {code}"
            else:
                assert (status, code) == (403, "scope_missing"), f"{route} with {scope}"
        if needed == SIGN_IN:
            assert await try_route(everything, route) == (403, "scope_missing"), route


async def test_document_says_what_each_route_asks_for(world: World) -> None:
    document = await (await world.app.test_client().get("/openapi.json")).get_json()
    session: list[dict[str, list[str]]] = [{"bearer": []}, {"cookie": []}]
    for route, needed in DECISIONS.items():
        if "?" in route or "/sessions/oidc" in route:
            continue  # a browser is led through the latter: they are in no document
        method, _, path = route.partition(" ")
        said = document["paths"][path.replace("<", "{").replace(">", "}")][method.lower()]["security"]
        if needed == ANYBODY:
            assert said in ([], [{}, *session, {"access_token": ["watch"]}]), route
        elif needed == INGEST:
            assert said == [{"ingest": []}], route
        else:
            assert said == (session if needed == SIGN_IN else [*session, {"access_token": [needed]}]), route


async def test_an_access_token_signs_nobody_in(world: World, artist: Visitor) -> None:
    everything = await make_token(artist, *SCOPES)
    assert await everything.expect(200, "GET", "/sessions/current") == {"account": None}
    await everything.expect(204, "DELETE", "/sessions/current")
    await everything.expect(200, "GET", "/rehearsal")
    cookie = {"Cookie": f"encryptedmedia_session={everything.token}"}
    await world.nobody.refused(401, "not_signed_in", "GET", "/rehearsal", **cookie)


async def test_without_the_scope_to_watch_a_holder_is_shown_what_all_are(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    await artist.expect(200, "PATCH", f"/livestreams/{show['id']}", {"token_gate_amount": 5})
    await world.publish(show, "s1")
    watching, managing = await make_token(artist, "watch"), await make_token(artist, "manage", "chat", "tokens")
    for path in (f"/livestreams/{show['id']}", f"/livestreams/{show['id']}/status"):
        assert (await watching.expect(200, "GET", path))["hls_url"]
        assert (await managing.expect(200, "GET", path))["hls_url"] is None
    await managing.refused(403, "scope_missing", "GET", f"/livestreams/{show['id']}/events")

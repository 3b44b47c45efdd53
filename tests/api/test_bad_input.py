"""Bad input is the sender's fault and is told so, on both databases: never a server's error, never a traceback."""

import base64
import json
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.app import create_app
from api.outbox.attach import attach_outbox
from catalog.livestreams.lifecycle import Status
from catalog.notices.rules import NoticeKind, find_end
from outbox.mail.shows import write_moment
from outbox.words.words import find_words
from settings import Settings
from support.app_world import PASSWORD, SECRET, Visitor, World
from support.applications import running
from support.databases import create_database, lend_database
from support.documents import hold_to_documents
from support.fake_live import FakeLive

NUL = "a\x00b"
HALF = "\ud800"
INVISIBLE = ["\u200b", "\ufeff", "\u3164", "\u2800 \u115f\u1160", "\u00ad\u2060", "\u0301", "\u202e"]


@pytest.fixture(params=["sqlite", "postgres"])
async def world(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[World]:
    async with AsyncExitStack() as stack:
        if request.param == "postgres":
            url = await stack.enter_async_context(lend_database(request.getfixturevalue("postgres")))
        else:
            url = await create_database(tmp_path)
        settings = Settings(database_url=url, streaming_secret=SECRET)
        live = FakeLive()
        app = create_app(
            settings, live, extensions=[attach_outbox(settings)], dist=tmp_path / "dist", clock=lambda: 0.0
        )
        hold_to_documents(app)
        async with running(app):
            yield World(app, live, settings)


async def test_nul_in_an_address_is_an_address_with_nothing_there(artist: Visitor) -> None:
    for method, path in [
        ("GET", "/livestreams/%00"),
        ("GET", "/livestreams/a%00b/status"),
        ("PATCH", "/livestreams/a%00b"),
        ("DELETE", "/livestreams/a%00b"),
        ("POST", "/livestreams/a%00b/start"),
        ("GET", "/livestreams/a%00b/credentials"),
        ("GET", "/webhooks/a%00b"),
        ("POST", "/webhooks/x/deliveries/a%00b/replay"),
        ("GET", "/nothing%00"),
    ]:
        await artist.refused(404, "not_found", method, path, {"title": "x"} if method == "PATCH" else None)


async def test_nul_in_a_pages_address_is_no_page(world: World) -> None:
    response = await world.app.test_client().get("/a%00b")
    assert response.status_code == 404


async def test_text_that_cannot_be_kept_or_seen_is_refused_by_name(artist: Visitor) -> None:
    for text in [NUL, HALF, "\x1b[2J", *INVISIBLE]:
        account = {"email": "ada@example.org", "password": PASSWORD, "display_name": "Ada", "role": "fan"}
        for field, method, path, body in [
            ("title", "POST", "/livestreams", {"title": text}),
            ("display_name", "POST", "/accounts", {**account, "display_name": text}),
            ("email", "POST", "/accounts", {**account, "email": f"{text}@example.org"}),
        ]:
            problem = await artist.refused(400, "invalid_fields", method, path, body)
            assert [error["field"] for error in problem["errors"]] == [field]


async def test_description_and_sign_in_refuse_what_cannot_be_kept(world: World, artist: Visitor) -> None:
    for text in [NUL, HALF]:
        await artist.refused(400, "invalid_fields", "POST", "/livestreams", {"title": "x", "description": text})
        sign_in = {"email": text, "password": PASSWORD}
        await world.nobody.refused(400, "invalid_fields", "POST", "/sessions", sign_in)
        await artist.expect(400, "POST", "/livestreams", {"title": "x", text: 1})


async def test_lines_emoji_and_any_script_are_taken(artist: Visitor) -> None:
    for title in ("夜のライブ", "🎸", "صوت", "Ünplugged\u200d", "…"):
        made = await artist.expect(201, "POST", "/livestreams", {"title": title, "description": "a\n\tb\r\n"})
        assert made["title"] == title


async def test_a_key_that_cannot_be_one_is_unknown(world: World) -> None:
    for key in [NUL, "é", "\x7f", "' OR 1=1", "k" * 200]:
        for call in ("validate", "stream_started", "stream_ended"):
            body = {"stream_key": key, "session_id": "s1"}
            await world.ingest.refused(403, "unknown_key", "POST", f"/streaming/{call}", body)
        form = "name=" + "".join(f"%{byte:02x}" for byte in key.encode())
        response = await world.send("POST", "/streaming/validate", form.encode(), Authorization=f"Bearer {SECRET}")
        assert (await response.get_json())["code"] == "unknown_key"


async def test_callbacks_with_nul_are_refused(world: World, artist: Visitor) -> None:
    for field in ["session_id", "node", "client_ip", "replaces"]:
        show = await artist.expect(201, "POST", "/livestreams", {"title": "x"})
        body = {"stream_key": show["stream_key"], "session_id": "s1", field: NUL}
        await world.ingest.refused(400, "invalid_fields", "POST", "/streaming/validate", body)


async def test_a_moment_outside_the_calendar_is_refused(artist: Visitor) -> None:
    for moment in [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:30:00Z",
        "0000-01-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
    ]:
        body = {"title": "x", "scheduled_start_at": moment}
        problem = await artist.refused(400, "invalid_fields", "POST", "/livestreams", body)
        assert (
            problem["errors"][0]["detail"] == "Must be a date and time with its zone, such as 2026-01-31T20:00:00Z."
        )


async def test_what_begins_as_early_or_late_as_it_may_can_still_be_told_in_any_zone(artist: Visitor) -> None:
    for moment in ["0002-01-01T00:00:00Z", "9998-12-31T23:59:59.999999Z"]:
        await artist.expect(201, "POST", "/livestreams", {"title": "x", "scheduled_start_at": moment})
        await artist.expect(200, "GET", "/livestreams?upcoming=true&limit=1")
        at, kinds = datetime.fromisoformat(moment), (NoticeKind.CANCELLED, NoticeKind.DAY)
        assert all(write_moment(find_words("en"), at, zone) for zone in ("Pacific/Kiritimati", "Pacific/Niue"))
        for kind in kinds:
            status = Status.CANCELLED if kind is NoticeKind.CANCELLED else Status.SCHEDULED
            assert find_end(kind, status=status, starts_at=at, about="", date="", told_at=datetime.now(UTC))


async def test_a_body_that_is_no_json_is_told_so(world: World) -> None:
    for body in [
        b'{"email": "\xff\xfe"}',
        b"[" * 5_000 + b"]" * 5_000,
        b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
        b'{"limit": ' + b"9" * 5_000 + b"}",
        b"\xff\xfe{\x00}\x00",
    ]:
        for path, headers, code in [
            ("/sessions", {}, "malformed_json"),
            ("/streaming/report", {"Authorization": f"Bearer {SECRET}"}, "malformed_body"),
        ]:
            response = await world.send("POST", path, body, Content_Type="application/json", **headers)
            problem = await response.get_json()
            assert response.status_code == 400
            assert problem["code"] in (code, "not_an_object", "invalid_fields")


async def test_a_cursor_that_is_not_ours_is_told_so(world: World) -> None:
    for place in [
        ["public", "2026-01-01T00:00:00+00:00", NUL],
        ["public", "2026-01-01T00:00:00+00:00", "x" * 100],
        ["public", "0001-01-01T00:00:00+14:00", "x"],
        ["public", "9999-12-31T23:59:59-14:00", "x"],
        ["public", None, "x"],
        ["public", 5, "x"],
        {"public": 1},
        None,
    ]:
        cursor = base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")
        await world.nobody.refused(400, "bad_cursor", "GET", f"/livestreams?cursor={cursor}")


async def test_no_more_is_a_cursor_of_holders_that_is_not_ours(artist: Visitor) -> None:
    me, moment = artist.id, "2026-01-01T00:00:00+00:00"
    ours = "3968d1b2-f43e-4aed-86e5-168a1551ad4c"
    places: list[list[object]] = [
        [moment, NUL],
        [moment, HALF],
        [moment, "x" * 100],
        [moment, None],
        [moment, 5],
        ["0001-01-01T00:00:00+14:00", ours],
        [None, ours],
        [5, ours],
        [],
    ]
    for place in places:
        cursor = base64.urlsafe_b64encode(json.dumps(["holders", *place]).encode()).decode().rstrip("=")
        await artist.refused(400, "bad_cursor", "GET", f"/artists/{me}/tokens?cursor={cursor}")


async def test_an_origin_that_is_no_address_is_a_foreign_one(artist: Visitor) -> None:
    for origin in ["http://[::1", "http://[", "\xff://", "null", "https://" + "a" * 5_000, "//:::", "http://a:b:c"]:
        await artist.refused(403, "wrong_origin", "POST", "/livestreams", {"title": "x"}, Origin=origin)


async def test_bad_input_writes_no_line(world: World, artist: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        for body in (b'{"\xff"', b"[" * 5_000, b'{"title": "\\u0000"}', b'{"\\ud800": "\\udfff"}'):
            response = await world.send("POST", "/accounts", body, Content_Type="application/json")
            assert response.status_code == 400
        await artist.refused(404, "not_found", "GET", "/livestreams/%00")
        await artist.refused(404, "livestream_not_found", "GET", f"/livestreams/{'x' * 500}")
    assert not caplog.records


async def test_one_password_is_one_password_however_its_letters_are_composed(world: World) -> None:
    for name, stored, typed in [("ren", "e\u0301", "\u00e9"), ("andr", "\u00e9", "e\u0301")]:
        account = {
            "email": f"{name}{stored}@example.org",
            "password": f"caf{stored} {PASSWORD}",
            "display_name": "René",
        }
        await world.nobody.expect(202, "POST", "/accounts", {**account, "role": "fan"})
        sign_in = {"email": f" {name.upper()}{typed}@example.org ", "password": f"caf{typed} {PASSWORD}"}
        await world.nobody.expect(200, "POST", "/sessions", sign_in)


async def test_spaces_of_a_password_count_as_they_were_typed(world: World) -> None:
    account = {"email": "ada@example.org", "password": f" {PASSWORD} ", "display_name": "Ada", "role": "fan"}
    await world.nobody.expect(202, "POST", "/accounts", account)
    sign_in = {"email": "ada@example.org", "password": f" {PASSWORD} "}
    await world.nobody.expect(200, "POST", "/sessions", sign_in)
    await world.nobody.refused(401, "wrong_credentials", "POST", "/sessions", {**sign_in, "password": PASSWORD})


async def test_an_email_whose_kept_form_is_too_long_is_refused(world: World) -> None:
    account = {"password": PASSWORD, "display_name": "Ada", "role": "fan", "email": "İ" * 200 + "@example.org"}
    problem = await world.nobody.refused(400, "invalid_fields", "POST", "/accounts", account)
    assert problem["errors"][0]["detail"] == "Must have at most 254 characters."


async def test_allow_names_what_is_there(world: World) -> None:
    for path, allowed in [
        ("/accounts", {"POST", "OPTIONS"}),
        ("/sessions/current", {"GET", "HEAD", "DELETE", "OPTIONS"}),
        ("/livestreams", {"GET", "HEAD", "POST", "OPTIONS"}),
        ("/livestreams/x/start", {"POST", "OPTIONS"}),
    ]:
        for method in ("OPTIONS", "PUT"):
            response = await world.send(method, path)
            assert set(response.headers["Allow"].split(", ")) == allowed
            assert response.status_code == (200 if method == "OPTIONS" else 405)


async def test_nothing_is_there_by_any_method(world: World) -> None:
    for method in ["GET", "OPTIONS", "PUT", "POST"]:
        response = await world.send(method, "/nothing")
        assert response.status_code == 404


async def test_empty_bearer_is_a_token_and_not_the_cookies_cover(artist: Visitor) -> None:
    for value in ("Bearer", "Bearer ", "bearer  "):
        await artist.refused(401, "not_signed_in", "GET", "/me", Authorization=value)
        await artist.refused(401, "not_signed_in", "POST", "/livestreams", {"title": "x"}, Authorization=value)


async def test_no_room_has_a_number_that_no_database_holds(artist: Visitor) -> None:
    show = await artist.expect(201, "POST", "/livestreams", {"title": "Live"})
    place = f"/livestreams/{show['id']}/chat"
    for query in (f"?before={2**53}", f"?after={2**63}", f"?before={2**70}", f"/questions?after={2**63}"):
        await artist.refused(400, "invalid_fields", "GET", place + query)
    for query in (f"?before={2**53 - 1}", f"?after={2**53 - 1}", f"/questions?after={2**53 - 1}"):
        await artist.expect(200, "GET", place + query)

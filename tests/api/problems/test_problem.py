"""Whatever goes wrong, the answer is a problem in words."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from quart import Quart
from tortoise import Tortoise

from api.app import create_app
from api.problems.wording import MOST_FIELDS
from catalog.errors import DatabaseError
from settings import Settings
from support.app_world import API, Visitor, World
from support.applications import running
from support.fake_live import FakeLive

JSON = {"Content-Type": "application/json"}


async def test_unknown_address(world: World) -> None:
    await world.nobody.refused(404, "not_found", "GET", "/nothing")
    await world.nobody.refused(404, "not_found", "GET", "/livestreams/x/nothing")


async def test_unknown_address_with_a_method_that_changes_something(world: World) -> None:
    response = await world.nobody.call("POST", "/nothing")
    assert response.content_type == "application/problem+json"
    assert response.status_code in (404, 405)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("GET", "/sessions", "POST"), ("GET", "/streaming/validate", "POST"), ("PUT", "/accounts", "POST")],
)
async def test_wrong_method_says_which_is_right(world: World, method: str, path: str, allowed: str) -> None:
    response = await world.nobody.call(method, path)
    assert (response.status_code, (await response.get_json())["code"]) == (405, "method_not_allowed")
    assert allowed in response.headers["Allow"]


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (b"{", JSON, 400, "malformed_json"),
        (b"", JSON, 400, "malformed_json"),
        (b"[]", JSON, 400, "not_an_object"),
        (b"null", JSON, 400, "not_an_object"),
        (b'"title"', JSON, 400, "not_an_object"),
        (b"{}", {}, 415, "not_json"),
        (b"x" * 70_000, JSON, 413, "body_too_large"),
        (b'{"title": "' + b"x" * 70_000 + b'"}', JSON, 413, "body_too_large"),
    ],
)
async def test_body_that_cannot_be_read(
    world: World, body: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    response = await world.app.test_client().post(f"{API}/sessions", data=body, headers=headers)
    problem = await response.get_json()
    assert (response.status_code, problem["code"]) == (status, code)
    assert response.content_type == "application/problem+json"


async def test_of_thousands_of_wrong_fields_the_first_are_told(world: World) -> None:
    body = {f"field{number}": 1 for number in range(4_000)}
    problem = await world.nobody.refused(400, "invalid_fields", "POST", "/accounts", body)
    assert len(problem["errors"]) == MOST_FIELDS


async def test_several_wrong_fields_are_told_at_once(world: World) -> None:
    problem = await world.nobody.refused(400, "invalid_fields", "POST", "/accounts", {"email": "x", "extra": 1})
    assert {error["field"] for error in problem["errors"]} == {
        "email",
        "password",
        "display_name",
        "role",
        "extra",
    }


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (ConnectionRefusedError, 503, "database_unavailable"),
        (DatabaseError, 503, "database_unusable"),
        (ZeroDivisionError, 500, "server_error"),
    ],
)
async def test_faults_of_ours_are_logged_and_not_shown(
    world: World, error: type[Exception], status: int, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    def extend(app: Quart) -> None:
        @app.get("/fails")
        async def fails() -> str:
            raise error("a detail for the log only")

    app = create_app(world.settings, FakeLive(), extensions=[extend])
    app.config["PROPAGATE_EXCEPTIONS"] = False
    response = await app.test_client().get("/fails")
    problem = await response.get_json()
    assert (response.status_code, problem["code"]) == (status, code)
    if error is not DatabaseError:
        assert "a detail" not in problem["detail"]
        assert "a detail" in caplog.text


async def test_change_is_announced_although_its_client_has_gone(world: World, artist: Visitor) -> None:
    """Between the commit and the announcement the client hangs up; its request is cancelled, the change is not."""
    reached, go_on = asyncio.Event(), asyncio.Event()
    announce = world.live.announce

    async def slow_announce(transitions: Any) -> None:
        reached.set()
        await go_on.wait()
        await announce(transitions)

    world.live.announce = slow_announce  # type: ignore[method-assign]
    request = asyncio.create_task(artist.call("POST", "/livestreams", {"title": "Still told"}))
    await asyncio.wait_for(reached.wait(), 30)
    request.cancel()
    with pytest.raises(asyncio.CancelledError):
        await request
    go_on.set()
    await world.app.shutdown()
    assert world.live.take_announced() == ["scheduled"]


async def test_application_does_not_start_on_a_database_without_tables(tmp_path: Path) -> None:
    (tmp_path / "empty.sqlite3").touch()
    app = create_app(Settings(database_url=f"sqlite://{tmp_path}/empty.sqlite3"), FakeLive())
    with pytest.raises(DatabaseError, match="no tables yet"):
        await app.startup()


async def test_extension_finds_the_database_open_and_leaves_before_it_closes(world: World) -> None:
    await world.app.shutdown()
    seen: list[str] = []

    def extend(app: Quart) -> None:
        async def look() -> None:
            response = await app.test_client().get("/ready")
            seen.append((await response.get_json())["parts"]["database"])

        app.before_serving(look)
        app.after_serving(look)

    app = create_app(world.settings, FakeLive(), extensions=[extend])
    async with running(app):
        pass
    assert seen == ["ok", "ok"]


async def test_full_disk_is_told_in_words_and_by_the_health(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    artist = await world.register()
    await artist.expect(201, "POST", "/livestreams", {"title": "Before"})
    connection = Tortoise.get_connection("sqlite")
    await connection.execute_script("PRAGMA max_page_count = 1")  # no more than there are
    body = {"title": "x", "description": "y" * 5_000}
    problem = await artist.refused(503, "disk_full", "POST", "/livestreams", body)
    assert "disk is full" in problem["detail"]
    await artist.expect(200, "GET", "/livestreams?mine=true")
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=10_000))
    for path in ("/ready", "/health"):
        response = await world.app.test_client().get(path)
        assert response.status_code == 200
        assert "nothing more can be saved" in await response.get_data(as_text=True)

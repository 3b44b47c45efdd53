"""What an operator is shown of the platform, and nobody else."""

from datetime import UTC, datetime
from typing import Any

import pytest

from live.conditions.shapes import ShowOn
from support.app_world import Visitor, World
from support.databases import verify_email

EMAIL = "boss@example.org"
TOLD = {
    "since": "2026-01-31T19:00:00.000Z",
    "version": "9.9",
    "publishers": 1,
    "uploads_waiting": 2,
    "upload_failures": 3,
    "disk_free": 1 << 30,
    "disk_size": 100 << 30,
    "ladders": [{"livestream_id": "l1", "rungs": ["480p", "240p"], "behind_ms": 250, "speed": 1.0}],
    "problems": {"recordings": "The bucket is away."},
}


@pytest.fixture
def options() -> dict[str, Any]:
    return {"operator_emails": (EMAIL,)}


@pytest.fixture
async def operator(world: World) -> Visitor:
    boss = await world.enter({"email": EMAIL, "password": "correct horse", "display_name": "Boss", "role": "fan"})
    await boss.refused(403, "not_an_operator", "GET", "/operator")  # anybody could say that address
    await verify_email(EMAIL)
    return boss


async def report(world: World, condition: object) -> None:
    body = {"node": "node-1", "media_url": "https://media.example.org", "sessions": [], "condition": condition}
    await world.ingest.expect(200, "POST", "/streaming/report", body)


async def test_nobody_else_is_told(world: World, artist: Visitor) -> None:
    await world.nobody.refused(401, "not_signed_in", "GET", "/operator")
    for visitor in (artist, await world.register("fan")):
        await visitor.refused(403, "not_an_operator", "GET", "/operator")


async def test_nodes_are_shown_as_they_say_they_are(world: World, operator: Visitor) -> None:
    await report(world, TOLD)
    found = await operator.expect(200, "GET", "/operator")
    [node] = found["nodes"]
    assert (node["name"], node["media_url"], node["version"]) == ("node-1", "https://media.example.org", "9.9")
    assert (node["since"], node["publishers"], node["uploads_waiting"]) == (TOLD["since"], 1, 2)
    assert node["ladders"] == [{"livestream_id": "l1", "rungs": ["480p", "240p"], "behind": 0.25, "speed": 1.0}]
    assert datetime.fromisoformat(node["heard_at"]) <= datetime.now(UTC)
    assert [(one["code"], one["part"]) for one in found["problems"]] == [
        ("part", "recordings"),
        ("disk_low", "disk"),
    ]
    assert found["outbox"] == []


async def test_shows_that_are_on_are_shown_with_their_node(world: World, operator: Visitor) -> None:
    world.live.shows.append(ShowOn("l1", "Evening", "Ada", "2026-01-31T20:00:00.000Z", None, 5, "node-1"))
    [show] = (await operator.expect(200, "GET", "/operator"))["shows"]
    assert (show["title"], show["artist"], show["viewers"], show["node"]) == ("Evening", "Ada", 5, "node-1")


@pytest.mark.parametrize("condition", [{}, {"since": "yesterday"}, {"since": 1, "problems": [1]}])
async def test_a_report_counts_whatever_a_node_says_of_itself(
    world: World, operator: Visitor, condition: object
) -> None:
    await report(world, condition)
    assert (await operator.expect(200, "GET", "/operator"))["nodes"] == []


async def test_it_is_for_no_cache(operator: Visitor) -> None:
    response = await operator.call("GET", "/operator")
    assert response.headers["Cache-Control"] == "private, no-store"

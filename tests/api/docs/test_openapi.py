"""The OpenAPI document says what the API does: each answer is held against its description."""

import sys
import threading
from dataclasses import is_dataclass
from typing import Any

import jsonschema
import pytest
from quart import Quart

from api.docs.openapi import write_openapi
from support.app_world import API, PASSWORD, Visitor, World

WITHOUT_A_BODY = {
    "/api/v1/livestreams/{livestream_id}/pass",
    "/api/v1/livestreams/{livestream_id}/markers",
    "/api/v1/livestreams/{livestream_id}/chat/{message_id}/reports",
}
"""Whose body may be left out."""


@pytest.fixture
async def document(world: World) -> dict[str, Any]:
    """The document as it is served."""
    response = await world.app.test_client().get("/openapi.json")
    assert response.status_code == 200
    found: dict[str, Any] = await response.get_json()
    return found


def check(document: dict[str, Any], method: str, path: str, status: int, media: str, body: Any) -> None:
    """Hold an answer against the document. `path` is the documented one, below `/api/v1`."""
    operation = document["paths"][path][method.lower()]
    schema = operation["responses"][str(status)]["content"][media]["schema"]
    jsonschema.Draft202012Validator(
        {**schema, "components": document["components"]},
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    ).validate(body)


async def test_answers_are_as_described(world: World, document: dict[str, Any]) -> None:
    visitor, id_ = Visitor(world.app), "{livestream_id}"

    async def look(status: int, method: str, documented: str, body: Any = None, query: str = "") -> Any:
        path = documented.replace(id_, show["id"]) if id_ in documented else documented
        who = world.ingest if path.startswith("/streaming") else visitor
        response = await who.call(method, path + query, body)
        assert response.status_code == status, await response.get_data(as_text=True)
        media = str(response.content_type)
        answer = await response.get_json()
        check(document, method, API + documented, status, media, answer)
        return answer

    show: dict[str, Any] = {}
    account = {"email": "ada@example.org", "password": PASSWORD, "display_name": "Ada", "role": "artist"}
    await look(202, "POST", "/accounts", account)
    await look(202, "POST", "/accounts", account)
    await look(400, "POST", "/accounts", {})
    await look(200, "POST", "/sessions", {"email": "ada@example.org", "password": PASSWORD})
    await look(200, "GET", "/sessions/current")
    await look(200, "GET", "/me")
    show = await look(201, "POST", "/livestreams", {"title": "A show", "token_gate_amount": 1})
    await look(200, "GET", "/livestreams", query="?mine=true")
    one = f"/livestreams/{id_}"
    await look(200, "GET", one)
    await look(200, "PATCH", one, {"description": "Songs"})
    await look(200, "GET", f"{one}/status")
    await look(200, "GET", f"{one}/credentials")
    await look(200, "POST", f"{one}/credentials/rotate")
    key = (await look(200, "GET", f"{one}/credentials"))["stream_key"]
    body = {"stream_key": key, "session_id": "s1"}
    await look(200, "POST", "/streaming/validate", body)
    await look(403, "POST", "/streaming/validate", {"stream_key": "wrong"})
    await look(200, "POST", "/streaming/stream_started", body)
    await look(409, "POST", f"{one}/cancel")
    await look(200, "POST", "/streaming/report", {"node": "n", "sessions": []})
    await look(200, "POST", "/streaming/stream_ended", {**body, "clean": False})
    await look(200, "GET", one)
    await look(200, "GET", f"{one}/status")
    await look(200, "POST", f"{one}/stop")
    await look(200, "POST", f"{one}/start")
    await look(200, "POST", f"{one}/cancel")


async def test_every_route_is_described_in_words(world: World, document: dict[str, Any]) -> None:
    tags = {tag["name"] for tag in document["tags"]}
    names: list[str] = []
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            where = f"{method} {path}"
            assert operation["summary"].strip(), where
            assert set(operation["tags"]) <= tags, where
            assert operation["tags"], where
            assert operation["responses"], where
            names.append(operation["operationId"])
            for status, response in operation["responses"].items():
                assert response["description"], f"{where} {status}"
    assert len(names) == len(set(names))


async def test_every_route_is_in_the_document(world: World, document: dict[str, Any]) -> None:
    described = {(method.upper(), path) for path, found in document["paths"].items() for method in found}
    hidden = {"/openapi.json", "/asyncapi.json", "/docs", "/docs/events", "/docs/start.js", "/", "/<page:path>"}
    hidden |= {"/artists/<artist_id>/calendar.ics", "/livestreams/<livestream_id>/calendar.ics"}
    hidden |= {"/artists/<artist_id>/feed.xml", "/pictures/<name>"}
    hidden |= {"/oembed", "/robots.txt", "/sitemap.xml", "/sitemaps/<int:part>.xml"}
    hidden |= {f"/sitemaps/{part}.xml" for part in ("artists", "clips")}
    hidden |= {f"/api/v1/sessions/oidc{end}" for end in ("", "/callback")}  # a browser is led through these
    for method, path in list_routes(world.app):
        if path.startswith("/ws/"):
            continue  # what a channel's path says to who does not upgrade; the other document has them
        assert path in hidden or (method, path.replace("<", "{").replace(">", "}")) in described


def list_routes(app: Quart) -> list[tuple[str, str]]:
    return [
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        if not rule.websocket
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    ]


async def test_document_says_how_to_sign_in_and_what_stays_secret(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert set(document["components"]["securitySchemes"]) == {"bearer", "cookie", "access_token", "ingest"}
    assert all(scheme["description"] for scheme in document["components"]["securitySchemes"].values())
    assert document["paths"][f"{API}/me"]["get"]["security"] == [{"bearer": []}, {"cookie": []}]
    assert document["paths"][f"{API}/streaming/validate"]["post"]["security"] == [{"ingest": []}]
    reading, making = (document["paths"][f"{API}/livestreams"][method]["security"] for method in ("get", "post"))
    assert reading == [{}, {"bearer": []}, {"cookie": []}, {"access_token": ["watch"]}]
    assert making == [{"bearer": []}, {"cookie": []}, {"access_token": ["manage"]}]
    assert document["paths"][f"{API}/accounts"]["post"]["security"] == []
    assert "WebSocket" in document["info"]["description"]
    body = document["paths"][f"{API}/livestreams"]["post"]["requestBody"]
    assert body["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/LivestreamDraft"}
    fields = document["components"]["schemas"]["LivestreamDraft"]
    assert fields["additionalProperties"] is False
    assert fields["properties"]["title"]["examples"]


async def test_a_field_that_is_left_as_it_is_has_no_default(document: dict[str, Any]) -> None:
    """A generated client would send it, and undo what nobody wanted to change."""
    for name in ("LivestreamChanges", "WebhookChanges", "LivestreamBody"):
        fields = document["components"]["schemas"].get(name, {"properties": {}})["properties"].values()
        assert not [field for field in fields if "default" in field], name


async def test_each_default_fits_its_field(document: dict[str, Any]) -> None:
    for shape in document["components"]["schemas"].values():
        for name, field in shape.get("properties", {}).items():
            if "default" in field:
                schema = {**field, "components": document["components"]}
                jsonschema.Draft202012Validator(schema).validate(field["default"])
                assert name not in shape.get("required", [])


async def test_each_name_is_one_shapes(document: dict[str, Any]) -> None:
    """Of two shapes with one name, the document has one, and says of both that they are it."""
    shapes: dict[str, set[type]] = {}
    for name, module in sorted(sys.modules.items()):
        if name.startswith("api."):
            for each in vars(module).values():
                if isinstance(each, type) and is_dataclass(each) and each.__module__.startswith("api."):
                    shapes.setdefault(each.__name__, set()).add(each)
    described = document["components"]["schemas"]
    assert [name for name, found in shapes.items() if len(found) > 1 and name in described] == []
    assert {"LivestreamBody", "PageReportBody"} <= shapes.keys() & described.keys()


async def test_refusals_that_any_body_may_meet_are_described(document: dict[str, Any]) -> None:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if "requestBody" in operation:
                assert operation["requestBody"]["required"] is (path not in WITHOUT_A_BODY)
                assert {"400", "403", "413"} <= set(operation["responses"]), f"{method} {path}"
                assert ("415" in operation["responses"]) is ("/streaming/" not in path)
    assert document["servers"] == [{"url": "/"}]


async def test_one_number_is_one_number_however_it_is_written(artist: Visitor) -> None:
    made = await artist.expect(201, "POST", "/livestreams", {"title": "x", "token_gate_amount": 10.0})
    assert made["token_gate_amount"] == 10
    for wrong in (10.5, "10", True):
        await artist.refused(
            400, "invalid_fields", "POST", "/livestreams", {"title": "x", "token_gate_amount": wrong}
        )


async def test_document_is_written_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = world.app.test_client()
    first = await (await client.get("/openapi.json")).get_data()
    monkeypatch.setattr("api.docs.openapi.Provider.build_paths", None)
    assert await (await client.get("/openapi.json")).get_data() == first


async def test_document_written_at_start_keeps_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    writers: list[int] = []
    monkeypatch.setattr("api.docs.openapi.Provider.schema", lambda _: writers.append(threading.get_ident()))
    await write_openapi(world.app)
    assert len(writers) == 1
    assert writers[0] != threading.get_ident()

"""The document by itself: whole, consistent, and true to its own examples."""

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any

import pytest
from jsonschema import Draft7Validator

from api.docs.asyncapi.channels import CHANNELS, CLOSE_CODES
from api.docs.asyncapi.document import write_document
from api.docs.asyncapi.page import write_page
from api.shapes.bodies import LivestreamBody
from contract.events.shapes import SCHEMAS

DOCUMENT = write_document("live.example:3000", secure=False)
MESSAGES: dict[str, Any] = DOCUMENT["components"]["messages"]

# The fixed fields of AsyncAPI 3.0's objects, as far as this document uses them.
FIELDS: dict[str, tuple[set[str], set[str]]] = {
    "root": ({"asyncapi", "info"}, {"id", "servers", "defaultContentType", "channels", "operations", "components"}),
    "info": ({"title", "version"}, {"description", "termsOfService", "contact", "license", "tags", "externalDocs"}),
    "server": ({"host", "protocol"}, {"pathname", "description", "title", "security", "tags", "bindings"}),
    "channel": (
        {"address", "messages"},
        {"title", "summary", "description", "servers", "parameters", "tags", "externalDocs", "bindings"},
    ),
    "parameter": (set(), {"enum", "default", "description", "examples", "location"}),
    "operation": (
        {"action", "channel", "messages"},
        {"title", "summary", "description", "security", "tags", "externalDocs", "bindings", "traits", "reply"},
    ),
    "message": (
        {"name", "payload"},
        {"headers", "contentType", "title", "summary", "description", "tags", "bindings", "examples", "traits"},
    ),
}


def check_fields(kind: str, value: dict[str, Any]) -> None:
    required, optional = FIELDS[kind]
    names = {name for name in value if not name.startswith("x-")}
    assert required <= names <= required | optional, f"{kind}: {names}"


def find_references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from find_references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from find_references(inner)


def resolve(reference: str) -> Any:
    found: Any = DOCUMENT
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found


def test_it_is_json_and_says_which_asyncapi() -> None:
    assert json.loads(json.dumps(DOCUMENT))["asyncapi"] == "3.1.0"


def test_every_object_has_the_fields_of_its_kind() -> None:
    check_fields("root", DOCUMENT)
    check_fields("info", DOCUMENT["info"])
    for server in DOCUMENT["servers"].values():
        check_fields("server", server)
    for channel in DOCUMENT["channels"].values():
        check_fields("channel", channel)
        for parameter in channel.get("parameters", {}).values():
            check_fields("parameter", parameter)
    for operation in DOCUMENT["operations"].values():
        check_fields("operation", operation)
        assert operation["action"] in ("send", "receive")
    for message in MESSAGES.values():
        check_fields("message", message)


def test_every_reference_leads_somewhere() -> None:
    references = list(find_references(DOCUMENT))
    assert references
    for reference in references:
        assert resolve(reference)


def test_what_is_in_braces_is_a_parameter_and_nothing_else_is() -> None:
    for channel in DOCUMENT["channels"].values():
        assert set(re.findall(r"{(\w+)}", channel["address"])) == set(channel.get("parameters", {}))


def test_the_operations_of_a_channel_are_about_its_own_messages() -> None:
    told: dict[str, list[str]] = {}
    for operation in DOCUMENT["operations"].values():
        told.setdefault(operation["channel"]["$ref"], []).extend(one["$ref"] for one in operation["messages"])
    for name, references in told.items():
        assert references == [f"{name}/messages/{key}" for key in resolve(name)["messages"]]


def test_the_one_thing_to_say_is_applause_to_one_livestream() -> None:
    heard = {key: one for key, one in DOCUMENT["operations"].items() if one["action"] == "receive"}
    assert [one["messages"] for one in heard.values()] == [[{"$ref": "#/channels/livestream/messages/applaud"}]]


def test_messages_keys_are_theirs_alone() -> None:
    assert len(MESSAGES) == len({id(message) for message in MESSAGES.values()})
    carried = {key for channel in DOCUMENT["channels"].values() for key in channel["messages"]}
    assert carried == set(MESSAGES), "a message no channel carries, or one that is not described"


@pytest.mark.parametrize("key", MESSAGES)
def test_an_example_is_valid_and_has_every_field(key: str) -> None:
    payload = {**MESSAGES[key]["payload"], "components": DOCUMENT["components"]}
    Draft7Validator.check_schema(payload)
    [example] = MESSAGES[key]["examples"]
    Draft7Validator(payload).validate(example["payload"])
    assert not Draft7Validator(payload).is_valid({**example["payload"], "type": "another"})


def test_a_livestream_has_the_fields_of_the_rest_api() -> None:
    assert set(SCHEMAS["ownLivestream"]["properties"]) == set(LivestreamBody.__dataclass_fields__)


def test_the_server_is_the_one_that_was_asked() -> None:
    secure = write_document("live.example", secure=True)["servers"]
    assert (secure["sockets"]["protocol"], secure["streams"]["protocol"]) == ("wss", "https")
    assert DOCUMENT["servers"]["sockets"]["host"] == "live.example:3000"


def test_the_page_shows_all_of_it_and_fetches_nothing_from_elsewhere() -> None:
    page = write_page(DOCUMENT)
    for channel in CHANNELS:
        assert f">{escape(channel.title)}</h2>" in page
    for key in MESSAGES:
        assert f'id="event-{key}"' in page
    for code in CLOSE_CODES:
        assert f"<code>{code.code}</code>" in page
    assert "websocat ws://live.example:3000/ws/livestreams" in page
    assert "curl -N http://live.example:3000/api/v1/livestreams/events" in page
    assert not re.search(r"<script|@import|(?:src|href)=\"?https?:|url\(", page)
    links = re.findall(r'href="#([\w.-]+)"', page)
    assert links
    for target in links:
        assert f'id="{target}"' in page or f"id={target}>" in page

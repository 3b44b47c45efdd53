"""The AsyncAPI 3.0 document, written for the address it is asked at."""

from collections.abc import Iterable
from typing import Any

from api.auth import COOKIE
from api.docs.asyncapi.channels import CHANNELS, CLOSE_CODES, Channel
from api.docs.asyncapi.messages import write_message
from api.docs.openapi import SCHEMES
from contract.events.applause import APPLAUD
from contract.events.event import Event
from contract.events.registry import EVENTS
from contract.events.shapes import SCHEMAS
from settings.release import read_version

DESCRIPTION = """
Open a connection, and every change of a livestream arrives the instant it happens. No polling, no keys, no library
needed: each event is one JSON object with a `type`.

The first event is a snapshot, taken so that nothing between it and the next event is lost or doubled. Transitions
follow in order, numbered by `seq` without doubles. Seen from one channel there are gaps, because one history counts
for all livestreams. Reconnect with the `epoch` and the highest `seq` seen, and what was missed follows.

Counts of viewers are not numbered: the first change comes at once, later ones at most four times a second for each
livestream, and the last one always. A livestream's room has a sequence of its own, for whoever asks for it with
`with=chat`. Pass over types and fields that you do not know.
"""


def write_document(host: str, *, secure: bool) -> dict[str, Any]:
    """The whole document. `host` is where clients reach the platform, with its port."""
    letter = "s" if secure else ""
    return {
        "asyncapi": "3.1.0",
        "info": {
            "title": "EncryptedMedia Live: channels",
            "version": read_version(),
            "description": DESCRIPTION.strip(),
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        },
        "defaultContentType": "application/json",
        "servers": {
            "sockets": {
                "host": host,
                "protocol": f"ws{letter}",
                "description": "WebSocket (RFC 6455): one text frame for each event. The server sends, and takes "
                "nothing but applause.",
                "bindings": {"ws": {}},
            },
            "streams": {
                "host": host,
                "protocol": f"http{letter}",
                "description": "Server-Sent Events, for who has only HTTP: one event for each, its JSON as `data`.",
            },
        },
        "channels": {channel.key: _write_channel(channel) for channel in CHANNELS},
        "operations": {
            **{channel.key: _write_operation(channel) for channel in CHANNELS},
            **{f"{channel.key}Hears": _write_hearing(channel) for channel in CHANNELS if channel.hears},
        },
        "components": {
            "schemas": SCHEMAS,
            "messages": {event.key: write_message(event) for event in (*EVENTS, APPLAUD)},
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "description": SCHEMES["bearer"]},
                "cookie": {"type": "httpApiKey", "in": "cookie", "name": COOKIE, "description": SCHEMES["cookie"]},
            },
        },
    }


def _write_channel(channel: Channel) -> dict[str, Any]:
    query = {"type": "object", "properties": channel.query}
    binding = {"ws": {"method": "GET", "query": query}} if channel.server == "sockets" else {"http": {}}
    document: dict[str, Any] = {
        "address": channel.address,
        "title": channel.title,
        "description": channel.description,
        "servers": [{"$ref": f"#/servers/{channel.server}"}],
        "messages": {
            event.key: {"$ref": f"#/components/messages/{event.key}"} for event in (*channel.events, *channel.hears)
        },
        "bindings": binding,
    }
    if channel.parameters:
        document["parameters"] = channel.parameters
    if channel.server == "sockets":
        document["x-close-codes"] = {str(code.code): f"{code.meaning} {code.then}" for code in CLOSE_CODES}
    else:
        document["x-query"] = query
    return document


def _write_operation(channel: Channel) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "action": "send",
        "title": channel.title,
        "summary": "What the platform sends on this channel.",
        "channel": {"$ref": f"#/channels/{channel.key}"},
        "messages": _refer(channel, channel.events),
    }
    if channel.signed_in_only:
        operation["security"] = [{"$ref": f"#/components/securitySchemes/{name}"} for name in channel.security]
    if channel.server == "streams":
        operation["bindings"] = {"http": {"method": "GET", "query": {"type": "object", "properties": channel.query}}}
    return operation


def _write_hearing(channel: Channel) -> dict[str, Any]:
    return {
        "action": "receive",
        "title": f"{channel.title}, from its clients",
        "summary": "What clients may send on this channel.",
        "channel": {"$ref": f"#/channels/{channel.key}"},
        "messages": _refer(channel, channel.hears),
    }


def _refer(channel: Channel, events: Iterable[Event]) -> list[dict[str, str]]:
    return [{"$ref": f"#/channels/{channel.key}/messages/{event.key}"} for event in events]

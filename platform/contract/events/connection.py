"""What is told of the connection itself."""

from typing import Any

from contract.events.event import Delivery, Event
from contract.events.samples import EVERYBODY
from contract.events.schema import Schema, count, text


def _of_connection(kind: str, summary: str, fields: dict[str, Schema], example: dict[str, Any]) -> Event:
    return Event(kind, kind, Delivery.CONNECTION, EVERYBODY, summary, fields, example)


PING = _of_connection("ping", "A heart-beat, every 25 seconds. After 60 without any event, reconnect.", {}, {})
GOODBYE = _of_connection(
    "goodbye",
    "This server process ends; the connection closes (1012). Come back after the time given, and resume.",
    {"reconnect_in_ms": count("Milliseconds, spread so that not everybody returns at once.")},
    {"reconnect_in_ms": 740},
)
CLOSE = _of_connection(
    "close",
    "A stream's last event, in place of a close frame: why it ends.",
    {"code": {"type": "integer", "description": "As the close codes."}, "reason": text("In words.")},
    {"code": 4408, "reason": "too slow: reconnect and resume"},
)

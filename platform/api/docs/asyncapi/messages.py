"""The registry's events as AsyncAPI's Message Objects."""

from typing import Any

from contract.events.event import Event
from contract.events.schema import make_object


def write_message(event: Event) -> dict[str, Any]:
    """One event, with an example."""
    kind = {"type": "string", "const": event.type, "description": "What kind of event this is."}
    own = event.key.startswith("own")
    return {
        "name": event.type,
        "title": f"{event.type} (to its artist)" if own else event.type,
        "summary": event.summary,
        "contentType": "application/json",
        "payload": make_object(event.summary, {"type": kind, **event.fields}, event.optional),
        "examples": [{"name": event.key, "payload": {"type": event.type, **event.example}}],
    }

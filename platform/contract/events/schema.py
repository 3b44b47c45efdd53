"""Pieces of JSON Schema (draft 7, the dialect of AsyncAPI's payloads)."""

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]


def ref(name: str) -> Schema:
    """A reference to one of the schemas here."""
    return {"$ref": f"#/components/schemas/{name}"}


def make_object(description: str, fields: Mapping[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    """An object with these fields. Others may come with later versions: clients pass over what they do not know."""
    required = [name for name in fields if name not in optional]
    return {"type": "object", "description": description, "properties": dict(fields), "required": required}


def moment(description: str, *, nullable: bool = False) -> Schema:
    """A time. The form is given as a pattern too, because `format` is only a hint to many tools."""
    return {
        "type": ["string", "null"] if nullable else "string",
        "format": "date-time",
        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$",
        "description": description,
    }


def text(description: str, **more: Any) -> Schema:
    """A string."""
    return {"type": "string", "description": description, **more}


def count(description: str, *, nullable: bool = False) -> Schema:
    """A whole number from 0 on."""
    return {"type": ["integer", "null"] if nullable else "integer", "minimum": 0, "description": description}


def amount(description: str) -> Schema:
    """A number from 0 on."""
    return {"type": "number", "minimum": 0, "description": description}


def figure(description: str, kind: str = "number") -> Schema:
    """What is null where it is not known."""
    return {"type": [kind, "null"], "description": description}

"""What a validator found, in words for the person who filled in the form."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

_WORDS: Mapping[str, str] = {
    "missing": "Is required.",
    "unexpected_keyword_argument": "Is not a field here. Look for a misspelling, or leave it out.",
    "string_type": "Must be text.",
    "string_unicode": "Must be text, without half characters.",
    "string_too_long": "Must have at most {max_length} characters.",
    "string_too_short": "Must have at least {min_length} characters.",
    "string_pattern_mismatch": "Is not written as it should be.",
    "bool_type": "Must be true or false.",
    "bool_parsing": "Must be true or false.",
    "int_type": "Must be a whole number.",
    "int_parsing": "Must be a whole number.",
    "int_from_float": "Must be a whole number.",
    "greater_than_equal": "Must be at least {ge}.",
    "less_than_equal": "Must be at most {le}.",
    "literal_error": "Must be {expected}.",
    "list_type": "Must be a list.",
    "too_short": "Must have at least {min_length} of these.",
    "too_long": "Must have at most {max_length} entries.",
    "dict_type": "Must be a JSON object.",
    "float_type": "Must be a number.",
    "float_parsing": "Must be a number.",
    "finite_number": "Must be a number.",
    "timezone_aware": "Must say its time zone, such as 2026-01-31T20:00:00Z.",
    "value_error": "{error}",
}
MOST_FIELDS = 20
"""That are named in one answer: a body of 64 KiB can have thousands, and more would be said of them than they say."""
_MOMENT = "Must be a date and time with its zone, such as 2026-01-31T20:00:00Z."


def describe_fields(error: ValidationError) -> dict[str, str]:
    """Field -> what is wrong with it, of the first `MOST_FIELDS`; empty when what came is no object at all."""
    found: dict[str, str] = {}
    for one in error.errors(include_url=False, include_input=False):
        name = join_names(one["loc"])
        if name:
            found.setdefault(name, _describe(one["type"], one.get("ctx") or {}, one["msg"]))
        if len(found) == MOST_FIELDS:
            break
    return found


def join_names(location: Iterable[int | str]) -> str:
    """`sessions.0.idle_ms`"""
    return ".".join(str(part) for part in location)


def _describe(kind: str, values: Mapping[str, Any], otherwise: str) -> str:
    if kind == "string_too_short" and values.get("min_length") == 1:
        return "Must not be empty."
    if kind.startswith("datetime_"):
        return _MOMENT
    template = _WORDS.get(kind)
    return f"{otherwise}." if template is None else template.format_map(values)

"""What a validator found, as faults of the fields."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import ValidationError

from api.problems.problem import ProblemError
from contract.wording.faults import Fault, FaultCode, FaultError

KINDS: Final[Mapping[str, tuple[FaultCode, str]]] = {
    "missing": ("required", ""),
    "unexpected_keyword_argument": ("unknown_field", ""),
    "string_type": ("not_text", ""),
    "string_unicode": ("half_characters", ""),
    "string_too_long": ("too_long", "max_length"),
    "string_too_short": ("too_short", "min_length"),
    "string_pattern_mismatch": ("malformed", ""),
    "bool_type": ("not_boolean", ""),
    "bool_parsing": ("not_boolean", ""),
    "int_type": ("not_whole", ""),
    "int_parsing": ("not_whole", ""),
    "int_parsing_size": ("not_whole", ""),
    "int_from_float": ("not_whole", ""),
    "greater_than_equal": ("too_small", "ge"),
    "less_than_equal": ("too_large", "le"),
    "less_than": ("not_below", "lt"),
    "literal_error": ("not_one_of", ""),
    "enum": ("not_one_of", ""),
    "list_type": ("not_list", ""),
    "too_short": ("too_few", "min_length"),
    "too_long": ("too_many", "max_length"),
    "dict_type": ("not_object", ""),
    "dataclass_type": ("not_object", ""),
    "float_type": ("not_number", ""),
    "float_parsing": ("not_number", ""),
    "finite_number": ("not_number", ""),
    "timezone_aware": ("no_zone", ""),
}
"""Of Pydantic's errors: the fault, and what its bound is called there."""
MOST_FIELDS: Final = 20
"""That are named in one answer: a body of 64 KiB can have thousands, and more would be said of them than they say."""


def describe_fields(error: ValidationError) -> dict[str, Fault]:
    """Field -> what is wrong with it, of the first `MOST_FIELDS`; empty when what came is no object at all."""
    found: dict[str, Fault] = {}
    for one in error.errors(include_url=False, include_input=False):
        name = join_names(one["loc"])
        if name:
            found.setdefault(name, _describe(one["type"], one.get("ctx") or {}))
        if len(found) == MOST_FIELDS:
            break
    return found


def join_names(location: Iterable[int | str]) -> str:
    """`sessions.0.idle_ms`"""
    return ".".join(str(part) for part in location)


def join_faults(faults: Mapping[str, Fault]) -> str:
    """`title: must not be empty; tags: must be a list`"""
    said = ((name, str(fault)) for name, fault in faults.items())
    return "; ".join(f"{name}: {words[0].lower()}{words[1:].rstrip('.')}" for name, words in said)


def refuse_fields(faults: Mapping[str, Fault], where: str = "what you sent") -> ProblemError:
    """400 invalid_fields"""
    words = f"Something in {where} needs another look. {join_faults(faults)}."
    return ProblemError(400, "invalid_fields", words, errors=faults)


def _describe(kind: str, values: Mapping[str, Any]) -> Fault:
    error = values.get("error")
    if isinstance(error, FaultError):
        return error.fault
    if kind.startswith("datetime_"):
        return Fault("not_moment")
    code, bound = KINDS.get(kind, ("malformed", ""))
    limit = values.get(bound)
    if code == "not_one_of":
        return Fault(code, allowed=_read_choice(values["expected"]))
    return Fault("empty") if code == "too_short" and limit == 1 else Fault(code, limit)


def _read_choice(expected: str) -> tuple[str, ...]:
    """Pydantic writes `'en', 'de' or 'fr'`; no word of ours has a quotation mark."""
    return tuple(expected.replace("' or '", "', '").strip("'").split("', '"))

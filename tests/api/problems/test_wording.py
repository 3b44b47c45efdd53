"""Whatever a shape can find wrong has a code of ours."""

import sys
from collections.abc import Iterator
from dataclasses import is_dataclass
from importlib import import_module
from pkgutil import walk_packages
from typing import Annotated, Any

import pytest
from annotated_types import Ge, Len, Lt, MaxLen
from pydantic import TypeAdapter, ValidationError

import api
from api.ingest.bodies import ADAPTERS
from api.problems.wording import KINDS, describe_fields
from api.shapes.artists import Language
from api.shapes.bodies import Moment, Title
from api.tokens.shapes import Amount
from contract.wording.faults import Fault

FOUND_BY = {
    "str": ("string_type", "string_unicode"),
    "int": ("int_type", "int_parsing", "int_parsing_size", "int_from_float"),
    "float": ("float_type", "float_parsing"),
    "bool": ("bool_type", "bool_parsing"),
    "list": ("list_type",),
    "dict": ("dict_type",),
    "literal": ("literal_error",),
    "enum": ("enum",),
    "dataclass": ("dataclass_type",),
    "dataclass-args": ("missing", "unexpected_keyword_argument"),
    "datetime": ("timezone_aware",),
}
"""What each of Pydantic's schemas says of what it is not; `datetime_*` besides."""
BOUNDS = {
    ("str", "max_length"): "string_too_long",
    ("str", "min_length"): "string_too_short",
    ("str", "pattern"): "string_pattern_mismatch",
    ("list", "max_length"): "too_long",
    ("list", "min_length"): "too_short",
    ("float", "allow_inf_nan"): "finite_number",
}
"""And of what it is too much of. Numbers' are named alike."""
NUMBERS = {"ge": "greater_than_equal", "le": "less_than_equal", "lt": "less_than", "gt": "greater_than"}
HARMLESS = {"any", "nullable", "default", "dataclass-field", "function-after", "function-before", "no-info"}


def list_shapes() -> Iterator[Any]:
    """The schemas of all bodies and queries."""
    for module in walk_packages(api.__path__, "api."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for name in [name for name in sys.modules if name.startswith("api.")]:
        for each in vars(sys.modules[name]).values():
            if isinstance(each, type) and is_dataclass(each) and "__pydantic_validator__" in vars(each):
                yield each.__pydantic_core_schema__  # type: ignore[attr-defined]
    yield from (adapter.core_schema for adapter in ADAPTERS.values())


def list_kinds(schema: Any) -> Iterator[str]:
    """The errors that this schema knows, by Pydantic's names."""
    if isinstance(schema, dict):
        kind = schema.get("type")
        if isinstance(kind, str) and kind not in HARMLESS:
            yield from FOUND_BY[kind]
            for bound in schema:
                named = BOUNDS.get((kind, bound)) or (NUMBERS.get(bound) if kind in ("int", "float") else None)
                if named is not None:
                    yield named
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list | tuple) else ()
    for each in inner:
        yield from list_kinds(each)


def test_no_shape_finds_what_has_no_code() -> None:
    shapes = list(list_shapes())
    assert len(shapes) > 50
    assert {kind for shape in shapes for kind in list_kinds(shape)} - KINDS.keys() == set()


@pytest.mark.parametrize(
    ("kind", "value", "fault"),
    [
        (Title, "", Fault("empty")),
        (Title, "x" * 121, Fault("too_long", 120)),
        (Title, "a\nb", Fault("line_breaks")),
        (Title, "a\u2028b", Fault("line_breaks")),
        (Title, "a\u2029b", Fault("line_breaks")),
        (Annotated[str, Len(8)], "short", Fault("too_short", 8)),
        (Annotated[list[str], MaxLen(2)], ["a", "b", "c"], Fault("too_many", 2)),
        (Annotated[list[str], Len(1)], [], Fault("too_few", 1)),
        (Annotated[float, Ge(0.5)], 0.25, Fault("too_small", 0.5)),
        (Annotated[float, Lt(1.5)], 1.5, Fault("not_below", 1.5)),
        (Language, "fr", Fault("not_one_of", allowed=("en", "de"))),
        (Amount, 0, Fault("zero")),
        (Amount, "1", Fault("not_whole")),
        (Moment, "soon", Fault("not_moment")),
        (Moment, "2026-01-31T20:00:00", Fault("no_zone")),
    ],
)
def test_what_is_wrong_is_told_with_its_bounds(kind: Any, value: Any, fault: Fault) -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(dict[str, kind]).validate_python({"field": value})
    assert describe_fields(refused.value) == {"field": fault}

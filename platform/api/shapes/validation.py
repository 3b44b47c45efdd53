"""quart-schema's decorators, with each shape's validator made once: by itself it makes one for every request, which
costs more than all the rest of a request that is refused."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import quart_schema
from pydantic import TypeAdapter

Handler = TypeVar("Handler", bound=Callable[..., Any])
Decorator = Callable[[Handler], Handler]


def validate_request(kind: type[Any]) -> Decorator[Any]:
    """The body as this dataclass, in the handler's argument `data`."""
    return cast("Decorator[Any]", quart_schema.validate_request(_prepare(kind)))


def validate_querystring(kind: type[Any]) -> Decorator[Any]:
    """The query as this dataclass, in the handler's argument `query_args`."""
    return cast("Decorator[Any]", quart_schema.validate_querystring(_prepare(kind)))


def _prepare(kind: type[Any]) -> type[Any]:
    # Where pydantic looks before it makes them anew; its own dataclasses have them, the standard library's have not.
    adapter = TypeAdapter(kind)
    for name, made in (
        ("core_schema", adapter.core_schema),
        ("validator", adapter.validator),
        ("serializer", adapter.serializer),
    ):
        setattr(kind, f"__pydantic_{name}__", made)
    return kind

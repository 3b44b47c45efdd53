"""quart-schema's decorators, with each shape's validator made once: by itself it makes one for every request, which
costs more than all the rest of a request that is refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar, cast

import quart_schema
from pydantic import TypeAdapter
from quart import request

Handler = TypeVar("Handler", bound=Callable[..., Any])
Decorator = Callable[[Handler], Handler]


OPTIONAL: Final[set[type[Any]]] = set()
"""Bodies that may be left out."""


def validate_request(kind: type[Any], *, optional: bool = False) -> Decorator[Any]:
    """The body as this dataclass, in the handler's argument `data`. `optional`: where there is none, its defaults."""
    validate = cast("Decorator[Any]", quart_schema.validate_request(_prepare(kind)))
    if not optional:
        return validate
    OPTIONAL.add(kind)

    def decorate(handler: Callable[..., Any]) -> Callable[..., Any]:
        validated = validate(handler)

        @wraps(validated)
        async def answer(*args: Any, **kwargs: Any) -> Any:
            if await request.get_data():
                return await validated(*args, **kwargs)
            return await handler(*args, data=kind(), **kwargs)

        return answer

    return decorate


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

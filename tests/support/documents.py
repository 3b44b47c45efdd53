"""Holds an application's answers to its documents."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter
from quart import Quart, request
from quart.wrappers import Response
from quart_schema.validation import QUART_SCHEMA_RESPONSE_ATTRIBUTE

from api.problems.problem import Problem

JSON = ("application/json", "application/problem+json")


def hold_to_documents(app: Quart) -> None:
    """Have every answer of `app` be what its route documents for its status, with no field more (quart-schema's
    `validate_response` takes those). An answer that is something else fails its request with 500, and the log says
    why."""

    @app.after_request
    async def compare(response: Response) -> Response:
        view = app.view_functions.get(request.endpoint or "")
        documented = getattr(view, QUART_SCHEMA_RESPONSE_ATTRIBUTE, {})
        status = response.status_code
        if not documented or response.mimetype not in JSON:
            return response
        # Refusals that any route may give are added to the document as a whole.
        assert status in documented or status >= 400, f"{request.method} {request.url_rule}: {status} is undocumented"
        shape = read_shape(documented[status][0] if status in documented else Problem)
        shape.validate_python(await response.get_json(force=True), extra="forbid")
        return response


@cache
def read_shape(model: type) -> TypeAdapter[Any]:
    """What answers are held to. It takes milliseconds to make, and each is asked hundreds of times."""
    return TypeAdapter(model)

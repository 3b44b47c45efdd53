"""Holds an application's answers to its documents."""

from typing import Any

from quart import Quart, request
from quart.wrappers import Response
from quart_schema.conversion import model_dump, model_load
from quart_schema.validation import QUART_SCHEMA_RESPONSE_ATTRIBUTE, ResponseSchemaValidationError

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
        model = documented[status][0] if status in documented else Problem
        body: Any = await response.get_json(force=True)
        known = model_load(body, model, ResponseSchemaValidationError)
        more = find_more(body, model_dump(known, pydantic_kwargs={"by_alias": True}))
        assert not more, f"{request.method} {request.url_rule}: {status} has {more}, which no document names"
        return response


def find_more(said: Any, known: Any, place: str = "") -> list[str]:
    """The places in `said` that `known` has not."""
    if isinstance(said, list):
        return [each for one, other in zip(said, known, strict=True) for each in find_more(one, other, f"{place}[]")]
    if not isinstance(said, dict):
        return []
    found = []
    for name, value in said.items():
        found += find_more(value, known[name], f"{place}.{name}") if name in known else [f"{place}.{name}"]
    return found

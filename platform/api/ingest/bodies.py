"""Bodies are read as JSON whatever their content type says, and nginx-rtmp's form is understood, so that any RTMP
server can call. Fields this version does not know are ignored: nodes may be newer than the platform."""

import json
from typing import Any, TypeVar, cast
from urllib.parse import parse_qs

from pydantic import TypeAdapter, ValidationError
from quart import request

from api.problems.problem import ProblemError
from api.problems.wording import describe_fields, refuse_fields
from contract.callbacks import Recognition, Report, StreamEnded, StreamStarted, Validation
from contract.recordings import FilmAsked, Recorded, ReplayAsked

T = TypeVar("T")


async def read_body(kind: type[T]) -> T:
    """The body as one of the shapes of `contract/callbacks` and `contract/recordings`.

    Raises:
        ProblemError: 400 malformed_body, 400 invalid_fields
    """
    body = cast("bytes", await request.get_data(as_text=False))
    try:
        return ADAPTERS[kind].validate_python(decode(body))  # type: ignore[no-any-return]
    except ValidationError as error:
        fields = describe_fields(error)
        if not fields:
            raise ProblemError(400, "not_an_object", "Send a JSON object as the body.") from None
        raise refuse_fields(fields) from None


def decode(body: bytes) -> Any:
    try:
        return json.loads(body, parse_constant=lambda _: None)  # JSON has no NaN, nor has a browser that reads it
    except (ValueError, RecursionError):
        form = {name: values[-1] for name, values in parse_qs(body.decode("latin-1")).items()}
    if "name" not in form:
        raise ProblemError(400, "malformed_body", "The body is neither JSON nor nginx-rtmp's form.")
    # `clientid` counts from 1 whenever nginx starts, so it identifies no session: such a publisher is checked only.
    return {"stream_key": form["name"], "client_ip": form.get("addr", "")}


KINDS: tuple[type[Any], ...] = (
    Validation,
    Recognition,
    StreamStarted,
    StreamEnded,
    Report,
    ReplayAsked,
    FilmAsked,
    Recorded,
)
ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in KINDS}

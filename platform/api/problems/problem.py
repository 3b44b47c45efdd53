"""Refusals as `application/problem+json` (RFC 9457), in words their reader understands.

    {"type": "about:blank", "status": 400, "code": "invalid_fields", "title": "...", "detail": "...",
     "errors": [{"field": "title", "pointer": "#/title", "code": "too_long", "limit": 120,
                 "detail": "Must have at most 120 characters."}]}

Each `code` is stable and for programs, and so are a field's `limit` and `allowed`; everything else is for people and
may be reworded.
"""

import dataclasses
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from pydantic import Field
from quart import Response
from quart_schema import document_response

from contract.wording.faults import Fault, FaultCode

MEDIA_TYPE = "application/problem+json"


class ProblemError(Exception):
    """A refusal on its way to the client."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        errors: Mapping[str, Fault] | None = None,
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, Any] | None = None,
        values: Mapping[str, str | float] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = dict(errors or {})
        self.headers = dict(headers or {})
        self.members = dict(members or {})
        """What is said besides, for programs (RFC 9457, 3.2): the route's document describes it."""
        self.values = dict(values or {})
        """What the words name, by which they can be said in another language."""

    def to_response(self) -> Response:
        """As the client gets it."""
        body: dict[str, Any] = {
            "type": "about:blank",
            "status": self.status,
            "code": self.code,
            "title": HTTPStatus(self.status).phrase,
            "detail": self.detail,
        }
        if self.errors:
            body["errors"] = [present_fault(name, fault) for name, fault in self.errors.items()]
        if self.values:
            body["values"] = self.values
        body |= self.members
        headers = {"Cache-Control": "no-store", **self.headers}
        # A field's name may be half a character (a lone surrogate), which JSON can say and UTF-8 cannot.
        text = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        return Response(text, self.status, headers, content_type=MEDIA_TYPE)


def present_fault(name: str, fault: Fault) -> dict[str, Any]:
    """`FieldError`"""
    return {"field": name, "pointer": f"#/{name.replace('.', '/')}", **fault.to_dict()}


@dataclass(kw_only=True)
class FieldError:
    """What is wrong with one field."""

    field: str
    """The field's name; nested names are joined by dots."""
    pointer: str
    """The same as a JSON pointer into the body, in URI fragment form."""
    code: Annotated[FaultCode, Field(description="What is wrong, stable and for programs. More may come.")]
    limit: Annotated[float, Field(description="The bound that was passed, where `code` has one.")] = (
        dataclasses.field(default_factory=float)
    )
    allowed: Annotated[list[str], Field(description="What there is to choose from, with `not_one_of`.")] = (
        dataclasses.field(default_factory=list)
    )
    detail: str


@dataclass(kw_only=True)
class Problem:
    """A refusal (RFC 9457). Each `code` is stable and for programs, the words are for people."""

    type: str
    status: int
    code: str
    title: str
    detail: str
    errors: list[FieldError] = dataclasses.field(default_factory=list)
    values: Annotated[
        dict[str, str | float],
        Field(description="What `detail` names, such as `limit`: for whoever says it otherwise."),
    ] = dataclasses.field(default_factory=dict)


def problems(*statuses: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Document which refusals a route knows."""

    def decorate(route: Callable[..., Any]) -> Callable[..., Any]:
        for status in statuses:
            document_response(Problem, status)(route)
        return route

    return decorate

"""Refusals as `application/problem+json` (RFC 9457), in words their reader understands.

    {"type": "about:blank", "status": 400, "code": "invalid_fields", "title": "...", "detail": "...",
     "errors": [{"field": "title", "pointer": "#/title", "detail": "Must not be empty."}]}

`code` is stable and for programs; everything else is for people and may be reworded.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from quart import Response
from quart_schema import document_response

MEDIA_TYPE = "application/problem+json"


class ProblemError(Exception):
    """A refusal on its way to the client."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        errors: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = dict(errors or {})
        self.headers = dict(headers or {})
        self.members = dict(members or {})
        """What is said besides, for programs (RFC 9457, 3.2): the route's document describes it."""

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
            body["errors"] = [
                {"field": name, "pointer": f"#/{name.replace('.', '/')}", "detail": words}
                for name, words in self.errors.items()
            ]
        body |= self.members
        headers = {"Cache-Control": "no-store", **self.headers}
        # A field's name may be half a character (a lone surrogate), which JSON can say and UTF-8 cannot.
        text = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        return Response(text, self.status, headers, content_type=MEDIA_TYPE)


@dataclass(kw_only=True)
class FieldError:
    """What is wrong with one field."""

    field: str
    """The field's name; nested names are joined by dots."""
    pointer: str
    """The same as a JSON pointer into the body, in URI fragment form."""
    detail: str


@dataclass(kw_only=True)
class Problem:
    """A refusal (RFC 9457). `code` is stable and for programs, the words are for people."""

    type: str
    status: int
    code: str
    title: str
    detail: str
    errors: list[FieldError] = field(default_factory=list)


def problems(*statuses: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Document which refusals a route knows."""

    def decorate(route: Callable[..., Any]) -> Callable[..., Any]:
        for status in statuses:
            document_response(Problem, status)(route)
        return route

    return decorate

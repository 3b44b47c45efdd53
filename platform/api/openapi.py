"""The OpenAPI document, which quart-schema writes from the routes."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from quart import Quart
from quart_schema import Info, OpenAPIProvider, QuartSchema, Tag
from quart_schema.openapi import APIKeySecurityScheme, HttpSecurityScheme

from api.auth import COOKIE
from api.problems import MEDIA_TYPE, Problem

SIGNED_IN: list[dict[str, list[str]]] = [{"bearer": []}, {"cookie": []}]
INGEST: list[dict[str, list[str]]] = [{"ingest": []}]

SCHEMES = {
    "bearer": "A session's token, from `POST /sessions`.",
    "cookie": "The same session in a browser.",
    "ingest": "The secret that web and ingest share (`STREAMING_SECRET`).",
}

PARAMETERS = {
    "livestream_id": "The livestream's `id`.",
    "webhook_id": "The webhook's `id`.",
    "delivery_id": "The delivery's `id`.",
}

DESCRIPTION = """
Everything the pages do, they do with this API and the channels; so can you.

**Push.** Do not poll: open a WebSocket at `/ws/livestreams`, or at `/ws/livestreams/{id}`, and every change arrives
the instant it happens. The first frame is a snapshot, the rest are events; `?epoch=E&seq=N` resumes where a
connection broke. An open socket on one livestream counts as a viewer, unless it says `?observe=true`.

**Signing in.** `POST /api/v1/sessions` answers with a token for `Authorization: Bearer`; browsers get a cookie.

**Refusals** are `application/problem+json` (RFC 9457). Their `code` is stable; their words are for people.

**Times** are RFC 3339, in UTC.
"""

TAGS = [
    Tag(name="Livestreams", description="Find, make and change livestreams."),
    Tag(
        name="Lifecycle", description="What an artist does with a livestream: start, stop, cancel, archive; its key."
    ),
    Tag(
        name="Rehearsal", description="An artist's second key, which shows how a stream would be and never goes live."
    ),
    Tag(name="Webhooks", description="Events as requests to an address of yours, signed and tried again."),
    Tag(name="Accounts", description="Register, sign in, sign out."),
    Tag(name="Ingest", description="Callbacks of the ingest nodes. They are not for clients."),
    Tag(name="Health", description="For whoever operates the platform."),
]


@dataclass(kw_only=True)
class Empty:
    """Done; there is no body."""


class Provider(OpenAPIProvider):
    """Says about refusals and empty answers what quart-schema cannot know."""

    def schema(self) -> dict[str, Any]:
        """The document, with each refusal described by its status."""
        document = super().schema()
        for name, words in SCHEMES.items():
            document["components"]["securitySchemes"][name]["description"] = words
        for operations in document["paths"].values():
            for operation in operations.values():
                for status, response in operation["responses"].items():
                    if MEDIA_TYPE in response.get("content", {}):
                        response["description"] = HTTPStatus(int(status)).phrase
        return document

    def build_response_object(
        self, model: type[Any], headers_model: type[Any] | None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """As quart-schema, but a problem has its own media type, and nothing has none."""
        if issubclass(model, Empty):
            return {"description": inspect.getdoc(model) or ""}, {}
        described, components = super().build_response_object(model, headers_model)
        if model is Problem:
            described["content"] = {MEDIA_TYPE: described["content"]["application/json"]}
        return described, components

    def operation_id(self, method: str, path: str, func: Callable[..., Any]) -> str | None:
        """The route's own name, which is unique and says what it does."""
        return func.__name__

    def build_path_parameter(self, name: str, converter: Any) -> dict[str, Any]:
        """With words."""
        parameter = super().build_path_parameter(name, converter)
        if name in PARAMETERS:
            parameter["description"] = PARAMETERS[name]
        return parameter


def register_openapi(app: Quart) -> None:
    """Serve `/openapi.json`. The page that shows it is in `blueprints.docs`."""
    QuartSchema(
        app,
        openapi_path="/openapi.json",
        redoc_ui_path=None,
        scalar_ui_path=None,
        swagger_ui_path=None,
        info=Info(title="EncryptedMedia Live", version=read_version(), description=DESCRIPTION.strip()),
        tags=list(TAGS),
        security_schemes={
            "bearer": HttpSecurityScheme(scheme="bearer"),
            "cookie": APIKeySecurityScheme(name=COOKIE, in_="cookie"),
            "ingest": HttpSecurityScheme(scheme="bearer"),
        },
        conversion_preference="pydantic",
        openapi_provider_class=Provider,
    )


def read_version() -> str:
    """The platform's own."""
    try:
        return version("encryptedmedia-live")
    except PackageNotFoundError:
        return "0.1.0"

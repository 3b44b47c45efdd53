"""The OpenAPI document, which quart-schema writes from the routes."""

import asyncio
import inspect
import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from quart import Quart, Response
from quart_schema import Info, OpenAPIProvider, QuartSchema, Server, Tag, hide
from quart_schema.openapi import APIKeySecurityScheme, HttpSecurityScheme
from quart_schema.validation import DataSource
from werkzeug.routing.rules import Rule

from api.auth import COOKIE, SAFE_METHODS
from api.problems.problem import MEDIA_TYPE, Problem
from api.shapes.validation import OPTIONAL
from catalog.accounts.access_tokens import Scope
from settings.release import read_version

Security = list[dict[str, list[str]]]

SIGNED_IN: Security = [{"bearer": []}, {"cookie": []}]
"""For what is an account's own affair: no access token is good for it."""


def scoped(scope: Scope) -> Security:
    """For whoever is signed in, and for access tokens of this scope."""
    return [*SIGNED_IN, {"access_token": [scope]}]


ANYBODY: Security = [{}, *scoped("watch")]
"""For routes that answer everybody, and some more than others."""
INGEST: Security = [{"ingest": []}]

Described = dict[str, Any]
"""A piece of the document."""

SCHEMES = {
    "bearer": "A session's token, from `POST /sessions`.",
    "cookie": "The same session in a browser.",
    "access_token": "An access token, from `POST /me/access-tokens`, that has the scope named here.",
    "ingest": "The secret that web and ingest share (`STREAMING_SECRET`).",
}

PARAMETERS = {
    "livestream_id": "The livestream's `id`.",
    "artist_id": "The artist's `id`.",
    "account_id": "The account's `id`.",
    "block_id": "The block's `id`.",
    "webhook_id": "The webhook's `id`.",
    "passkey_id": "The passkey's `id`.",
    "identity_id": "The linked sign-in's `id`.",
    "delivery_id": "The delivery's `id`.",
    "session_id": "The session's `id`.",
    "endpoint_id": "The browser's `id`.",
    "token": "What the link holds.",
    "token_id": "The access token's `id`.",
    "picture": "The file's name, as livestreams and artists have it in `url` and `small_url`.",
}

DESCRIPTION = """
Everything the pages do, they do with this API and the channels; so can you.

**Push.** Do not poll: open a WebSocket at `/ws/livestreams`, or at `/ws/livestreams/{id}`, and every change arrives
the instant it happens. The first frame is a snapshot, the rest are events; `?epoch=E&seq=N` resumes where a
connection broke. An open socket on one livestream counts as a viewer, unless it says `?observe=true`.

**Signing in.** `POST /api/v1/sessions` answers with a token for `Authorization: Bearer`; browsers get a cookie.
Programs take an access token of yours instead, from `POST /api/v1/me/access-tokens`: it is good for what its scopes
say, and can be deleted by itself. Where it lacks a scope, the answer is 403 `scope_missing`.

**Refusals** are `application/problem+json` (RFC 9457). Their `code` is stable, and so is that of each field in
`errors`, with its `limit` or what is `allowed`; their words are for people.

**Times** are RFC 3339, in UTC.
"""

TAGS = [
    Tag(name="Livestreams", description="Find, make and change livestreams."),
    Tag(name="Artists", description="Who streams here, and what there is of each."),
    Tag(name="Replays", description="What is kept of livestreams."),
    Tag(name="Chat", description="What is said in the room of a livestream."),
    Tag(name="Applause", description="How loud a show was, and what might be cut out of it."),
    Tag(name="Operator", description="How the platform is, for who looks after it."),
    Tag(name="Audience", description="Who watched a show, how long, and when they went."),
    Tag(name="Overlays", description="What an artist puts over the picture in OBS."),
    Tag(name="Tips", description="Tokens for an artist, in the room of a livestream; what they are for, who gave."),
    Tag(name="Markers", description="The moments of a show that its artist has named."),
    Tag(name="Clips", description="What artists and fans have cut out of that."),
    Tag(
        name="Lifecycle", description="What an artist does with a livestream: start, stop, cancel, archive; its key."
    ),
    Tag(
        name="Rehearsal", description="An artist's second key, which shows how a stream would be and never goes live."
    ),
    Tag(name="Webhooks", description="Events as requests to an address of yours, signed and tried again."),
    Tag(name="Follows", description="Which artists and shows an account wants to hear of, and how."),
    Tag(name="Accounts", description="Register, sign in, sign out."),
    Tag(name="Tokens", description="Artists' own tokens: who holds how many; gated livestreams are for holders."),
    Tag(name="Ingest", description="Callbacks of the ingest nodes. They are not for clients."),
    Tag(name="Health", description="For whoever operates the platform."),
]


CONTACT = {"name": "Whoever operates this platform"}
LICENSE = {"name": "Apache-2.0", "identifier": "Apache-2.0"}


@dataclass(kw_only=True)
class Empty:
    """Done; there is no body."""


@dataclass(kw_only=True)
class Film(Empty):
    """The file itself (video/mp4), for whoever follows to where it lies; with `Range` a part of it (206)."""


@dataclass(kw_only=True)
class Jpeg(Empty):
    """The picture itself (image/jpeg), which never changes: caches may keep it for good."""


class Provider(OpenAPIProvider):
    """Says what quart-schema cannot know: refusals, empty answers, and each shape once, by its name."""

    _document: Described | None = None

    def __init__(self, app: Quart, extension: QuartSchema) -> None:
        super().__init__(app, extension)
        self._responses: dict[tuple[type[Any], type[Any] | None], tuple[Described, Described]] = {}
        """By shape and headers. Most are refusals, which are of one shape on every route."""

    def schema(self) -> Described:
        """The document. It takes a tenth of a second to write, so it is written once: routes do not change."""
        if self._document is None:
            self._document = self._write()
        return self._document

    def _write(self) -> Described:
        document = super().schema()
        document["info"] |= {"contact": CONTACT, "license": LICENSE}
        for name, words in SCHEMES.items():
            document["components"]["securitySchemes"][name]["description"] = words
        return document

    def build_paths(self, rule: Rule) -> tuple[Described, Described]:
        """As quart-schema, with the refusals that do not depend on the route."""
        paths, components = super().build_paths(rule)
        for path, operations in paths.items():
            for method, operation in operations.items():
                operation.setdefault("security", [])
                operation["description"] = operation["description"].strip() or operation["summary"]
                responses: dict[int, Described] = operation["responses"]
                for status in _list_refusals(path, method.upper(), operation):
                    if status not in responses:
                        responses[status], shapes = self.build_response_object(Problem, None)
                        components.update(shapes)
                for status, response in responses.items():
                    _describe_refusal(status, response)
                operation["responses"] = dict(sorted(responses.items()))
        return paths, components

    def build_request_body(self, model: type[Any], source: DataSource) -> tuple[Described, Described]:
        """As quart-schema, but there has to be one, unless it is said to be optional."""
        described, components = super().build_request_body(model, source)
        _name_shape(described, model, components)
        return {**described, "required": model not in OPTIONAL}, components

    def build_response_object(self, model: type[Any], headers_model: type[Any] | None) -> tuple[Described, Described]:
        """As quart-schema, but a problem has its own media type, and nothing has none."""
        if issubclass(model, Empty):
            return {"description": inspect.getdoc(model) or ""}, {}
        shape = (model, headers_model)
        if shape not in self._responses:
            self._responses[shape] = self._describe_response(model, headers_model)
        described, components = self._responses[shape]
        return dict(described), components  # a copy, for a refusal is described further by its status

    def _describe_response(self, model: type[Any], headers_model: type[Any] | None) -> tuple[Described, Described]:
        described, components = super().build_response_object(model, headers_model)
        _name_shape(described, model, components)
        if issubclass(model, Problem):
            described["content"] = {MEDIA_TYPE: described["content"]["application/json"]}
        return described, components

    def operation_id(self, method: str, path: str, func: Callable[..., Any]) -> str | None:
        """The route's own name, which is unique and says what it does."""
        return func.__name__

    def build_path_parameter(self, name: str, converter: Any) -> Described:
        """With words."""
        parameter = super().build_path_parameter(name, converter)
        if name in PARAMETERS:
            parameter["description"] = PARAMETERS[name]
        return parameter


async def write_openapi(app: Quart) -> None:
    """Write the document before anybody asks for it, and in a thread: it takes a tenth of a second."""
    async with app.app_context():
        await asyncio.to_thread(app.extensions["QUART_SCHEMA"].openapi_provider.schema)


def _name_shape(described: Described, model: type[Any], components: Described) -> None:
    """Move the one shape of a body among the named ones; two routes that use it, use the same."""
    for content in described["content"].values():
        components[model.__name__] = content["schema"]
        content["schema"] = {"$ref": f"#/components/schemas/{model.__name__}"}


def _list_refusals(path: str, method: str, operation: Described) -> set[int]:
    """What any such route may answer, whatever it does."""
    refusals = {429}
    if path.startswith("/api/"):
        refusals.add(503)  # the database is away
    if method not in SAFE_METHODS:
        refusals.add(403)  # a foreign page's request
    if SIGNED_IN[0] in operation["security"] and {} not in operation["security"]:
        refusals |= {401, 403}  # nobody, or an access token that is not for it
    if "requestBody" in operation:
        refusals |= {400, 413}
        if operation["security"] != INGEST:  # their bodies are read whatever they say they are
            refusals.add(415)
    if any(parameter["in"] == "query" for parameter in operation["parameters"]):
        refusals.add(400)
    return refusals


def _describe_refusal(status: int, response: Described) -> None:
    if MEDIA_TYPE not in response.get("content", {}):
        return
    response["description"] = HTTPStatus(status).phrase
    if status in (429, 503):
        words = "Seconds after which it is worth asking again."
        response["headers"] = {"Retry-After": {"description": words, "schema": {"type": "integer"}}}


class Documentation(QuartSchema):
    """quart-schema, with the document as text that is written once: as JSON it has hundreds of kilobytes, and would
    be in memory once for everybody who is slow to take it."""

    _text: bytes | None = None

    @hide
    async def openapi(self) -> Response:
        """`/openapi.json`."""
        if self._text is None:
            schema = self.openapi_provider.schema()
            self._text = json.dumps(schema, ensure_ascii=False, separators=(",", ":")).encode()
        return Response(self._text, content_type="application/json")


def register_openapi(app: Quart) -> None:
    """Serve `/openapi.json`. The page that shows it is in `blueprints.docs`."""
    Documentation(
        app,
        openapi_path="/openapi.json",
        redoc_ui_path=None,
        scalar_ui_path=None,
        swagger_ui_path=None,
        info=Info(title="EncryptedMedia Live", version=read_version(), description=DESCRIPTION.strip()),
        # Relative: the document is right under whatever name it was fetched.
        servers=[Server(url="/")],
        tags=list(TAGS),
        security_schemes={
            "bearer": HttpSecurityScheme(scheme="bearer"),
            "cookie": APIKeySecurityScheme(name=COOKIE, in_="cookie"),
            "access_token": HttpSecurityScheme(scheme="bearer"),
            "ingest": HttpSecurityScheme(scheme="bearer"),
        },
        conversion_preference="pydantic",
        openapi_provider_class=Provider,
    )

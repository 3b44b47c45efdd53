"""`/asyncapi.json`, and `/docs/events`, the page that shows it."""

from typing import Any
from urllib.parse import urlsplit

from quart import Blueprint, Response, request
from quart_schema import hide

from api.context import get_context
from api.docs.asyncapi.document import write_document
from api.docs.asyncapi.page import write_page

blueprint = Blueprint("asyncapi", __name__)


def _document() -> dict[str, Any]:
    public_url = get_context().settings.public_url
    if public_url is not None:
        parts = urlsplit(public_url)
        return write_document(parts.netloc, secure=parts.scheme == "https")
    return write_document(request.host, secure=request.scheme == "https")


@blueprint.get("/asyncapi.json")
@hide
async def read_document() -> dict[str, Any]:
    return _document()


@blueprint.get("/docs/events")
@hide
async def read_page() -> Response:
    return Response(write_page(_document()), content_type="text/html; charset=utf-8")

"""What pages of other sites may read: the public part of the API, without anybody's cookie.

The answer never allows credentials, so a browser lets a foreign page see what anyone may see, or what the page's own
bearer token allows, and nothing that belongs to a visitor who happens to be signed in here.
"""

from quart import Quart, Response, request

PUBLIC = ("/api/v1/livestreams", "/openapi.json", "/asyncapi.json")
"""Addresses, each with all below it, that are open for reading."""

READS = ("GET", "HEAD")

_PREFLIGHT = {
    "Access-Control-Allow-Methods": ", ".join(READS),
    "Access-Control-Allow-Headers": "Authorization, If-None-Match, Last-Event-ID",
    "Access-Control-Max-Age": "86400",
}


def is_open(path: str) -> bool:
    """Whether pages of other sites may read what is at this path."""
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in PUBLIC)


def register_cors(app: Quart) -> None:
    """Add the headers to every answer they belong to, refusals among them: their words are for the page, too."""

    @app.after_request
    async def allow_reading(response: Response) -> Response:
        if not is_open(request.path) or request.method not in (*READS, "OPTIONS"):
            return response
        response.headers.setdefault("Access-Control-Allow-Origin", "*")
        if request.method == "OPTIONS":
            response.headers.update(_PREFLIGHT)
        else:
            response.headers.setdefault("Access-Control-Expose-Headers", "ETag, Retry-After")
        return response

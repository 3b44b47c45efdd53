"""Headers that tell browsers what our pages may and may not do."""

from typing import Final
from urllib.parse import urlsplit

from quart import Quart, Response, g

from api.context import get_context
from settings import Settings

NOBODY: Final = "'none'"
_ANCESTORS: Final = "frame_ancestors"


def allow_frames(ancestors: str) -> None:
    """Let other sites' pages show the one that is answered now: those of `frame-ancestors` (CSP 3)."""
    setattr(g, _ANCESTORS, ancestors)


def write_policy(*media_urls: str, ancestors: str = NOBODY) -> str:
    """The content security policy: our own files, where media and its pictures are fetched, and what the player puts
    together. `ancestors`: sites that may show the page in theirs."""
    origins = " ".join(dict.fromkeys(f"{parts.scheme}://{parts.netloc}" for parts in map(urlsplit, media_urls)))
    directives = {
        "default-src": "'self'",
        "script-src": "'self'",
        # The player's controls style their shadow roots from within.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": f"'self' data: blob: {origins}",
        "media-src": f"'self' blob: {origins}",
        "connect-src": f"'self' {origins}",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": ancestors,
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


BARE_POLICY = "default-src 'none'; frame-ancestors 'none'"
"""For what is no page of ours: opened as one, it may do nothing."""

KEEP_TO_HTTPS = "max-age=31536000"


def is_secure(settings: Settings) -> bool:
    """Whether the pages have TLS, at a proxy in front."""
    return (settings.public_url or "").startswith("https:")


def register_security(app: Quart) -> None:
    """Add the headers to every answer."""

    @app.after_request
    async def add_headers(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
        context = get_context()
        # What only leads on is none: its opener policy would cut a window off from the frame that opened it.
        is_page = response.mimetype == "text/html" and "Location" not in headers
        ancestors: str = g.get(_ANCESTORS, NOBODY)
        if ancestors == NOBODY:
            headers.setdefault("X-Frame-Options", "DENY")
        if is_secure(context.settings):
            headers.setdefault("Strict-Transport-Security", KEEP_TO_HTTPS)
        if is_page:
            # A show may begin at any node while the page is open.
            urls = context.live.publishers.media_urls
            policy = write_policy(
                context.origin_url, *context.settings.recording_urls, *urls, ancestors=ancestors or "'none'"
            )
            headers.setdefault("Content-Security-Policy", policy)
            headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
            headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
            return response
        headers.setdefault("Content-Security-Policy", BARE_POLICY)
        if (response.mimetype or "").endswith("json"):
            # Answers depend on who asks; those that may be kept say so themselves.
            headers.setdefault("Cache-Control", "no-store")
        return response

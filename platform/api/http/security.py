"""Headers that tell browsers what our pages may and may not do."""

from urllib.parse import urlsplit

from quart import Quart, Response

from api.context import get_context


def write_policy(*media_urls: str) -> str:
    """The content security policy: our own files, where media is fetched, and what the player puts together."""
    origins = " ".join(dict.fromkeys(f"{parts.scheme}://{parts.netloc}" for parts in map(urlsplit, media_urls)))
    directives = {
        "default-src": "'self'",
        "script-src": "'self'",
        # The player's controls style their shadow roots from within.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "media-src": f"'self' blob: {origins}",
        "connect-src": f"'self' {origins}",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def register_security(app: Quart) -> None:
    """Add the headers to every answer."""

    @app.after_request
    async def add_headers(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
        headers.setdefault("X-Frame-Options", "DENY")
        if (get_context().settings.public_url or "").startswith("https:"):
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if (response.mimetype or "") == "text/html":
            context = get_context()
            # A show may begin at any node while the page is open.
            policy = write_policy(context.origin_url, *context.live.publishers.media_urls)
            headers.setdefault("Content-Security-Policy", policy)
            headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
            headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
        elif (response.mimetype or "").endswith("json"):
            # Answers depend on who asks; those that may be kept say so themselves.
            headers.setdefault("Cache-Control", "no-store")
        return response

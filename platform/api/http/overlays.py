"""The overlays' pages: whose address is a secret, and whose picture is shown over another one."""

import re
from typing import Final

from quart import Response

PAGE: Final = re.compile(r"overlay/[^/]+/?")
"""Its path, without the slash before."""

_ADDRESS: Final = re.compile(r"/((?:ws/|api/v1/)?overlays?)/[^/]+")

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        # OBS puts the artist's own CSS into a <style>, which may fetch fonts and pictures of its own.
        "style-src 'self' 'unsafe-inline' https:",
        "font-src 'self' data: https:",
        "img-src 'self' data: https:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        # The studio shows it before it is put into OBS.
        "frame-ancestors 'self'",
    )
)


def keep_secret(response: Response) -> Response:
    """The headers that keep the page's address from others: nobody is told where a request came from, no search
    engine lists it, no cache keeps it."""
    headers = response.headers
    headers["Referrer-Policy"] = "no-referrer"
    headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    headers["Cache-Control"] = "no-store"
    headers["X-Frame-Options"] = "SAMEORIGIN"
    headers["Content-Security-Policy"] = POLICY
    return response


def hide_address(path: str) -> str:
    """A path as a log may have it: without an overlay's address."""
    return _ADDRESS.sub(r"/\1/...", path)

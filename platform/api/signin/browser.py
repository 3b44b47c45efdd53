"""The browser in which somebody is about to sign in: what is begun in one cannot be ended in another.

Else somebody could have a person's browser end what they began themselves, and the person would be signed in as them.
"""

import re
import secrets

from quart import Response, request

from api.http.security import is_secure
from api.signin.attempts import LIFETIME
from settings import Settings

_MARK = re.compile(r"[A-Za-z0-9_-]{43}")


def name_cookie(settings: Settings) -> str:
    """With TLS browsers let no other host set it, a neighbour in the same domain least of all (`__Host-`)."""
    return "__Host-encryptedmedia_signin" if is_secure(settings) else "encryptedmedia_signin"


def find_mark(settings: Settings) -> str | None:
    """The mark of the browser that sends the current request."""
    mark = request.cookies.get(name_cookie(settings), "")
    return mark if _MARK.fullmatch(mark) else None


def make_mark() -> str:
    """For a browser that has none."""
    return secrets.token_urlsafe(32)


def set_mark(response: Response, mark: str, settings: Settings) -> None:
    """Let the browser keep it for a while."""
    response.set_cookie(
        name_cookie(settings),
        mark,
        max_age=LIFETIME,
        httponly=True,
        samesite="Lax",  # a provider sends people back from its own pages
        secure=is_secure(settings),
        path="/",
    )

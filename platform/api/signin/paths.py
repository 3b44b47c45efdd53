"""Where people go next: paths of our own pages, never an address that somebody else put into a link."""

import re
from typing import Final
from urllib.parse import quote, urlencode

from quart.wrappers import Request

from api.http.address import normalise_origin, reached_host
from catalog.shapes import Account
from settings import Settings

CALLBACK: Final = "/api/v1/sessions/oidc/callback"
SIGN_IN, ACCOUNT = "/sign-in", "/account"

# Printed ASCII without the backslash, which browsers take for a slash; they pass over tabs and line ends.
_OWN = re.compile(r"/[\x21-\x5b\x5d-\x7e]{0,511}")


def read_next(path: str) -> str | None:
    """`path` where it is one of ours."""
    if not _OWN.fullmatch(path):
        return None
    before = path.partition("?")[0].partition("#")[0]
    # Two slashes begin a host, at once or once the dots before them are resolved.
    return None if "//" in before or "/." in before else path


def find_home(account: Account) -> str:
    """Where somebody begins who was on no way to anywhere."""
    return "/artist/livestreams" if account.role == "artist" else "/livestreams"


def say_refused(page: str, code: str, next_path: str = "") -> str:
    """A page of ours that says in words why somebody was not let in."""
    query = {"refused": code, **({"next": next_path} if next_path else {})}
    return f"{page}?{urlencode(query, quote_via=quote)}"


def find_callback(request: Request, settings: Settings) -> str:
    """Where the provider sends people back to: by the name by which they reached us, unless a setting has ours."""
    if settings.public_url is not None:
        return settings.public_url + CALLBACK
    if reached_host(request.scope["headers"]) is None:
        return settings.page_url + CALLBACK
    return normalise_origin(f"{request.scheme}://{request.headers['Host']}") + CALLBACK

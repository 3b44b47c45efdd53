"""Who asks: a session's token in a cookie, or as `Authorization: Bearer`; or there a personal access token, which is
good for what its scopes say.

A browser sends the cookie with whatever any page makes it send, so cookies count only for requests that come from
our own pages: by SameSite=Lax, and by comparing `Origin` for all that could change or stream something.
"""

from quart import Response, request
from quart.wrappers import Request, Websocket

from api.context import get_context
from api.http.address import normalise_origin
from api.http.security import is_secure
from api.limits.guesses import MARK_LIFETIME
from api.limits.rates import check_tries
from api.problems.problem import ProblemError
from catalog.accounts.access_tokens import Scope
from catalog.accounts.credentials import Credential, find_credential, looks_like_access_token
from catalog.accounts.sessions import SESSION_LIFETIME
from catalog.shapes import Account
from settings import Settings

COOKIE = "encryptedmedia_session"
DEVICE_COOKIE = "encryptedmedia_device"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

Connection = Request | Websocket


def find_token(connection: Connection) -> str | None:
    """The token, if there is one. A bearer token wins, right or wrong: its sender means it."""
    bearer = find_bearer(connection)
    return find_cookie(connection) if bearer is None else bearer


def find_cookie(connection: Connection) -> str | None:
    """The session's token that a browser sends along. Nobody's access token comes so: a page would send it."""
    token = connection.cookies.get(COOKIE, "")
    return token if token and not looks_like_access_token(token) else None


def find_bearer(connection: Connection) -> str | None:
    """The token that the request names itself, which no foreign page can make a browser do; empty if it names none,
    and None where it does not speak of one."""
    scheme, _, token = connection.headers.get("Authorization", "").strip().partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def is_own_origin(connection: Connection, settings: Settings) -> bool:
    """Whether the request comes from our own pages, or from a program that is no browser (it sends no `Origin`)."""
    origin = connection.headers.get("Origin")
    if origin is None:
        return connection.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
    host = connection.headers.get("Host", "").lower()
    public = normalise_origin(settings.public_url) if settings.public_url is not None else ""
    own = {public, f"https://{host}"}
    if public != f"https://{host}":  # else whoever sits on the line could speak for us without TLS
        own.add(f"http://{host}")
    return bool(host) and normalise_origin(origin) in own - {""}


def check_origin(connection: Connection, settings: Settings) -> None:
    """Refuse what a foreign page makes a browser send with our cookie.

    Raises:
        ProblemError: 403 wrong_origin
    """
    if find_bearer(connection) is None and not is_own_origin(connection, settings):
        words = "This request comes from a page of another site. Open the platform's own page and try there."
        raise ProblemError(403, "wrong_origin", words)


async def authenticate(connection: Connection, scope: Scope = "watch") -> Account | None:
    """Who asks; None: nobody who is signed in, or by an access token that is not for this: it shows what all see."""
    credential = await read_credential(connection)
    return credential.account if credential is not None and credential.may(scope) else None


async def read_credential(connection: Connection) -> Credential | None:
    """Who asks, and by what; None: nobody who is signed in."""
    token = find_token(connection)
    return None if token is None else await find_credential(token)


async def read_channel_credential(connection: Connection, settings: Settings) -> Credential | None:
    """Who opens a channel, and by what; None: nobody who is signed in.

    Raises:
        ProblemError: 403 wrong_origin, where a foreign page opens it with our cookie.
    """
    if find_token(connection) is None:
        return None
    check_origin(connection, settings)
    return await read_credential(connection)


async def require_credential(scope: Scope | None = None) -> Credential:
    """What whoever sends the current request shows. `scope` as for `require_account`.

    Raises:
        As `require_account`.
    """
    credential = await read_credential(request)
    if credential is None:
        words = "Sign in first." if find_token(request) is None else "Your session is over. Sign in again."
        raise ProblemError(401, "not_signed_in", words, headers={"WWW-Authenticate": "Bearer"})
    if not credential.may(scope):
        raise ProblemError(403, "scope_missing", describe_missing(scope))
    if request.method not in SAFE_METHODS:
        context = get_context()
        await check_tries(context.throttles, context.writes, credential.account.id)
    return credential


async def require_account(scope: Scope | None = None) -> Account:
    """Whoever sends the current request. `scope`: what an access token must be for; None: no access token may this,
    for it is the account's own affair.

    Raises:
        ProblemError: 401 not_signed_in; 403 scope_missing; 429 too_many_tries, where it changes something once more
            than it may
    """
    return (await require_credential(scope)).account


async def require_artist(scope: Scope | None = None) -> Account:
    """The artist who sends the current request. `scope` as for `require_account`.

    Raises:
        ProblemError: as `require_account`, and 403 not_an_artist
    """
    account = await require_account(scope)
    if account.role != "artist":
        raise ProblemError(403, "not_an_artist", "Only artists can do this; yours is a fan's account.")
    return account


async def require_operator(scope: Scope | None = None) -> Account:
    """The operator who sends the current request. `scope` as for `require_account`.

    Raises:
        ProblemError: as `require_account`, and 403 not_an_operator
    """
    account = await require_account(scope)
    if not get_context().is_operator(account):
        words = "Only operators can do this, with an e-mail address that is verified."
        raise ProblemError(403, "not_an_operator", words)
    return account


def describe_missing(scope: Scope | None) -> str:
    """What an access token lacks."""
    if scope is None:
        return "This takes a sign-in; no access token can do it."
    return f"This access token is not for that: it lacks the scope {scope}."


def set_session_cookie(response: Response, token: str) -> None:
    """Let the browser keep the session. Scripts never see it."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(SESSION_LIFETIME.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=_is_secure(),
        path="/",
    )


def set_device_cookie(response: Response, mark: str) -> None:
    """Let the browser remember that somebody signed in from it; see `guesses`."""
    response.set_cookie(
        DEVICE_COOKIE,
        mark,
        max_age=MARK_LIFETIME,
        httponly=True,
        samesite="Lax",
        secure=_is_secure(),
        path="/api/v1",
    )


def delete_session_cookie(response: Response) -> None:
    """Let the browser forget it."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="Lax", secure=_is_secure())


def _is_secure() -> bool:
    return is_secure(get_context().settings)

"""The accounts that take part in a show: the same ones for every show on a platform."""

import hmac
import secrets
from dataclasses import dataclass
from typing import Literal

from encryptedmedia.api import Api, ApiError

_AT = "@encryptedmedia.invalid"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account that is signed in."""

    api: Api
    id: str
    email: str
    token: str


async def sign_in(url: str, secret: str, role: Literal["artist", "fan"], name: str, address: str) -> SignedIn:
    """Sign in, after registering where this is the platform's first show. `address` is the e-mail's local part.

    The password follows from the platform's own secret, so that shows leave only these accounts behind, and only
    whoever may play an ingest node can use them.

    Raises:
        ApiError, UnreachableError
    """
    password = hmac.digest(secret.encode(), name.lower().encode(), "sha256").hex()
    email = f"{address}{_AT}"
    try:
        return await _sign_in(url, email, password)
    except ApiError as refusal:
        if refusal.status != 401:
            raise
    await _register(url, email, password, name, role)
    try:
        return await _sign_in(url, email, password)
    except ApiError as refusal:
        if refusal.status != 401:
            raise
    # The account is of a time when the platform had another secret.
    email = f"{address}-{secrets.token_hex(4)}{_AT}"
    await _register(url, email, password, name, role)
    return await _sign_in(url, email, password)


async def _sign_in(url: str, email: str, password: str) -> SignedIn:
    session = await Api(url).call("POST", "/sessions", {"email": email, "password": password})
    return SignedIn(Api(url, session["token"]), session["account"]["id"], email, session["token"])


async def _register(url: str, email: str, password: str, name: str, role: str) -> None:
    fields = {"email": email, "password": password, "display_name": name, "role": role}
    await Api(url).call("POST", "/accounts", fields)

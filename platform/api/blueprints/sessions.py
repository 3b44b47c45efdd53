"""`/sessions`: signing in and out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import Field
from quart import Blueprint, Response, jsonify, request
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import (
    DEVICE_COOKIE,
    authenticate,
    delete_session_cookie,
    find_token,
    set_device_cookie,
    set_session_cookie,
)
from api.context import get_context, get_live
from api.docs.openapi import ANYBODY, Empty
from api.limits.guesses import BY_DEVICE
from api.limits.rates import client_of, refuse_try
from api.problems.problem import problems
from api.shapes.bodies import AccountBody, present_account
from api.shapes.validation import validate_request
from catalog.accounts.accounts import delete_session, insert_session, normalise_email, verify_credentials
from catalog.errors import CredentialsError
from contract.moments import to_rfc3339
from contract.text import TEXT, TYPED

blueprint = Blueprint("sessions", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Accounts"])


@dataclass(kw_only=True)
class SignInRequest:
    """Somebody who has an account."""

    # Not stripped: white space may be part of a password.
    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - pydantic's own name, not a field

    email: Annotated[str, Field(min_length=1, max_length=254, examples=["ada@example.org"]), TEXT]
    password: Annotated[str, Field(min_length=1, max_length=256, json_schema_extra={"format": "password"}), TYPED]


@dataclass(kw_only=True)
class SessionBody:
    """A session. The token is shown this once."""

    account: AccountBody
    token: Annotated[str, Field(description="For `Authorization: Bearer`. Keep it secret.")]
    expires_at: datetime


@blueprint.post("/sessions")
@document_response(SessionBody)
@problems(400, 401, 403, 429)
@validate_request(SignInRequest)
async def create_session(data: SignInRequest) -> Response:
    """Sign in.

    Browsers get the session as a cookie; programs take `token` and send it as `Authorization: Bearer`. After a number
    of wrong tries, 429 says how many seconds to wait. A second cookie, `encryptedmedia_device`, signs nobody in: by
    it a browser that signed in before is let try while strangers guess at the same account.
    """
    context = get_context()
    email, address = normalise_email(data.email), client_of(request, context.settings)
    wait, counted = await context.guesses.take(address, email, request.cookies.get(DEVICE_COOKIE))
    refuse_try(wait)
    known = any(bound is BY_DEVICE for bound, _ in counted)
    try:
        sign_in = await insert_session(await verify_credentials(email, data.password, known=known))
    except CredentialsError:
        raise
    except BaseException:
        await context.guesses.give_back(counted)  # nobody was told whether it was right
        raise
    await context.guesses.give_back(counted)
    body = {
        "account": present_account(sign_in.account),
        "token": sign_in.token,
        "expires_at": to_rfc3339(sign_in.expires_at),
    }
    response = jsonify(body)
    response.headers["Cache-Control"] = "no-store"
    set_session_cookie(response, sign_in.token)
    set_device_cookie(response, context.guesses.make_mark(email))
    return response


@dataclass(kw_only=True)
class WhoBody:
    """Who asks."""

    account: Annotated[AccountBody | None, Field(description="Null: nobody who is signed in.")]


@blueprint.get("/sessions/current")
@document_response(WhoBody)
@security_scheme(ANYBODY)
async def read_current_session() -> Response:
    """Say who asks, if anybody who is signed in.

    For pages that are for everybody: they need to know, and nobody's being there is no error. Where somebody must be
    signed in, `GET /me` refuses others.
    """
    account = await authenticate(request)
    response = jsonify({"account": None if account is None else present_account(account)})
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.delete("/sessions/current")
@document_response(Empty, 204)
@security_scheme(ANYBODY)
@problems(403)
async def delete_current_session() -> Response:
    """Sign out.

    The session's token stops working everywhere, and channels that were opened with it close. Without a session
    nothing is left to do; the answer is the same.
    """
    token = find_token(request)
    if token is not None and (account_id := await delete_session(token)) is not None:
        get_live().recheck(account_id)
    response = Response(status=204)
    delete_session_cookie(response)
    return response

"""`/sessions`: signing in and out."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field
from quart import Blueprint, Response, jsonify, request
from quart_schema import document_response, security_scheme, tag_blueprint

from api.accounts.passwords import check_password
from api.accounts.sign_in import SessionBody, answer_session, begin_session
from api.auth import delete_session_cookie, find_token, read_credential
from api.context import get_live
from api.docs.openapi import ANYBODY, Empty
from api.problems.problem import problems
from api.shapes.bodies import AccountBody, present_account
from api.shapes.validation import validate_request
from catalog.accounts.sessions import delete_session
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


@blueprint.post("/sessions")
@document_response(SessionBody)
@problems(400, 401, 403, 429)
@validate_request(SignInRequest)
async def create_session(data: SignInRequest) -> Response:
    """Sign in.

    Browsers get the session as a cookie; programs take `token` and send it as `Authorization: Bearer`. After a number
    of wrong tries, 429 says how many seconds to wait. A second cookie, `encryptedmedia_device`, signs nobody in: by
    it a browser that signed in before is let try while strangers guess at the same account. The session that the
    browser had ends.
    """
    account = await check_password(data.email, data.password)
    return await answer_session(await begin_session(account, "password"))


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
    credential = await read_credential(request)
    here = credential is not None and credential.may(None)
    response = jsonify({"account": present_account(credential.account) if credential and here else None})
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

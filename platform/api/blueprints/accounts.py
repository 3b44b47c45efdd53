"""`/accounts`: registering."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from quart import Blueprint, Response, jsonify, request
from quart_schema import document_response, tag_blueprint, validate_request

from api.auth import set_session_cookie
from api.bodies import STRICT, AccountBody, present_account
from api.context import get_context
from api.limits import check_tries, client_of
from api.problems import problems
from catalog.accounts import insert_account, insert_session

blueprint = Blueprint("accounts", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Accounts"])


def _check_email(email: str) -> str:
    name, at, domain = email.rpartition("@")
    if not at or not name or "." not in domain.strip(".") or any(c.isspace() or c == "@" for c in name + domain):
        raise ValueError("Must be an e-mail address, such as ada@example.org.")
    return email


Email = Annotated[str, Field(max_length=254, examples=["ada@example.org"]), AfterValidator(_check_email)]
Password = Annotated[
    str,
    Field(
        min_length=8,
        max_length=256,
        examples=["correct horse battery staple"],
        json_schema_extra={"format": "password"},
    ),
]


@dataclass(kw_only=True)
class AccountDraft:
    """Somebody who wants an account."""

    __pydantic_config__ = STRICT

    email: Email
    password: Annotated[Password, Field(repr=False)]
    display_name: Annotated[str, Field(min_length=1, max_length=80, examples=["Ada"])]
    role: Annotated[Literal["artist", "fan"], Field(description="Artists stream; fans watch. Both may watch.")]


@blueprint.post("/accounts")
@document_response(AccountBody, 201)
@problems(400, 403, 409, 413, 429)
@validate_request(AccountDraft)
async def create_account(data: AccountDraft) -> tuple[Response, int]:
    """Make an account and sign in.

    The answer sets the session cookie. Programs that want a token sign in with `POST /sessions` instead.
    """
    context = get_context()
    check_tries(context.registrations, client_of(request, context.settings))
    account = await insert_account(data.email, data.password, data.display_name, data.role)
    sign_in = await insert_session(account)
    response = jsonify(present_account(account))
    set_session_cookie(response, sign_in.token)
    return response, 201

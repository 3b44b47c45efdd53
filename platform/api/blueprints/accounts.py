"""`/accounts`: registering."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from quart import Blueprint, Response, jsonify, request
from quart_schema import document_response, tag_blueprint, validate_request

from api.auth import set_device_cookie, set_session_cookie
from api.bodies import STRICT, AccountBody, present_account
from api.context import get_context
from api.limits import check_tries, client_of
from api.problems import problems
from api.text import LINE, TYPED, is_visible
from catalog.accounts import insert_account, insert_session, normalise_email

blueprint = Blueprint("accounts", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Accounts"])


def _check_email(email: str) -> str:
    name, at, domain = email.rpartition("@")
    odd = any(each == "@" or not is_visible(each) for each in name + domain)
    if not at or not name or "." not in domain.strip(".") or odd:
        raise ValueError("Must be an e-mail address, such as ada@example.org.")
    return email


def _normalise(email: object) -> object:
    return normalise_email(email) if isinstance(email, str) else email


# First the form it is kept in, for that may be longer.
Email = Annotated[
    str,
    Field(max_length=254, examples=["ada@example.org"]),
    AfterValidator(_check_email),
    BeforeValidator(_normalise),
]
Password = Annotated[
    str,
    StringConstraints(strip_whitespace=False),  # it counts as it was typed
    Field(
        min_length=8,
        max_length=256,
        examples=["correct horse battery staple"],
        json_schema_extra={"format": "password"},
    ),
    TYPED,
]
Name = Annotated[str, Field(min_length=1, max_length=80, examples=["Ada"]), LINE]


@dataclass(kw_only=True)
class AccountDraft:
    """Somebody who wants an account."""

    __pydantic_config__ = STRICT

    email: Email
    password: Annotated[Password, Field(repr=False)]
    display_name: Name
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
    set_device_cookie(response, context.guesses.make_mark(account.email))
    return response, 201

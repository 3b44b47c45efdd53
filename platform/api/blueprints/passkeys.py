"""`/sessions/passkey` and `/me/passkeys`: signing in with a passkey, and keeping them."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from pydantic import Field
from quart import Blueprint, Response, jsonify, request
from quart_schema import document_response, security_scheme, tag_blueprint

from api.accounts.confirm import require_recent
from api.accounts.fields import Name
from api.accounts.sign_in import SessionBody, answer_session, begin_session
from api.accounts.whence import find_whence
from api.auth import require_account
from api.context import get_context
from api.docs.openapi import SIGNED_IN, Empty
from api.limits.rates import check_tries, client_of
from api.limits.throttles import Bound
from api.outbox.state import get_outbox
from api.problems.problem import ProblemError, problems
from api.shapes.bodies import STRICT, left_out
from api.shapes.validation import validate_request
from api.signin.browser import find_mark, make_mark, set_mark
from api.signin.challenges import AnswerError
from api.signin.relying_party import find_relying_party, require_relying_party
from catalog.accounts.errors import PasskeyCopiedError
from catalog.accounts.passkeys import Passkey, delete_passkey, find_passkey, insert_passkey, note_use, select_passkeys
from contract.moments import to_rfc3339

blueprint = Blueprint("passkeys", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Accounts"])

logger = logging.getLogger(__name__)

SIGNING_IN: Final = Bound("signing_in", 300, 300)
"""By address, which may be a whole school's."""

Credential = Annotated[
    dict[str, Any], Field(description="The browser's `PublicKeyCredential`, as its `toJSON()` writes it.")
]
Options = Annotated[
    dict[str, Any], Field(description="For `PublicKeyCredential.parseRequestOptionsFromJSON()` in the browser.")
]
CreationOptions = Annotated[
    dict[str, Any], Field(description="For `PublicKeyCredential.parseCreationOptionsFromJSON()` in the browser.")
]


@dataclass(kw_only=True)
class ProviderBody:
    """An identity provider."""

    name: Annotated[str, Field(description="What people call it.", examples=["Example ID"])]


@dataclass(kw_only=True)
class MethodsBody:
    """The ways to sign in that there are."""

    password: bool
    passkey: Annotated[bool, Field(description="False where this was asked by an address of numbers.")]
    oidc: Annotated[ProviderBody | None, Field(description="Where `GET /sessions/oidc` leads; null: nowhere.")]


@dataclass(kw_only=True)
class OptionsBody:
    """What a browser is to ask a passkey for."""

    options: Options


@dataclass(kw_only=True)
class CreationOptionsBody:
    """What a browser is to ask a device for, that it may make a passkey."""

    options: CreationOptions


@dataclass(kw_only=True)
class PasskeySignIn:
    """A passkey's answer."""

    __pydantic_config__ = STRICT

    credential: Credential


@dataclass(kw_only=True)
class Confirmation:
    """Who it is, once more."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - pydantic's own name, not a field

    password: Annotated[
        str,
        Field(
            max_length=256,
            repr=False,
            description="The account's, unless you have signed in within the last ten minutes.",
            json_schema_extra={"format": "password"},
        ),
    ] = left_out()

    @property
    def given(self) -> str | None:
        """The password, if there is one."""
        return self.password if isinstance(self.password, str) else None


@dataclass(kw_only=True)
class PasskeyDraft:
    """A new passkey."""

    __pydantic_config__ = STRICT

    name: Name
    credential: Credential


@dataclass(kw_only=True)
class PasskeyBody:
    """A passkey, as its owner sees it."""

    id: str
    name: str
    suspect: Annotated[bool, Field(description="Its counter went back once: somebody may have a copy. Remove it.")]
    created_at: datetime
    last_used_at: datetime | None


@dataclass(kw_only=True)
class PasskeyList:
    """An account's passkeys, the oldest first."""

    passkeys: list[PasskeyBody]


@blueprint.get("/sessions/methods")
@document_response(MethodsBody)
async def list_methods() -> dict[str, Any]:
    """Say in which ways one can sign in here."""
    settings = get_context().settings
    name = settings.oidc_name or urlsplit(settings.oidc_issuer or "").hostname
    return {
        "password": True,
        "passkey": find_relying_party(request, settings) is not None,
        "oidc": None if settings.oidc_issuer is None else {"name": name or "another account"},
    }


@blueprint.post("/sessions/passkey/options")
@document_response(OptionsBody)
@problems(403, 409, 429)
async def offer_passkey_sign_in() -> Response:
    """Begin to sign in with a passkey.

    No name is asked for: the device knows whose its passkeys are. What it answers is good for five minutes, once, in
    the browser that asked (a cookie says which).
    """
    context = get_context()
    await check_tries(context.throttles, SIGNING_IN, client_of(request, context.settings))
    party = require_relying_party(request, context.settings)
    mark = find_mark(context.settings) or make_mark()
    response = jsonify({"options": context.ceremonies.offer_sign_in(party, mark)})
    set_mark(response, mark, context.settings)
    return response


@blueprint.post("/sessions/passkey")
@document_response(SessionBody)
@problems(400, 401, 403, 409, 429)
@validate_request(PasskeySignIn)
async def create_passkey_session(data: PasskeySignIn) -> Response:
    """Sign in with a passkey. The answer is that of `POST /sessions`."""
    context = get_context()
    await check_tries(context.throttles, SIGNING_IN, client_of(request, context.settings))
    party = require_relying_party(request, context.settings)
    mark, name = find_mark(context.settings), data.credential.get("id")
    found = await find_passkey(name) if isinstance(name, str) else None
    if mark is None or found is None:
        raise refuse(401)
    passkey, account = found
    try:
        count = await context.ceremonies.read_sign_in(party, mark, data.credential, account, passkey.public_key)
    except AnswerError as error:
        raise refuse(401) from error
    try:
        await note_use(passkey.id, count)
    except PasskeyCopiedError:
        logger.warning(
            "passkey %s of account %s: its counter has not moved on; a copy may be in use", passkey.id, account.id
        )
        raise
    return await answer_session(await begin_session(account, "passkey"))


@blueprint.post("/me/passkeys/options")
@document_response(CreationOptionsBody)
@security_scheme(SIGNED_IN)
@problems(400, 401, 403, 409, 429)
@validate_request(Confirmation)
async def offer_passkey(data: Confirmation) -> dict[str, Any]:
    """Begin to add a passkey.

    Whoever does has signed in within the last ten minutes, or sends the password: a browser left open is not to give
    anybody a key of their own.
    """
    account = (await require_recent(data.given)).account
    context = get_context()
    party = require_relying_party(request, context.settings)
    known = [passkey.credential_id for passkey in await select_passkeys(account.id)]
    return {"options": context.ceremonies.offer_registration(party, account, known)}


@blueprint.post("/me/passkeys")
@document_response(PasskeyBody, 201)
@security_scheme(SIGNED_IN)
@problems(400, 401, 403, 409, 429)
@validate_request(PasskeyDraft)
async def create_passkey(data: PasskeyDraft) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Add a passkey, of what the device has made. The account's address, where it is confirmed, gets a mail."""
    account = await require_account()
    context = get_context()
    party = require_relying_party(request, context.settings)
    try:
        made = await context.ceremonies.read_registration(party, account, data.credential)
    except AnswerError as error:
        raise refuse(400) from error
    new = account.id, data.name, made.credential_id, made.public_key, made.sign_count
    passkey = await insert_passkey(*new, find_whence(), era=account.era)
    get_outbox().dispatcher.wake()
    return present_passkey(passkey), 201, {"Location": f"/api/v1/me/passkeys/{passkey.id}"}


@blueprint.get("/me/passkeys")
@document_response(PasskeyList)
@security_scheme(SIGNED_IN)
@problems(401)
async def list_passkeys() -> dict[str, Any]:
    """Your passkeys."""
    account = await require_account()
    return {"passkeys": [present_passkey(passkey) for passkey in await select_passkeys(account.id)]}


@blueprint.delete("/me/passkeys/<passkey_id>")
@document_response(Empty, 204)
@security_scheme(SIGNED_IN)
@problems(401, 403, 404, 409, 429)
async def remove_passkey(passkey_id: str) -> Response:
    """Remove a passkey: nobody signs in with it any more. The last way into an account stays. The account's
    address, where it is confirmed, gets a mail."""
    account = await require_account()
    await delete_passkey(passkey_id, account.id, find_whence())
    get_outbox().dispatcher.wake()
    return Response(status=204)


def present_passkey(passkey: Passkey) -> dict[str, Any]:
    """`PasskeyBody`"""
    return {
        "id": passkey.id,
        "name": passkey.name,
        "suspect": passkey.suspect,
        "created_at": to_rfc3339(passkey.created_at),
        "last_used_at": to_rfc3339(passkey.last_used_at),
    }


def refuse(status: int) -> ProblemError:
    """One and the same, whatever is wrong."""
    words = "This passkey could not be confirmed. Try again, or sign in another way."
    return ProblemError(status, "passkey_refused", words)

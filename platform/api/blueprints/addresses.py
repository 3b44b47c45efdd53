"""An account's e-mail address: confirming it, and changing it for another."""

from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import Field
from quart import Blueprint, Response, jsonify, request
from quart_schema import document_response, security_scheme, tag_blueprint

from api.accounts.confirm import require_confirmed
from api.accounts.fields import CurrentPassword, Email, LinkToken
from api.accounts.passwords import check_password
from api.accounts.whence import find_whence
from api.auth import read_credential, require_account
from api.context import get_context
from api.docs.openapi import ANYBODY, SIGNED_IN
from api.limits.rates import check_tries
from api.limits.throttles import Bound
from api.outbox.state import get_outbox
from api.problems.problem import ProblemError, problems
from api.shapes.bodies import STRICT, AccountBody, present_account
from api.shapes.validation import validate_request
from api.tokens.telling import tell_arrived
from catalog.accounts.errors import CredentialsError
from catalog.mailboxes.addresses import ask_change, ask_verification, confirm_address, find_linked
from catalog.shapes import Account

blueprint = Blueprint("addresses", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Accounts"])

MAILS_ASKED: Final = Bound("mails_asked", 10, 3600)
"""By account. What a mailbox gets is bounded besides, see `catalog.outbox.mails`."""

ASKED: Final = "If there is something to confirm, a mail with a link is on its way."


@dataclass(kw_only=True)
class MailAsked:
    """The same words whatever is sent."""

    message: Annotated[str, Field(examples=[ASKED])]


@blueprint.post("/me/email/verification")
@document_response(MailAsked, 202)
@security_scheme(SIGNED_IN)
@problems(401, 429)
async def ask_for_verification() -> tuple[dict[str, str], int]:
    """Have the mail with the link that confirms the account's address sent once more.

    Links of before are void then. A mailbox gets three such mails an hour; more are not sent, and the answer is the
    same.
    """
    account = await require_account()
    await check_tries(get_context().throttles, MAILS_ASKED, account.id)
    await ask_verification(account)
    get_outbox().dispatcher.wake()
    return {"message": ASKED}, 202


@dataclass(kw_only=True)
class AddressLink:
    """Somebody who has opened the link in a mail."""

    __pydantic_config__ = STRICT

    token: LinkToken
    password: Annotated[
        CurrentPassword | None,
        Field(repr=False, description="The account's, where the browser is not signed in to it."),
    ] = None


@dataclass(kw_only=True)
class ConfirmedBody:
    """An address that counts from now on."""

    account: AccountBody


@blueprint.post("/accounts/verify")
@document_response(ConfirmedBody)
@security_scheme(ANYBODY)
@problems(403, 409, 410, 429)
@validate_request(AddressLink)
async def confirm_email(data: AddressLink) -> Response:
    """Confirm an account's address, or the one that is to take its place, by the link in a mail.

    The browser is signed in to the account, or its password comes along: else 403 `password_needed`, and the link
    stays good. For anybody can register with an address that is not theirs and wait in the account until its owner
    opens the link. They ask for a new password instead, by which whoever was there before is out. Links are good
    once, for a day (410 `link_void`).
    """
    owner = await _find_owner(data)
    account = await get_context().commits.run(lambda: _confirm(data.token, owner))
    response = jsonify({"account": present_account(account)})
    response.headers["Cache-Control"] = "no-store"
    return response


async def _find_owner(data: AddressLink) -> str | None:
    """The account that whoever has the link has shown to be in."""
    credential = await read_credential(request)
    signed_in = credential.account.id if credential is not None and credential.may(None) else None
    linked = await find_linked(data.token)
    if signed_in == linked.id or data.password is None:
        return signed_in
    try:
        return (await check_password(linked.email, data.password)).id
    except CredentialsError as error:
        raise ProblemError(403, "wrong_password", "The password is not right.") from error


@dataclass(kw_only=True)
class AddressChange:
    """Another address for an account."""

    __pydantic_config__ = STRICT

    email: Email
    password: Annotated[
        CurrentPassword | None, Field(repr=False, description="The account's; null where it has none.")
    ] = None


@blueprint.put("/me/email")
@document_response(MailAsked, 202)
@security_scheme(SIGNED_IN)
@problems(401, 403, 429)
@validate_request(AddressChange)
async def change_email(data: AddressChange) -> tuple[dict[str, Any], int]:
    """Ask for another address. It takes the old one's place when the link in the mail that goes there is opened.

    The old address, where it is confirmed, gets a mail, too. Whether the new one has an account already is told to
    its mailbox, and nobody else.
    """
    account = (await require_confirmed(data.password)).account
    await check_tries(get_context().throttles, MAILS_ASKED, account.id)
    await ask_change(account, data.email, find_whence())
    get_outbox().dispatcher.wake()
    return {"message": ASKED}, 202


async def _confirm(token: str, owner: str | None) -> Account:
    account = await confirm_address(token, owner)
    await tell_arrived(account)
    return account

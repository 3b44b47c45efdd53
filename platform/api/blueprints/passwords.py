"""A new password: for whoever is signed in, or reads the account's mailbox."""

from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import Field
from quart import Blueprint, Response, request
from quart_schema import document_response, security_scheme, tag_blueprint

from api.accounts.confirm import require_confirmed
from api.accounts.fields import CurrentPassword, Email, LinkToken, Password
from api.accounts.sign_in import SessionBody, answer_session, begin_session
from api.accounts.whence import find_whence
from api.context import get_context
from api.docs.openapi import SIGNED_IN
from api.limits.rates import check_tries, client_of
from api.limits.throttles import Bound
from api.outbox.state import get_outbox
from api.problems.problem import problems
from api.shapes.bodies import STRICT, Flag
from api.shapes.validation import validate_request
from api.tokens.telling import tell_arrived
from catalog.accounts.sessions import Method
from catalog.mailboxes.new_passwords import ask_reset, change_password, reset_password
from catalog.shapes import Account

blueprint = Blueprint("passwords", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Accounts"])

RESETS: Final = Bound("resets", 30, 600)
"""By address, which may be a whole school's. What a mailbox gets is bounded besides, see `catalog.outbox.mails`."""

ASKED: Final = "If there is an account with this address, a mail with a link is on its way to it."


@dataclass(kw_only=True)
class ResetAsked:
    """The same words for everybody, so that nobody learns whose addresses are registered."""

    message: Annotated[str, Field(examples=[ASKED])]


@dataclass(kw_only=True)
class ResetRequest:
    """Somebody who does not know their password."""

    __pydantic_config__ = STRICT

    email: Email


@blueprint.post("/accounts/reset")
@document_response(ResetAsked, 202)
@problems(429)
@validate_request(ResetRequest)
async def ask_for_reset(data: ResetRequest) -> tuple[dict[str, str], int]:
    """Have a link to a new password sent to an address.

    The answer, and the time it takes, are the same whether there is such an account or not. A mailbox gets three such
    mails an hour; more are not sent.
    """
    context = get_context()
    await check_tries(context.throttles, RESETS, client_of(request, context.settings))
    await ask_reset(data.email)
    get_outbox().dispatcher.wake()
    return {"message": ASKED}, 202


@dataclass(kw_only=True)
class ResetLink:
    """Somebody who has opened the link."""

    __pydantic_config__ = STRICT

    token: LinkToken
    password: Annotated[Password, Field(repr=False)]
    keep_passkeys: Annotated[
        Flag,
        Field(description="True: passkeys and linked sign-ins stay. For who has only forgotten the password."),
    ] = False


@blueprint.post("/accounts/reset/confirm")
@document_response(SessionBody)
@problems(401, 403, 410, 429)
@validate_request(ResetLink)
async def confirm_reset(data: ResetLink) -> Response:
    """Choose a new password by the link in a mail, and be signed in.

    Every other session of the account, every access token, passkey and linked sign-in end: somebody else may have
    been in the account and made one. `keep_passkeys` keeps the last two. The address is confirmed by it; was it not
    before, nothing is kept, webhooks are disabled and stream keys are new ones: somebody else may have made the
    account. The link is good once, for an hour (410 `link_void`).
    """
    account = await get_context().commits.run(lambda: _reset(data))
    return await _begin_anew(account, "reset")


@dataclass(kw_only=True)
class PasswordChange:
    """A new password for the account that is signed in."""

    __pydantic_config__ = STRICT

    password: Annotated[Password, Field(repr=False, description="The new one.")]
    current_password: Annotated[
        CurrentPassword | None, Field(repr=False, description="The one before; null where the account has none.")
    ] = None


@blueprint.put("/me/password")
@document_response(SessionBody)
@security_scheme(SIGNED_IN)
@problems(401, 403, 429)
@validate_request(PasswordChange)
async def replace_password(data: PasswordChange) -> Response:
    """Change the password.

    Every session ends, and the answer is a new one, as at signing in. Access tokens stay. The account's address,
    where it is confirmed, gets a mail.
    """
    account = (await require_confirmed(data.current_password)).account
    changed = await get_context().commits.run(lambda: _change(account, data.password))
    return await _begin_anew(changed, "password")


async def _begin_anew(account: Account, method: Method) -> Response:
    get_outbox().dispatcher.wake()
    return await answer_session(await begin_session(account, method, alone=True))


async def _change(account: Account, password: str) -> Account:
    return await change_password(account.id, password, find_whence(), era=account.era)


async def _reset(data: ResetLink) -> Account:
    account = await reset_password(data.token, data.password, find_whence(), keep_passkeys=data.keep_passkeys)
    await tell_arrived(account)  # the mailbox is theirs
    return account

"""`/accounts`: registering. Whether an address was registered before, the answer does not say."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import Field
from quart import Blueprint, request
from quart_schema import document_response, tag_blueprint

from api.accounts.fields import Email, Name, Password
from api.context import get_context
from api.limits.rates import check_tries, client_of
from api.limits.throttles import Bound
from api.outbox.state import get_outbox
from api.problems.problem import problems
from api.shapes.artists import Language
from api.shapes.bodies import STRICT
from api.shapes.validation import validate_request
from catalog.accounts.accounts import insert_account
from catalog.accounts.errors import EmailTakenError

blueprint = Blueprint("accounts", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Accounts"])


@dataclass(kw_only=True)
class AccountDraft:
    """Somebody who wants an account."""

    __pydantic_config__ = STRICT

    email: Email
    password: Annotated[Password, Field(repr=False)]
    display_name: Name
    role: Annotated[Literal["artist", "fan"], Field(description="Artists stream; fans watch. Both may watch.")]
    language: Language = "en"


REGISTRATIONS: Final = Bound("registrations", 100, 600)
"""By address."""

RECEIVED: Final = (
    "If this address is new, the account is there: sign in. If it was already registered, nothing changed; sign in "
    "with its password. A mail is on its way to the address."
)


@dataclass(kw_only=True)
class AccountReceived:
    """The same words for everybody, so that nobody learns whose addresses are registered."""

    message: Annotated[str, Field(examples=[RECEIVED])]


@blueprint.post("/accounts")
@document_response(AccountReceived, 202)
@problems(400, 403, 413, 429)
@validate_request(AccountDraft)
async def create_account(data: AccountDraft) -> tuple[dict[str, str], int]:
    """Make an account.

    Then sign in with `POST /sessions`. The answer is one and the same for an address that was registered before; of
    that account nothing changes. Whoever signs in next learns which it was, and those tries are bounded. The address
    gets a mail: with a link to confirm it, or with word that it has an account already.
    """
    context = get_context()
    address = client_of(request, context.settings)
    with context.registering.hold(address):
        await check_tries(context.throttles, REGISTRATIONS, address)
        with suppress(EmailTakenError):
            await insert_account(data.email, data.password, data.display_name, data.role, language=data.language)
    get_outbox().dispatcher.wake()
    return {"message": RECEIVED}, 202

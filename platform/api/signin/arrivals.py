"""Who comes back from the identity provider: let in, linked to an account, or refused by a code that pages know."""

import logging

from pydantic import TypeAdapter, ValidationError
from quart import request

from api.accounts.fields import Email, Name
from api.accounts.whence import find_whence
from api.auth import read_credential
from api.outbox.state import get_outbox
from api.signin.provider import Claims, ProviderAwayError, ProviderError
from api.tokens.telling import tell_arrived
from catalog.accounts.errors import SignInOverError
from catalog.accounts.identities import (
    admit,
    find_account,
    insert_identity,
)
from catalog.errors import CatalogError
from catalog.shapes import Account

logger = logging.getLogger(__name__)

_EMAIL, _NAME = TypeAdapter[str](Email), TypeAdapter[str](Name)


class Refused(Exception):  # noqa: N818 - a verdict on its way to a page, no error
    """Why somebody is not let in: a code that a page has words for."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def blame(error: ProviderError) -> Refused:
    """What its operator can mend is in the log."""
    logger.warning("the identity provider is of no help: %s", error)
    return Refused("provider_away" if isinstance(error, ProviderAwayError) else "provider_refused")


async def let_in(claims: Claims) -> Account:
    """Whose account it is; where it is nobody's, the one that is made or found by their address.

    Raises:
        Refused
    """
    if (account := await find_account(claims.issuer, claims.subject)) is not None:
        return account
    if not claims.email_verified:
        # Whatever the address: where a provider lets people name any, they would learn here which ones have accounts.
        raise Refused("no_email" if claims.email is None else "email_unverified")
    try:
        email = _EMAIL.validate_python(claims.email)
    except ValidationError as error:
        raise Refused("no_email") from error
    try:
        name = _NAME.validate_python((claims.name or "").strip())
    except ValidationError:  # none, or one that nobody could read
        name = email.partition("@")[0][:80]
    try:
        account = await admit(claims.issuer, claims.subject, email, name, find_whence())
    except CatalogError as error:
        raise Refused(error.code) from error
    await tell_arrived(account)
    get_outbox().dispatcher.wake()
    return account


async def link(account_id: str, claims: Claims) -> None:
    """Link who came back to the account that wanted it.

    Raises:
        Refused
    """
    credential = await read_credential(request)
    if credential is None or credential.account.id != account_id:  # has signed out meanwhile, or is somebody else
        raise Refused("sign_in_expired")
    try:
        await insert_identity(account_id, claims.issuer, claims.subject, find_whence(), era=credential.account.era)
    except SignInOverError as error:
        raise Refused("sign_in_expired") from error
    except CatalogError as error:
        raise Refused(error.code) from error
    get_outbox().dispatcher.wake()

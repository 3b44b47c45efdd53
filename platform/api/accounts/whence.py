"""Where the current request comes from, for the mail that tells an account's owner of what it did."""

from quart import request

from api.auth import DEVICE_COOKIE
from api.context import get_context
from api.limits.rates import client_of
from catalog.accounts.sessions import find_holder, is_signed_in_from
from catalog.outbox.mails import Whence
from catalog.shapes import Account
from contract.wording.devices import describe_browser


def find_whence() -> Whence:
    """Its browser and its address."""
    browser = describe_browser(request.headers.get("User-Agent", ""))
    return Whence(browser, client_of(request, get_context().settings))


async def is_familiar(account: Account) -> bool:
    """Whether the account was signed in to in this browser before, with the password that it has, or is signed in
    to at this address."""
    context, mark = get_context(), request.cookies.get(DEVICE_COOKIE)
    if mark is not None and context.guesses.is_mark(mark, await find_holder(account.email)):
        return True
    return await is_signed_in_from(account.email, client_of(request, context.settings))

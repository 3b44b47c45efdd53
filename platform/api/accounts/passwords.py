"""Whether a password is right, for whoever sends the current request; wrong ones are counted, see `guesses`."""

from quart import request

from api.auth import DEVICE_COOKIE
from api.context import get_context
from api.limits.guesses import BY_DEVICE
from api.limits.rates import client_of, refuse_try
from catalog.accounts.accounts import verify_credentials
from catalog.accounts.errors import CredentialsError
from catalog.accounts.sessions import find_holder, is_signed_in_from
from catalog.shapes import Account
from settings.emails import normalise_email


async def check_password(email: str, password: str) -> Account:
    """The account that both belong to.

    Raises:
        CredentialsError: they do not belong together, or there is no such account
        PasswordsBusyError: too many passwords wait to be looked at
        ProblemError: 429 too_many_tries, too_many_at_once
    """
    context = get_context()
    email, address = normalise_email(email), client_of(request, context.settings)
    mark = request.cookies.get(DEVICE_COOKIE)
    holder = "" if mark is None else await find_holder(email)
    wait, counted = await context.guesses.take(address, email, mark, holder, is_signed_in_from)
    refuse_try(wait)
    known = any(bound is BY_DEVICE for bound, _ in counted)
    # Who signed in here before has places apart from strangers behind the same address.
    place = f"{address} known" if known else address
    try:
        with context.signing_in.hold(place):
            account = await verify_credentials(email, password, known=known)
    except CredentialsError:
        raise
    except BaseException:
        await context.guesses.give_back(counted)  # nobody was told whether it was right
        raise
    await context.guesses.give_back(counted)
    return account

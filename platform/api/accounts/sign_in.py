"""A sign-in, however somebody has shown who they are: the session, its answer, its cookie."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import Field
from quart import Response, jsonify, request

from api.accounts.whence import find_whence, is_familiar
from api.auth import find_cookie, set_device_cookie, set_session_cookie
from api.context import get_context
from api.limits.rates import client_of
from api.outbox.state import get_outbox
from api.shapes.bodies import AccountBody, present_account
from catalog.accounts.sessions import (
    Method,
    SignIn,
    delete_session,
    end_sessions,
    find_holder,
    insert_session,
    note_sign_in,
)
from catalog.shapes import Account
from contract.moments import to_rfc3339
from contract.wording.devices import describe_device


@dataclass(kw_only=True)
class SessionBody:
    """A session. The token is shown this once."""

    account: AccountBody
    token: Annotated[str, Field(description="For `Authorization: Bearer`. Keep it secret.")]
    expires_at: datetime


async def begin_session(account: Account, method: Method, *, alone: bool = False) -> SignIn:
    """Sign in whoever sends the current request.

    The session that the browser had ends: what somebody else may know of it, or have put there, opens nothing. With
    `alone` all others of the account end, too, as after a change of password. The sockets of those close. The
    owner is told of a sign-in from where nobody signed in before.
    """
    context = get_context()
    stranger = not alone and not await is_familiar(account)
    doubted = set[str]()
    if (old := find_cookie(request)) is not None and (whose := await delete_session(old)) is not None:
        doubted.add(whose)
    if alone:
        await end_sessions(account.id)
        doubted.add(account.id)
    device = describe_device(request.headers.get("User-Agent", ""))
    address = client_of(request, context.settings)
    begun = await insert_session(account, method=method, device=device, address=address)
    if stranger:
        await note_sign_in(account, find_whence())
        get_outbox().dispatcher.wake()
    for account_id in doubted:
        context.live.recheck(account_id)
    return begun


async def answer_session(begun: SignIn) -> Response:
    """`SessionBody`, with the cookies for a browser."""
    body = {
        "account": present_account(begun.account),
        "token": begun.token,
        "expires_at": to_rfc3339(begun.expires_at),
    }
    response = jsonify(body)
    response.headers["Cache-Control"] = "no-store"
    await set_session_cookies(response, begun)
    return response


async def set_session_cookies(response: Response, begun: SignIn) -> None:
    """The session, and the mark of a browser that signed in before: see `guesses`."""
    set_session_cookie(response, begun.token)
    holder = await find_holder(begun.account.email)
    set_device_cookie(response, get_context().guesses.make_mark(holder))

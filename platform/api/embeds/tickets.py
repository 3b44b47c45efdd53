"""A ticket as a connection shows it: a request as a bearer token, a socket, which has no headers of its own, as one
of its subprotocols. (In an address it would be written to logs.)"""

from typing import Final

from quart.wrappers import Request, Websocket

from api.auth import SAFE_METHODS, find_bearer
from api.context import get_context
from api.limits.rates import check_tries
from catalog.accounts.credentials import Credential
from catalog.gates.tickets import find_ticket, looks_like_ticket

PROTOCOL: Final = "encryptedmedia-live"
"""The subprotocol that is agreed on where a ticket is offered: browsers want one of those they named."""


async def read_ticket(request: Request, livestream_id: str) -> Credential | None:
    """Who asks for something of this livestream by a ticket to it; None: nobody does, or it is not good for that.

    Raises:
        ProblemError: 429 too_many_tries, as of every change that an account makes.
    """
    bearer = find_bearer(request)
    if bearer is None or not looks_like_ticket(bearer):
        return None
    context = get_context()
    credential = await find_ticket(context.keys, livestream_id, bearer)
    if credential is not None and request.method not in SAFE_METHODS:
        await check_tries(context.throttles, context.writes, credential.account.id)
    return credential


def find_offered(socket: Websocket) -> str | None:
    """The ticket that a socket offers."""
    return next((one for one in socket.requested_subprotocols if looks_like_ticket(one)), None)


def choose_protocol(socket: Websocket) -> str | None:
    """What the socket is to speak: the only one there is, if it was named."""
    return PROTOCOL if PROTOCOL in socket.requested_subprotocols else None


async def read_offered(socket: Websocket) -> Credential | None:
    """Who opens a livestream's channel by a ticket to it; None: nobody does, or it is not good for that."""
    ticket, livestream_id = find_offered(socket), (socket.view_args or {}).get("livestream_id")
    if ticket is None or livestream_id is None:
        return None
    return await find_ticket(get_context().keys, livestream_id, ticket)

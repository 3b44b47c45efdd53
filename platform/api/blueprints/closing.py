"""`DELETE /me`: closing an account."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field
from quart import Blueprint, Response
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.accounts.confirm import require_confirmed
from api.auth import delete_session_cookie
from api.context import get_context
from api.docs.openapi import SIGNED_IN, Empty
from api.problems.problem import problems
from api.shapes.validation import validate_request
from catalog.accounts.closing import delete_account, delete_livestreams, end_credentials
from catalog.chat.authors import leave_room
from catalog.feeds.shapes import PublisherChange
from contract.text import TYPED
from live.protocol import Live
from live.publishers.telling import tell_artist

blueprint = Blueprint("closing", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Accounts"])
security_scheme_blueprint(blueprint, SIGNED_IN)


@dataclass(kw_only=True)
class ClosingRequest:
    """Somebody who has had enough."""

    # Not stripped: white space may be part of a password.
    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - pydantic's own name, not a field

    password: Annotated[
        Annotated[str, Field(max_length=256, json_schema_extra={"format": "password"}), TYPED] | None,
        Field(repr=False, description="The account's, where it has one; else a sign-in of the last ten minutes."),
    ] = None


@blueprint.delete("/me")
@document_response(Empty, 204)
@problems(400, 401, 403, 429)
@validate_request(ClosingRequest)
async def close_account(data: ClosingRequest) -> Response:
    """Close the account for good.

    Its livestreams (live ones end), keys, webhooks, sessions, access tokens and all else of it are deleted; whoever
    publishes is told to stop, and what was opened as this account closes within five seconds. Entries of the tokens'
    ledger and what it said in others' rooms stay, without a name. 403 `wrong_password` or `recent_sign_in_needed`
    where it is not clear who asks.
    """
    account_id = (await require_confirmed(data.password)).account.id
    context = get_context()
    await context.commits.run(lambda: _close(account_id, context.live))
    response = Response(status=204)
    delete_session_cookie(response)
    return response


async def _close(account_id: str, live: Live) -> None:
    await end_credentials(account_id)
    live.recheck(account_id)
    done, rehearsing = False, None
    while not done:
        while lines := await delete_livestreams(account_id):
            await live.announce(lines)
        while (batch := await leave_room(account_id)) is not None:
            live.chat.announce(batch)
        done, rehearsing = await delete_account(account_id)
    live.recheck(account_id)
    if rehearsing is not None:
        await tell_artist(live, PublisherChange([], disconnected=rehearsing))

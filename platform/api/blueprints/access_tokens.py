"""`/me/access-tokens`: what programs of an account's may do in its name."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from quart import Blueprint, Response, jsonify
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.accounts.confirm import require_recent
from api.accounts.fields import CurrentPassword
from api.accounts.whence import find_whence
from api.auth import require_credential
from api.context import get_live
from api.docs.openapi import SIGNED_IN, Empty
from api.outbox.state import get_outbox
from api.problems.problem import problems
from api.shapes.bodies import STRICT, Moment
from api.shapes.validation import validate_request
from catalog.accounts.access_tokens import (
    SCOPES,
    AccessToken,
    Scope,
    delete_access_token,
    insert_access_token,
    select_access_tokens,
)
from contract.moments import to_rfc3339
from contract.text import LINE
from contract.wording.faults import FaultError

blueprint = Blueprint("access_tokens", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Accounts"])
security_scheme_blueprint(blueprint, SIGNED_IN)


def _check_future(moment: datetime) -> datetime:
    if moment <= datetime.now(UTC):
        raise FaultError("in_past")
    return moment


@dataclass(kw_only=True)
class AccessTokenDraft:
    """An access token to be."""

    __pydantic_config__ = STRICT

    name: Annotated[str, Field(min_length=1, max_length=80, examples=["the shop's webhook"]), LINE]
    scopes: Annotated[
        list[Scope],
        Field(
            min_length=1,
            max_length=len(SCOPES),
            description="`watch`: see what the account may see, gated livestreams too. `chat`: write. `manage`: an "
            "artist's livestreams, keys and webhooks. `moderate`: chats. `tokens`: grant an artist's tokens.",
        ),
    ]
    expires_at: Annotated[
        Annotated[Moment, AfterValidator(_check_future)] | None, Field(description="Null or left out: never.")
    ] = None
    password: Annotated[
        CurrentPassword | None,
        Field(repr=False, description="The account's, unless you have signed in within the last ten minutes."),
    ] = None


@dataclass(kw_only=True)
class AccessTokenBody:
    """An access token, as its owner sees it."""

    id: str
    name: str
    scopes: list[Scope]
    created_at: datetime
    expires_at: Annotated[datetime | None, Field(description="Null: never.")]
    last_used_at: Annotated[datetime | None, Field(description="To five minutes; null: not yet.")]


@dataclass(kw_only=True)
class NewAccessTokenBody(AccessTokenBody):
    """An access token with its text, which is shown this once."""

    token: Annotated[str, Field(description="For `Authorization: Bearer`. It cannot be read again.")]


@dataclass(kw_only=True)
class AccessTokenList:
    """All of an account's access tokens, the last made first."""

    access_tokens: list[AccessTokenBody]


@blueprint.get("/me/access-tokens")
@document_response(AccessTokenList)
@problems(401, 403)
async def list_access_tokens() -> dict[str, Any]:
    """The access tokens that hold. Their texts are shown when they are made, and never again."""
    tokens = await select_access_tokens((await require_credential()).account.id)
    return {"access_tokens": [_present(token) for token in tokens]}


@blueprint.post("/me/access-tokens")
@document_response(NewAccessTokenBody, 201)
@problems(400, 401, 403, 409, 429)
@validate_request(AccessTokenDraft)
async def create_access_token(data: AccessTokenDraft) -> Response:
    """Make an access token.

    A program sends it as `Authorization: Bearer`, and may what its scopes say of all that the account may, also on
    channels. Nothing of the account itself: that takes a sign-in. An account may have 50.

    Whoever makes one has signed in within the last ten minutes, or sends the password: a session that was stolen, or
    left open, is not to live on in a token that no sign-out ends. The account's
    address, where it is confirmed, gets a mail.
    """
    account = (await require_recent(data.password)).account
    made = await insert_access_token(
        account.id, data.name, data.scopes, data.expires_at, find_whence(), era=account.era
    )
    get_outbox().dispatcher.wake()
    response = jsonify({**_present(made.access_token), "token": made.text})
    response.status_code = 201
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.delete("/me/access-tokens/<token_id>")
@document_response(Empty, 204)
@problems(401, 403, 404)
async def remove_access_token(token_id: str) -> tuple[str, int]:
    """Delete an access token.

    It stops working at once, and what was opened with it (channels, passes) within five seconds.
    """
    account = (await require_credential()).account
    await delete_access_token(account.id, token_id)
    get_live().recheck(account.id)
    return "", 204


def _present(token: AccessToken) -> dict[str, Any]:
    return {
        "id": token.id,
        "name": token.name,
        "scopes": list(token.scopes),
        "created_at": to_rfc3339(token.created_at),
        "expires_at": to_rfc3339(token.expires_at),
        "last_used_at": to_rfc3339(token.last_used_at),
    }

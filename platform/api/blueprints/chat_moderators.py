"""`/livestreams/:id/moderators`: who keeps an artist's rooms pleasant."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import Field
from quart import Blueprint
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.accounts.fields import Email, Name
from api.chat.entry import require_keeper, require_own
from api.chat.telling import tell_keepers
from api.context import get_context
from api.docs.openapi import Empty, scoped
from api.limits.rates import check_tries
from api.limits.throttles import Bound
from api.problems.problem import ProblemError, problems
from api.shapes.bodies import STRICT, ArtistBody
from api.shapes.validation import validate_request
from catalog.chat.moderation.acts import By, What
from catalog.chat.moderators import (
    Moderator,
    appoint_moderator,
    dismiss_moderator,
    find_by_address,
    find_by_name,
    select_moderators,
)
from contract.moments import to_rfc3339

FOUND: Final = Bound("moderators", 10, 3600)
"""Moderators whom an artist looks for by address or name."""

blueprint = Blueprint("chat_moderators", __name__, url_prefix="/api/v1/livestreams/<livestream_id>/moderators")
tag_blueprint(blueprint, ["Chat"])
security_scheme_blueprint(blueprint, scoped("moderate"))


@dataclass(kw_only=True)
class ModeratorBody:
    """A moderator."""

    account: ArtistBody
    since: datetime


@dataclass(kw_only=True)
class ModeratorsBody:
    """All of an artist's moderators; 100 at most."""

    moderators: list[ModeratorBody]


@dataclass(kw_only=True)
class ModeratorRequest:
    """Who is to be one: either."""

    __pydantic_config__ = STRICT

    email: Annotated[Email | None, Field(description="That the account has verified.")] = None
    name: Annotated[Name | None, Field(description="Under which somebody wrote in this room.")] = None


@blueprint.get("")
@document_response(ModeratorsBody)
@problems(401, 403, 404)
async def list_chat_moderators(livestream_id: str) -> dict[str, Any]:
    """Who keeps this artist's rooms, for those who do."""
    _, entry = await require_keeper(livestream_id)
    return {"moderators": [_present(one) for one in await select_moderators(entry.artist_id)]}


@blueprint.post("")
@document_response(ModeratorBody)
@problems(400, 401, 403, 404, 409, 429)
@validate_request(ModeratorRequest)
async def find_chat_moderator(livestream_id: str, data: ModeratorRequest) -> dict[str, Any]:
    """Make somebody a moderator of yours by an e-mail address that is verified, or by the name of somebody who wrote
    in this room.

    404 `account_not_found`: there is nobody; 409 `several_of_that_name`: more than one of that name wrote here. Ten
    tries at once, then one in six minutes: it tells whose an address is.
    """
    if (data.email is None) == (data.name is None):
        raise ProblemError(400, "email_or_name", "Say either email or name: who is to be a moderator.")
    by, entry = await require_own(livestream_id)
    await check_tries(get_context().throttles, FOUND, by.id)
    if data.email is not None:
        account_id = await find_by_address(data.email)
    else:
        account_id = await find_by_name(livestream_id, data.name or "")
    await _appoint(livestream_id, account_id, by)
    return next(_present(one) for one in await select_moderators(entry.artist_id) if one.account_id == account_id)


@blueprint.put("/<account_id>")
@document_response(Empty, 204)
@problems(401, 403, 404, 409)
async def appoint_chat_moderator(livestream_id: str, account_id: str) -> tuple[str, int]:
    """Make an account a moderator of yours, in all your rooms."""
    by, _ = await require_own(livestream_id)
    await _appoint(livestream_id, account_id, by)
    return "", 204


@blueprint.delete("/<account_id>")
@document_response(Empty, 204)
@problems(401, 403, 404)
async def dismiss_chat_moderator(livestream_id: str, account_id: str) -> tuple[str, int]:
    """Make it none any more: what it alone could hear is closed to it at once. The answer is the same where it was
    none."""
    by, _ = await require_own(livestream_id)
    context = get_context()

    async def act() -> None:
        if await dismiss_moderator(livestream_id, account_id, by):
            context.live.recheck(account_id)
            tell_keepers(livestream_id, What.MODERATOR_DISMISSED, by, account_id=account_id)

    await context.commits.run(act)
    return "", 204


async def _appoint(livestream_id: str, account_id: str, by: By) -> None:
    async def act() -> None:
        if await appoint_moderator(livestream_id, account_id, by):
            tell_keepers(livestream_id, What.MODERATOR_ADDED, by, account_id=account_id)

    await get_context().commits.run(act)


def _present(one: Moderator) -> dict[str, Any]:
    return {
        "account": {"id": one.account_id, "display_name": one.display_name},
        "since": to_rfc3339(one.since),
    }

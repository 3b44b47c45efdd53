"""`/livestreams/:id/moderators`: who keeps an artist's rooms pleasant."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quart import Blueprint
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.chat.entry import require_keeper, require_own
from api.chat.telling import tell_keepers
from api.context import get_context
from api.docs.openapi import Empty, scoped
from api.problems.problem import problems
from api.shapes.bodies import ArtistBody
from catalog.chat.moderation.acts import What
from catalog.chat.moderators import appoint_moderator, dismiss_moderator, select_moderators
from contract.moments import to_rfc3339

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


@blueprint.get("")
@document_response(ModeratorsBody)
@problems(401, 403, 404)
async def list_chat_moderators(livestream_id: str) -> dict[str, Any]:
    """Who keeps this artist's rooms, for those who do."""
    _, entry = await require_keeper(livestream_id)
    return {
        "moderators": [
            {
                "account": {"id": one.account_id, "display_name": one.display_name},
                "since": to_rfc3339(one.since),
            }
            for one in await select_moderators(entry.artist_id)
        ]
    }


@blueprint.put("/<account_id>")
@document_response(Empty, 204)
@problems(401, 403, 404, 409)
async def appoint_chat_moderator(livestream_id: str, account_id: str) -> tuple[str, int]:
    """Make an account a moderator of yours, in all your rooms."""
    by, _ = await require_own(livestream_id)

    async def act() -> None:
        if await appoint_moderator(livestream_id, account_id, by):
            tell_keepers(livestream_id, What.MODERATOR_ADDED, by, account_id=account_id)

    await get_context().commits.run(act)
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

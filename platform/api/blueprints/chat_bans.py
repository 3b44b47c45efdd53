"""`/livestreams/:id/chat/bans`: who may not write."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import Field
from quart import Blueprint
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.chat.entry import require_keeper
from api.chat.telling import tell_keepers
from api.context import get_context
from api.docs.openapi import Empty, scoped
from api.problems.problem import problems
from api.shapes.bodies import STRICT, ArtistBody, Flag
from api.shapes.pages import Cursor, NextCursor
from api.shapes.validation import validate_querystring, validate_request
from catalog.chat.changes import remove_messages
from catalog.chat.moderation.acts import By, What
from catalog.chat.moderation.bans import Ban, ban_account, lift_ban, select_bans, select_messages_of
from catalog.db.batches import in_batches
from contract.gates import read_gate
from contract.moments import to_rfc3339
from contract.text import TEXT

blueprint = Blueprint("chat_bans", __name__, url_prefix="/api/v1/livestreams/<livestream_id>/chat/bans")
tag_blueprint(blueprint, ["Chat"])
security_scheme_blueprint(blueprint, scoped("moderate"))

LONGEST: Final = 30 * 24 * 3600
"""Seconds of a time-out."""
AT_ONCE: Final = 200
"""Messages removed in one transaction; others write between two."""


@dataclass(kw_only=True)
class BanDraft:
    """Who is not to write any more."""

    __pydantic_config__ = STRICT

    account_id: Annotated[str, Field(min_length=1, max_length=200)]
    seconds: Annotated[
        int | None, Field(strict=True, ge=1, le=LONGEST, description="A time-out; null, or left out: for good.")
    ] = None
    reason: Annotated[str, Field(max_length=200), TEXT] = ""
    remove: Annotated[Flag, Field(description="All that it has said in this room is removed.")] = False


@dataclass(kw_only=True)
class BanBody:
    """Who may not write."""

    account: ArtistBody
    until: Annotated[datetime | None, Field(description="Null: for good.")]
    reason: str
    by: Annotated[ArtistBody | None, Field(description="Null: that account is closed.")]
    created_at: datetime


@dataclass(kw_only=True)
class BansBody:
    """Some of those who may not, the last first."""

    bans: list[BanBody]
    next_cursor: NextCursor


@dataclass(kw_only=True)
class BansQuery:
    """Which of them."""

    __pydantic_config__ = STRICT

    limit: Annotated[int, Field(ge=1, le=100)] = 100
    cursor: Cursor = None


@blueprint.get("")
@document_response(BansBody)
@problems(400, 401, 403, 404)
@validate_querystring(BansQuery)
async def list_chat_bans(livestream_id: str, query_args: BansQuery) -> dict[str, Any]:
    """Who may not write in this artist's rooms now, the last first."""
    _, entry = await require_keeper(livestream_id)
    bans, more = await select_bans(entry.artist_id, limit=query_args.limit, cursor=query_args.cursor)
    return {"bans": [_present(ban) for ban in bans], "next_cursor": more}


@blueprint.post("")
@document_response(BanBody)
@problems(400, 401, 403, 404, 409)
@validate_request(BanDraft)
async def ban_from_chat(livestream_id: str, data: BanDraft) -> dict[str, Any]:
    """Let an account write no more in any of this artist's rooms, for a time or for good.

    Another ban of it gives way to this one. One for good, in a livestream that is gated, also keeps it from all gated
    livestreams of the artist: its sockets are closed within a second, its passes end. Lifting the ban undoes that.
    Who keeps the room cannot be banned (409 `keeps_the_room`).
    """
    by, entry = await require_keeper(livestream_id)
    context = get_context()

    async def act() -> Ban:
        made = await ban_account(
            livestream_id,
            data.account_id,
            by,
            seconds=data.seconds,
            reason=data.reason,
            shut_out=read_gate(entry.livestream) > 0,
        )
        # Also where it gave way: what the one before kept from the account it may have again.
        context.live.recheck(data.account_id)
        whom = {"id": made.account_id, "display_name": made.display_name}
        what = What.BANNED if data.seconds is None else What.TIMED_OUT
        tell_keepers(livestream_id, what, by, account=whom, seconds=data.seconds, reason=data.reason)
        if data.remove:
            await _remove_all(livestream_id, data.account_id, by)
        return made

    return _present(await context.commits.run(act))


@blueprint.delete("/accounts/<account_id>")
@document_response(Empty, 204)
@problems(401, 403, 404)
async def lift_chat_ban(livestream_id: str, account_id: str) -> tuple[str, int]:
    """Let an account write again. The answer is the same where it was not banned."""
    by, _ = await require_keeper(livestream_id)

    async def act() -> None:
        if await lift_ban(livestream_id, account_id, by):
            tell_keepers(livestream_id, What.BAN_LIFTED, by, account_id=account_id)

    await get_context().commits.run(act)
    return "", 204


async def _remove_all(livestream_id: str, account_id: str, by: By) -> None:
    chat = get_context().live.chat
    for ids in in_batches(await select_messages_of(livestream_id, account_id), AT_ONCE):

        async def change(ids: list[str] = ids) -> Any:
            return await remove_messages(livestream_id, ids, by.id, keeper=by)

        await chat.change(change)
        tell_keepers(livestream_id, What.MESSAGES_REMOVED, by, message_ids=ids)


def _present(ban: Ban) -> dict[str, Any]:
    return {
        "account": {"id": ban.account_id, "display_name": ban.display_name},
        "until": None if ban.until is None else to_rfc3339(ban.until),
        "reason": ban.reason,
        "by": None if ban.by is None else {"id": ban.by.id, "display_name": ban.by.name},
        "created_at": to_rfc3339(ban.created_at),
    }

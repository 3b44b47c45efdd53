"""`/livestreams/:id/chat/:message/reports`: messages that somebody finds should not be there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import Field
from quart import Blueprint
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import require_account
from api.blueprints.chat import MessageBody
from api.chat.entry import check_watching, find_entry, require_keeper
from api.chat.telling import tell_keepers
from api.context import get_context
from api.docs.openapi import Empty, scoped
from api.limits.throttles import Bound
from api.problems.problem import ProblemError, problems
from api.shapes.bodies import STRICT, ArtistBody
from api.shapes.validation import validate_request
from api.tokens.entry import NoEntry
from catalog.chat.moderation.acts import By, What
from catalog.chat.moderation.reports import close_reports, report_message, select_reports
from contract.moments import to_rfc3339
from contract.text import TEXT

blueprint = Blueprint("chat_reports", __name__, url_prefix="/api/v1/livestreams/<livestream_id>/chat")
tag_blueprint(blueprint, ["Chat"])

REPORTED: Final = Bound("chat_reports", 10, 60)
"""Messages that one account reports."""


@dataclass(kw_only=True)
class ReportDraft:
    """Why a message should not be there."""

    __pydantic_config__ = STRICT

    reason: Annotated[str, Field(max_length=200), TEXT] = ""


@dataclass(kw_only=True)
class ReportBody:
    """Somebody's report."""

    account: ArtistBody
    reason: str
    at: datetime


@dataclass(kw_only=True)
class ReportedBody:
    """A message with open reports."""

    message: MessageBody
    reports: list[ReportBody]


@dataclass(kw_only=True)
class ReportsBody:
    """Messages with open reports, the one that was reported first before the others."""

    reported: list[ReportedBody]


@blueprint.post("/<message_id>/reports")
@document_response(Empty, 204)
@document_response(NoEntry, 403)
@security_scheme(scoped("chat"))
@problems(400, 401, 404, 429)
@validate_request(ReportDraft, optional=True)
async def report_chat_message(livestream_id: str, message_id: str, data: ReportDraft) -> tuple[str, int]:
    """Report a message to those who keep the room. They see who reports it; nobody else does. The second time nothing
    changes."""
    account = await require_account("chat")
    context = get_context()
    entry = await find_entry(livestream_id)
    await check_watching(entry, account)
    if wait := await context.throttles.take(REPORTED, account.id):
        words = f"You have reported many messages. Wait {wait} second{'s' if wait != 1 else ''}, then try again."
        raise ProblemError(
            429, "too_many_reports", words, headers={"Retry-After": str(wait)}, values={"seconds": wait}
        )

    async def act() -> None:
        if await report_message(livestream_id, message_id, account.id, data.reason):
            by = By(account.id, account.display_name)
            tell_keepers(livestream_id, "reported", by, message_id=message_id, reason=data.reason)

    await context.commits.run(act)
    return "", 204


@blueprint.get("/reports")
@document_response(ReportsBody)
@security_scheme(scoped("moderate"))
@problems(401, 403, 404)
async def list_chat_reports(livestream_id: str) -> dict[str, Any]:
    """The queue of reports, for those who keep the room: a message leaves it when it is removed, or its reports are
    closed."""
    await require_keeper(livestream_id)
    return {
        "reported": [
            {
                "message": dict(one.message),
                "reports": [
                    {
                        "account": {"id": each.by.id, "display_name": each.by.name},
                        "reason": each.reason,
                        "at": to_rfc3339(each.at),
                    }
                    for each in one.reports
                ],
            }
            for one in await select_reports(livestream_id)
        ]
    }


@blueprint.delete("/<message_id>/reports")
@document_response(Empty, 204)
@security_scheme(scoped("moderate"))
@problems(401, 403, 404)
async def close_chat_reports(livestream_id: str, message_id: str) -> tuple[str, int]:
    """Close a message's reports, and let it stay."""
    by, _ = await require_keeper(livestream_id)

    async def act() -> None:
        if count := await close_reports(livestream_id, message_id, by):
            tell_keepers(livestream_id, What.REPORT_CLOSED, by, message_id=message_id, count=count)

    await get_context().commits.run(act)
    return "", 204

"""`/me/sessions`: where an account is signed in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field
from quart import Blueprint
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.auth import require_credential
from api.context import get_live
from api.docs.openapi import SIGNED_IN, Empty
from api.problems.problem import problems
from api.shapes.devices import BrowserName, SystemName, present_names
from catalog.accounts.sessions import Method, Session, end_session, end_sessions, select_sessions
from contract.moments import to_rfc3339

blueprint = Blueprint("sign_ins", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Accounts"])
security_scheme_blueprint(blueprint, SIGNED_IN)


@dataclass(kw_only=True)
class SignInBody:
    """A session, as its owner sees it."""

    id: str
    current: Annotated[bool, Field(description="The one that asks.")]
    device: Annotated[
        str | None, Field(description="What it began from, as that said itself.", examples=["Firefox on Linux"])
    ]
    browser: BrowserName
    system: SystemName
    address: Annotated[str | None, Field(description="Where it began; of IPv6 the network.")]
    method: Annotated[Method, Field(description="How it began.")]
    created_at: datetime
    last_seen_at: Annotated[datetime, Field(description="Its last use, to five minutes.")]
    expires_at: datetime


@dataclass(kw_only=True)
class SignInList:
    """All of an account's sessions, the last begun first."""

    sessions: list[SignInBody]


@blueprint.get("/me/sessions")
@document_response(SignInList)
@problems(401, 403)
async def list_sessions() -> dict[str, Any]:
    """Where the account is signed in."""
    credential = await require_credential()
    sessions = await select_sessions(credential.account.id)
    return {"sessions": [_present(session, session.name == credential.name) for session in sessions]}


@blueprint.delete("/me/sessions/<session_id>")
@document_response(Empty, 204)
@problems(401, 403, 404)
async def remove_session(session_id: str) -> tuple[str, int]:
    """End a session.

    Its token stops working at once, and what was opened with it (channels, passes) within five seconds.
    """
    account = (await require_credential()).account
    await end_session(account.id, session_id)
    get_live().recheck(account.id)
    return "", 204


@blueprint.delete("/me/sessions")
@document_response(Empty, 204)
@problems(401, 403)
async def remove_other_sessions() -> tuple[str, int]:
    """End all sessions but the one that asks."""
    credential = await require_credential()
    await end_sessions(credential.account.id, but=credential.name)
    get_live().recheck(credential.account.id)
    return "", 204


def _present(session: Session, current: bool) -> dict[str, Any]:
    return {
        "id": session.id,
        "current": current,
        "device": session.device or None,
        **present_names(session.device),
        "address": session.address or None,
        "method": session.method,
        "created_at": to_rfc3339(session.created_at),
        "last_seen_at": to_rfc3339(session.last_seen_at),
        "expires_at": to_rfc3339(session.expires_at),
    }

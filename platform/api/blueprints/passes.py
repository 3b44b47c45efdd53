"""`/livestreams/:id/pass`: what opens the media of a gated livestream."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from quart import Blueprint, request
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.auth import require_credential
from api.context import get_context
from api.docs.openapi import scoped
from api.embeds.tickets import read_ticket
from api.problems.problem import Problem, ProblemError, problems
from api.shapes.bodies import STRICT, Flag
from api.shapes.devices import BrowserName, SystemName, present_names
from api.shapes.validation import validate_request
from api.tokens.entry import NoEntry, check_holdings
from catalog.accounts.credentials import Credential
from catalog.accounts.sessions import select_sessions
from catalog.gates.gate import replay_owed
from catalog.gates.passes import issue_pass
from catalog.livestreams.board import select_livestream
from catalog.livestreams.errors import NotFoundError
from contract.gates import read_gate, read_replay_gate
from contract.livestreams import complete
from contract.moments import to_rfc3339
from contract.wording.faults import FaultError
from live.channels.request import SCREEN

blueprint = Blueprint("passes", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Livestreams"])
security_scheme_blueprint(blueprint, scoped("watch"))


@dataclass(kw_only=True)
class PassBody:
    """A pass to a gated livestream. Whoever has it can watch, for as long as a page of its sign-in does."""

    pass_: Annotated[str, Field(alias="pass", description="Secret. Stands in an address before the file's name.")]
    media_url: Annotated[str, Field(description="The playlist. It plays while the livestream is live.")]
    replay_url: Annotated[
        str | None, Field(description="What is kept of it; null: nothing, or not for this account.")
    ]
    expires_at: Annotated[datetime, Field(description="At the latest; ask for another before.")]


def _check_screen(name: str) -> str:
    if re.fullmatch(SCREEN, name) is None:
        raise FaultError("screen_name")
    return name


@dataclass(kw_only=True)
class PassRequest:
    """Somebody wants to watch."""

    __pydantic_config__ = STRICT

    watch_here: Annotated[Flag, Field(description="Close the oldest page of this account if there are too many.")] = (
        False
    )
    screen: Annotated[
        Annotated[str, AfterValidator(_check_screen), Field(json_schema_extra={"pattern": f"^{SCREEN}$"})] | None,
        Field(description="What the page calls itself, as in the address of its channel."),
    ] = None


@dataclass(kw_only=True)
class WatchedBody:
    """A livestream that is watched elsewhere."""

    id: str
    title: str


@dataclass(kw_only=True)
class ScreenBody:
    """A page of the account on which it watches."""

    livestream: WatchedBody
    device: Annotated[
        str | None, Field(description="In words, such as Firefox on Linux. Null: not known, or a program's.")
    ]
    browser: BrowserName
    system: SystemName
    since: datetime


@dataclass(kw_only=True)
class NoRoom(Problem):
    """A refusal, and for `too_many_screens` what is in the way."""

    screens: Annotated[list[ScreenBody] | None, Field(description="The other pages, the oldest first.")] = None
    most: Annotated[int | None, Field(description="How many there may be.")] = None


@blueprint.post("/livestreams/<livestream_id>/pass")
@document_response(PassBody)
@document_response(NoEntry, 403)
@document_response(NoRoom, 409)
@problems(400, 401, 404)
@validate_request(PassRequest, optional=True)
async def create_pass(livestream_id: str, data: PassRequest) -> dict[str, Any]:
    """Get a pass to a gated livestream, or to its replay where only that is gated.

    Its media is at `media_url`, what is kept of it at `replay_url`, and nowhere without a pass. A sign-in that has
    one gets the same again. Open `/ws/livestreams/{id}` first: a pass is good while a socket of its sign-in is open
    there, and 15 seconds longer; each of these is a screen, of which an account has a limited number. A livestream's
    own artist needs neither tokens nor screens. A page that is refused one, as one of too many, closes its socket:
    else that counts as a viewer until it is closed for it.
    """
    credential = await read_ticket(request, livestream_id) or await require_credential("watch")
    account = credential.account
    read = await select_livestream(livestream_id)
    if read is None:
        raise NotFoundError
    (entry,) = read.entries
    own = account.id == entry.artist_id
    replay = (entry.private if own else entry.livestream)["replay"]
    if not read_replay_gate(entry.livestream) and (replay is None or replay["visibility"] != "private"):
        words = "This livestream is for everybody: its hls_url plays without a pass."
        raise ProblemError(409, "not_gated", words)
    context = get_context()
    # Where the show is for everybody, for its replay; else as many.
    await check_holdings(account.id, entry, replay_owed(account.id, entry.artist_id, entry.livestream))
    if not own:
        await _make_room(credential, livestream_id, data)
    gate = read_gate(entry.livestream)
    issued = await issue_pass(context.keys, livestream_id, account.id, credential.name, gate=gate, replay=replay)
    return {
        "pass": issued.text,
        "media_url": complete(issued.media_path, context.origin_url),
        "replay_url": issued.replay_path and complete(issued.replay_path, context.origin_url),
        "expires_at": to_rfc3339(issued.expires_at),
    }


async def _make_room(credential: Credential, livestream_id: str, data: PassRequest) -> None:
    """Raises ProblemError: 409 too_many_screens"""
    context = get_context()
    most = context.settings.max_screens
    others = await context.live.make_room(
        credential.account.id, credential.name, livestream_id, data.screen, most, move=data.watch_here
    )
    if not others:
        return
    words = (
        f"Your account watches on {len(others)} other pages, and more are not possible. "
        "Close one of them, or watch here instead."
    )
    devices = {session.name: session.device for session in await select_sessions(credential.account.id)}
    screens = [
        {
            "livestream": {"id": one.livestream_id, "title": one.title},
            "device": devices.get(one.session) or None,
            **present_names(devices.get(one.session, "")),
            "since": to_rfc3339(one.opened_at),
        }
        for one in others
    ]
    raise ProblemError(409, "too_many_screens", words, members={"screens": screens, "most": most})

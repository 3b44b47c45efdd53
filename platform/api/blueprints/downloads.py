"""`/livestreams/:id/replay/download`: what is kept of a livestream, as one file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from pydantic import Field
from quart import Blueprint, request
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import read_credential, require_credential
from api.context import get_context
from api.docs.openapi import ANYBODY, Empty, Film
from api.problems.problem import ProblemError, problems
from api.shapes.bodies import STRICT
from api.shapes.validation import validate_querystring
from api.tokens.entry import NoEntry, check_holdings
from catalog.gates.gate import replay_owed
from catalog.gates.passes import issue_pass
from catalog.livestreams.board import select_livestream
from catalog.livestreams.errors import NotFoundError
from catalog.recordings.errors import ReplayNotFoundError
from catalog.recordings.rules import Visibility
from contract.gates import read_gate, read_replay_gate
from contract.livestreams import Entry, complete

blueprint = Blueprint("downloads", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Replays"])

FILM = "film.mp4"
Seconds = Annotated[float, Field(ge=0, lt=10_000_000, allow_inf_nan=False)]


@dataclass(kw_only=True)
class DownloadQuery:
    """Which time of the show."""

    __pydantic_config__ = STRICT

    from_: Annotated[
        Seconds | None, Field(alias="from", description="Seconds since the replay's `from`; else from its begin.")
    ] = None
    to: Annotated[Seconds | None, Field(description="Up to here; else to its end, or what there is by now.")] = None


@blueprint.get("/livestreams/<livestream_id>/replay/download")
@document_response(Film, 200)
@document_response(Empty, 302)
@document_response(NoEntry, 403)
@security_scheme(ANYBODY)
@problems(400, 401, 404)
@validate_querystring(DownloadQuery)
async def download_replay(livestream_id: str, query_args: DownloadQuery) -> tuple[str, int, dict[str, str]]:
    """Download what is kept of a livestream, or a range of it, as one MP4 file.

    Leads to the file at the media's address, which is good for this account alone where it takes a pass: follow it
    (`curl -L`), and do not keep it. The file can be resumed. Its artist may, and who may watch the replay where
    `fans_may_download` is set: 403 `download_not_allowed`. What takes a pass goes on for as long as a page of the
    same sign-in shows the livestream.
    """
    begin, end = query_args.from_, query_args.to
    if begin is not None and end is not None and begin >= end:
        raise ProblemError(400, "invalid_request", "from must be less than to.")
    credential = await read_credential(request)
    if credential is not None and not credential.may("watch"):
        credential = None
    read = await select_livestream(livestream_id)
    if read is None:
        raise NotFoundError
    (entry,) = read.entries
    own = credential is not None and credential.account.id == entry.artist_id
    replay = (entry.private if own else entry.livestream)["replay"]
    if replay is None or replay["url"] is None:
        raise ReplayNotFoundError
    if not own and not entry.livestream["fans_may_download"]:
        raise ProblemError(403, "download_not_allowed", "This show's artist lets nobody download it.")
    return await lead_to_film(entry, replay, {"from": begin, "to": end})


async def lead_to_film(
    entry: Entry, replay: Mapping[str, Any], span: Mapping[str, float | None]
) -> tuple[str, int, dict[str, str]]:
    """Where the film of this replay, or of a clip, is for whoever sends the current request: `replay` has its `url`
    and its `visibility`, and is what `entry` shows, too.

    Raises:
        ProblemError: as `require_credential` and `check_holdings`, where it takes a pass
    """
    context = get_context()
    address: str = replay["url"]
    if read_replay_gate(entry.livestream) or replay["visibility"] == Visibility.PRIVATE:
        credential = await require_credential("watch")
        account_id = credential.account.id
        await check_holdings(account_id, entry, replay_owed(account_id, entry.artist_id, entry.livestream))
        gate, show = read_gate(entry.livestream), entry.livestream_id
        issued = await issue_pass(context.keys, show, account_id, credential.name, gate=gate, replay=replay)
        address = issued.replay_path or address
    folder, _, _ = complete(address, context.origin_url).rpartition("/")
    said = {name: f"{value:.3f}" for name, value in span.items() if value is not None}
    location = f"{folder}/{FILM}{'?' if said else ''}{urlencode(said)}"
    return "", 302, {"Location": location, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}

"""`/livestreams/:id/clips` and `/clips/:id`: what is cut out of shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from pydantic import Field
from quart import Blueprint, request
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import authenticate, read_credential, require_account
from api.blueprints.downloads import lead_to_film
from api.changes import change_livestream
from api.context import Context, get_context
from api.docs.openapi import ANYBODY, Empty, Film, scoped
from api.limits.rates import check_tries
from api.limits.throttles import Bound
from api.problems.problem import ProblemError, problems
from api.shapes.bodies import STRICT, ArtistBody, Flag, Title, left_out, list_changes
from api.shapes.pages import Cursor, NextCursor
from api.shapes.validation import validate_querystring, validate_request
from api.tokens.entry import NoEntry
from catalog.clips.changes import Draft, delete_clip, insert_clip, update_clip
from catalog.clips.errors import ClipNotFoundError, NoClippingError
from catalog.clips.lists import select_clip, select_clips
from catalog.clips.rules import LEAST, MOST, Clip, describe
from catalog.gates.gate import may_replay, replay_owed
from catalog.ledger.wallets import Pair
from catalog.livestreams.board import select_livestream
from catalog.livestreams.errors import NotFoundError
from catalog.shapes import Account
from contract.events.shapes import ClipState
from contract.livestreams import Entry, complete

blueprint = Blueprint("clips", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Clips"])

MADE: Final = Bound("clips", 10, 60)
"""By one account: fans press a button, and press it again."""

Seconds = Annotated[float, Field(strict=True, ge=0, le=100_000_000)]


@dataclass(kw_only=True)
class ClipDraft:
    """A clip to be."""

    __pydantic_config__ = STRICT

    from_: Annotated[
        Seconds, Field(alias="from", description="Where it begins: seconds of show time, counted from `replay.from`.")
    ]
    to: Annotated[
        Seconds,
        Field(
            description=f"Where it ends: {LEAST.seconds} to {MOST.seconds} seconds after that, and no later than "
            "what was live a moment ago."
        ),
    ]
    title: Title


@dataclass(kw_only=True)
class ClipChanges:
    """What is to be different; fields left out stay as they are."""

    __pydantic_config__ = STRICT

    title: Title = left_out()
    hidden: Annotated[Flag, Field(description="Its show's artist only: nobody else sees it, nor knows of it.")] = (
        left_out()
    )
    keep: Annotated[Flag, Field(description="Its show's artist only: it stays though the recording be deleted.")] = (
        left_out()
    )


@dataclass(kw_only=True)
class ClipBody:
    """Two moments of a show, and what is between them."""

    id: str
    livestream_id: str
    title: str
    from_: Annotated[float, Field(alias="from", description="Seconds of show time.")]
    to: float
    duration: Annotated[float, Field(description="Seconds, interruptions of the show among them.")]
    url: Annotated[
        str | None,
        Field(
            description="The playlist, for whoever may have the replay. Where that takes a pass, put it before the "
            "file's name. Null: not for you, hidden, or gone."
        ),
    ]
    page_url: Annotated[str, Field(description="Where a person watches it.")]
    still_url: Annotated[str | None, Field(description="A picture of it; null: there is none, or not for you.")]
    creator: Annotated[ArtistBody | None, Field(description="Who made it; null: they have closed their account.")]
    hidden: Annotated[bool, Field(description="Nobody but its show's artist is told of it.")]
    keep: Annotated[bool, Field(description="It stays though the recording be deleted.")]
    state: Annotated[
        ClipState,
        Field(
            description="`recording`: it plays, and its last seconds are being written. `ready`: all of it is there. "
            "`gone`: the recording was deleted, and it was not kept."
        ),
    ]
    created_at: datetime


@dataclass(kw_only=True)
class ClipsQuery:
    """Which clips."""

    __pydantic_config__ = STRICT

    mine: Annotated[bool, Field(description="Those that the account has made that asks.")] = False
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Cursor = None


@dataclass(kw_only=True)
class ClipPage:
    """Some clips."""

    clips: list[ClipBody]
    next_cursor: NextCursor


@blueprint.post("/livestreams/<livestream_id>/clips")
@document_response(ClipBody, 201)
@security_scheme(scoped("manage"))
@problems(400, 401, 403, 404, 409)
@validate_request(ClipDraft)
async def create_clip(livestream_id: str, data: ClipDraft) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Cut a clip out of a show, while it is live or afterwards.

    Its artist may, and where `fans_may_clip` is set, whoever is signed in, may have the replay, and is neither
    blocked nor banned from the artist's chat. It plays at once, up to what was live a moment ago.
    """
    account = await require_account("manage")
    context = get_context()
    await check_tries(context.throttles, MADE, account.id)
    entry = await _read_show(livestream_id)
    holdings = await _read_holdings([entry], account, context)
    if not may_replay(account.id, entry.artist_id, entry.livestream, holdings):
        raise NoClippingError("not_enough_tokens")
    draft = Draft(data.from_, data.to, data.title)
    made = await change_livestream(lambda: insert_clip(livestream_id, account.id, draft))
    (shown,) = await present_clips([(made.clip, entry)], account)
    return shown, 201, {"Location": f"/api/v1/clips/{made.clip.id}"}


@blueprint.get("/livestreams/<livestream_id>/clips")
@document_response(ClipPage)
@security_scheme(ANYBODY)
@problems(400, 401, 404)
@validate_querystring(ClipsQuery)
async def list_clips(livestream_id: str, query_args: ClipsQuery) -> dict[str, Any]:
    """A show's clips, the last made first. Those that are hidden its artist sees alone."""
    account = await require_account("watch") if query_args.mine else await authenticate(request)
    entry = await _read_show(livestream_id)
    page = await select_clips(
        livestream_id,
        account.id if account is not None else None,
        limit=query_args.limit,
        cursor=query_args.cursor,
        mine=query_args.mine,
    )
    clips = await present_clips([(clip, entry) for clip in page.clips], account)
    return {"clips": clips, "next_cursor": page.next_cursor}


@blueprint.get("/clips/<clip_id>")
@document_response(ClipBody)
@security_scheme(ANYBODY)
@problems(404)
async def read_clip(clip_id: str) -> dict[str, Any]:
    """One clip."""
    account = await authenticate(request)
    return await _present_one(await select_clip(clip_id, account.id if account is not None else None), account)


@blueprint.get("/clips/<clip_id>/download")
@document_response(Film, 200)
@document_response(Empty, 302)
@document_response(NoEntry, 403)
@security_scheme(ANYBODY)
@problems(401, 404)
async def download_clip(clip_id: str) -> tuple[str, int, dict[str, str]]:
    """Download a clip as one MP4 file, true to the picture.

    Leads to the file as `GET /livestreams/{id}/replay/download` does, and for the same people.
    """
    credential = await read_credential(request)
    account_id = credential.account.id if credential is not None and credential.may("watch") else None
    clip = await select_clip(clip_id, account_id)
    entry = await _read_show(clip.livestream_id)
    if describe(clip, datetime.now(UTC), "")["url"] is None:
        raise ClipNotFoundError
    if account_id != entry.artist_id and not entry.livestream["fans_may_download"]:
        raise ProblemError(403, "download_not_allowed", "This show's artist lets nobody download it.")
    replay = {"url": clip.path, "visibility": clip.source.visibility}
    return await lead_to_film(_gate_of(clip, entry), replay, {})


@blueprint.patch("/clips/<clip_id>")
@document_response(ClipBody)
@security_scheme(scoped("manage"))
@problems(400, 401, 403, 404, 409)
@validate_request(ClipChanges)
async def change_clip(clip_id: str, data: ClipChanges) -> dict[str, Any]:
    """Rename a clip, hide it, or keep it for longer than the recording: its show's artist. Whoever made it may rename
    it."""
    account = await require_account("manage")
    changes = list_changes(data)
    changed = await change_livestream(lambda: update_clip(clip_id, account.id, changes))
    return await _present_one(changed.clip, account)


@blueprint.delete("/clips/<clip_id>")
@document_response(Empty, 204)
@security_scheme(scoped("manage"))
@problems(401, 403, 404)
async def remove_clip(clip_id: str) -> tuple[str, int]:
    """Delete a clip: its show's artist, or whoever made it. It plays for nobody a few seconds later."""
    account = await require_account("manage")
    await change_livestream(lambda: delete_clip(clip_id, account.id))
    return "", 204


async def find_public(clip_id: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """`ClipBody` of a clip that everybody may see, and its livestream; None: not everybody may.

    Raises:
        ClipNotFoundError, NotFoundError: there is none, or it is hidden.
    """
    clip = await select_clip(clip_id, None)
    entry = await _read_show(clip.livestream_id)
    (shown,) = await present_clips([(clip, entry)], None)
    return None if shown["url"] is None else (shown, dict(entry.livestream))


async def present_clips(clips: Sequence[tuple[Clip, Entry]], account: Account | None) -> list[dict[str, Any]]:
    """`ClipBody` of clips, each with its livestream, as `account` may see them from where it asks."""
    context = get_context()
    account_id = account.id if account is not None else None
    gated = [_gate_of(clip, entry) for clip, entry in clips]
    holdings = await _read_holdings(gated, account, context)
    now = datetime.now(UTC)
    shown = [describe(clip, now, context.settings.page_url) for clip, _ in clips]
    for each, gate in zip(shown, gated, strict=True):
        if not may_replay(account_id, gate.artist_id, gate.livestream, holdings):
            each["url"] = each["still_url"] = None
        for name in ("url", "still_url"):
            each[name] = each[name] and complete(each[name], context.origin_url)
    return shown


async def _present_one(clip: Clip, account: Account | None) -> dict[str, Any]:
    (shown,) = await present_clips([(clip, await _read_show(clip.livestream_id))], account)
    return shown


def _gate_of(clip: Clip, entry: Entry) -> Entry:
    """The livestream as if that recording were its replay which the clip is of: it may be an earlier one."""
    replay = {"visibility": clip.source.visibility.value}
    return Entry(entry.livestream_id, entry.artist_id, {**entry.livestream, "replay": replay})


async def _read_show(livestream_id: str) -> Entry:
    """Raises NotFoundError"""
    read = await select_livestream(livestream_id)
    if read is None:
        raise NotFoundError
    return read.entries[0]


async def _read_holdings(entries: Sequence[Entry], account: Account | None, context: Context) -> Mapping[Pair, int]:
    """What the account holds, as far as it matters."""
    if account is None:
        return {}
    owing = {each.artist_id for each in entries if replay_owed(account.id, each.artist_id, each.livestream)}
    return await context.live.read_holdings([(account.id, artist_id) for artist_id in owing]) if owing else {}

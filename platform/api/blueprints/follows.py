"""Following artists, and being reminded of shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field
from quart import Blueprint
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import require_account
from api.context import get_live
from api.docs.openapi import Empty, scoped
from api.problems.problem import problems
from api.shapes.bodies import STRICT, ArtistBody
from api.shapes.validation import validate_request
from catalog.follows.follows import Follow, count_followers, follow, select_follows, unfollow
from catalog.follows.reminders import forget, remind, select_reminders
from contract.moments import to_rfc3339

blueprint = Blueprint("follows", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Follows"])


@dataclass(kw_only=True)
class FollowDraft:
    """How somebody wants to hear of an artist's shows."""

    __pydantic_config__ = STRICT

    push: Annotated[bool, Field(description="On their devices, where these may show notices.")] = True
    mail: Annotated[bool, Field(description="By mail, once their address is verified.")] = False


@dataclass(kw_only=True)
class FollowBody:
    """An artist that somebody follows."""

    artist: ArtistBody
    push: bool
    mail: bool
    created_at: datetime


@dataclass(kw_only=True)
class FollowedBody(FollowBody):
    """The same, with how many do."""

    followers: Annotated[int, Field(ge=0)]


@dataclass(kw_only=True)
class FollowsBody:
    """All that somebody wants to hear of."""

    follows: list[FollowBody]
    reminders: Annotated[list[str], Field(description="Livestreams to come, by `id`.")]


@blueprint.get("/me/follows")
@document_response(FollowsBody)
@security_scheme(scoped("watch"))
@problems(401, 403)
async def list_follows() -> dict[str, Any]:
    """Whom you follow, the last first, and which shows you are to be reminded of."""
    account = await require_account("watch")
    follows, reminders = await select_follows(account.id), await select_reminders(account.id)
    return {"follows": [_present(one) for one in follows], "reminders": reminders}


@blueprint.put("/artists/<artist_id>/follow")
@document_response(FollowedBody)
@security_scheme(scoped("watch"))
@problems(400, 401, 403, 404, 409)
@validate_request(FollowDraft)
async def follow_artist(artist_id: str, data: FollowDraft) -> dict[str, Any]:
    """Follow an artist, or change how you hear of their shows.

    Your devices ring, or a mail comes, a day, an hour and five minutes before a show, when it begins, and when it is
    moved or cancelled: see `docs/notices.md`.
    """
    account = await require_account("watch")
    made = await follow(account.id, artist_id, push=data.push, mail=data.mail)
    get_live().tell_follow(account.id, artist_id, following=True, push=made.push, mail=made.mail)
    return {**_present(made), "followers": await count_followers(artist_id)}


@blueprint.delete("/artists/<artist_id>/follow")
@document_response(Empty, 204)
@security_scheme(scoped("watch"))
@problems(401, 403)
async def unfollow_artist(artist_id: str) -> tuple[str, int]:
    """Follow an artist no longer. The answer is the same where you did not."""
    account = await require_account("watch")
    if await unfollow(account.id, artist_id):
        get_live().tell_follow(account.id, artist_id, following=False, push=False, mail=False)
    return "", 204


@blueprint.put("/livestreams/<livestream_id>/reminder")
@document_response(Empty, 204)
@security_scheme(scoped("watch"))
@problems(401, 403, 404, 409)
async def set_reminder(livestream_id: str) -> tuple[str, int]:
    """Be reminded of one show to come, whether you follow its artist or not.

    409 `not_to_come` where it is on, over or cancelled.
    """
    account = await require_account("watch")
    await remind(account.id, livestream_id)
    get_live().tell_reminder(account.id, livestream_id, reminded=True)
    return "", 204


@blueprint.delete("/livestreams/<livestream_id>/reminder")
@document_response(Empty, 204)
@security_scheme(scoped("watch"))
@problems(401, 403)
async def remove_reminder(livestream_id: str) -> tuple[str, int]:
    """Be reminded no longer. The answer is the same where you were not to be."""
    account = await require_account("watch")
    if await forget(account.id, livestream_id):
        get_live().tell_reminder(account.id, livestream_id, reminded=False)
    return "", 204


def _present(one: Follow) -> dict[str, Any]:
    return {
        "artist": {"id": one.artist_id, "display_name": one.artist_name},
        "push": one.push,
        "mail": one.mail,
        "created_at": to_rfc3339(one.created_at),
    }

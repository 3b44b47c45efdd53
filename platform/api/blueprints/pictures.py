"""`/me/picture`, `/livestreams/:id/cover`: uploading pictures; `/pictures/...`: where they are."""

import re
from contextlib import suppress
from functools import partial
from typing import Any, Final, cast

from quart import Blueprint, Response, request
from quart_schema import document_response, security_scheme, tag_blueprint
from werkzeug.exceptions import RequestEntityTooLarge

from api.auth import require_account, require_artist
from api.changes import change_livestream
from api.context import get_context
from api.docs.openapi import Jpeg, scoped
from api.http.security import BARE_POLICY
from api.limits.rates import check_tries
from api.limits.throttles import Bound
from api.problems.problem import problems
from api.shapes.bodies import AccountBody, LivestreamBody, present_account, present_livestream
from catalog.livestreams.changes import retell_livestream, select_open_ids
from catalog.livestreams.errors import NotFoundError
from catalog.pictures.changes import check_own, put_cover, put_portrait
from catalog.pictures.errors import PictureNotFoundError, PictureTooLargeError
from catalog.pictures.making import Made

blueprint = Blueprint("pictures", __name__)
tag_blueprint(blueprint, ["Artists"])

API: Final = "/api/v1"
UPLOADS: Final = Bound("pictures", 30, 3600)
"""By account: each is decoded, and told to all who see it."""
NAME: Final = re.compile(r"([0-9a-f]{6}-[0-9a-f]{24})-(large|small)\.jpg")
KEPT: Final = "public, max-age=31536000, immutable"


@blueprint.put(f"{API}/livestreams/<livestream_id>/cover")
@document_response(LivestreamBody)
@security_scheme(scoped("manage"))
@problems(400, 401, 403, 404, 413, 429, 503)
async def replace_cover(livestream_id: str) -> dict[str, Any]:
    """Give a livestream a cover.

    The body is the picture itself: JPEG, PNG, WebP or AVIF, at most 10 MB and 40 megapixels, at least 480x270 pixels.
    It is made anew: upright, cut to 16:9 (1280x720 and 480x270 pixels), without anything that the file said of itself
    (places, cameras). Everybody may see it, gated or not. 400 `picture_unreadable`, `picture_too_small`; 413
    `picture_too_large`; 30 an hour.
    """
    artist = await require_artist("manage")
    await check_own(livestream_id, artist.id)
    made = await _make("cover", artist.id)
    change = await change_livestream(lambda: put_cover(livestream_id, artist.id, made))
    return await present_livestream(change.entry, artist, get_context())


@blueprint.delete(f"{API}/livestreams/<livestream_id>/cover")
@document_response(LivestreamBody)
@security_scheme(scoped("manage"))
@problems(401, 403, 404)
async def remove_cover(livestream_id: str) -> dict[str, Any]:
    """Take a livestream's cover away. Where there is none: nothing."""
    artist = await require_artist("manage")
    change = await change_livestream(lambda: put_cover(livestream_id, artist.id, None))
    return await present_livestream(change.entry, artist, get_context())


@blueprint.put(f"{API}/me/picture")
@document_response(AccountBody)
@security_scheme(scoped("manage"))
@problems(400, 401, 403, 413, 429, 503)
async def replace_picture() -> dict[str, Any]:
    """Give yourself a picture, which is shown with an artist's name.

    The body is the picture itself, as of `PUT /livestreams/{livestream_id}/cover`; it is cut to a square (512 and 128
    pixels), and has at least 128.
    """
    account = await require_account("manage")
    return await _put_portrait(account.id, await _make("portrait", account.id))


@blueprint.delete(f"{API}/me/picture")
@document_response(AccountBody)
@security_scheme(scoped("manage"))
@problems(401, 403)
async def remove_picture() -> dict[str, Any]:
    """Take your picture away."""
    return await _put_portrait((await require_account("manage")).id, None)


@blueprint.get("/pictures/<picture>")
@document_response(Jpeg)
@problems(404)
async def read_picture(picture: str) -> Response:
    """A picture, which never changes: another one has another name."""
    found = NAME.fullmatch(picture)
    if found is None:
        raise PictureNotFoundError
    body = await get_context().shelf.find(*found.groups())
    headers = {"Cache-Control": KEPT, "ETag": f'"{picture}"', "Content-Security-Policy": BARE_POLICY}
    if picture in request.if_none_match:
        return Response(b"", 304, headers)
    return Response(body, 200, headers, content_type="image/jpeg")


async def _make(kind: str, account_id: str) -> Made:
    context = get_context()
    await check_tries(context.throttles, UPLOADS, account_id)
    try:
        upload = cast("bytes", await request.get_data(as_text=False))
    except RequestEntityTooLarge:
        raise PictureTooLargeError from None
    return await context.workshop.make(kind, upload)


async def _put_portrait(account_id: str, made: Made | None) -> dict[str, Any]:
    account = await get_context().commits.run(lambda: put_portrait(account_id, made))
    for livestream_id in await select_open_ids(account_id):
        with suppress(NotFoundError):  # deleted meanwhile
            await change_livestream(partial(retell_livestream, livestream_id, account_id))
    return present_account(account)

"""`/livestreams/:id/chat/:message/thanks`: an artist thanks somebody by name."""

from typing import Any

from quart import Blueprint
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import require_artist
from api.blueprints.chat import MessageBody
from api.context import get_context, get_live
from api.docs.openapi import scoped
from api.problems.problem import problems
from catalog.chat.entry import find_writer
from catalog.chat.thanks import Thanked, thank_author
from catalog.livestreams.board import select_livestream
from catalog.livestreams.errors import NotAllowedError, NotFoundError

blueprint = Blueprint("chat_thanks", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Chat"])


@blueprint.post("/livestreams/<livestream_id>/chat/<message_id>/thanks")
@document_response(MessageBody, 200)
@document_response(MessageBody, 201)
@security_scheme(scoped("chat"))
@problems(401, 403, 404, 409)
async def thank(livestream_id: str, message_id: str) -> tuple[dict[str, Any], int]:
    """Thank whoever said this, by name, on every screen: a message of kind `notice` appears in the room, whose
    `about` is `{"thanks": {"account": {id, display_name}, "message_id"}}`, and the artist's overlays show it.

    For the livestream's artist, while its room is open (else 409 `chat_closed`). Each message is thanked for once:
    the second time it is answered with 200. 409 `nobody_to_thank`: it is the artist's own, the room's, or of an
    account that is closed.
    """
    artist = await require_artist("chat")
    context = get_context()
    read = await select_livestream(livestream_id)
    if read is None:
        raise NotFoundError
    (entry,) = read.entries
    if entry.artist_id != artist.id:
        raise NotAllowedError
    await find_writer(entry, artist.id, {})  # whether the room is open

    async def act() -> Thanked:
        thanked = await thank_author(livestream_id, message_id, artist)
        if thanked.batch is not None:
            context.live.chat.announce(thanked.batch)
        if thanked.alert is not None:
            get_live().overlays.alerts.announce(thanked.alert)
        return thanked

    thanked = await context.commits.run(act)
    return dict(thanked.notice), 200 if thanked.again else 201

"""The channels' routes in Quart: accept, authorise, hand the transport to the hub. The plain case is elsewhere."""

import logging
from collections.abc import Awaitable, Callable
from typing import cast

from quart import Quart, Response, websocket
from quart_schema import hide
from werkzeug.exceptions import NotFound

from api.channels.admission import Visitor, admit_artist, admit_livestream, admit_lobby, check_room
from api.channels.grant import Grant, Refusal
from api.channels.join import join
from api.channels.upgrade import DETACH, Detach
from api.http.address import origin_for
from api.limits.rates import block_of
from api.problems.problem import ProblemError
from catalog.db.orm import OUTAGES
from live.live import Live
from settings import Settings

logger = logging.getLogger(__name__)

Identify = Callable[[], Awaitable[Visitor]]


def register_channels(app: Quart, live: Live, identify: Identify, settings: Settings) -> None:
    """Add `/ws/livestreams`, `/ws/livestreams/:id` and `/ws/artist`. `identify` reads the current websocket."""

    async def serve(admit: Callable[[], Awaitable[Grant]]) -> None:
        scope = websocket.scope
        client = scope.get("client")
        address = block_of(client[0] if client else None, scope["headers"], settings)
        await websocket.accept()
        try:
            check_room(live, address)
            grant = await admit()
            check_room(live, address)
        except Refusal as refusal:
            # Accepted first, refused then: browsers show a page no other reason than a close code.
            await websocket.close(refusal.code, str(refusal))
            return
        except OUTAGES as error:
            logger.error("%s: the database failed: %s", websocket.path, error)
            await websocket.close(1012, "the database does not answer: reconnect")
            return
        detach = cast("Detach", scope["extensions"][DETACH])
        transport = detach()
        if transport is None:
            await websocket.close(1003, "this channel only sends; it takes no messages")
            return
        join(live, transport, grant, address, origin_for(scope, settings, live.hub))

    @app.websocket("/ws/livestreams")
    async def lobby() -> None:
        await serve(lambda: admit_lobby(live, websocket.query_string))

    @app.websocket("/ws/livestreams/<livestream_id>")
    async def livestream(livestream_id: str) -> None:
        await serve(lambda: admit_livestream(live, livestream_id, websocket.query_string, identify))

    @app.websocket("/ws/artist")
    async def artist() -> None:
        await serve(lambda: admit_artist(live, websocket.query_string, identify))

    @app.websocket("/ws/<path:path>")
    async def unknown(path: str) -> None:
        raise NotFound  # the handshake is answered with it

    @app.get("/ws/livestreams")
    @app.get("/ws/livestreams/<livestream_id>")
    @app.get("/ws/artist")
    @hide
    async def explain(livestream_id: str = "") -> Response:
        words = "A WebSocket is at this address. Plain HTTP has /api/v1/livestreams/events; see /docs/events."
        raise ProblemError(426, "websocket_only", words, headers={"Upgrade": "websocket", "Connection": "Upgrade"})

"""The channels' routes in Quart: accept, authorise, hand the transport to the hub. The plain case is elsewhere."""

import logging
from typing import cast

from quart import Quart, Response, websocket
from quart_schema import hide
from werkzeug.exceptions import NotFound

from api.channels.upgrade import DETACH, Detach
from api.embeds.tickets import choose_protocol
from api.http.address import origin_for
from api.http.overlays import hide_address
from api.limits.rates import block_of
from api.problems.problem import ProblemError
from catalog.db.orm import OUTAGES
from live.channels.admission import admit, check_room
from live.channels.kind import Kind
from live.channels.kinds import KINDS
from live.channels.opening import join
from live.channels.request import Identify, Refusal
from live.live import Live
from settings import Settings

logger = logging.getLogger(__name__)


def register_channels(app: Quart, live: Live, identify: Identify, settings: Settings) -> None:
    """Add every kind of channel at its paths. `identify` reads the current websocket."""

    async def serve(kind: Kind, subject: str = "") -> None:
        scope = websocket.scope
        client = scope.get("client")
        address = block_of(client[0] if client else None, scope["headers"], settings)
        await websocket.accept(subprotocol=choose_protocol(websocket))
        try:
            check_room(live, address)
            grant = await admit(live, kind, subject, websocket.query_string, identify)
            check_room(live, address)
        except Refusal as refusal:
            # Accepted first, refused then: browsers show a page no other reason than a close code.
            await websocket.close(refusal.code, str(refusal))
            return
        except OUTAGES as error:
            logger.error("%s: the database failed: %s", hide_address(websocket.path), error)
            await websocket.close(1012, "the database does not answer: reconnect")
            return
        detach = cast("Detach", scope["extensions"][DETACH])
        transport = detach()
        if transport is None:
            await websocket.close(1003, "this channel only sends; it takes no messages")
            return
        join(live, transport, grant, address, origin_for(scope, settings, live.hub))

    def add(kind: Kind, path: str) -> None:
        rule = path.replace("{", "<").replace("}", ">")

        @app.websocket(rule, endpoint=f"channel {path}")
        async def channel(**subject: str) -> None:
            await serve(kind, *subject.values())

        @app.get(rule, endpoint=f"channel {path} asked for by HTTP")
        @hide
        async def explain(**subject: str) -> Response:
            words = "A WebSocket is at this address. Plain HTTP has /api/v1/livestreams/events; see /docs/events."
            headers = {"Upgrade": "websocket", "Connection": "Upgrade"}
            raise ProblemError(426, "websocket_only", words, headers=headers)

    for kind in KINDS:
        for path in kind.paths:
            add(kind, path)

    @app.websocket("/ws/<path:path>")
    async def unknown(path: str) -> None:
        raise NotFound  # the handshake is answered with it

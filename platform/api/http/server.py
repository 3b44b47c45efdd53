"""One web process: uvicorn around the application, with the channels' own way out of it."""

import asyncio
import errno
import logging
import socket
from typing import Any

from quart import Quart
from uvicorn import Config, Server

from api.channels.upgrade import TakeAtOnce, detachable_websocket, upgrading_http
from api.http.address import origin_for
from api.http.connections import Connections
from api.limits.rates import block_of
from api.limits.turns import Turns
from live.channels.admission import admit_at_once
from live.channels.opening import join
from live.live import Live
from realtime.sockets.handshake import switching_response
from settings import Settings, SettingsError

logger = logging.getLogger(__name__)

BACKLOG = 4096
"""Connections the kernel holds for us: after a restart every viewer comes back at once."""

SEND_BUFFER = 256 * 1024
"""Bytes the kernel buffers for one peer, before this process notices that it reads slowly."""

PATIENCE = 1.5
"""Seconds that requests under way have to end. Whoever started this process gives all of it 3 or 4
(`api/workers.py`, `tools/run.py`)."""

CANCELLED_AFTER = 2
"""Seconds after which uvicorn cancels those that go on although their client was cut off."""


def bind(settings: Settings) -> socket.socket:
    """The listening socket.

    Raises:
        SettingsError: the port is taken or not allowed; the words name PORT.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        # `::` is for both families, whatever the system's default is; as in `settings.addresses.bind_both`.
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0 if settings.host == "::" else 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        taken = error.errno == errno.EADDRINUSE
        why = "is already in use by another program" if taken else f"cannot be used: {error.strerror}"
        raise SettingsError(
            f"Port {settings.port} on {settings.host} {why}. Set PORT to a free one (now PORT={settings.port})."
        ) from error
    listener.set_inheritable(True)
    return listener


def take_at_once(live: Live, settings: Settings) -> TakeAtOnce:
    """Upgrades the plain case on the spot: an anonymous viewer of a public livestream that is on the board."""

    def take(transport: asyncio.Transport, key: bytes, scope: dict[str, Any]) -> bool:
        client = scope.get("client")
        address = block_of(client[0] if client else None, scope["headers"], settings)
        if live.hub.closing or not live.hub.has_room(address):
            return False
        grant = admit_at_once(live, scope["path"], scope["query_string"])
        if grant is None:
            return False
        origin = origin_for(scope, settings, live.hub)
        join(live, transport, grant, address, origin, before=switching_response(key))
        return True

    return take


class ChannelServer(Server):
    """uvicorn's server, whose requests and channels end side by side: a client that does not take its answer must not
    keep the others from being told, nor the process from ending in order."""

    def __init__(self, config: Config, live: Live) -> None:
        super().__init__(config)
        self._live = live

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say goodbye on the channels, let requests end, and cut off those that do not."""
        goodbye = asyncio.create_task(self._live.hub.say_goodbye(), name="goodbye")
        cut = asyncio.get_running_loop().call_later(PATIENCE, self._cut_off)
        try:
            await super().shutdown(sockets)
            await goodbye
        finally:
            goodbye.cancel()
            cut.cancel()

    def _cut_off(self) -> None:
        # As if the client had left, which every request takes well; uvicorn would cancel them, with a traceback each.
        for connection in list(self.server_state.connections):
            connection.transport.abort()


def create_server(app: Quart, live: Live, settings: Settings) -> ChannelServer:
    """A uvicorn server for the application; `serve(sockets=[...])` runs it until SIGINT or SIGTERM."""
    # Behind proxies all have the proxy's address; whose they are is seen only when a request has been read.
    per_address = settings.max_connections_per_address if not settings.trusted_proxies else settings.max_connections
    pool = Connections(settings.max_connections, per_address, live.refusals)
    config = Config(
        Turns(app, settings),
        loop="uvloop",
        http=upgrading_http(take_at_once(live, settings), settings.request_timeout, pool),
        ws=detachable_websocket(pool),
        ws_per_message_deflate=False,
        ws_max_size=4096,
        access_log=False,
        log_config=None,
        lifespan="on",
        server_header=False,
        proxy_headers=False,
        backlog=BACKLOG,
        timeout_graceful_shutdown=CANCELLED_AFTER,
        timeout_keep_alive=15,
        h11_max_incomplete_event_size=16 * 1024,
    )
    return ChannelServer(config, live)

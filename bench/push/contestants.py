"""The servers under test: how each is started, joined, and told to send one event to everybody."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bench.client import Client
from bench.peers import find_node, install_peers
from bench.push.swarm import Dialect
from bench.push.viewer import join_socketio
from bench.servers import HOST, ROOT, Server, find_port, find_python

SAMPLE = (
    b'{"type":"livestream.updated","epoch":"0123456789abcdef","seq":1000,"at":"2026-01-01T20:00:00.000Z","livestream":'
    b'{"id":"00000000-0000-4000-8000-000000000000","title":"MARKER","description":"","artist":{"id":'
    b'"00000000-0000-4000-8000-000000000001","display_name":"Bench"},"status":"scheduled","scheduled_start_at":null,'
    b'"started_at":null,"ended_at":null,"viewer_count":5000,"peak_viewer_count":5000,"token_gate_amount":null,'
    b'"interrupted_until":null,"hls_url":null}}'
)
"""What the peers send: an event of the product's size and shape."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A running server. `trigger` makes it send one event holding the marker; `collect` frees garbage before a
    reading of its memory, where the server lets itself be asked."""

    name: str
    server: Server
    dialect: Dialect
    trigger: Callable[[str], Coroutine[None, None, None]]
    collect: Callable[[], Coroutine[None, None, None]]
    count: Callable[[int], Coroutine[None, None, None]]
    """Makes it send one event holding `"viewer_count":N`, by the cheapest means it has; N is 1 more or less than the
    time before."""


COUNT = (
    b'{"type":"livestream.viewers","livestream_id":"00000000-0000-4000-8000-000000000000","viewer_count":N,'
    b'"at":"2026-01-01T20:00:00.000Z"}'
)
"""The peers' count: of the product's size and shape."""


def format_count(number: int) -> str:
    """What an event with this count holds."""
    return f'"viewer_count":{number},'


async def do_nothing() -> None:
    """For servers that cannot be asked to free garbage."""


def _trigger(client: Client) -> Callable[[str], Coroutine[None, None, None]]:
    async def emit(marker: str) -> None:
        answer = await client.request("POST", "/emit", SAMPLE.replace(b"MARKER", marker.encode()))
        assert answer.status == 200, answer

    return emit


def _count(client: Client) -> Callable[[int], Coroutine[None, None, None]]:
    async def emit(number: int) -> None:
        answer = await client.request("POST", "/emit", COUNT.replace(b"N,", f"{number},".encode()))
        assert answer.status == 200, answer

    return emit


def _collect(client: Client) -> Callable[[], Coroutine[None, None, None]]:
    async def collect() -> None:
        for _ in range(2):
            await client.request("POST", "/gc")

    return collect


@asynccontextmanager
async def start_floor() -> AsyncIterator[Stage]:
    """Bare `transport.write` in a loop."""
    port = find_port()
    env = {"PORT": str(port)}
    async with Server("floor", [find_python(), "-m", "bench.push.floor"], port, env=env, cwd=ROOT) as server:
        client = Client(HOST, port)
        yield Stage("floor", server, Dialect("/"), _trigger(client), do_nothing, _count(client))
        client.close()


@asynccontextmanager
async def _start_node(name: str, script: str, dialect: Dialect) -> AsyncIterator[Stage]:
    peers = await install_peers()
    port = find_port()
    command = [find_node(), "--expose-gc", str(peers / script)]
    async with Server(name, command, port, env={"PORT": str(port), "NODE_ENV": "production"}) as server:
        client = Client(HOST, port)
        yield Stage(name, server, dialect, _trigger(client), _collect(client), _count(client))
        client.close()


@asynccontextmanager
async def start_ws() -> AsyncIterator[Stage]:
    """Node's `ws`, no compression."""
    async with _start_node("ws", "ws_server.mjs", Dialect("/")) as stage:
        yield stage


@asynccontextmanager
async def start_socketio() -> AsyncIterator[Stage]:
    """Socket.IO over WebSocket, no polling, no compression."""
    dialect = Dialect("/socket.io/?EIO=4&transport=websocket", join_socketio)
    async with _start_node("socket.io", "socketio_server.mjs", dialect) as stage:
        yield stage

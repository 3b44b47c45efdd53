"""A channel whose database is away says so, and is come back to."""

import pytest
from quart import Quart
from quart.testing.connections import WebsocketDisconnectError, WebsocketResponseError

from api.channels.routes import register_channels
from api.problems.handlers import register_errors
from live.channels.request import Visitor
from settings import Settings
from support.world import LossyBus, MemoryStore, make_live


async def test_who_cannot_be_asked_about_is_told_to_reconnect() -> None:
    async def identify() -> Visitor:
        raise ConnectionRefusedError("the database is away")

    app, live = Quart("test"), make_live(MemoryStore(), LossyBus([]))
    register_errors(app)
    register_channels(app, live, identify, Settings())
    async with app.test_client().websocket("/ws/artist") as socket:
        with pytest.raises(WebsocketDisconnectError) as closed:
            await socket.receive()
    assert closed.value.args[0] == 1012


async def test_a_failure_before_the_handshake_is_answered_in_words(caplog: pytest.LogCaptureFixture) -> None:
    app = Quart("test")
    register_errors(app)

    @app.websocket("/ws")
    async def fail() -> None:
        raise ConnectionRefusedError("the database is away")

    with pytest.raises(WebsocketResponseError):
        async with app.test_client().websocket("/ws") as socket:
            await socket.receive()
    assert "WebSocket /ws: the database failed" in caplog.text

"""Tells pages that their account watches elsewhere now, and where."""

from catalog.gates.screens import SAME_PAGE, Screen
from contract.events.notices import SCREEN_MOVED
from contract.moments import now_text
from live.channels.me import ARTISTS, FANS
from realtime.board import Board
from realtime.bus.bus import Bus, Message
from realtime.hub import Hub
from realtime.render import encode
from realtime.sockets.subscriber import Subscriber

CODE = 4409
"""The close code of a socket whose account watches elsewhere instead."""


class Moved:
    """The page that is left hears it over its own socket, which then closes; the account's others over `/ws/me`."""

    def __init__(self, hub: Hub, board: Board, bus: Bus) -> None:
        self._hub = hub
        self._board = board
        self._bus = bus
        bus.on("screen", self._send)

    def leave(self, socket: Subscriber, screen: Screen, to: str) -> None:
        """Close a page's socket; `to` is the livestream that is watched instead, or `SAME_PAGE`."""
        if to == SAME_PAGE:
            socket.close(CODE, "this page has another connection")
            return
        entry = self._board.get(to)
        event = {
            "type": SCREEN_MOVED.type,
            "at": now_text(),
            "screen": screen.name or screen.id,
            "livestream_id": screen.livestream_id,
            "to": {"id": to, "title": entry.livestream["title"] if entry is not None else ""},
        }
        if not socket.behind and not socket.closing:
            socket.transport.write(socket.channel.wrap(encode(event), None))
        socket.close(CODE, "watching moved to another page")
        message = {"kind": "screen", "account_id": screen.account_id, "event": event}
        self._send(message)
        self._bus.publish(message)

    def _send(self, message: Message) -> None:
        event = message["event"]
        payload = encode(event)
        for own in (ARTISTS, FANS):
            for channel in self._hub.outlets(own + message["account_id"]):
                channel.send(SCREEN_MOVED, event["screen"], channel.wrap(payload, None))

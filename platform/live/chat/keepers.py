"""Telling those who keep a room what is done there, and what is reported."""

from collections.abc import Mapping
from typing import Any, Final

from contract.events.chat import MODERATION as EVENT
from contract.moments import now_text
from realtime.bus.bus import Bus, Message
from realtime.hub import Hub
from realtime.render import encode

MODERATION: Final = "moderation"
"""The topic of a livestream's channel for those who keep its room: the chat without its delay, and this."""


class Keepers:
    """Their sockets, on whichever process these are. What is told is in the database before; who hears nothing of it
    reads it there."""

    def __init__(self, hub: Hub, bus: Bus) -> None:
        self._hub = hub
        self._bus = bus
        bus.on("keepers", self._hear)

    def tell(self, livestream_id: str, what: str, by: Mapping[str, Any], about: Mapping[str, Any]) -> None:
        """Something was done or reported in a room, by this account (`{id, display_name}`)."""
        event = {
            "type": EVENT.type,
            "livestream_id": livestream_id,
            "at": now_text(),
            "what": what,
            "by": dict(by),
            "about": dict(about),
        }
        self._send(livestream_id, event)
        self._bus.publish(
            {"kind": "keepers", "livestream_id": livestream_id, "event": event}, f"chat:{livestream_id}"
        )

    def _hear(self, message: Message) -> None:
        self._send(message["livestream_id"], message["event"])

    def _send(self, livestream_id: str, event: Mapping[str, Any]) -> None:
        payload = None
        for channel in self._hub.outlets(livestream_id, MODERATION):
            payload = payload or encode(event)
            channel.send(EVENT, livestream_id, channel.wrap(payload, None))

"""What the hub knows of whoever listens, whatever its connection speaks: WebSocket frames or Server-Sent Events."""

import asyncio
from abc import ABC, abstractmethod
from typing import cast

from realtime.channel import HIGH_WATER, Channel
from realtime.hub import Hub

CLOSE_TIMEOUT = 5.0
"""Seconds a peer has to take our last bytes and to end its side."""


class Subscriber(asyncio.Protocol, ABC):
    """One listener's connection after its handshake. Thousands of these sit idle, so they are small.

    Sending is not here: the channel writes ready bytes to `transport` in one loop over its subscribers. Whatever else
    writes asks first whether the peer takes it (`behind`): nobody may have us hold what they do not read.
    """

    __slots__ = ("address", "alive", "behind", "channel", "closing", "hub", "transport", "viewer", "ward")

    def __init__(self, hub: Hub, channel: Channel, address: str, *, viewer: bool) -> None:
        self.hub = hub
        self.channel = channel
        self.address = address
        self.viewer = viewer
        self.alive = True
        """Heard of since the last sweep; the hub's sweeper clears it and asks with a ping."""
        self.behind = False
        """More than HIGH_WATER waits: nothing more is written until it has drained."""
        self.closing = False
        self.ward = 0
        self.transport: asyncio.Transport = cast("asyncio.Transport", None)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take over a connection whose handshake is done."""
        self.transport = cast("asyncio.Transport", transport)
        self.transport.set_write_buffer_limits(high=HIGH_WATER)
        self.hub.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """The peer is gone, whoever ended it."""
        self.closing = True
        self.hub.remove(self)
        self.hub.release(self)

    def pause_writing(self) -> None:
        """The peer reads more slowly than we write."""
        self.behind = True
        self.channel.fall_behind(self)

    def resume_writing(self) -> None:
        """It has taken what waited: what it missed meanwhile follows."""
        self.behind = False
        if not self.closing:
            self.channel.catch_up(self)

    @abstractmethod
    def ping(self) -> None:
        """Show the peer that the connection lives, and have it show the same."""

    @abstractmethod
    def say_goodbye(self, reconnect_in_ms: int) -> None:
        """This process ends: say when to come back, and close."""

    def close(self, code: int, reason: str = "") -> None:
        """Say why, and leave the channel; the connection ends when the peer has taken that, or by time-out."""
        if self.closing:
            return
        self.closing = True
        self.hub.remove(self)
        if self.transport.is_closing():
            return
        self._say_close(code, reason)
        self.hub.abort_later(self.transport, CLOSE_TIMEOUT)

    @abstractmethod
    def _say_close(self, code: int, reason: str) -> None:
        """Write the reason, in this kind of connection's own words."""

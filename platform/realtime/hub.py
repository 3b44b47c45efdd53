"""Every open socket of this process: joining, leaving, finding the dead, saying goodbye."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable

from realtime.channel import Channel, Listener, Wrap, wrap_frame
from realtime.place import Drops, Numbered, ReadPast
from runtime.loops import Loop

WARDS = 25
"""One ward of sockets is swept each second, so every socket is every 25 s, and never all in one go."""

MOST_ORIGINS = 32
"""Names for the HLS origin at once. Frames are made for each, and large ones kept."""

Kind = tuple[Wrap, bytes, frozenset[str]]
"""What a channel's sockets speak, by which address they reach the HLS origin, and which topics they asked for."""


class Hub:
    """Sockets by channel. `on_viewers(livestream_id, change)` hears of each viewer that joins or leaves,
    `on_channel(name, there)` of the first socket of a channel, and of the last, and `on_claps(name, count)` of what a
    socket that may applaud says.

    Bounded by `max_sockets` in all and `max_per_address`: see `has_room`.
    """

    def __init__(
        self,
        on_viewers: Callable[[str, int], None],
        on_channel: Callable[[str, bool], None] = lambda name, there: None,
        on_claps: Callable[[str, int], None] = lambda name, count: None,
        *,
        max_sockets: int = 20_000,
        max_per_address: int = 1_000,
    ) -> None:
        self.channels: dict[str, dict[Kind, Channel]] = {}
        """By name, then by kind. A name without sockets is not here."""
        self.closing = False
        """Set when the process is about to end: no new sockets."""
        self.drops = Drops()
        self._on_viewers = on_viewers
        self._on_channel = on_channel
        self.on_claps = on_claps
        self.max_sockets = max_sockets
        self.max_per_address = max_per_address
        self._wards: list[set[Listener]] = [set() for _ in range(WARDS)]
        self._next_ward = 0
        self._addresses: Counter[str] = Counter()
        self._origins: Counter[bytes] = Counter()
        self._size = 0
        self._turn = 0
        self.sweeper = Loop("the search for dead sockets", self._sweep_next)

    def __len__(self) -> int:
        return self._size

    def has_room(self, address: str) -> bool:
        """Whether one more socket from `address` is within the limits."""
        return self._size < self.max_sockets and self._addresses[address] < self.max_per_address

    def takes_origin(self, origin: bytes) -> bool:
        """Whether a socket may be told this address of the HLS origin: others are, or few addresses are in use."""
        return origin in self._origins or len(self._origins) < MOST_ORIGINS

    def channel(
        self,
        name: str,
        seq: int,
        read_past: ReadPast,
        wrap: Wrap = wrap_frame,
        origin: bytes = b"",
        topics: frozenset[str] = frozenset(),
        chat: Numbered | None = None,
    ) -> Channel:
        """The channel of that name and kind, made as of `seq`; it is kept from its first socket to its last."""
        found = self.channels.get(name, {}).get((wrap, origin, topics))
        if found is not None:
            return found
        return Channel(name, seq, read_past, wrap, origin, self.drops, topics, chat)

    def outlets(self, name: str, topic: str = "") -> list[Channel]:
        """Where events of the channel `name` go: one for each kind of socket that it has, or of those that asked for
        the topic."""
        outlets = self.channels.get(name, {}).values()
        return [channel for channel in outlets if topic in channel.topics] if topic else list(outlets)

    def add(self, socket: Listener) -> None:
        """A socket is open: count it, and have the sweeper look after it."""
        socket.ward = self._next_ward
        self._next_ward = (self._next_ward + 1) % WARDS
        self._wards[socket.ward].add(socket)
        # A channel is dropped with its last socket, perhaps while this one was shaking hands.
        kinds = self.channels.get(socket.channel.name)
        if kinds is None:
            kinds = self.channels[socket.channel.name] = {}
            self._on_channel(socket.channel.name, True)
        socket.channel = kinds.setdefault(_kind(socket.channel), socket.channel)
        socket.channel.add(socket)
        self._size += 1
        self._addresses[socket.address] += 1
        self._origins[socket.channel.origin] += 1
        if socket.viewer:
            self._on_viewers(socket.channel.name, 1)

    def remove(self, socket: Listener) -> None:
        """A socket is closing: it hears nothing more, and is no viewer. Harmless the second time."""
        ward = self._wards[socket.ward]
        if socket not in ward:
            return
        ward.discard(socket)
        origin = socket.channel.origin
        self._origins[origin] -= 1
        if not self._origins[origin]:
            del self._origins[origin]
        socket.channel.remove(socket)
        if not socket.channel:
            kinds = self.channels[socket.channel.name]
            del kinds[_kind(socket.channel)]
            if not kinds:
                del self.channels[socket.channel.name]
                self._on_channel(socket.channel.name, False)
        if socket.viewer:
            self._on_viewers(socket.channel.name, -1)

    def release(self, socket: Listener) -> None:
        """A socket's connection is gone, and only now its place is free: one that is closing holds memory still."""
        self._size -= 1
        self._addresses[socket.address] -= 1
        if not self._addresses[socket.address]:
            del self._addresses[socket.address]

    def close_channel(self, name: str, code: int, reason: str) -> None:
        """End every socket of a channel, as when its livestream is deleted."""
        for channel in self.outlets(name):
            for socket in channel.subscribers():
                socket.close(code, reason)

    def abort_later(self, transport: asyncio.Transport, delay: float) -> None:
        """Give a closing connection `delay` seconds, then cut it."""
        asyncio.get_running_loop().call_later(delay, transport.abort)

    async def start(self) -> None:
        """Begin sweeping."""
        self.sweeper.start()

    async def stop(self) -> None:
        """End the sweeper; sockets still open are cut."""
        await self.sweeper.stop()
        for ward in self._wards:
            for socket in list(ward):
                socket.transport.abort()

    async def _sweep_next(self) -> None:
        await asyncio.sleep(1.0)
        # First on to the next one: a ward that cannot be swept must not keep the others from it.
        turn, self._turn = self._turn, (self._turn + 1) % WARDS
        self.sweep(turn)

    def sweep(self, turn: int) -> None:
        """Cut the sockets of one ward that said nothing since their last ping; ping the others.

        A peer that vanished is thus gone after at most two rounds, 50 s.
        """
        dead: list[Listener] = []
        for socket in self._wards[turn]:
            if not socket.alive:
                dead.append(socket)
                continue
            socket.alive = False
            socket.ping()
        for socket in dead:
            socket.transport.abort()
            self.remove(socket)

    async def say_goodbye(self, *, joins_per_second: float = 1000.0, deadline: float = 2.0) -> None:
        """Tell every client when to come back, close with 1012, and wait until they have gone.

        The herd is spread so that it returns at about `joins_per_second`. Whoever has not answered by `deadline`
        seconds is cut.
        """
        self.closing = True
        sockets = [socket for ward in self._wards for socket in ward]
        spread_ms = 250 + round(1000 * len(sockets) / joins_per_second)
        for number, socket in enumerate(sockets, 1):
            wait = random.randint(100, spread_ms)  # noqa: S311 - spreads load, keeps no secret
            socket.say_goodbye(wait)
            if number % 500 == 0:
                await asyncio.sleep(0)
        limit = asyncio.get_running_loop().time() + deadline
        waiting = [socket.transport for socket in sockets]
        while waiting and asyncio.get_running_loop().time() < limit:
            await asyncio.sleep(0.02)
            waiting = [transport for transport in waiting if not transport.is_closing()]
        for transport in waiting:
            transport.abort()


def _kind(channel: Channel) -> Kind:
    return channel.wrap, channel.origin, channel.topics

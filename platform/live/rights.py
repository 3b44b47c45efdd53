"""Whose sockets are whose, and whether those who were let in for what they showed still may hear: a sign-in ends, a
balance sinks."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from catalog.gates.blocks import BLOCKED
from catalog.ledger.wallets import Pair
from realtime.bus.bus import Bus
from realtime.sockets.subscriber import Subscriber

CHECK = 3.0
"""Seconds between two looks at all: with the look itself, whoever lost a right is gone within five."""

ReadSessions = Callable[[Collection[str]], Awaitable[Collection[str]]]
"""Which of these sign-ins hold."""
ReadHoldings = Callable[[Collection[Pair]], Awaitable[Mapping[Pair, int]]]
"""How many of these artists' tokens these accounts hold, as far as it counts at a gate."""
ReadKeepers = Callable[[Collection[Pair]], Awaitable[Collection[Pair]]]
"""Which of these accounts keep the rooms of which of these artists."""


@dataclass(frozen=True, slots=True)
class Right:
    """What a socket was let in for: a sign-in of an account, and the tokens of an artist it must hold (0: none)."""

    account_id: str
    session: str
    tokens: int = 0
    artist_id: str = ""
    livestream_id: str = ""
    """The gated one that it shows."""
    screen: str = ""
    """What its page calls itself."""
    stays: bool = False
    """Without the tokens it stays, and only the account's pass goes."""
    over: tuple[int, str] = (4401, "your session is over: sign in again")
    """What it is told when the sign-in ends."""
    keeps: bool = False
    """It hears what is for those alone who keep the rooms of `artist_id`."""


def say_missing(held: int, needed: int) -> str:
    """Why somebody who holds so many tokens, or is blocked, may not watch."""
    return "its artist does not let you watch" if held == BLOCKED else f"this livestream needs {needed} tokens"


async def keep_no_rooms(pairs: Collection[Pair]) -> Collection[Pair]:
    """Where nobody keeps any room."""
    return ()


class Rights:
    """The rights of this process's sockets, by account. Most have none, for they needed none: they are not here, and
    know nothing of it."""

    def __init__(
        self,
        read_sessions: ReadSessions,
        read_holdings: ReadHoldings,
        bus: Bus,
        lost: Callable[[str], None],
        every: float = CHECK,
        *,
        read_keepers: ReadKeepers = keep_no_rooms,
        unknown: Callable[[], bool] = lambda: False,
    ) -> None:
        """`lost` is given each account that lost a right. `unknown`: who is not among the holdings may hold some all
        the same, for another system keeps them and does not answer."""
        self._read_sessions = read_sessions
        self._read_holdings = read_holdings
        self._read_keepers = read_keepers
        self._bus = bus
        self._lost = lost
        self._every = every
        self._unknown = unknown
        self._held: dict[str, dict[Subscriber, Right]] = {}
        self._doubted: set[str] = set()
        self._woken = asyncio.Event()
        self._next_look = 0.0
        bus.on("rights", lambda message: self._doubt(message["account_id"]))

    def note(self, socket: Subscriber, right: Right) -> None:
        """A socket was let in for this."""
        self._held.setdefault(right.account_id, {})[socket] = right

    def find(self, account_id: str) -> list[Subscriber]:
        """An account's open sockets on this process."""
        return [socket for socket in self._held.get(account_id, ()) if not socket.closing]

    def held(self, account_id: str | None = None) -> Iterator[tuple[Subscriber, Right]]:
        """All open sockets of this process that were let in for something, everybody's or one account's."""
        for held in self._held.values() if account_id is None else [self._held.get(account_id, {})]:
            yield from ((socket, right) for socket, right in held.items() if not socket.closing)

    def recheck(self, account_id: str) -> None:
        """Something an account was let in for may be gone: its sockets are looked at now, on every process."""
        self._doubt(account_id)
        self._bus.publish({"kind": "rights", "account_id": account_id})

    async def look(self) -> None:
        """The next look: at those in doubt as soon as there are any, at all when it is time."""
        loop = asyncio.get_running_loop()
        with suppress(TimeoutError):
            async with asyncio.timeout_at(self._next_look):
                await self._woken.wait()
        self._woken.clear()
        doubted, self._doubted = self._doubted, set()
        if loop.time() < self._next_look:
            # Should the database fail just now, they are among all at the next look.
            await self.check(doubted)
        else:
            self._next_look = loop.time() + self._every
            await self.check(list(self._held))

    async def check(self, accounts: Iterable[str]) -> None:
        """Close these accounts' sockets whose right is gone. While the database does not answer, all stay."""
        asked: dict[Subscriber, Right] = {}
        for account_id in accounts:
            held = self._held.get(account_id, {})
            kept = {socket: right for socket, right in held.items() if not socket.closing}
            if kept:
                self._held[account_id] = kept
            else:
                self._held.pop(account_id, None)
            asked |= kept
        if not asked:
            return
        sessions = await self._read_sessions({right.session for right in asked.values()})
        for socket, right in asked.items():
            if right.session not in sessions:
                socket.close(*right.over)
                self._lost(right.account_id)
        await self._check_keepers(asked)
        gated = {socket: right for socket, right in asked.items() if right.tokens and not socket.closing}
        if not gated:
            return
        holdings = await self._read_holdings({(right.account_id, right.artist_id) for right in gated.values()})
        for socket, right in gated.items():
            pair = right.account_id, right.artist_id
            tokens = holdings.get(pair, 0)
            if tokens < right.tokens:
                if right.stays:
                    pass
                elif pair not in holdings and self._unknown():
                    socket.close(4503, "who holds tokens is not known at this moment: reconnect")
                else:
                    socket.close(4403, say_missing(tokens, right.tokens))
                self._lost(right.account_id)

    async def _check_keepers(self, asked: Mapping[Subscriber, Right]) -> None:
        keeping = {socket: right for socket, right in asked.items() if right.keeps and not socket.closing}
        if not keeping:
            return
        keepers = await self._read_keepers({(right.account_id, right.artist_id) for right in keeping.values()})
        for socket, right in keeping.items():
            if (right.account_id, right.artist_id) not in keepers:
                socket.close(4403, "you are no moderator of this chat any more")

    def _doubt(self, account_id: str) -> None:
        if self.find(account_id):
            self._doubted.add(account_id)
            self._woken.set()

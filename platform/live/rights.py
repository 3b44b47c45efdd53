"""Whether those who were let in for what they showed still may hear: a sign-in ends, a balance sinks."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass

from realtime.sockets.subscriber import Subscriber

CHECK = 3.0
"""Seconds between two looks: with the look itself, whoever lost a right is gone within five."""

ReadBalances = Callable[[Collection[str]], Awaitable[Mapping[str, int]]]
"""Which of these sign-ins hold, and how many tokens their accounts have."""


@dataclass(frozen=True, slots=True)
class Right:
    """What a socket was let in for: a sign-in, and the tokens its account must hold (0: none)."""

    session: str
    tokens: int


class Rights:
    """The rights of this process's sockets. Most have none, for they needed none, and are not here."""

    def __init__(self, read: ReadBalances) -> None:
        self._read = read
        self._held: dict[Subscriber, Right] = {}

    def note(self, socket: Subscriber, right: Right) -> None:
        """A socket was let in for this."""
        self._held[socket] = right

    async def check_later(self) -> None:
        """The next look, after a while."""
        await asyncio.sleep(CHECK)
        await self.check()

    async def check(self) -> None:
        """Close the sockets whose right is gone. While the database does not answer, all stay."""
        self._held = {socket: right for socket, right in self._held.items() if not socket.closing}
        asked = dict(self._held)
        if not asked:
            return
        balances = await self._read({right.session for right in asked.values()})
        for socket, right in asked.items():
            balance = balances.get(right.session)
            if balance is None:
                socket.close(4401, "your session is over: sign in again")
            elif balance < right.tokens:
                socket.close(4403, f"this livestream needs {right.tokens} tokens")

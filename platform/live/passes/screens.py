"""This process's open sockets on gated livestreams, and the rows by which all others know of them."""

import asyncio
from collections.abc import Callable

from catalog.gates.screens import Screen
from live.rights import Right, Rights
from live.store import Store
from realtime.bus.bus import Bus
from realtime.sockets.subscriber import Subscriber

Leave = Callable[[Subscriber, Screen, str], None]
"""Closes a socket whose account watches a livestream elsewhere instead."""

Place = tuple[str | None, str, str]
"""What a pass is for, and its screens with it: an account, a livestream, a sign-in."""


class Screens:
    """Compares the two once a second: a socket knows nothing of it, and one without a right costs nothing."""

    def __init__(self, process: str, rights: Rights, store: Store, bus: Bus, leave: Leave) -> None:
        self.process = process
        self._rights = rights
        self._store = store
        self._bus = bus
        self._leave = leave
        self._rows: dict[Subscriber, Screen] = {}
        self._unwritten: set[Subscriber] = set()
        self._is_known = False
        self._opened: set[str] = set()
        self._writing = asyncio.Lock()

    def take_opened(self) -> set[str]:
        """The accounts of which screens were opened since this was last asked."""
        opened, self._opened = self._opened, set()
        return opened

    async def write_of(self, account_id: str) -> None:
        """Write at once what has changed, if this account has opened a screen. Of many who ask together, one writes
        for all."""
        async with self._writing:
            held = self._rights.held(account_id)
            mine = [socket for socket, right in held if right.livestream_id]
            if any(socket not in self._rows or socket in self._unwritten for socket in mine):
                await self._write_changes()
                if not self._is_known:
                    await self._beat()  # should it die now, the others are to know whose these were

    async def write(self) -> set[Place]:
        """Write what has changed, and then that this process is alive. Closes what was moved elsewhere: gives what
        was left by that."""
        left = await self._close_moved() if self._rows else set()
        async with self._writing:
            await self._write_changes()
            if self._rows or not self._bus.alone:
                # The others must know even of one that has none: the first may come while the database is out of
                # reach.
                await self._beat()
            elif self._is_known:
                await self._store.forget_process(self.process)
                self._is_known = False
        return left

    async def _write_changes(self) -> None:
        open_ = {socket: right for socket, right in self._rights.held() if right.livestream_id}
        for socket in open_.keys() - self._rows.keys():
            self._rows[socket] = _draw(open_[socket])
            self._unwritten.add(socket)
        closed = [socket for socket in self._rows if socket not in open_]
        opened = self._unwritten.difference(closed)
        if opened or closed:
            # Broken off, it is tried again with the same rows.
            await self._store.write_screens(
                self.process, [self._rows[one] for one in opened], [self._rows[one].id for one in closed]
            )
            self._unwritten.difference_update(opened, closed)
            self._opened.update(self._rows[one].account_id for one in opened)
            for socket in closed:
                del self._rows[socket]

    async def _beat(self) -> None:
        known = await self._store.beat(self.process)
        if self._is_known and not known:
            # The others took this process for dead, and its screens with it: the next round writes all of them.
            self._unwritten.update(self._rows)
        self._is_known = True

    async def _close_moved(self) -> set[Place]:
        moved = dict(await self._store.read_moved(self.process))
        left: set[Place] = set()
        for socket, row in self._rows.items():
            if row.id in moved:
                self._leave(socket, row, moved[row.id])
                left.add((row.account_id, row.livestream_id, row.session))
        return left


def _draw(right: Right) -> Screen:
    return Screen(right.account_id, right.livestream_id, right.session, right.screen)

"""This process's open sockets on gated livestreams, and the rows by which all others know of them."""

from collections.abc import Callable

from catalog.gates.screens import Screen
from live.rights import Right, Rights
from live.store import Store
from realtime.bus.bus import Bus
from realtime.sockets.subscriber import Subscriber

Leave = Callable[[Subscriber, Screen, str], None]
"""Closes a socket whose account watches a livestream elsewhere instead."""


class Screens:
    """Compares the two once a second: a socket knows nothing of it, and one without a right costs nothing."""

    def __init__(self, process: str, rights: Rights, store: Store, bus: Bus, leave: Leave) -> None:
        self._process = process
        self._rights = rights
        self._store = store
        self._bus = bus
        self._leave = leave
        self._rows: dict[Subscriber, Screen] = {}
        self._is_known = False

    async def write(self) -> set[tuple[str, str]]:
        """Write what has changed, and then that this process is alive. Closes what was moved elsewhere: gives which
        accounts have left which livestreams by that."""
        left = await self._close_moved() if self._rows else set()
        open_ = {socket: right for socket, right in self._rights.held() if right.livestream_id}
        opened = {socket: _draw(right) for socket, right in open_.items() if socket not in self._rows}
        closed = {socket: row for socket, row in self._rows.items() if socket not in open_}
        if opened or closed:
            await self._store.write_screens(self._process, list(opened.values()), [row.id for row in closed.values()])
            self._rows = {socket: row for socket, row in (self._rows | opened).items() if socket in open_}
        if self._rows or not self._bus.alone:
            # The others must know even of one that has none: the first may come while the database is out of reach.
            known = await self._store.beat(self._process)
            if self._is_known and not known:
                # The others took this process for dead, and its screens with it: at the next round all are new.
                self._rows.clear()
            self._is_known = True
        elif self._is_known:
            await self._store.forget_process(self._process)
            self._is_known = False
        return left

    async def _close_moved(self) -> set[tuple[str, str]]:
        moved = dict(await self._store.read_moved(self._process))
        left: set[tuple[str, str]] = set()
        for socket, row in self._rows.items():
            if row.id in moved:
                self._leave(socket, row, moved[row.id])
                left.add((row.account_id, row.livestream_id))
        return left


def _draw(right: Right) -> Screen:
    return Screen(right.account_id, right.livestream_id, right.session, right.screen)

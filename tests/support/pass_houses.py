"""Web processes that judge passes, the real parts of them, over a database of plain values."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import cast

from catalog.gates.passes import LivingPass
from catalog.gates.screens import OpenScreen, Screen
from live.passes.keeper import Keeper
from live.passes.moved import CODE
from live.passes.screens import Screens
from live.rights import Right, Rights
from live.store import Store
from realtime.sockets.subscriber import Subscriber
from support.world import LossyBus, MemoryStore

AT = datetime(2026, 1, 31, 20, 0, tzinfo=UTC)


class Socket:
    """What a page has open."""

    def __init__(self) -> None:
        self.closing = False
        self.code = 0

    def close(self, code: int = 1001, reason: str = "") -> None:
        if not self.closing:
            self.closing, self.code = True, code


class Rows:
    """The one database."""

    def __init__(self) -> None:
        self.passes: dict[str, LivingPass] = {}
        self.screens: dict[str, tuple[str, Screen]] = {}
        self.moved: dict[str, str] = {}
        self.beats: dict[str, int] = {}
        self.sign_ins: set[str] = set()
        self.holdings: dict[tuple[str, str], int] = {}
        self.revoked: list[str] = []

    def issue(self, account_id: str, livestream_id: str, at: datetime = AT, session: str = "") -> str:
        name = f"{account_id} {livestream_id} {session}".strip()
        session = session or f"of {account_id}"
        self.passes[name] = LivingPass(name, livestream_id, "artist", 10, account_id, session, at)
        self.sign_ins.add(session)
        self.holdings[account_id, "artist"] = 10
        return name

    def watched(self) -> set[tuple[str | None, str, str]]:
        return {
            (one.account_id, one.livestream_id, one.session)
            for _, one in self.screens.values()
            if one.id not in self.moved
        }


class RowStore(MemoryStore):
    """One process's way to it, which may be cut."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self.rows = rows
        self.away = False

    @property
    def reached(self) -> Rows:
        if self.away:
            raise ConnectionError("the database is away")
        return self.rows

    async def read_passes(self, accounts: Collection[str]) -> Sequence[LivingPass]:
        return [one for one in self.reached.passes.values() if one.account_id in accounts]

    async def read_unwatched(self, account_id: str | None) -> Sequence[LivingPass]:
        watched = self.reached.watched()
        return [
            one
            for one in self.rows.passes.values()
            if (one.account_id, one.livestream_id, one.session) not in watched
            and account_id in (None, one.account_id)
        ]

    async def read_held_at(self, processes: Collection[str]) -> Sequence[LivingPass]:
        return await self.read_passes(
            {one.account_id for process, one in self.reached.screens.values() if process in processes}
        )

    async def revoke_passes(self, passes: Collection[LivingPass], *, unwatched: bool) -> Collection[str]:
        still = await self.read_unwatched(None) if unwatched else self.reached.passes.values()
        found = [one for one in passes if one in still]
        for one in found:
            del self.rows.passes[one.id]
            self.rows.revoked.append(one.id)
        return {one.livestream_id for one in found}

    async def write_screens(self, process: str, opened: Sequence[Screen], closed: Collection[str]) -> None:
        for name in closed:
            self.reached.screens.pop(name, None)
        for one in opened:
            self.reached.screens[one.id] = process, one

    async def read_moved(self, process: str) -> Sequence[tuple[str, str]]:
        return list(self.reached.moved.items())

    async def beat(self, process: str) -> bool:
        known = process in self.reached.beats
        self.rows.beats[process] = self.rows.beats.get(process, 0) + 1
        return known

    async def forget_process(self, process: str) -> None:
        self.reached.beats.pop(process, None)
        for name in [name for name, (owner, _) in self.rows.screens.items() if owner == process]:
            del self.rows.screens[name]

    async def read_beats(self) -> Mapping[str, int]:
        return dict(self.reached.beats)

    async def read_screens(self, account_id: str) -> Sequence[OpenScreen]:
        found = [
            OpenScreen(one.id, one.livestream_id, "A show", one.session, one.name or one.id, process, one.opened_at)
            for process, one in self.reached.screens.values()
            if one.account_id == account_id and one.id not in self.rows.moved
        ]
        return sorted(found, key=lambda one: one.opened_at)

    async def read_crowded(self, accounts: Collection[str], most: int) -> Collection[str]:
        return [name for name in accounts if len(await self.read_screens(name)) > most]

    async def move_screens(self, ids: Collection[str], to: str) -> None:
        self.reached.moved |= dict.fromkeys(ids, to)

    async def read_sessions(self, sessions: Collection[str]) -> Collection[str]:
        return self.reached.sign_ins & set(sessions)

    async def read_holdings(self, pairs: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], int]:
        return {pair: self.reached.holdings.get(pair, 0) for pair in pairs}


class Process:
    """A web process."""

    def __init__(self, rows: Rows, name: str, clock: "Clock", *, most: int = 3, bus: LossyBus | None = None) -> None:
        self.store = RowStore(rows)
        self.name = name
        self.stopped = False
        self.told: list[str] = []
        store = cast("Store", self.store)
        self.bus = bus = bus or LossyBus([])
        self.rights = Rights(store.read_sessions, store.read_holdings, bus, lambda name: self.keeper.doubt(name))
        self.screens = Screens(name, self.rights, store, bus, lambda socket, screen, to: socket.close(CODE, to))
        self.keeper = Keeper(self.screens, store, bus, self.told.append, most, clock.read)

    def open(self, account_id: str, livestream_id: str, *, session: str = "", screen: str = "") -> Socket:
        socket = Socket()
        session = session or f"of {account_id}"
        right = Right(account_id, session, 10, "artist", livestream_id=livestream_id, screen=screen)
        self.store.rows.sign_ins.add(session)
        self.store.rows.holdings.setdefault((account_id, "artist"), 10)
        self.rights.note(cast("Subscriber", socket), right)
        return socket

    async def look(self) -> None:
        try:
            await self.rights.check([right.account_id for _, right in self.rights.held()])
            await self.keeper.look()
        except ConnectionError:
            assert self.store.away


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def read(self) -> float:
        return self.now


class House:
    """Some processes over one database."""

    def __init__(self, *names: str, most: int = 3) -> None:
        self.rows, self.clock = Rows(), Clock()
        self.processes = {name: Process(self.rows, name, self.clock, most=most) for name in names}

    def __getitem__(self, name: str) -> Process:
        return self.processes[name]

    async def go_on(self, seconds: float = 1.0) -> None:
        """Time goes by."""
        for _ in range(int(seconds)):
            self.clock.now += 1.0
            for process in self.processes.values():
                if not process.stopped:
                    await process.look()

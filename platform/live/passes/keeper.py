"""Takes passes back: from whom nobody watches by, and from whom may not watch any more."""

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress

from catalog.gates.passes import LivingPass
from catalog.gates.screens import OpenScreen, find_in_the_way
from catalog.ledger.wallets import Pair
from live.passes.absence import Absence
from live.passes.screens import Place, Screens
from live.store import Store
from realtime.bus.bus import Bus
from runtime.loops import Loop

logger = logging.getLogger(__name__)

LOOK = 1.0
"""Seconds between two looks, unless there is a reason for one."""
CHECK = 3.0
"""Seconds between two looks at whether those who have passes, and no socket at a process that is heard of, may have
them."""
TIMEOUT = 10.0
SETTLE = 10.0
"""Seconds after an account has opened a screen until they are counted: by then it is known which process is silent,
and what a page has left that came back."""


class Keeper:
    """Each web process has one. Whoever sees first that a pass is good no longer writes so; all tell their nodes."""

    def __init__(
        self,
        screens: Screens,
        store: Store,
        bus: Bus,
        wake: Callable[[str], None],
        most: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`wake` is given a livestream whose passes changed; `most` is how many screens an account may have."""
        self._screens = screens
        self._store = store
        self._bus = bus
        self._wake = wake
        self._most = most
        self._clock = clock
        self._absence = Absence(clock())
        self._doubted: set[str] = set()
        self._settling: dict[str, float] = {}
        """Accounts that have opened screens, and when they are counted."""
        self._woken = asyncio.Event()
        self._next_check = float("-inf")
        self.loop = Loop("the look at who has passes", self._round)
        bus.on("revoked", lambda message: wake(message["livestream_id"]))
        bus.on("moved", lambda message: self._woken.set())

    async def start(self) -> None:
        """Begin: the others are to know of this process before it has a screen."""
        await self._screens.write()
        self.loop.start()

    def doubt(self, account_id: str) -> None:
        """Something this account was given a pass for may be gone."""
        self._doubted.add(account_id)
        self._woken.set()

    async def _round(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK):
                await self._woken.wait()
        self._woken.clear()
        async with asyncio.timeout(TIMEOUT):
            await self.look()

    async def look(self) -> None:
        """One look at the rows. What fails is tried again with the next."""
        left = await self._screens.write()
        if left:
            await self._screens.write()  # they are closed now
        # In this order: whoever has counted up has written before what it has.
        beats = await self._store.read_beats()
        unwatched = await self._store.read_unwatched(None)
        judged = [one for one in unwatched if not _is_own(one)]
        await self._judge(beats, judged, left)
        if not self._absence.listening:
            await self._count_passes(judged)
        await self._count_screens()
        if doubted := set(self._doubted):
            await self._check(await self._store.read_passes(doubted))
            self._doubted -= doubted
        now = self._clock()
        if now >= self._next_check and self._is_first(beats):
            # Of all others, whoever holds their sockets looks at what they were let in for, and has doubts in time:
            # unless it is silent.
            silent = self._absence.silent
            held = await self._store.read_held_at(silent) if silent else ()
            await self._check([*{one.id: one for one in (*unwatched, *held)}.values()])
            self._next_check = now + CHECK

    def _is_first(self, beats: Collection[str]) -> bool:
        """Whether it is this process that looks at everybody's passes: one of those that are heard of does. Not as
        the bus has it, where one that was killed is missed later."""
        return all(self._screens.process <= other for other in beats if other not in self._absence.silent)

    async def _judge(
        self, beats: Mapping[str, int], unwatched: Sequence[LivingPass], left: Collection[Place]
    ) -> None:
        """Take back what nobody watches by any more, or what its account has just left for another page."""
        verdict = self._absence.look(self._clock(), beats, [_name(one) for one in unwatched])
        for process in verdict.dead:
            await self._store.forget_process(process)
        gone = set(verdict.gone)
        over = [one for one in unwatched if _name(one) in gone or _place(one) in left]
        await self._revoke(over, "nobody watches by them", unwatched=True)

    async def _count_passes(self, unwatched: Sequence[LivingPass]) -> None:
        """Take back what an account was given beyond the most: of requests that came at the same moment, by many
        sign-ins, none saw the others'. Else whoever asks so every ten seconds shares an account with any number."""
        theirs: dict[str, dict[Place, list[LivingPass]]] = {}
        for one in sorted(unwatched, key=lambda one: one.issued_at, reverse=True):
            if one.account_id is not None:
                theirs.setdefault(one.account_id, {}).setdefault(_place(one), []).append(one)
        by_number: dict[int, set[str]] = {}
        for name, places in theirs.items():
            if len(places) > 1:  # a single one was looked at when it was asked for
                by_number.setdefault(len(places), set()).add(name)
        for number, names in by_number.items():
            rest = self._most - number
            for name in names if rest < 0 else await self._store.read_crowded(names, rest):
                found = await self._store.read_screens(name)
                room = max(0, self._most - sum(one.process not in self._absence.silent for one in found))
                surplus = [one for those in list(theirs[name].values())[room:] for one in those]
                await self._revoke(surplus, "their account watches elsewhere", unwatched=True)

    async def _count_screens(self) -> None:
        """Close what was opened beyond the most: of pages that came at the same moment, to several processes, none
        saw the others."""
        now = self._absence.awake
        self._settling |= dict.fromkeys(self._screens.take_opened() - self._settling.keys(), now + SETTLE)
        due = {name for name, at in self._settling.items() if at <= now}
        crowded = set(await self._store.read_crowded(due, self._most)) if due else set()
        for name in crowded:
            found = await self._store.read_screens(name)
            screens = [one for one in found if one.process not in self._absence.silent]
            if surplus := screens[self._most :]:
                await self._move([one.id for one in surplus], screens[self._most - 1].livestream_id)
            # What a silent process had may be there after all.
            self._settling[name] = now + SETTLE
        for name in due - crowded:
            del self._settling[name]

    async def _move(self, ids: Collection[str], to: str) -> None:
        await self._store.move_screens(ids, to)
        self._woken.set()
        self._bus.publish({"kind": "moved"})

    async def _check(self, passes: Sequence[LivingPass]) -> None:
        """Take back what was given for tokens that are spent, or to a sign-in that is over."""
        if not passes:
            return
        owing = {pair for one in passes if (pair := _owing(one)) is not None}
        holdings = await self._store.read_holdings(owing) if owing else {}
        sessions = await self._store.read_sessions({one.session for one in passes})

        def is_over(one: LivingPass) -> bool:
            if one.account_id is None or one.session not in sessions:
                return True
            return (pair := _owing(one)) is not None and holdings.get(pair, 0) < one.tokens

        await self._revoke([one for one in passes if is_over(one)], "their accounts may watch no more")

    async def _revoke(self, passes: Collection[LivingPass], why: str, *, unwatched: bool = False) -> None:
        if not passes:
            return
        for livestream_id in await self._store.revoke_passes(passes, unwatched=unwatched):
            logger.info("Livestream %s: passes were taken back, for %s.", livestream_id, why)
            self._wake(livestream_id)
            self._bus.publish({"kind": "revoked", "livestream_id": livestream_id})

    async def make_room(
        self, account_id: str, session: str, livestream_id: str, screen: str | None, most: int, *, move: bool
    ) -> list[OpenScreen]:
        """Whether one more page of this account may watch, by this sign-in. Empty: it may; else the screens in its
        way. `move` has the oldest of them closed.

        A pass that no screen is open for gives way: who only asks for passes has no more than others have screens.
        """
        with suppress(TimeoutError):
            # Else it is judged by the rows of a second ago; whoever is one too many is found later.
            async with asyncio.timeout(TIMEOUT):
                await self._screens.write_of(account_id)
        found = await self._store.read_screens(account_id)
        screens = [one for one in found if one.process not in self._absence.silent]
        before = find_in_the_way(screens, livestream_id, session, screen, most)
        if before and not move:
            return before
        if before:
            surplus = before[: len(before) - most + 1]
            await self._move([one.id for one in surplus], livestream_id)
        unwatched = await self._store.read_unwatched(account_id)
        here = account_id, livestream_id, session
        elsewhere = [one for one in unwatched if _place(one) != here and not _is_own(one)]
        elsewhere.sort(key=lambda one: one.issued_at, reverse=True)
        room = max(0, most - 1 - sum((account_id, one.livestream_id, one.session) != here for one in screens))
        await self._revoke(elsewhere[room:], "their account watches elsewhere", unwatched=True)
        return []


def _is_own(one: LivingPass) -> bool:
    """An artist's own is not judged by its screens: it looks at its shows in more places than their pages, and what
    it could give away is its own."""
    return one.account_id == one.artist_id


def _place(one: LivingPass) -> Place:
    return one.account_id, one.livestream_id, one.session


def _owing(one: LivingPass) -> Pair | None:
    """Whose holdings of whose tokens it takes, if any."""
    if one.account_id is None or one.account_id == one.artist_id or one.tokens <= 0:
        return None
    return one.account_id, one.artist_id


def _name(one: LivingPass) -> str:
    """A pass that is asked for again is another one to judge: whoever asks is about to watch."""
    return f"{one.id} {one.issued_at.isoformat()}"

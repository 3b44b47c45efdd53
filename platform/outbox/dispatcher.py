"""Follows the transition log into the outbox, and the outbox to the receivers. Every web process runs one.

What is to be sent, and whose turn it is, is in the database: a dispatcher that stops, or dies, leaves nothing behind
that another one would not do.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from catalog.outbox import queue
from catalog.outbox.consumers import enqueue
from catalog.outbox.shapes import Claim
from catalog.outbox.turns import Shares
from outbox.kind import Following, Kind
from runtime.loops import Loop

logger = logging.getLogger(__name__)

CHECK = 5.0
"""Seconds between two looks at the outbox without any reason: for what another process left behind."""
STEP_TIMEOUT = 30.0
STOP_TIMEOUT = 1.0
PRUNE_EVERY = timedelta(hours=1)

Moved = Callable[[], Awaitable[object]]
"""Returns when the log has gone on, or after some seconds."""


class Dispatcher:
    """Owns its loop and the attempts it makes, of all kinds."""

    def __init__(
        self,
        kinds: Sequence[Kind],
        *,
        moved: Moved | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._kinds = {kind.name: kind for kind in kinds}
        self._followers = [kind for kind in kinds if isinstance(kind, Following)]
        self._moved = moved
        self._clock = clock
        self._wake = asyncio.Event()
        self._attempts: dict[asyncio.Task[None], Claim] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._following: Loop | None = None
        self._prune_at: datetime | None = None

    # -- life --------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin: with what a process before this one left undone."""
        self._tasks = [asyncio.create_task(self._run(), name="outbox")]
        if self._moved is not None:
            moved = self._moved
            self._following = Loop("the outbox's watch over the log", lambda: self._follow(moved))
            self._following.start()

    async def stop(self) -> None:
        """End. Attempts under way get a second; the others are given back and made by another process, or later."""
        if self._following is not None:
            await self._following.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._attempts:
            await asyncio.wait(self._attempts, timeout=STOP_TIMEOUT)
        broken_off = dict(self._attempts)
        for attempt in broken_off:
            attempt.cancel()
        await asyncio.gather(*broken_off, return_exceptions=True)
        await queue.release(broken_off.values(), now=self._clock())
        for kind in self._kinds.values():
            await kind.stop()

    def wake(self) -> None:
        """There may be something to do."""
        self._wake.set()

    async def _follow(self, moved: Moved) -> None:
        await moved()
        self.wake()

    async def _run(self) -> None:
        failing = False
        while True:
            self._wake.clear()
            pause = CHECK
            try:
                async with asyncio.timeout(STEP_TIMEOUT):
                    await self.step()
                    pause = await self._find_pause()
                failing = False
            except Exception:  # the task's outermost edge: the next round tries again
                if not failing:
                    logger.exception("What waits in the outbox cannot be sent; trying again every %s s.", CHECK)
                failing = True
            try:
                async with asyncio.timeout(pause):
                    await self._wake.wait()
            except TimeoutError:
                pass

    async def _find_pause(self) -> float:
        now = self._clock()
        due = await queue.select_next_due(now, self._kinds)
        return CHECK if due is None else min(CHECK, max(0.01, (due - now).total_seconds()))

    # -- work --------------------------------------------------------------------------------------------------

    async def step(self) -> None:
        """Put all new transitions into the outbox, and begin as many attempts as are due and there is room for.

        Raises:
            ExceptionGroup: of the kinds that could not follow the log; for the others all is done.
        """
        errors: list[Exception] = []
        for kind in self._followers:
            try:
                while await enqueue(kind.consumer, kind.name, kind.draft, now=self._clock()):
                    pass
                kind.followed()
            except Exception as error:
                errors.append(error)
        claims = await queue.claim(
            self._clock(),
            {name: self._find_left(kind) for name, kind in self._kinds.items()},
            {name: kind.find_conditions for name, kind in self._kinds.items()},
        )
        for claim in claims:
            attempt = asyncio.create_task(self._attempt(claim), name=f"{claim.kind}-{claim.delivery_id}")
            self._attempts[attempt] = claim
            attempt.add_done_callback(self._attempted)
        await self._prune()
        if errors:
            raise ExceptionGroup("The log could not be followed", errors)

    def _find_left(self, kind: Kind) -> Shares:
        under_way = [claim for claim in self._attempts.values() if claim.kind == kind.name]
        failing = sum(claim.failing for claim in under_way)
        shares = kind.shares
        return replace(shares, attempts=shares.attempts - len(under_way), failing=shares.failing - failing)

    @property
    def busy(self) -> bool:
        """Whether attempts are under way."""
        return bool(self._attempts)

    async def finish(self) -> None:
        """Wait for the attempts under way."""
        while self._attempts:
            await asyncio.wait(set(self._attempts))

    def _attempted(self, attempt: asyncio.Task[None]) -> None:
        del self._attempts[attempt]
        self.wake()

    async def _attempt(self, claim: Claim) -> None:
        kind = self._kinds[claim.kind]
        try:
            async with asyncio.timeout(queue.LEASE.total_seconds()):
                answer = await kind.attempt(claim)
            now = self._clock()
            verdict = await queue.settle(claim, answer, partial(kind.judge, now=now), now=now)
        except Exception:  # the task's outermost edge: when the lease has run out, the attempt is made again
            logger.exception("Delivery %s to %s %s: no result.", claim.delivery_id, claim.kind, claim.receiver)
            return
        if not answer.delivered:
            text = "Delivery %s to %s %s, attempt %d: %s"
            logger.info(text, claim.delivery_id, claim.kind, claim.receiver, claim.attempts, answer.words)
        if verdict is not None and verdict.disable is not None:
            logger.warning("%s %s is disabled: %s", claim.kind.capitalize(), claim.receiver, verdict.disable)

    async def _prune(self) -> None:
        now = self._clock()
        if self._prune_at is None or now >= self._prune_at:
            self._prune_at = now + PRUNE_EVERY
            await queue.prune_deliveries(now=now)

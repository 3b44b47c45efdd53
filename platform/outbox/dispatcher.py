"""Follows the transition log into the outbox, and the outbox to the receivers. Every web process runs one.

What is to be sent, and whose turn it is, is in the database: a dispatcher that stops, or dies, leaves nothing behind
that another one would not do.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol
from uuid import uuid4

from catalog.outbox import queue
from catalog.outbox.rules import Answer
from catalog.outbox.shapes import Claim, Signing
from catalog.outbox.turns import Shares
from contract.livestreams import Transition
from outbox.webhook.envelope import MEDIA_TYPE, write_ping, write_transition
from outbox.webhook.signer import write_headers
from runtime.loops import Loop

logger = logging.getLogger(__name__)

CONCURRENCY = 64
"""Attempts under way in this process."""
FAILING_CONCURRENCY = 16
"""Of those, for webhooks whose last attempt failed."""
PER_WEBHOOK, PER_ACCOUNT, PER_HOST = 4, 8, 16
"""Attempts of one webhook, of one account's and to one host under way, over all processes."""
MAX_PINGS = 8

CHECK = 5.0
"""Seconds between two looks at the outbox without any reason: for what another process left behind."""
STEP_TIMEOUT = 30.0
STOP_TIMEOUT = 1.0
PRUNE_EVERY = timedelta(hours=1)

Moved = Callable[[], Awaitable[object]]
"""Returns when the log has gone on, or after some seconds."""


class Sender(Protocol):
    """See `transport.Transport`."""

    async def post(self, url: str, headers: dict[str, str], body: bytes) -> Answer:
        """Never raises."""

    async def is_refused(self, url: str) -> bool:
        """Whether nothing would be sent there."""

    async def stop(self) -> None:
        """Close what is open."""


class BusyError(Exception):
    """Too many webhooks are being tested just now."""


class Dispatcher:
    """Owns its loop and the attempts it makes."""

    def __init__(
        self,
        sender: Sender,
        *,
        source: str,
        origin_url: str,
        version: str,
        operators: Sequence[str] = (),
        moved: Moved | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.sender = sender
        self._source = source
        self._origin_url = origin_url
        self._agent = f"EncryptedMedia-Live/{version}"
        self._operators = frozenset(operators)
        self._moved = moved
        self._clock = clock
        self._jitter = jitter
        self._wake = asyncio.Event()
        self._attempts: dict[asyncio.Task[None], Claim] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._following: Loop | None = None
        self._pings = 0
        self._prune_at: datetime | None = None

    # -- life --------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin: with what a process before this one left undone."""
        self._tasks = [asyncio.create_task(self._run(), name="webhooks")]
        if self._moved is not None:
            moved = self._moved
            self._following = Loop("the webhooks' watch over the log", lambda: self._follow(moved))
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
        await self.sender.stop()

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
                    logger.exception("Webhooks cannot be sent; trying again every %s s.", CHECK)
                failing = True
            try:
                async with asyncio.timeout(pause):
                    await self._wake.wait()
            except TimeoutError:
                pass

    async def _find_pause(self) -> float:
        now = self._clock()
        due = await queue.select_next_due(now)
        return CHECK if due is None else min(CHECK, max(0.01, (due - now).total_seconds()))

    # -- work --------------------------------------------------------------------------------------------------

    async def step(self) -> None:
        """Put all new transitions into the outbox, and begin as many attempts as are due and there is room for."""
        while await queue.enqueue(self._render, self._operators, now=self._clock()):
            pass
        failing = sum(claim.failing for claim in self._attempts.values())
        claims = await queue.claim(
            self._clock(),
            slots=CONCURRENCY - len(self._attempts),
            shares=Shares(PER_WEBHOOK, PER_ACCOUNT, PER_HOST, FAILING_CONCURRENCY - failing),
        )
        for claim in claims:
            attempt = asyncio.create_task(self._attempt(claim), name=f"webhook-{claim.delivery_id}")
            self._attempts[attempt] = claim
            attempt.add_done_callback(self._attempted)
        await self._prune()

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
        try:
            answer = await self._post(claim.url, claim.event_id, claim.body, claim.secrets)
            verdict = await queue.settle(claim, answer, now=self._clock(), jitter=self._jitter)
        except Exception:  # the task's outermost edge: when the lease has run out, the attempt is made again
            logger.exception("Delivery %s to webhook %s: no result.", claim.delivery_id, claim.webhook_id)
            return
        if not answer.delivered:
            text = "Delivery %s to webhook %s, attempt %d: %s"
            logger.info(text, claim.delivery_id, claim.webhook_id, claim.attempts, answer.words)
        if verdict is not None and verdict.disable is not None:
            logger.warning("Webhook %s is disabled: %s", claim.webhook_id, verdict.disable)

    async def _post(self, url: str, event_id: str, text: str, secrets: Sequence[str]) -> Answer:
        body = text.encode()
        headers = {
            "Content-Type": MEDIA_TYPE,
            "User-Agent": self._agent,
            **write_headers(event_id, int(self._clock().timestamp()), body, secrets),
        }
        return await self.sender.post(url, headers, body)

    async def ping(self, signing: Signing) -> Answer:
        """Send one event that means nothing, once; nothing is written down.

        Raises:
            BusyError: too many at once.
        """
        if self._pings >= MAX_PINGS:
            raise BusyError
        self._pings += 1
        try:
            event_id, webhook = f"ping-{uuid4()}", signing.webhook
            body = write_ping(event_id, webhook.id, self._clock(), self._source)
            return await self._post(webhook.url, event_id, body, signing.secrets)
        finally:
            self._pings -= 1

    def _render(self, line: Transition, epoch: str, account_id: str) -> str:
        return write_transition(line, epoch, account_id, self._source, self._origin_url)

    async def _prune(self) -> None:
        now = self._clock()
        if self._prune_at is None or now >= self._prune_at:
            self._prune_at = now + PRUNE_EVERY
            await queue.prune_deliveries(now=now)

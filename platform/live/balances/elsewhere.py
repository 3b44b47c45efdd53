"""Asking the other system: seldom, one request at a time, and never without an end.

Whoever wants balances while a request is under way is in the next one, all together; who wants the same pair waits
for the same answer. So a thousand fans who come at once are one request. What was answered is good for `FRESH`
seconds, and while the other system fails, for `KEPT`: nobody who watches is thrown out for a moment's failure. After
that, and for whoever comes, an unknown balance counts as none: gates stay closed.
"""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Collection, Sequence
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

import httpx

from catalog.accounts.accounts import select_verified_emails
from catalog.ledger.wallets import Pair
from live.balances.messages import AnswerError, read_answer, sign_question, write_question

logger = logging.getLogger(__name__)

FRESH: Final = 5.0
KEPT: Final = 60.0
TIMEOUT: Final = 3.0
"""Seconds for a request with its answer."""
GATHER: Final = 0.01
"""Seconds in which those who come at once come together."""
MOST_PAIRS: Final = 1_000
"""In one request."""
MOST_WAITING: Final = 100_000
"""Pairs that wait for a request; more are unknown at once."""
MOST_KNOWN: Final = 100_000
"""Pairs that are remembered, the last answered ones."""
MOST_BYTES: Final = 1 << 20
"""Of an answer."""
COMPLAIN: Final = 60.0
"""Seconds between two lines in the log about balances that are none."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 10.0
"""Seconds without a request after the first failure, and after many in a row."""


class Elsewhere:
    """The other system, as this process knows it. `problem`: what is wrong with it, for the operator."""

    def __init__(
        self,
        url: str,
        secret: str,
        clock: Callable[[], float] = time.monotonic,
        *,
        timeout: float = TIMEOUT,
    ) -> None:
        self.problem: str | None = None
        self._url = url
        self._secret = secret
        self._clock = clock
        self._timeout = timeout
        self._known: dict[Pair, tuple[float, int]] = {}
        self._asked: dict[Pair, asyncio.Future[None]] = {}
        self._under_way: dict[Pair, asyncio.Future[None]] = {}
        self._sender: asyncio.Task[None] | None = None
        self._client: httpx.AsyncClient | None = None
        self._failures = 0
        self._quiet_until = 0.0
        self._complain_at = float("-inf")

    async def read(self, pairs: Collection[Pair]) -> dict[Pair, int]:
        """How many tokens these accounts hold of these artists; who is not there, is not known."""
        found = {pair: known for pair in pairs if (known := self._find(pair, FRESH)) is not None}
        waits = [wait for pair in pairs if pair not in found and (wait := self._ask(pair)) is not None]
        if waits:
            # Not gathered: whoever gives up must not end the others' waiting.
            await asyncio.wait(set(waits))
        for pair in pairs:
            if pair not in found and (known := self._find(pair, KEPT)) is not None:
                found[pair] = known
        return found

    async def stop(self) -> None:
        """Ask no more; whoever waits is told nothing."""
        self._quiet_until = float("inf")
        if self._sender is not None:
            self._sender.cancel()
            await asyncio.wait([self._sender])
        if self._client is not None:
            await self._client.aclose()

    def _find(self, pair: Pair, age: float) -> int | None:
        at, balance = self._known.get(pair, (float("-inf"), 0))
        return balance if self._clock() - at < age else None

    def _ask(self, pair: Pair) -> "asyncio.Future[None] | None":
        """What to wait for; None: nothing comes now."""
        there = self._under_way.get(pair) or self._asked.get(pair)
        if there is not None:
            return there
        if self._clock() < self._quiet_until or len(self._asked) >= MOST_WAITING:
            return None
        wait = self._asked[pair] = asyncio.get_running_loop().create_future()
        if self._sender is None or self._sender.done():
            self._sender = asyncio.create_task(self._send(), name="balances")
        return wait

    async def _send(self) -> None:
        """Ask for all that is wanted, one request after the other."""
        try:
            while self._asked:
                await asyncio.sleep(GATHER)
                batch = list(islice(self._asked, MOST_PAIRS))
                self._under_way = {pair: self._asked.pop(pair) for pair in batch}
                await self._try(batch)
                if self._clock() < self._quiet_until:
                    self._release(self._asked)
                self._release(self._under_way)
        finally:
            self._release(self._under_way)
            self._release(self._asked)

    async def _try(self, batch: Sequence[Pair]) -> None:
        try:
            answer = await self._fetch(batch)
        except AnswerError as error:
            self._note_failure(str(error))
        except TimeoutError:
            self._note_failure(f"it did not answer within {self._timeout:g} s")
        except Exception as error:  # whatever it is: gates stay closed, and the next request is another chance
            self._note_failure(type(error).__name__)  # without its words, which may hold the address
        else:
            now = self._clock()
            for pair, balance in answer.items():
                self._known.pop(pair, None)  # a dictionary keeps the order of insertion, which is to be that of ages
                self._known[pair] = (now, balance)
            for pair in list(islice(self._known, max(0, len(self._known) - MOST_KNOWN))):
                del self._known[pair]
            if len(answer) < len(batch) and now >= self._complain_at:
                self._complain_at = now + COMPLAIN
                words = "TOKEN_BALANCE_URL answers with balances that are none (of %s, say); these gates stay closed"
                logger.warning(words, next(pair for pair in batch if pair not in answer)[0])
            if self.problem is not None:
                logger.info("TOKEN_BALANCE_URL answers again")
            self.problem, self._failures = None, 0

    async def _fetch(self, batch: Sequence[Pair]) -> dict[Pair, int]:
        async with asyncio.timeout(self._timeout):
            emails = await select_verified_emails({account_id for account_id, _ in batch})
            body = write_question(batch, emails)
            parts = urlsplit(self._url)
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = sign_question(self._secret, "POST", target, int(time.time()), body)
            if self._client is None:
                self._client = httpx.AsyncClient(timeout=self._timeout, follow_redirects=False)
            headers |= {"Content-Type": "application/json", "Accept": "application/json"}
            async with self._client.stream("POST", self._url, content=body, headers=headers) as response:
                if response.status_code != 200:
                    raise AnswerError(f"it answered {response.status_code}")
                data = bytearray()
                async for piece in response.aiter_bytes():
                    data += piece
                    if len(data) > MOST_BYTES:
                        raise AnswerError("its answer is too long")
            return read_answer(bytes(data), batch)

    def _note_failure(self, words: str) -> None:
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2**self._failures)
        self._failures = min(self._failures + 1, 10)
        self._quiet_until = self._clock() + pause * random.uniform(0.75, 1.25)  # noqa: S311 - no secret
        if self.problem is None:
            logger.warning("TOKEN_BALANCE_URL fails: %s. Gated livestreams let nobody in meanwhile", words)
        self.problem = f"TOKEN_BALANCE_URL fails: {words}"

    def _release(self, waits: dict[Pair, asyncio.Future[None]]) -> None:
        for wait in waits.values():
            if not wait.done():
                wait.set_result(None)
        waits.clear()

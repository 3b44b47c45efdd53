"""Notices as a kind of delivery: a batch of devices each, so that ten thousand of them are forty rows.

A batch that is broken off is begun again where it was last written down. What a device gets twice so has the same
notice's number, by which the service worker shows it once.
"""

import asyncio
import random
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final, Protocol
from uuid import UUID

from catalog.follows.endpoints import Endpoint, find_endpoints, note_answers
from catalog.notices.planning import CONSUMER, note_lines
from catalog.notices.standing import find_standing
from catalog.notices.telling import KIND, keep_rest
from catalog.notices.told import Told, read_ring
from catalog.outbox.rules import Answer, DeliveryState, Verdict
from catalog.outbox.shapes import Claim, Condition, Draft
from catalog.outbox.turns import Shares
from contract.livestreams import Transition
from outbox.push.connection import Reply
from outbox.push.encryption import encode, encrypt
from outbox.push.messages import write_message
from outbox.push.vapid import Vapid

SHARES: Final = Shares(attempts=4, failing=4, receiver=1, account=1, host=4)
ATTEMPTS: Final = 6
FIRST_DELAY: Final = 15.0
GROWTH: Final = 3.0
LONGEST_DELAY: Final = 1800.0
SHORTEST_DELAY: Final = 2.0
WORKERS: Final = 32
"""Devices of a batch at once."""
TIMEOUT: Final = 20.0
"""Seconds for a batch, well within the outbox's lease; whoever was not reached by then is tried again."""
NOTED_EVERY: Final = 125
"""Devices after which it is written down how far a batch is: so many may be rung twice after a kill, times those
under way."""
GONE: Final = frozenset({404, 410})
NEVER: Final = frozenset({400, 413})
"""Refused, and would be again."""
URGENCIES: Final[Mapping[str, str]] = {"live": "high", "minutes": "high", "day": "low"}
"""How much battery a notice is worth (RFC 8030, 5.3); others are `normal`."""
TOO_LATE: Final = Answer(None, "By now it is too late to tell, or not so any more.")


class Services(Protocol):
    """See `services.PushServices`."""

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply | None:
        """Never raises."""

    async def stop(self) -> None:
        """Close what is open."""


@dataclass(slots=True)
class _Outcome:
    left: set[str]
    """Those that have not been rung; in the end, those that are to be tried again."""
    taken: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    wait: float = 0.0
    """Seconds that one of them asked for."""

    def note(self, endpoint_id: str, reply: Reply | None) -> None:
        if reply is None:
            return
        if 200 <= reply.status < 300:
            self.taken.add(endpoint_id)
            self.left.discard(endpoint_id)
        elif reply.status in GONE:
            self.note_gone(endpoint_id)
        elif reply.status in NEVER:
            self.left.discard(endpoint_id)
        else:
            self.wait = max(self.wait, reply.retry_after or 0.0)

    def note_gone(self, endpoint_id: str) -> None:
        self.gone.add(endpoint_id)
        self.left.discard(endpoint_id)


class PushKind:
    """See `kind.Kind`. It follows the log to know what there is to tell; `due` is called when there is something.
    `jitter` gives numbers from 0 to 1."""

    name = KIND
    consumer = CONSUMER
    shares = SHARES

    def __init__(
        self,
        services: Services,
        vapid: Vapid,
        *,
        due: Callable[[], object] = lambda: None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.vapid = vapid
        self._services = services
        self._due = due
        self._found = False
        self._clock = clock
        self._jitter = jitter
        self._outcomes: dict[str, _Outcome] = {}

    async def draft(self, lines: Sequence[Transition], epoch: str) -> Sequence[Draft]:
        """Nothing yet: what is told, and to whom, is the ringer's work, page by page."""
        self._found |= await note_lines(lines)
        return ()

    def followed(self) -> None:
        """What was found is committed."""
        if self._found:
            self._found = False
            self._due()

    async def find_conditions(self, receivers: Collection[str]) -> Mapping[str, Condition]:
        """A batch is one receiver, and has no share but its own."""
        return {one: Condition(host="", failing=False) for one in receivers}

    async def attempt(self, claim: Claim) -> Answer:
        """Ring all devices of a batch that are to be."""
        ring = read_ring(claim.body)
        until = datetime.fromisoformat(ring.told.until)
        if await find_standing(ring.told, now=self._clock()) is None:
            return TOO_LATE
        endpoints = await find_endpoints(ring.endpoints)
        outcome = self._outcomes[claim.delivery_id] = _Outcome(left={one.id for one in endpoints})
        headers = self._write_headers(ring.told, until)
        texts = {one: write_message(ring.told, one) for one in {each.language for each in endpoints}}
        waiting, done = iter(endpoints), 0

        async def work() -> None:
            # A few at a time: encrypting all of them in one go would hold up whoever else is served here.
            nonlocal done
            for endpoint in waiting:
                await self._ring(endpoint, texts[endpoint.language], headers, outcome)
                done += 1
                if done % NOTED_EVERY == 0 and done < len(endpoints):
                    await keep_rest(claim, replace(ring, endpoints=tuple(sorted(outcome.left))))

        with suppress(TimeoutError):
            async with asyncio.timeout(TIMEOUT), asyncio.TaskGroup() as group:
                for _ in range(min(WORKERS, len(endpoints))):
                    group.create_task(work(), name="push")
        failed = len(outcome.left)
        if failed:
            return Answer(None, f"{failed} of {len(endpoints)} devices could not be reached.")
        return Answer(201, f"All of {len(endpoints)} devices have it, or are no more.")

    async def _ring(self, endpoint: Endpoint, text: bytes, headers: Mapping[str, str], outcome: _Outcome) -> None:
        try:
            body = encrypt(text, endpoint.public_key, endpoint.auth_secret)
            authorization = {"Authorization": self.vapid.write_header(endpoint.url)}
        except ValueError:
            outcome.note_gone(endpoint.id)  # keys that nobody has, or no address
            return
        outcome.note(endpoint.id, await self._services.post(endpoint.url, {**headers, **authorization}, body))

    async def judge(self, claim: Claim, answer: Answer, now: datetime) -> Verdict:
        """Devices that are no more are forgotten at once; those that could not be reached are tried again, after a
        delay that grows ("full jitter"), for as long as it is worth telling."""
        outcome = self._outcomes.pop(claim.delivery_id, None)
        if outcome is None:
            return Verdict(DeliveryState.DEAD, forget=True)
        await note_answers(taken=outcome.taken, gone=outcome.gone, now=now)
        if not outcome.left:
            return Verdict(DeliveryState.DELIVERED, forget=True)
        ring = read_ring(claim.body)
        ceiling = min(LONGEST_DELAY, FIRST_DELAY * GROWTH ** (claim.attempts - 1))
        delay = max(SHORTEST_DELAY, self._jitter() * ceiling, min(outcome.wait, LONGEST_DELAY))
        left = (datetime.fromisoformat(ring.told.until) - now).total_seconds()
        if claim.attempts >= ATTEMPTS or delay >= left:
            return Verdict(DeliveryState.DEAD, forget=True)
        await keep_rest(claim, replace(ring, endpoints=tuple(sorted(outcome.left))))
        return Verdict(DeliveryState.PENDING, delay)

    async def stop(self) -> None:
        """Close the connections."""
        await self._services.stop()

    def _write_headers(self, told: Told, until: datetime) -> dict[str, str]:
        return {
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(max(0, int((until - self._clock()).total_seconds()))),
            "Urgency": URGENCIES.get(told.kind, "normal"),
            # The next notice of a show takes the place of one that has not reached the device yet.
            "Topic": name_topic(told.livestream_id),
        }


def name_topic(livestream_id: str) -> str:
    """At most 32 letters of base64url, says the RFC."""
    return encode(UUID(livestream_id).bytes)

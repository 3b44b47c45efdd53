"""Webhooks as a kind of delivery: transitions as signed requests to an address of their owner's."""

import random
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Protocol
from uuid import uuid4

from catalog.outbox import webhooks
from catalog.outbox.errors import WebhookNotFoundError
from catalog.outbox.lock import FIRST_CONSUMER
from catalog.outbox.rules import Answer, Verdict
from catalog.outbox.shapes import Claim, Condition, Draft, Signing
from catalog.outbox.subscriptions import select_signing
from catalog.outbox.turns import Shares
from contract.livestreams import Transition
from outbox.webhook.envelope import MEDIA_TYPE, write_ping, write_transition
from outbox.webhook.signer import write_headers

SHARES = Shares(attempts=64, failing=16, receiver=4, account=8, host=16)
MAX_PINGS = 8


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


class WebhookKind:
    """See `kind.Kind`. `jitter` gives numbers from 0 to 1."""

    name = webhooks.KIND
    consumer = FIRST_CONSUMER
    shares = SHARES

    def __init__(
        self,
        sender: Sender,
        *,
        source: str,
        origin_url: str,
        version: str,
        operators: Sequence[str] = (),
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.sender = sender
        self._source = source
        self._origin_url = origin_url
        self._agent = f"EncryptedMedia-Live/{version}"
        self._operators = frozenset(operators)
        self._clock = clock
        self._jitter = jitter
        self._pings = 0

    async def draft(self, lines: Sequence[Transition], epoch: str) -> Sequence[Draft]:
        """An event for each webhook that is to hear of each transition."""
        return await webhooks.draft_events(lines, epoch, self._render, self._operators)

    def followed(self) -> None:
        """The deliveries say all."""

    async def find_conditions(self, receivers: Collection[str]) -> Mapping[str, Condition]:
        """How webhooks stand."""
        return await webhooks.find_conditions(receivers)

    async def attempt(self, claim: Claim) -> Answer:
        """Send an event, to where its webhook is now and with the secrets of now."""
        try:
            signing = await select_signing(claim.receiver, claim.account_id, now=self._clock())
        except WebhookNotFoundError:  # since the attempt was taken; the delivery went with it
            return Answer(None, "The webhook has been removed.")
        return await self._post(signing, claim.event_id, claim.body)

    async def judge(self, claim: Claim, answer: Answer, now: datetime) -> Verdict:
        """Webhooks' rule."""
        return await webhooks.judge_attempt(claim, answer, now=now, jitter=self._jitter)

    async def stop(self) -> None:
        """Close the connections."""
        await self.sender.stop()

    async def ping(self, signing: Signing) -> Answer:
        """Send one event that means nothing, once; nothing is written down.

        Raises:
            BusyError: too many at once.
        """
        if self._pings >= MAX_PINGS:
            raise BusyError
        self._pings += 1
        try:
            event_id = f"ping-{uuid4()}"
            body = write_ping(event_id, signing.webhook.id, self._clock(), self._source)
            return await self._post(signing, event_id, body)
        finally:
            self._pings -= 1

    async def _post(self, signing: Signing, event_id: str, text: str) -> Answer:
        body = text.encode()
        headers = {
            "Content-Type": MEDIA_TYPE,
            "User-Agent": self._agent,
            **write_headers(event_id, int(self._clock().timestamp()), body, signing.secrets),
        }
        return await self.sender.post(signing.webhook.url, headers, body)

    def _render(self, line: Transition, epoch: str, account_id: str) -> str:
        return write_transition(line, epoch, account_id, self._source, self._origin_url)

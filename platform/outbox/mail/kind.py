"""Mails as a kind of delivery. They follow no log: each is put into the outbox by what it tells of."""

import random
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Final

from catalog.mailboxes.letters import address_letter
from catalog.outbox.mails import KIND, is_full, read_mail
from catalog.outbox.rules import Answer, DeliveryState, Verdict
from catalog.outbox.shapes import Claim, Condition
from catalog.outbox.turns import Shares
from outbox.mail.server import IMPOSSIBLE, Sender
from outbox.mail.writing import write_message

SHARES: Final = Shares(attempts=8, failing=8, receiver=1, account=1, host=8)
ATTEMPTS: Final = 12
"""With the delays below, a mail is given up three to six hours after it was asked for."""
FIRST_DELAY: Final = 10.0
GROWTH: Final = 3.0
LONGEST_DELAY: Final = 3600.0
SHORTEST_DELAY: Final = 1.0

NOBODY: Final = Answer(550, "Nobody here has this mailbox, or there is nothing to tell them any more.")
ENOUGH: Final = Answer(552, "The mailbox has had as many mails as it may in an hour.")
NO_ADDRESS: Final = Answer(IMPOSSIBLE, "No mail can go to such an address.")


class MailKind:
    """See `kind.Kind`. `jitter` gives numbers from 0 to 1."""

    name = KIND
    shares = SHARES

    def __init__(
        self,
        sender: Sender,
        *,
        page_url: str,
        mail_from: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._sender = sender
        self._page_url = page_url
        self._mail_from = mail_from
        self._clock = clock
        self._jitter = jitter

    async def find_conditions(self, receivers: Collection[str]) -> Mapping[str, Condition]:
        """A mailbox that refused a mail may take the next."""
        return {one: Condition(self._sender.host, failing=False) for one in receivers}

    async def attempt(self, claim: Claim) -> Answer:
        """Find out what goes to the mailbox, and send it."""
        now, mail = self._clock(), read_mail(claim.body)
        if await is_full(mail, now=now):
            return ENOUGH
        letter = await address_letter(mail, now=now)
        if letter is None:
            return NOBODY
        try:
            message = write_message(letter, self._page_url, self._mail_from, message_id=claim.event_id, at=now)
        except ValueError:
            return NO_ADDRESS
        return await self._sender.send(message)

    async def judge(self, claim: Claim, answer: Answer, now: datetime) -> Verdict:
        """What is refused for good is not tried again; anything else, after a delay that grows ("full jitter").

        Gone or given up, the mail is forgotten: it says who asked for what.
        """
        if answer.delivered:
            return Verdict(DeliveryState.DELIVERED, forget=True)
        if claim.attempts >= ATTEMPTS or (answer.status is not None and answer.status >= 500):
            return Verdict(DeliveryState.DEAD, forget=True)
        ceiling = min(LONGEST_DELAY, FIRST_DELAY * GROWTH ** (claim.attempts - 1))
        return Verdict(DeliveryState.PENDING, max(SHORTEST_DELAY, self._jitter() * ceiling))

    async def stop(self) -> None:
        """Nothing is open between two mails."""

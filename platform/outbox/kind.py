"""What a kind of delivery is: all that the dispatcher does not know. A new kind is an object more in its list.

What is to be sent comes into the outbox in one of two ways. A kind that follows the transition log is asked what each
line means to it. What is no consequence of a line is put there in the transaction that makes it: mails.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol, runtime_checkable

from catalog.outbox.rules import Answer, Verdict
from catalog.outbox.shapes import Claim, Condition, Draft
from catalog.outbox.turns import Shares
from contract.livestreams import Transition


class Kind(Protocol):
    """One way to deliver. `find_conditions` and `judge` run in the outbox's lock: they ask the database and nothing
    else."""

    @property
    def name(self) -> str:
        """As its deliveries have it, at most 16 characters."""

    @property
    def shares(self) -> Shares:
        """How many attempts may be under way."""

    async def find_conditions(self, receivers: Collection[str]) -> Mapping[str, Condition]:
        """How receivers stand. What is to be sent to those left out waits."""

    async def attempt(self, claim: Claim) -> Answer:
        """Make one attempt, well within `queue.LEASE`. After an exception it is made again when that has run out."""

    async def judge(self, claim: Claim, answer: Answer, now: datetime) -> Verdict:
        """What follows from an attempt: the rule of retries."""

    async def stop(self) -> None:
        """Close what is open."""


@runtime_checkable
class Following(Kind, Protocol):
    """One that follows the transition log. `draft` runs in the outbox's lock, too."""

    @property
    def consumer(self) -> str:
        """Whose cursor in the transition log is its own, at most 32 characters."""

    async def draft(self, lines: Sequence[Transition], epoch: str) -> Sequence[Draft]:
        """What is to be sent of transitions, the oldest first. `epoch` is the log's."""

    def followed(self) -> None:
        """What it drafted is committed, and it is up to date."""

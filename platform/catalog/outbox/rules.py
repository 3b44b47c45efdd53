"""When a delivery is tried again, when it is given up, and when its subscription is. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Final, Literal

Scope = Literal["own", "all"]
"""An artist's own livestreams, or for operators every artist's."""

ATTEMPTS: Final = 12
"""With the delays below, an event is given up some 13 hours (at most 27) after its first attempt."""
FIRST_DELAY: Final = 10.0
LONGEST_DELAY: Final = 6 * 3600.0
SHORTEST_DELAY: Final = 1.0
GROWTH: Final = 3.0

DISABLE_AFTER: Final = timedelta(days=3)
"""A subscription that has failed for so long, with an event given up, is disabled."""

GONE: Final = 410
"""The receiver's way to say that it wants no more."""


class DeliveryState(IntEnum):
    """As stored; the words are the names in lower case."""

    PENDING = 0
    DELIVERED = 1
    DEAD = 2

    @property
    def word(self) -> str:
        """As the API says it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one attempt."""

    status: int | None
    """The receiver's, of HTTP or SMTP, which both begin with 2 where all is well; None: there was no answer."""
    words: str
    """For the subscription's owner."""
    retry_after: float | None = None
    """Seconds the receiver asked for."""

    @property
    def delivered(self) -> bool:
        """Whether the receiver has the event: it said so with a 2xx."""
        return self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows from an attempt."""

    state: DeliveryState
    delay: float | None = None
    """Seconds to the next attempt, while pending."""
    disable: str | None = None
    """Why the receiver is to be disabled, for its owner; None: it is not."""
    forget: bool = False
    """Whether what was to be sent is to be kept no longer: it was for the receiver alone."""


def list_ceilings() -> list[float]:
    """The longest delay after each failed attempt but the last, in seconds: 10, 30, 90, ... six hours."""
    return [min(LONGEST_DELAY, FIRST_DELAY * GROWTH**number) for number in range(ATTEMPTS - 1)]


def judge(
    answer: Answer, attempts: int, *, failing_since: datetime | None, now: datetime, jitter: Callable[[], float]
) -> Verdict:
    """What follows from attempt number `attempts` (from 1). `jitter` gives numbers from 0 to 1.

    The delay is anything up to a ceiling that grows ("full jitter"): after an outage of the receiver, what waited for
    it does not come back in one instant.
    """
    if answer.delivered:
        return Verdict(DeliveryState.DELIVERED)
    if answer.status == GONE:
        return Verdict(DeliveryState.DEAD, disable="The receiver answered 410 Gone: it wants no more events.")
    if attempts < ATTEMPTS:
        delay = max(SHORTEST_DELAY, jitter() * list_ceilings()[attempts - 1])
        if answer.retry_after is not None:
            delay = max(delay, min(answer.retry_after, LONGEST_DELAY))
        return Verdict(DeliveryState.PENDING, delay)
    if failing_since is not None and now - failing_since >= DISABLE_AFTER:
        since = failing_since.strftime("%Y-%m-%d %H:%M")
        return Verdict(
            DeliveryState.DEAD, disable=f"Every delivery since {since} UTC failed. The last time: {answer.words}"
        )
    return Verdict(DeliveryState.DEAD)


def wants(
    scope: str, account_id: str, types: tuple[str, ...], *, is_operator: bool, artist_id: str, event_type: str
) -> bool:
    """Whether a subscription is to be told of a transition. An operator who is none any more hears nothing."""
    if types and event_type not in types:
        return False
    return is_operator if scope == "all" else artist_id == account_id

"""How much waits in the outbox, for who looks after it."""

from dataclasses import dataclass
from datetime import datetime

from tortoise.functions import Count, Min

from catalog import models
from catalog.outbox.rules import DeliveryState


@dataclass(frozen=True, slots=True)
class Backlog:
    """Of one kind of deliveries."""

    waiting: int
    overdue: float
    """Seconds since the one that has been due longest was due; 0: none is."""


async def read_backlog(now: datetime) -> dict[str, Backlog]:
    """By kind, of all processes; kinds of which nothing waits are left out."""
    pending = models.Delivery.filter(state=DeliveryState.PENDING)
    rows = await pending.annotate(waiting=Count("id"), due=Min("next_attempt_at")).group_by("kind").values_list(
        "kind", "waiting", "due"
    )  # fmt: skip
    return {kind: Backlog(waiting, _find_seconds(due, now)) for kind, waiting, due in rows}


def _find_seconds(due: datetime | str, now: datetime) -> float:
    # SQLite has no type for moments, and a function's result keeps none.
    moment = datetime.fromisoformat(due) if isinstance(due, str) else due
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=now.tzinfo)
    return max(0.0, (now - moment).total_seconds())

"""From the outbox to the receivers: every attempt by one process, each account its share, whatever the kind.

A process that dies in an attempt leaves a lease behind; when it has run out, another one tries. So an event comes at
least once, and may come twice.
"""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta

from tortoise.functions import Min

from catalog import models
from catalog.db.batches import delete_in_batches
from catalog.outbox.lock import lock_outbox
from catalog.outbox.rules import Answer, DeliveryState, Verdict
from catalog.outbox.shapes import Claim, Condition
from catalog.outbox.turns import Place, Shares, Turns

LEASE = timedelta(seconds=30)
"""How long an attempt may take; three times the longest that one does."""

KEPT_DELIVERED = timedelta(days=7)
KEPT_DEAD = timedelta(days=30)

FindConditions = Callable[[Collection[str]], Awaitable[Mapping[str, Condition]]]
"""Gets receivers of one kind; gives how they stand. What is to be sent to those left out waits. Runs in the lock."""
Judge = Callable[[Claim, Answer], Awaitable[Verdict]]
"""What follows from an attempt: the kind's rule. Runs in the lock."""

PENDING = DeliveryState.PENDING
GONE = Condition(host="", failing=False, paused=True)

OUTCOME = (
    "state",
    "claimed_until",
    "last_attempt_at",
    "last_status",
    "last_words",
    "delivered_at",
    "next_attempt_at",
)

Accounts = dict[tuple[str, str], str]
"""Kind and receiver -> whose it is; what is nobody's takes turns for itself."""


async def claim(now: datetime, shares: Mapping[str, Shares], find: Mapping[str, FindConditions]) -> list[Claim]:
    """Take attempts that are due, of each kind and for each account its `shares`. Other kinds are left alone.

    Events of one livestream go to a receiver one after the other. An event that failed holds up nothing while it
    waits for its next attempt. A receiver that is failing gets one attempt at a time, and all of those
    `Shares.failing`, so that receivers that do not answer cannot take the places of those that do.
    """
    free = [kind for kind, share in shares.items() if share.attempts > 0]
    pending = models.Delivery.filter(state=PENDING, kind__in=list(shares))
    due = pending.filter(next_attempt_at__lte=now, kind__in=free)
    if not free or not await due.exists():
        return []
    async with lock_outbox():
        under_way = await pending.filter(claimed_until__gt=now).values_list(
            "kind", "receiver", "account_id", "livestream_id"
        )
        whose = ("kind", "receiver", "account_id")
        waiting = (
            await due.annotate(first=Min("next_attempt_at")).group_by(*whose).order_by("first").values_list(*whose)
        )
        busy: dict[tuple[str, str], list[str]] = {}
        for kind, receiver, _, livestream_id in under_way:
            busy.setdefault((kind, receiver), []).append(livestream_id)
        accounts: Accounts = {
            (kind, receiver): account or receiver for kind, receiver, account, *_ in (*under_way, *waiting)
        }
        places = await _find_places(accounts, find)
        turns = Turns(
            shares,
            (places[kind, receiver] for kind, receiver, *_ in under_way),
            (places[kind, receiver] for kind, receiver, _ in waiting),
        )
        claims: list[Claim] = []
        while (place := turns.next()) is not None:
            taken = busy.setdefault((place.kind, place.receiver), [])
            of_receiver = due.filter(kind=place.kind, receiver=place.receiver)
            row = await of_receiver.exclude(livestream_id__in=taken).order_by("seq", "created_at").first()
            if row is None:
                turns.passed(place)
                continue
            turns.took(place)
            taken.append(row.livestream_id)
            claims.append(await _take(row, place.condition.failing, now))
        return claims


async def _find_places(accounts: Accounts, find: Mapping[str, FindConditions]) -> dict[tuple[str, str], Place]:
    places: dict[tuple[str, str], Place] = {}
    for kind, find_conditions in find.items():
        receivers = [receiver for each, receiver in accounts if each == kind]
        conditions = await find_conditions(receivers) if receivers else {}
        for one in receivers:
            places[kind, one] = Place(kind, one, accounts[kind, one], conditions.get(one, GONE))
    return places


async def _take(row: models.Delivery, failing: bool, now: datetime) -> Claim:
    row.attempts += 1
    row.claimed_until = row.next_attempt_at = now + LEASE
    await row.save(update_fields=["attempts", "claimed_until", "next_attempt_at"])
    return Claim(
        delivery_id=row.id,
        kind=row.kind,
        account_id=row.account_id,
        receiver=row.receiver,
        event_id=row.event_id,
        attempts=row.attempts,
        body=row.body,
        failing=failing,
    )


async def settle(claim: Claim, answer: Answer, judge: Judge, *, now: datetime) -> Verdict | None:
    """Write down what came of an attempt, and what follows. None: it took so long that another process has it now,
    or the receiver is gone."""
    async with lock_outbox():
        row = await models.Delivery.get_or_none(id=claim.delivery_id, state=PENDING, attempts=claim.attempts)
        if row is None:
            return None
        verdict = await judge(claim, answer)
        row.state, row.claimed_until = verdict.state, None
        row.last_attempt_at, row.last_status, row.last_words = now, answer.status, answer.words[:300]
        if verdict.state is DeliveryState.DELIVERED:
            row.delivered_at = now
        if verdict.forget:
            row.body = ""
        if verdict.delay is not None:
            row.next_attempt_at = now + timedelta(seconds=verdict.delay)
        await row.save(update_fields=[*OUTCOME, "body"] if verdict.forget else OUTCOME)
    return verdict


async def release(claims: Iterable[Claim], *, now: datetime) -> None:
    """Give back attempts that were broken off, so that another process makes them at once."""
    for one in claims:
        await models.Delivery.filter(id=one.delivery_id, state=PENDING, attempts=one.attempts).update(
            claimed_until=None, next_attempt_at=now
        )


async def select_next_due(now: datetime, kinds: Collection[str]) -> datetime | None:
    """When the next attempt becomes due, after now; None: none is waiting."""
    waiting = models.Delivery.filter(state=PENDING, kind__in=list(kinds), next_attempt_at__gt=now)
    row = await waiting.order_by("next_attempt_at").first()
    return None if row is None else row.next_attempt_at


async def prune_deliveries(*, now: datetime) -> int:
    """Forget what was delivered or given up long ago; how many."""
    rows = models.Delivery
    old = await delete_in_batches(rows.filter(state=DeliveryState.DELIVERED, created_at__lt=now - KEPT_DELIVERED))
    return old + await delete_in_batches(rows.filter(state=DeliveryState.DEAD, created_at__lt=now - KEPT_DEAD))

"""From the transition log to the receivers: every transition once into the outbox, every attempt by one process.

A process that dies in an attempt leaves a lease behind; when it has run out, another one tries. So an event comes at
least once, and may come twice.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

from tortoise.functions import Min

from catalog import models
from catalog.db.batches import delete_in_batches
from catalog.livestreams import log
from catalog.outbox.lock import CURSOR_ID, lock_outbox
from catalog.outbox.rules import Answer, DeliveryState, Verdict, judge, wants
from catalog.outbox.shapes import Claim
from catalog.outbox.subscriptions import list_secrets
from catalog.outbox.turns import Place, Shares, Turns
from contract.livestreams import Transition

BATCH = 200
"""Transitions put into the outbox in one transaction."""

LEASE = timedelta(seconds=30)
"""How long an attempt may take; three times the longest that one does."""

KEPT_DELIVERED = timedelta(days=7)
KEPT_DEAD = timedelta(days=30)

Render = Callable[[Transition, str, str], str]
"""Gets a transition, the log's epoch and the subscriber's account id; gives the event's body."""

PENDING = DeliveryState.PENDING

OUTCOME = (
    "state",
    "claimed_until",
    "last_attempt_at",
    "last_status",
    "last_words",
    "delivered_at",
    "next_attempt_at",
)


async def enqueue(render: Render, operators: Collection[str], *, now: datetime, most: int = BATCH) -> int:
    """Put the next transitions, `most` at once, into the outbox; how many that were. 0: it is up to date.

    `operators` are the e-mail addresses of the accounts that may hear of everybody's livestreams.
    """
    _, newest = await log.read_clock()
    if (await models.WebhookCursor.get(id=CURSOR_ID)).seq >= newest:
        return 0  # the usual case costs no lock
    async with lock_outbox() as cursor:
        epoch, newest = await log.read_clock()
        subscriptions = await models.WebhookSubscription.filter(enabled=True).select_related("account")
        if not subscriptions:
            passed: int = newest - cursor.seq
            cursor.seq = newest
            await cursor.save(update_fields=["seq"])
            return passed
        lines = await log.select_transitions_after(cursor.seq, most)
        # By whom they hear of: thousands of webhooks must not be looked at for each line.
        of_artist: dict[str, list[models.WebhookSubscription]] = {}
        of_everybody: list[models.WebhookSubscription] = []
        for one in subscriptions:
            (of_everybody if one.scope == "all" else of_artist.setdefault(one.account_id, [])).append(one)
        rows = [
            models.WebhookDelivery(
                id=str(uuid4()),
                subscription_id=one.id,
                seq=line.seq,
                event_id=f"{epoch}-{line.seq}",
                type=line.type,
                livestream_id=line.livestream_id,
                body=render(line, epoch, one.account_id),
                next_attempt_at=now,
                created_at=now,
            )
            for line in lines
            for one in (*of_artist.get(line.artist_id, ()), *of_everybody)
            if line.seq > one.after_seq
            and wants(
                one.scope,
                one.account_id,
                tuple(one.types),
                is_operator=one.account.email in operators,
                artist_id=line.artist_id,
                event_type=line.type,
            )
        ]
        await models.WebhookDelivery.bulk_create(rows, batch_size=50)
        cursor.seq = lines[-1].seq if lines else newest
        await cursor.save(update_fields=["seq"])
        return len(lines)


async def claim(now: datetime, *, slots: int, shares: Shares) -> list[Claim]:
    """Take up to `slots` attempts that are due, each account its `shares`.

    Events of one livestream go to a webhook one after the other. An event that failed holds up nothing while it waits
    for its next attempt. A webhook that is failing gets one attempt at a time, and all of those `shares.failing` of
    the slots, so that receivers that do not answer cannot take the places of those that do.
    """
    if slots <= 0 or not await models.WebhookDelivery.exists(state=PENDING, next_attempt_at__lte=now):
        return []
    async with lock_outbox():
        pending = models.WebhookDelivery.filter(state=PENDING)
        under_way = await pending.filter(claimed_until__gt=now).values_list("subscription_id", "livestream_id")
        due = pending.filter(next_attempt_at__lte=now, subscription__enabled=True)
        oldest = due.annotate(first=Min("next_attempt_at")).group_by("subscription_id").order_by("first")
        waiting: list[str] = [one for (one,) in await oldest.values_list("subscription_id")]
        busy: dict[str, list[str]] = {webhook_id: [] for webhook_id in waiting}
        for webhook_id, livestream_id in under_way:
            busy.setdefault(webhook_id, []).append(livestream_id)
        webhooks = {one.id: one for one in await models.WebhookSubscription.filter(id__in=list(busy))}
        places = {webhook_id: _to_place(webhook) for webhook_id, webhook in webhooks.items()}
        turns = Turns(shares, (places[one] for one, _ in under_way), (places[one] for one in waiting))
        claims: list[Claim] = []
        while len(claims) < slots and (place := turns.next()) is not None:
            of_webhook = due.filter(subscription_id=place.webhook_id)
            row = await of_webhook.exclude(livestream_id__in=busy[place.webhook_id]).order_by("seq").first()
            if row is None:
                turns.passed(place)
                continue
            turns.took(place)
            busy[place.webhook_id].append(row.livestream_id)
            claims.append(await _take(row, webhooks[place.webhook_id], now))
        return claims


def _to_place(webhook: models.WebhookSubscription) -> Place:
    host = urlsplit(webhook.url).netloc.rpartition("@")[2].lower()  # with its port: a server of its own
    return Place(webhook.id, webhook.account_id, host, webhook.failures > 0)


async def settle(claim: Claim, answer: Answer, *, now: datetime, jitter: Callable[[], float]) -> Verdict | None:
    """Write down what came of an attempt, and what follows. None: it took so long that another process has it now,
    or the webhook is gone."""
    async with lock_outbox():
        row = await models.WebhookDelivery.get_or_none(id=claim.delivery_id, state=PENDING, attempts=claim.attempts)
        if row is None:
            return None
        webhook = await models.WebhookSubscription.get(id=claim.webhook_id)
        if answer.delivered:
            webhook.failures, webhook.failing_since, webhook.last_delivered_at = 0, None, now
        else:
            webhook.failures, webhook.failing_since = webhook.failures + 1, webhook.failing_since or now
        verdict = judge(answer, row.attempts, failing_since=webhook.failing_since, now=now, jitter=jitter)
        row.state, row.claimed_until = verdict.state, None
        row.last_attempt_at, row.last_status, row.last_words = now, answer.status, answer.words[:300]
        if verdict.state is DeliveryState.DELIVERED:
            row.delivered_at = now
        if verdict.delay is not None:
            row.next_attempt_at = now + timedelta(seconds=verdict.delay)
        await row.save(update_fields=OUTCOME)
        if verdict.disable is not None and webhook.enabled:
            webhook.enabled, webhook.disabled_reason = False, verdict.disable[:400]
            await models.WebhookDelivery.filter(subscription_id=webhook.id, state=PENDING).update(
                state=DeliveryState.DEAD, claimed_until=None, last_words="The webhook was disabled before this went."
            )
        await webhook.save(
            update_fields=["failures", "failing_since", "last_delivered_at", "enabled", "disabled_reason"]
        )
    return verdict


async def release(claims: Iterable[Claim], *, now: datetime) -> None:
    """Give back attempts that were broken off, so that another process makes them at once."""
    for one in claims:
        await models.WebhookDelivery.filter(id=one.delivery_id, state=PENDING, attempts=one.attempts).update(
            claimed_until=None, next_attempt_at=now
        )


async def select_next_due(now: datetime) -> datetime | None:
    """When the next attempt becomes due, after now; None: none is waiting."""
    row = (
        await models.WebhookDelivery.filter(state=PENDING, next_attempt_at__gt=now, subscription__enabled=True)
        .order_by("next_attempt_at")
        .first()
    )
    return None if row is None else row.next_attempt_at


async def prune_deliveries(*, now: datetime) -> int:
    """Forget what was delivered or given up long ago; how many."""
    rows = models.WebhookDelivery
    old = await delete_in_batches(rows.filter(state=DeliveryState.DELIVERED, created_at__lt=now - KEPT_DELIVERED))
    return old + await delete_in_batches(rows.filter(state=DeliveryState.DEAD, created_at__lt=now - KEPT_DEAD))


async def _take(row: models.WebhookDelivery, webhook: models.WebhookSubscription, now: datetime) -> Claim:
    row.attempts += 1
    row.claimed_until = row.next_attempt_at = now + LEASE
    await row.save(update_fields=["attempts", "claimed_until", "next_attempt_at"])
    return Claim(
        delivery_id=row.id,
        webhook_id=webhook.id,
        event_id=row.event_id,
        attempts=row.attempts,
        url=webhook.url,
        secrets=list_secrets(webhook, now),
        body=row.body,
        failing=webhook.failures > 0,
    )

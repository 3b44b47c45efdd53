"""From the transition log into the outbox: each consumer follows it with a cursor of its own, and takes every line
once, whichever process does it.

Lines that a consumer has yet to read are not pruned: whoever takes one away removes its row, with a migration.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from uuid import uuid4

from catalog import models
from catalog.livestreams import log
from catalog.outbox.lock import lock_outbox
from catalog.outbox.shapes import Draft
from contract.livestreams import Transition

BATCH = 200
"""Transitions put into the outbox in one transaction."""

Expand = Callable[[Sequence[Transition], str], Awaitable[Sequence[Draft]]]
"""Gets transitions, the oldest first, and the log's epoch; gives what is to be sent of them. Runs in the lock."""


async def enqueue(consumer: str, kind: str, expand: Expand, *, now: datetime, most: int = BATCH) -> int:
    """Put what follows from the next transitions, `most` at once, into the outbox; how many that were. 0: up to date.

    A consumer that is new hears of what comes after this moment.
    """
    cursor = await models.Consumer.get_or_none(name=consumer)
    _, newest = await log.read_clock()
    if cursor is not None and cursor.seq >= newest:
        return 0  # the usual case costs no lock
    async with lock_outbox():
        epoch, newest = await log.read_clock()
        cursor = await models.Consumer.get_or_none(name=consumer)
        if cursor is None:
            await models.Consumer.create(name=consumer, seq=newest)
            return 0
        lines = await log.select_transitions_after(cursor.seq, most)
        drafts = await expand(lines, epoch) if lines else ()
        await models.Delivery.bulk_create([_to_row(kind, one, now) for one in drafts], batch_size=50)
        cursor.seq = lines[-1].seq if lines else newest
        await cursor.save(update_fields=["seq"])
        return len(lines)


def _to_row(kind: str, draft: Draft, now: datetime) -> models.Delivery:
    return models.Delivery(
        id=str(uuid4()),
        kind=kind,
        account_id=draft.account_id,
        receiver=draft.receiver,
        seq=draft.seq,
        event_id=draft.event_id,
        type=draft.type,
        livestream_id=draft.livestream_id,
        body=draft.body,
        next_attempt_at=draft.due_at or now,
        created_at=now,
    )

"""Writing down what was clapped."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime

from tortoise.expressions import F
from tortoise.transactions import in_transaction

from catalog import models
from catalog.applause.levels import EVERY
from catalog.chat.rows import find_livestreams, find_span
from catalog.db.batches import in_batches

Claps = Mapping[tuple[str, int], int]
"""How many, by livestream and second (since 1970) of the clock."""


async def add_claps(claps: Claps) -> None:
    """Add them to what is there, by the five seconds of show time they fell in. What fell in no show is passed over,
    and so is a livestream that is gone."""
    livestreams = await find_livestreams({livestream_id for livestream_id, _ in claps})
    spans = {livestream_id: find_span(row) for livestream_id, row in livestreams.items()}
    slots = Counter[tuple[str, int]]()
    for (livestream_id, second), count in claps.items():
        if (span := spans.get(livestream_id)) is None or span.begins_at is None:
            continue
        # A second may have begun before its show did; the show's first is meant, then.
        show_time = (datetime.fromtimestamp(second, UTC) - span.begins_at).total_seconds()
        slots[livestream_id, max(0, int(show_time // EVERY)) * EVERY] += count
    # In one order for all processes: whoever locks rows does so in it, and nobody waits for each other.
    for batch in in_batches(sorted(slots)):
        async with in_transaction():
            empty = [models.Applause(livestream_id=livestream_id, at=at, count=0) for livestream_id, at in batch]
            await models.Applause.bulk_create(empty, ignore_conflicts=True)
            for livestream_id, at in batch:
                mine = models.Applause.filter(livestream_id=livestream_id, at=at)
                await mine.update(count=F("count") + slots[livestream_id, at])

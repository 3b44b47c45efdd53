"""Writing down who watched."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self, cast

from tortoise.expressions import F
from tortoise.transactions import in_transaction

from catalog import models
from catalog.db.batches import in_batches

EVERY: Final = 10
"""Seconds of the clock that a sample is of."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one process saw in one sample's time."""

    watched: int = 0
    """Milliseconds, of all viewers together."""
    joins: int = 0
    leaves: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(self.watched + other.watched, self.joins + other.joins, self.leaves + other.leaves)


FORGOTTEN: Final = 20
"""Shows at once: a day of one is 8,640 rows."""

Samples = Mapping[tuple[str, int], Seen]
"""By livestream, and second (since 1970) at which the sample begins."""


async def add_samples(samples: Samples) -> None:
    """Add them to what is there, all in one transaction. A livestream that is gone is passed over."""
    asked = sorted({livestream_id for livestream_id, _ in samples})
    there = set[str]()
    for batch in in_batches(asked):
        there.update(cast("list[str]", await models.Livestream.filter(id__in=batch).values_list("id", flat=True)))
    # In one order for all processes: whoever locks rows does so in it, and nobody waits for each other.
    keys = sorted(key for key in samples if key[0] in there)
    if not keys:
        return
    async with in_transaction():
        for batch_ in in_batches(keys):
            empty = [
                models.AudienceSample(livestream_id=livestream_id, at=at, watched=0, joins=0, leaves=0)
                for livestream_id, at in batch_
            ]
            await models.AudienceSample.bulk_create(empty, ignore_conflicts=True)
            for livestream_id, at in batch_:
                seen = samples[livestream_id, at]
                await models.AudienceSample.filter(livestream_id=livestream_id, at=at).update(
                    watched=F("watched") + seen.watched,
                    joins=F("joins") + seen.joins,
                    leaves=F("leaves") + seen.leaves,
                )


async def forget_samples(before: datetime) -> int:
    """Delete those of shows that ended before then, of some at once; of how many it was."""
    old = models.AudienceSample.filter(livestream__ended_at__lt=before).distinct().limit(FORGOTTEN)
    ids = cast("list[str]", await old.values_list("livestream_id", flat=True))
    if ids:
        await models.AudienceSample.filter(livestream_id__in=ids).delete()
        await models.AudienceReferrer.filter(livestream_id__in=ids).delete()
        await models.AudienceQuality.filter(livestream_id__in=ids).delete()
    return len(ids)

"""Unique visitors of a show: hashed with a salt that is thrown away with it, so that nothing is left but how many."""

import hashlib
import secrets
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, cast

from tortoise.expressions import F
from tortoise.functions import Count
from tortoise.transactions import in_transaction

from catalog import models
from catalog.audience.referrers import add_referrers
from catalog.db.batches import delete_in_batches, in_batches

SETTLED: Final = 20
"""Shows at once."""


@dataclass(frozen=True, slots=True)
class Visits:
    """Who opened one show, and from where they came, as one process heard it."""

    hashes: set[int] = field(default_factory=set)
    hosts: Counter[str] = field(default_factory=Counter)
    """How many, by host; see `referrers`."""


def hash_visitor(salt: bytes, key: bytes, who: str) -> int:
    """A number of 64 bits, signed. `key` is the installation's: who reads the database alone can try no guesses at
    it, nor can anybody once the salt is gone."""
    shows = hashlib.blake2b(salt, key=key, digest_size=32).digest()
    return int.from_bytes(hashlib.blake2b(who.encode(), key=shows, digest_size=8).digest(), signed=True)


async def open_salt(livestream_id: str) -> bytes:
    """A show's salt, the same for all processes; it is made as the first one asks."""
    mine = models.AudienceSalt(livestream_id=livestream_id, salt=secrets.token_hex(16))
    await models.AudienceSalt.bulk_create([mine], ignore_conflicts=True)
    return bytes.fromhex((await models.AudienceSalt.get(livestream_id=livestream_id)).salt)


async def add_visits(visits: Mapping[str, Visits]) -> None:
    """Add them to what is there, by livestream, all in one transaction. What was settled meanwhile is passed over."""
    async with in_transaction():
        for batch in in_batches(sorted(visits)):
            # Held by one process at a time, in one order: a show keeps no more hosts than it should, and is not
            # settled meanwhile. (Tortoise forgets the lock of `values_list`.)
            open_ = models.AudienceSalt.filter(livestream_id__in=batch).order_by("livestream_id")
            for row in await open_.select_for_update():
                livestream_id, mine = row.livestream_id, visits[row.livestream_id]
                for hashes in in_batches(sorted(mine.hashes)):
                    rows = [models.AudienceVisitor(livestream_id=livestream_id, hash=one) for one in hashes]
                    await models.AudienceVisitor.bulk_create(rows, ignore_conflicts=True)
                await add_referrers(livestream_id, mine.hosts)


async def settle_visitors(before: datetime) -> int:
    """Count those of shows that ended before then, and throw salts and hashes away; of some shows at once, of how
    many it was."""
    over = models.AudienceSalt.filter(livestream__ended_at__lt=before).limit(SETTLED)
    ids = cast("list[str]", await over.values_list("livestream_id", flat=True))
    for livestream_id in ids:
        async with in_transaction():
            mine = models.AudienceSalt.filter(livestream_id=livestream_id)
            if not await mine.select_for_update():
                continue  # another process was first
            livestream = models.Livestream.filter(id=livestream_id)
            count = await models.AudienceVisitor.filter(livestream_id=livestream_id).count()
            await livestream.filter(unique_viewer_count=None).update(unique_viewer_count=0)
            await livestream.update(unique_viewer_count=F("unique_viewer_count") + count)
            await mine.delete()
    # Without its salt a hash is of no use to anybody. There may be many, and others wait to write.
    await delete_in_batches(models.AudienceVisitor.filter(livestream__ended_at__lt=before))
    return len(ids)


async def count_visitors(rows: Collection[models.Livestream]) -> dict[str, int | None]:
    """How many there were, or are as far as is known, by livestream; None: nobody said so."""
    counts = {row.id: row.unique_viewer_count for row in rows}
    open_ = models.AudienceSalt.filter(livestream_id__in=list(counts))
    ids = cast("list[str]", await open_.values_list("livestream_id", flat=True))
    if ids:
        grouped: Any = models.AudienceVisitor.filter(livestream_id__in=ids).annotate(visitors=Count("id"))
        found = await grouped.group_by("livestream_id").values_list("livestream_id", "visitors")
        counts |= {livestream_id: (counts[livestream_id] or 0) + count for livestream_id, count in found}
    return counts

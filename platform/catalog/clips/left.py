"""What stays of recordings that were deleted, because clips that are kept need it. Used inside the package only."""

from collections.abc import Collection
from datetime import datetime

from catalog import models
from catalog.db.batches import in_batches
from contract.recordings import Range

BUCKET = "s3://"
"""Before a shared store's fingerprint, among the places where some of a recording lies."""


async def select_left(recordings: Collection[str]) -> dict[str, list[Range]]:
    """What clips need of these, the first first; those of which nothing is needed are not in it."""
    found: dict[str, list[tuple[int, int]]] = {}
    for names in in_batches(recordings):
        kept = models.Clip.filter(recording_id__in=names, keep=True).order_by("begins_at", "id")
        for name, begins_at, ends_at in await kept.values_list("recording_id", "begins_at", "ends_at"):
            found.setdefault(str(name), []).append((_milliseconds(begins_at), _milliseconds(ends_at)))
    return {name: join_ranges(ranges) for name, ranges in found.items()}


def join_ranges(ranges: Collection[tuple[int, int]]) -> list[Range]:
    """Those that overlap or touch as one, in order. Milliseconds since 1970."""
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(ranges):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((begin, end))
    return [Range(begins_ms=begin, ends_ms=end) for begin, end in joined]


async def release(recording_id: str) -> None:
    """Clips need less of it than they did: if it was deleted, those who have left something are to look again. In the
    transaction in which a clip is let go, after that."""
    row = await models.Recording.filter(id=recording_id).select_for_update().first()
    if row is None or row.deleted_at is None:
        return
    left_at: list[str] = row.left_at or []
    nodes = [*row.nodes, *(each for each in left_at if not each.startswith(BUCKET) and each not in row.nodes)]
    buckets = [each.removeprefix(BUCKET) for each in left_at if each.startswith(BUCKET)]
    bucket = row.bucket or next(iter(buckets), None)
    if nodes or bucket:
        await models.Recording.filter(id=recording_id).update(nodes=nodes, bucket=bucket, left_at=None, gone_at=None)
    elif row.livestream_id is None and not await models.Clip.exists(recording_id=recording_id, keep=True):
        await row.delete()


async def release_all(livestream_id: str) -> None:
    """Delete a livestream's clips, and let go what was left for them."""
    kept = models.Clip.filter(livestream_id=livestream_id, keep=True, recording__deleted_at__isnull=False)
    names = {str(name) for name in await kept.values_list("recording_id", flat=True)}
    await models.Clip.filter(livestream_id=livestream_id).delete()
    for name in sorted(names):
        await release(name)


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)

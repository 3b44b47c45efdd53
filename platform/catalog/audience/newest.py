"""What is new of an audience while its show is on: the figures of the whole, added up by the database, and the last
points alone, so that a long show costs what a short one does."""

import math
from datetime import UTC, datetime
from typing import Any, Final

from tortoise.functions import Count, Max, Min, Sum

from catalog import models
from catalog.audience.figures import Before, Sample, Show, Trouble, draw, find_stretch, total
from catalog.audience.keeping import EVERY
from catalog.audience.quality import SUMS, Played, compare_renditions
from catalog.audience.reading import find_show
from catalog.audience.referrers import read_referrers
from catalog.audience.shapes import ShowAudience
from catalog.audience.visitors import count_visitors
from catalog.chat.rows import find_livestreams
from catalog.chat.rules import MessageKind

NEWEST: Final = 6
"""Points. Processes write down at different moments, so the last few may change."""


async def read_newest(livestream_id: str, *, now: datetime | None = None) -> ShowAudience | None:
    """As `read_audience`, with the last points alone; None: there is no such show."""
    row = (await find_livestreams([livestream_id])).get(livestream_id)
    if row is None:
        return None
    show = find_show(row, now or datetime.now(UTC))
    mine = models.AudienceSample.filter(livestream_id=livestream_id)
    spans: Any = mine.annotate(first=Min("at"), last=Max("at"))
    [(first, last)] = await spans.values_list("first", "last")
    every = EVERY if first is None else find_stretch(first, last)
    since = 0 if first is None else first + max(0, (last - first) // every + 1 - NEWEST) * every
    # In this order: what is written meanwhile is in none of the two, or in the points.
    kept = await mine.filter(at__gte=since).order_by("at").values_list("at", "watched", "joins", "leaves")
    samples = [Sample(*one) for one in kept]
    watched, joins, leaves = await _add_up_before(livestream_id, since)
    totals = total(
        watched + sum(one.watched for one in samples),
        joins + sum(one.joins for one in samples),
        leaves + sum(one.leaves for one in samples),
        show,
    )
    said = models.ChatMessage.filter(
        livestream_id=livestream_id,
        removed_at=None,
        at__gte=datetime.fromtimestamp(show.begins, UTC),
        at__lte=datetime.fromtimestamp(show.ends, UTC),
    )
    tips: Any = said.filter(kind=MessageKind.TIP, tip_refunded_at=None)
    [(given, tokens)] = await tips.annotate(count=Count("id"), sum=Sum("tip_amount")).values_list("count", "sum")
    claps: Any = models.Applause.filter(livestream_id=livestream_id).annotate(sum=Sum("count"))
    [clapped] = await claps.values_list("sum", flat=True)
    return ShowAudience(
        livestream_id=row.id,
        title=row.title,
        status=row.status.word,
        started_at=row.started_at,
        seconds=round(show.ends - show.begins, 3),
        peak=row.peak_viewer_count,
        unique=(await count_visitors([row]))[row.id],
        totals=totals,
        came_from=await read_referrers(livestream_id),
        renditions=compare_renditions(await _add_up_quality(livestream_id)),
        played=[],
        begins=show.begins,
        messages=await said.filter(kind=MessageKind.MESSAGE).count(),
        tips=given,
        tokens=int(tokens or 0),
        claps=int(clapped or 0),
        every=every,
        points=draw(
            samples,
            show,
            every,
            *await _read_beside(livestream_id, show, said, since if since != first else 0),
            before=Before(since, joins, leaves),
        ),
    )


async def _add_up_quality(livestream_id: str) -> list[tuple[int, str, Played]]:
    """All that is kept of each rendition, as of one moment."""
    rows: Any = models.AudienceQuality.filter(livestream_id=livestream_id)
    sums = {f"{name}_": Sum(name) for name in SUMS}
    kept = await rows.annotate(**sums).group_by("rendition").values_list("rendition", *sums)
    return [(0, rendition, Played(*(int(one) for one in counted))) for rendition, *counted in kept]


async def _add_up_before(livestream_id: str, since: int) -> tuple[int, int, int]:
    """Watched, joins and leaves of the samples before then."""
    rows: Any = models.AudienceSample.filter(livestream_id=livestream_id, at__lt=since)
    sums = rows.annotate(watched_=Sum("watched"), joins_=Sum("joins"), leaves_=Sum("leaves"))
    [(watched, joins, leaves)] = await sums.values_list("watched_", "joins_", "leaves_")
    return int(watched or 0), int(joins or 0), int(leaves or 0)


async def _read_beside(
    livestream_id: str, show: Show, said: Any, since: int
) -> tuple[list[float], list[tuple[float, int]], list[Trouble]]:
    """Messages, claps and troubles from then on, as `draw` takes them; `said`: what is counted of the chat."""
    messages = said.filter(kind=MessageKind.MESSAGE, at__gte=datetime.fromtimestamp(since, UTC))
    clapped = models.Applause.filter(livestream_id=livestream_id, at__gte=max(0, math.ceil(since - show.begins)))
    reported = models.AudienceQuality.filter(livestream_id=livestream_id, at__gte=since)
    return (
        [at.timestamp() for at in await messages.values_list("at", flat=True)],
        [(show.begins + at, count) for at, count in await clapped.values_list("at", "count")],
        [Trouble(*one) for one in await reported.values_list("at", "stalls", "failures")],
    )

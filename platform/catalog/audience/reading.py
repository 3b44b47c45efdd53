"""Reading who watched: one show's figures, and those of all shows of an artist."""

from datetime import UTC, datetime
from typing import Any, Final

from tortoise.functions import Sum

from catalog import models
from catalog.audience.figures import Sample, Show, count_totals, draw, find_stretch, total
from catalog.audience.keeping import EVERY
from catalog.audience.quality import compare_renditions, list_troubles, read_quality
from catalog.audience.referrers import read_referrers
from catalog.audience.shapes import Compared, ShowAudience
from catalog.audience.visitors import count_visitors
from catalog.chat.rows import find_livestreams
from catalog.chat.rules import MessageKind
from catalog.livestreams.errors import NotAllowedError, NotFoundError
from catalog.livestreams.lifecycle import Status
from catalog.markers.rows import find_begin

PAGE: Final = 2_000
"""Messages that are read at once."""


async def read_audience(
    livestream_id: str, artist_id: str, *, whole: bool = False, now: datetime | None = None
) -> ShowAudience:
    """For its artist; `whole`: a point for each sample, however many there are.

    Raises:
        NotFoundError, NotAllowedError
    """
    row = (await find_livestreams([livestream_id])).get(livestream_id)
    if row is None:
        raise NotFoundError
    if row.artist_id != artist_id:
        raise NotAllowedError
    show = find_show(row, now or datetime.now(UTC))
    fields = ("at", "watched", "joins", "leaves")
    kept = await models.AudienceSample.filter(livestream_id=livestream_id).order_by("at").values_list(*fields)
    samples = [Sample(*one) for one in kept]
    played = await read_quality(livestream_id)
    said, tips = await _read_chat(livestream_id, show)
    counted = await models.Applause.filter(livestream_id=livestream_id).values_list("at", "count")
    every = EVERY if whole or not samples else find_stretch(samples[0].at, samples[-1].at)
    claps = [(show.begins + at, count) for at, count in counted]
    return ShowAudience(
        livestream_id=row.id,
        title=row.title,
        status=row.status.word,
        started_at=row.started_at,
        seconds=round(show.ends - show.begins, 3),
        peak=row.peak_viewer_count,
        unique=(await count_visitors([row]))[row.id],
        totals=count_totals(samples, show),
        came_from=await read_referrers(livestream_id),
        renditions=compare_renditions(played),
        played=played,
        begins=show.begins,
        messages=len(said),
        tips=len(tips),
        tokens=sum(tips),
        claps=sum(count for _, count in counted),
        every=every,
        points=draw(samples, show, every, said, claps, list_troubles(played)),
    )


async def compare_shows(artist_id: str, *, limit: int, now: datetime | None = None) -> list[Compared]:
    """An artist's shows that went out, the newest first."""
    rows = models.Livestream.filter(artist_id=artist_id).exclude(started_at=None).select_related("recording")
    shows = await rows.order_by("-started_at", "-id").limit(limit)
    sums = (
        await models.AudienceSample.filter(livestream_id__in=[row.id for row in shows])
        .annotate(watched_=Sum("watched"), joins_=Sum("joins"), leaves_=Sum("leaves"))
        .group_by("livestream_id")
        .values("livestream_id", "watched_", "joins_", "leaves_")
    )
    found = {one["livestream_id"]: (int(one["watched_"]), int(one["joins_"]), int(one["leaves_"])) for one in sums}
    visitors = await count_visitors(shows)
    compared = list[Compared]()
    for row in shows:
        show = find_show(row, now or datetime.now(UTC))
        totals = total(*found.get(row.id, (0, 0, 0)), show)
        seconds = round(show.ends - show.begins, 3)
        words, peak, unique = row.status.word, row.peak_viewer_count, visitors[row.id]
        compared.append(Compared(row.id, row.title, words, row.started_at, seconds, peak, unique, totals))
    return compared


async def _read_chat(livestream_id: str, show: Show) -> tuple[list[float], list[int]]:
    """When each message was said, in seconds since 1970, and the tips, in tokens. A page at a time: in a loud room
    there are a hundred thousand, and whoever watches must not wait for them."""
    said, tips, last = list[float](), list[int](), -1
    while True:
        rows = models.ChatMessage.filter(livestream_id=livestream_id, seq__gt=last).order_by("seq").limit(PAGE)
        fields = ("seq", "kind", "at", "removed_at", "tip_amount", "tip_refunded_at")
        page: list[Any] = await rows.values_list(*fields)
        for _, kind, at, removed_at, amount, refunded_at in page:
            second = at.timestamp()
            if removed_at is not None or not show.begins <= second <= show.ends:
                continue
            if kind == MessageKind.MESSAGE:
                said.append(second)
            elif kind == MessageKind.TIP and refunded_at is None:
                tips.append(amount)
        if len(page) < PAGE:
            return said, tips
        last = page[-1][0]


def find_show(row: models.Livestream, now: datetime) -> Show:
    """When it was; its recording fetched with it."""
    begins_at = find_begin(row)
    if begins_at is None:
        return Show(0.0, 0.0, 0.0)
    ends_at = now if row.status is Status.LIVE else (row.ended_at or begins_at)
    live_at = row.started_at or begins_at
    return Show(begins_at.timestamp(), max(begins_at, ends_at).timestamp(), live_at.timestamp())

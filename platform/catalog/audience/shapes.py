"""What is told of an audience: one show's figures, and a show among others. As values, and as the API and the events
give them."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from catalog.audience.figures import Point, Totals
from catalog.audience.quality import Played, RenditionFigures
from catalog.audience.referrers import CameFrom
from contract.moments import to_rfc3339


@dataclass(frozen=True, slots=True)
class ShowAudience:
    """Of one show; where nothing went out yet, all of it is 0."""

    livestream_id: str
    title: str
    status: str
    started_at: datetime | None
    seconds: float
    """That it lasted, so far."""
    peak: int
    unique: int | None
    """Visitors; None: nobody said so."""
    totals: Totals
    came_from: CameFrom
    renditions: list[RenditionFigures]
    played: list[tuple[int, str, Played]]
    """As `read_quality` gives it."""
    begins: float
    """What show time counts from, in seconds since 1970."""
    messages: int
    tips: int
    tokens: int
    """Of those tips."""
    claps: int
    every: int
    """Seconds of each point."""
    points: list[Point]


@dataclass(frozen=True, slots=True)
class Compared:
    """A show among others."""

    livestream_id: str
    title: str
    status: str
    started_at: datetime | None
    seconds: float
    peak: int
    unique: int | None
    """As of `ShowAudience`."""
    totals: Totals


def present_show(one: Compared | ShowAudience) -> dict[str, Any]:
    """What all shows have in common."""
    return {
        "livestream_id": one.livestream_id,
        "title": one.title,
        "status": one.status,
        "started_at": to_rfc3339(one.started_at),
        "seconds": one.seconds,
        "peak": one.peak,
        "unique": one.unique,
        **asdict(one.totals),
    }


def present_audience(one: ShowAudience, now: int) -> dict[str, Any]:
    """`now`: screens that are open."""
    return {
        **present_show(one),
        "now": now,
        "came_from": {
            "direct": one.came_from.direct,
            "hosts": [{"host": host, "screens": screens} for host, screens in one.came_from.hosts],
            "others": one.came_from.others,
        },
        "renditions": [asdict(rendition) for rendition in one.renditions],
        "messages": one.messages,
        "tips": {"count": one.tips, "tokens": one.tokens},
        "claps": one.claps,
        "every": one.every,
        "points": [asdict(point) for point in one.points],
    }

"""How a show played, as players say: sums of ten seconds for each rendition, and what is counted from them."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from typing import Self, cast

from tortoise.expressions import F
from tortoise.transactions import in_transaction

from catalog import models
from catalog.audience.figures import Trouble
from catalog.db.batches import in_batches


@dataclass(frozen=True, slots=True)
class Played:
    """Of one rendition, by one player or many; times in milliseconds."""

    played: int = 0
    starts: int = 0
    startup: int = 0
    """Waited for those first pictures, all together."""
    latencies: int = 0
    """How often a player said how far behind live it was."""
    latency: int = 0
    """All of those together."""
    stalls: int = 0
    stalled: int = 0
    failures: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(*(one + more for one, more in zip(astuple(self), astuple(other), strict=True)))


SUMS = tuple(each.name for each in fields(Played))

Quality = Mapping[tuple[str, int, str], Played]
"""By livestream, second (since 1970) at which ten seconds begin, and rendition."""


@dataclass(frozen=True, slots=True)
class RenditionFigures:
    """How one rendition of a show played; None: no player said."""

    rendition: str
    minutes: float
    starts: int
    startup: float | None
    """Seconds, on average, as all that follow."""
    latency: float | None
    stalls: int
    stalled: float
    """Seconds, all together."""
    stalled_part: float | None
    """Of the time in which it played or should have."""
    failures: int


def count_quality(rendition: str, played: Iterable[Played]) -> RenditionFigures:
    """Pure; `docs/audience.md` defines each in words."""
    whole = sum(played, Played())
    time = whole.played + whole.stalled
    return RenditionFigures(
        rendition=rendition,
        minutes=round(whole.played / 60_000, 2),
        starts=whole.starts,
        startup=round(whole.startup / whole.starts / 1000, 3) if whole.starts else None,
        latency=round(whole.latency / whole.latencies / 1000, 3) if whole.latencies else None,
        stalls=whole.stalls,
        stalled=round(whole.stalled / 1000, 3),
        stalled_part=round(whole.stalled / time, 5) if time else None,
        failures=whole.failures,
    )


async def add_quality(quality: Quality) -> None:
    """Add them to what is there, all in one transaction. A livestream that is gone is passed over."""
    there = set[str]()
    for batch in in_batches(sorted({livestream_id for livestream_id, _, _ in quality})):
        there.update(cast("list[str]", await models.Livestream.filter(id__in=batch).values_list("id", flat=True)))
    # In one order for all processes: whoever locks rows does so in it, and nobody waits for each other.
    keys = sorted(key for key in quality if key[0] in there)
    if not keys:
        return
    nothing = dict.fromkeys(SUMS, 0)
    async with in_transaction():
        for batch_ in in_batches(keys):
            empty = [
                models.AudienceQuality(livestream_id=livestream_id, at=at, rendition=rendition, **nothing)
                for livestream_id, at, rendition in batch_
            ]
            await models.AudienceQuality.bulk_create(empty, ignore_conflicts=True)
            for livestream_id, at, rendition in batch_:
                sums = zip(SUMS, astuple(quality[livestream_id, at, rendition]), strict=True)
                mine = models.AudienceQuality.filter(livestream_id=livestream_id, at=at, rendition=rendition)
                await mine.update(**{name: F(name) + amount for name, amount in sums if amount})


async def read_quality(livestream_id: str) -> list[tuple[int, str, Played]]:
    """All that is kept of one show, in its order."""
    rows = models.AudienceQuality.filter(livestream_id=livestream_id).order_by("at", "rendition")
    kept = await rows.values_list("at", "rendition", *SUMS)
    return [(at, rendition, Played(*sums)) for at, rendition, *sums in kept]


def compare_renditions(kept: Iterable[tuple[int, str, Played]]) -> list[RenditionFigures]:
    """Those that were played most first."""
    played = dict[str, list[Played]]()
    for _, rendition, one in kept:
        played.setdefault(rendition, []).append(one)
    figures = [count_quality(rendition, mine) for rendition, mine in played.items()]
    return sorted(figures, key=lambda one: (-one.minutes, one.rendition))


def list_troubles(kept: Iterable[tuple[int, str, Played]]) -> list[Trouble]:
    """What players reported, of all renditions."""
    return [Trouble(at, one.stalls, one.failures) for at, _, one in kept if one.stalls or one.failures]

"""What the audience's samples need of the database: a narrow interface, so that tests can give it another."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from catalog.audience import keeping, newest, quality, visitors
from catalog.audience.keeping import Samples
from catalog.audience.quality import Quality
from catalog.audience.shapes import ShowAudience
from catalog.audience.visitors import Visits


class SampleStore(Protocol):
    """Who watched."""

    async def add(self, samples: Samples) -> None:
        """See `catalog.audience.keeping.add_samples`."""

    async def forget(self, before: datetime) -> int:
        """See `catalog.audience.keeping.forget_samples`."""


class CatalogSamples:
    """The catalog as one."""

    async def add(self, samples: Samples) -> None:
        await keeping.add_samples(samples)

    async def forget(self, before: datetime) -> int:
        return await keeping.forget_samples(before)


class NewestStore(Protocol):
    """What is new of a show's audience."""

    async def read(self, livestream_id: str) -> ShowAudience | None:
        """See `catalog.audience.newest.read_newest`."""


class CatalogNewest:
    """The catalog as one."""

    async def read(self, livestream_id: str) -> ShowAudience | None:
        return await newest.read_newest(livestream_id)


class VisitStore(Protocol):
    """Who came."""

    async def open_salt(self, livestream_id: str) -> bytes:
        """See `catalog.audience.visitors.open_salt`."""

    async def add(self, visits: Mapping[str, Visits]) -> None:
        """See `catalog.audience.visitors.add_visits`."""

    async def settle(self, before: datetime) -> int:
        """See `catalog.audience.visitors.settle_visitors`."""


class CatalogVisits:
    """The catalog as one."""

    async def open_salt(self, livestream_id: str) -> bytes:
        return await visitors.open_salt(livestream_id)

    async def add(self, visits: Mapping[str, Visits]) -> None:
        await visitors.add_visits(visits)

    async def settle(self, before: datetime) -> int:
        return await visitors.settle_visitors(before)


class QualityStore(Protocol):
    """How shows played."""

    async def add(self, sums: Quality) -> None:
        """See `catalog.audience.quality.add_quality`."""


class CatalogQuality:
    """The catalog as one."""

    async def add(self, sums: Quality) -> None:
        await quality.add_quality(sums)

"""What the audience's samples need of the database: a narrow interface, so that tests can give it another."""

from datetime import datetime
from typing import Protocol

from catalog.audience import keeping
from catalog.audience.keeping import Samples


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

"""What applause needs of the database: a narrow interface, so that tests can give it another."""

from collections.abc import Mapping
from typing import Protocol

from catalog.applause import keeping
from catalog.applause.keeping import Claps


class ApplauseStore(Protocol):
    """What was clapped."""

    async def add(self, claps: Claps) -> None:
        """See `catalog.applause.keeping.add_claps`."""


class CatalogApplause:
    """The catalog as one."""

    async def add(self, claps: Mapping[tuple[str, int], int]) -> None:
        await keeping.add_claps(claps)

"""What overlays need of the database: a narrow interface, so that tests can give it another."""

from collections.abc import Sequence
from typing import Protocol

from catalog.markers import list as markers
from catalog.markers.rules import Marker
from catalog.overlays import alerts, overlays
from catalog.overlays.overlays import Overlay
from contract.overlays.alerts import Past


class OverlayStore(Protocol):
    """Overlays and alerts."""

    async def find(self, address: str) -> Overlay:
        """See `catalog.overlays.overlays.find_overlay`."""

    async def read_past(self, artist_id: str, after: int) -> Past:
        """See `catalog.overlays.alerts.read_past`."""

    async def read_last(self, artist_id: str) -> int:
        """See `catalog.overlays.alerts.read_last`."""

    async def list_markers(self, livestream_id: str) -> Sequence[Marker]:
        """See `catalog.markers.list.list_markers`."""


class CatalogOverlays:
    """The catalog as one."""

    async def find(self, address: str) -> Overlay:
        return await overlays.find_overlay(address)

    async def read_past(self, artist_id: str, after: int) -> Past:
        return await alerts.read_past(artist_id, after)

    async def read_last(self, artist_id: str) -> int:
        return await alerts.read_last(artist_id)

    async def list_markers(self, livestream_id: str) -> Sequence[Marker]:
        return await markers.list_markers(livestream_id)

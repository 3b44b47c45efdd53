"""Reading markers."""

from catalog import models
from catalog.livestreams.errors import NotFoundError
from catalog.markers.rows import find_begin, to_marker
from catalog.markers.rules import Marker


async def list_markers(livestream_id: str) -> list[Marker]:
    """All of a livestream's, in the show's order.

    Raises:
        NotFoundError
    """
    row = await models.Livestream.get_or_none(id=livestream_id).select_related("recording")
    if row is None:
        raise NotFoundError
    begins_at = find_begin(row)
    if begins_at is None:
        return []
    found = await models.Marker.filter(livestream_id=livestream_id).order_by("at", "created_at", "id")
    return [to_marker(one, begins_at) for one in found]

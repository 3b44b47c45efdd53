"""What tips are for: a goal of a livestream's room, which all see fill."""

from datetime import UTC, datetime
from typing import Any

from catalog import models
from catalog.chat.changes import change_room
from contract.chat.lines import Batch


async def set_goal(
    livestream_id: str, artist_id: str, title: str, amount: int, *, now: datetime | None = None
) -> Batch:
    """Have tips count for this from now on; where there is a goal already, it is changed, and what was given for it
    stays.

    Raises:
        NotFoundError, NotAllowedError
    """
    fields: dict[str, Any] = {"goal_title": title, "goal_amount": amount}
    room = await models.ChatRoom.get_or_none(livestream_id=livestream_id)
    if room is None or room.goal_title is None:
        fields["goal_since"] = now or datetime.now(UTC)
    return await change_room(livestream_id, fields, artist_id=artist_id)


async def end_goal(livestream_id: str, artist_id: str) -> Batch:
    """There is none any more; the next one begins at 0.

    Raises:
        NotFoundError, NotAllowedError
    """
    fields = {"goal_title": None, "goal_amount": None, "goal_since": None}
    return await change_room(livestream_id, fields, artist_id=artist_id)

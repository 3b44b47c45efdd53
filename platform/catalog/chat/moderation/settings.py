"""A room's settings, as those see them who keep it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalog import models
from catalog.chat.rows import find_livestreams, find_room, find_span, to_shape
from catalog.livestreams.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Filter:
    """Another system that is asked of each message; `closed`: without its answer nothing is said."""

    url: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """What everybody is shown of a room, and what only those are who keep it."""

    shape: Mapping[str, Any]
    words: Sequence[str]
    filter: Filter | None


async def read_settings(livestream_id: str) -> Settings:
    """A room's.

    Raises:
        NotFoundError
    """
    livestreams = await find_livestreams([livestream_id])
    if livestream_id not in livestreams:
        raise NotFoundError
    row = livestreams[livestream_id]
    room = await find_room(livestream_id, row.artist_id)
    return Settings(await to_shape(room, find_span(row)), room.words, find_filter(room))


def find_filter(room: models.ChatRoom) -> Filter | None:
    """A room's filter; None: it has none."""
    return None if room.filter_url is None else Filter(room.filter_url, room.filter_closed)

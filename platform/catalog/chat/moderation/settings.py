"""A room's settings, as those see them who keep it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from catalog import models
from catalog.chat.changes import change_room
from catalog.chat.moderation.acts import By, What
from catalog.chat.rows import find_livestreams, find_room, find_span, find_told, to_shape
from catalog.db.keys import get_keys
from catalog.livestreams.errors import NotFoundError
from catalog.outbox.subscriptions import make_secret
from contract.chat.lines import Batch

PURPOSE: Final = "chat filter secret"


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


async def read_settings(livestream_id: str, *, keeps: bool) -> Settings:
    """A room's, for one who keeps it or for everybody, who hear of nothing before its delay is over.

    Raises:
        NotFoundError
    """
    livestreams = await find_livestreams([livestream_id])
    if livestream_id not in livestreams:
        raise NotFoundError
    row = livestreams[livestream_id]
    room = await find_room(livestream_id, row.artist_id)
    shape = await to_shape(room, find_span(row), None if keeps else find_told(room))
    return Settings(shape, room.words, find_filter(room))


async def set_filter(livestream_id: str, artist_id: str, url: str, by: By, *, closed: bool) -> tuple[Batch, str]:
    """Have another system asked of each message in a room; what happened there, and the secret that its requests are
    signed with from now on, which nobody is shown again.

    Raises:
        NotFoundError
    """
    secret = make_secret()
    sealed = get_keys().seal(PURPOSE, secret, artist_id)
    fields = {"filter_url": url, "filter_secret": sealed, "filter_closed": closed}
    about = {"url": url, "closed": closed}
    return await change_room(livestream_id, fields, keeper=by, act=What.FILTER_SET, about=about), secret


async def remove_filter(livestream_id: str, by: By) -> Batch:
    """Have nobody asked any more.

    Raises:
        NotFoundError
    """
    fields = {"filter_url": None, "filter_secret": None, "filter_closed": False}
    return await change_room(livestream_id, fields, keeper=by, act=What.FILTER_REMOVED, about={})


def read_secret(room: models.ChatRoom, artist_id: str) -> str:
    """What requests to a room's filter are signed with; there is one. The artist's next room has the same."""
    return get_keys().unseal(PURPOSE, room.filter_secret or "", artist_id)


def find_filter(room: models.ChatRoom) -> Filter | None:
    """A room's filter; None: it has none."""
    return None if room.filter_url is None else Filter(room.filter_url, room.filter_closed)

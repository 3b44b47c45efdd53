"""How much room artists' recordings take, and how much they have."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tortoise.functions import Sum

from catalog import models
from catalog.accounts.errors import AccountNotFoundError
from catalog.livestreams.lifecycle import Status
from catalog.recordings.policy import get_policy
from catalog.recordings.retention.plan import Held
from catalog.recordings.rows import find_over
from settings.emails import normalise_email

ANY: Final = -1
"""An account's exception: its recordings may take any number of bytes."""


@dataclass(frozen=True, slots=True)
class Room:
    """An artist's, in bytes."""

    used: int
    """By what is being made, too."""
    quota: int | None
    """None: there is no end."""


async def select_room(artist_id: str) -> Room:
    """How much an artist uses of how much."""
    own = (await models.Account.get(id=artist_id)).recording_quota
    return Room(sum(each.bytes for each in await select_held(artist_id)), _read(own))


async def write_quota(email: str, quota: int | None) -> str:
    """An exception for the account with this address: bytes, `ANY`, or None: as for all. Its address as it is kept.

    Raises:
        AccountNotFoundError
    """
    row = await models.Account.get_or_none(email=normalise_email(email))
    if row is None:
        raise AccountNotFoundError(email)
    await models.Account.filter(id=row.id).update(recording_quota=quota)
    return row.email


async def select_quotas(share: float = 1.0) -> Mapping[str, int]:
    """The artists that use more than this share of the room they have, each with that room."""
    usual = get_policy().quota
    exceptions = await models.Account.exclude(recording_quota=None).values_list("id", "recording_quota")
    own = {str(name): _read(quota) for name, quota in exceptions}
    if usual is None and all(quota is None for quota in own.values()):
        return {}
    held = models.Recording.filter(deleted_at=None, livestream_id__isnull=False).annotate(used=Sum("bytes"))
    found: dict[str, int] = {}
    for artist_id, used in await held.group_by("livestream__artist_id").values_list("livestream__artist_id", "used"):
        quota = own.get(str(artist_id), usual)
        if quota is not None and int(used or 0) > share * quota:
            found[str(artist_id)] = quota
    return found


async def select_held(artist_id: str) -> list[Held]:
    """All recordings of an artist's that take room."""
    rows = models.Recording.filter(deleted_at=None, livestream__artist_id=artist_id)
    return [to_held(row) for row in await rows.select_related("livestream")]


def to_held(row: models.Recording) -> Held:
    """A recording whose livestream was fetched with it."""
    show = row.livestream
    if show is None:
        raise ValueError("nobody's recording")
    over_at = find_over(show, row)
    return Held(
        recording=row.id,
        livestream_id=show.id,
        title=show.title,
        artist_id=show.artist_id,
        bytes=row.bytes or 0,
        keep=row.keep,
        made=show.status is Status.LIVE or row.closed_at is None,
        since=over_at or row.created_at,
        expires_at=get_policy().expires_at(over_at, row.told_at, keep=row.keep),
        told_at=row.told_at,
    )


def _read(own: int | None) -> int | None:
    if own is None:
        return get_policy().quota
    return None if own == ANY else own

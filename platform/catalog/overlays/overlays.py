"""Overlays in the rows: made, found by their address, given another one, revoked; and how far each has come."""

import secrets
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from catalog import models
from catalog.db.batches import in_batches
from catalog.db.keys import get_keys
from catalog.db.orm import OUTAGES
from catalog.overlays.alerts import hold_alerts, read_last
from catalog.overlays.errors import OverlayNotFoundError, TooManyOverlaysError
from catalog.overlays.rules import MOST, is_address, make_address, name_credential

SEEN_EVERY: Final = timedelta(minutes=5)
"""How exactly it is kept when an overlay was last open."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """One browser source, as its artist knows it."""

    id: str
    artist_id: str
    name: str
    address: str = field(repr=False)
    """Secret: who has it sees what the overlay shows."""
    credential: str = field(repr=False)
    """See `rules.name_credential`."""
    shown: int
    """The last alert that it has shown."""
    paused: bool
    created_at: datetime
    seen_at: datetime | None


async def insert_overlay(artist_id: str, name: str, *, now: datetime | None = None) -> Overlay:
    """A new one. It shows the alerts that come from now on.

    Raises:
        TooManyOverlaysError
    """
    async with in_transaction():
        await hold_alerts(artist_id)  # so that two at once are not one too many
        if await models.Overlay.filter(artist_id=artist_id).count() >= MOST:
            raise TooManyOverlaysError
        row = await models.Overlay.create(
            id=str(uuid4()),
            artist_id=artist_id,
            name=name,
            secret=secrets.token_hex(16),
            shown=await read_last(artist_id),
            settings={"paused": False},
            created_at=now or datetime.now(UTC),
        )
    return _to_overlay(row)


async def select_overlays(artist_id: str) -> list[Overlay]:
    """All of an artist's, the first made first."""
    rows = await models.Overlay.filter(artist_id=artist_id).order_by("created_at", "id").limit(MOST)
    return [_to_overlay(row) for row in rows]


async def select_overlay(artist_id: str, overlay_id: str) -> Overlay:
    """Raises OverlayNotFoundError"""
    return _to_overlay(await _get(artist_id, overlay_id))


async def update_overlay(
    artist_id: str, overlay_id: str, *, name: str | None = None, paused: bool | None = None, renew: bool = False
) -> Overlay:
    """Change what is given. `renew` gives it another address; the one before opens nothing any more.

    Raises:
        OverlayNotFoundError
    """
    async with in_transaction():
        row = await _get(artist_id, overlay_id, lock=True)
        if name is not None:
            row.name = name
        if paused is not None:
            row.settings = {**row.settings, "paused": paused}
        if renew:
            row.secret = secrets.token_hex(16)
        await row.save(update_fields=["name", "settings", "secret"])
    return _to_overlay(row)


async def delete_overlay(artist_id: str, overlay_id: str) -> None:
    """Revoke it for good.

    Raises:
        OverlayNotFoundError
    """
    if not await models.Overlay.filter(artist_id=artist_id, id=overlay_id[: models.ID_LENGTH]).delete():
        raise OverlayNotFoundError


async def find_overlay(address: str, *, now: datetime | None = None) -> Overlay:
    """Whose address this is; notes that it is in use.

    Raises:
        OverlayNotFoundError
    """
    row = await _find(address)
    now = now or datetime.now(UTC)
    if row.seen_at is None or now - row.seen_at > SEEN_EVERY:
        with suppress(*OUTAGES):  # a full disk keeps no overlay dark
            unseen = Q(seen_at=None) | Q(seen_at__lt=now - SEEN_EVERY)
            await models.Overlay.filter(unseen, id=row.id).update(seen_at=now)
    return _to_overlay(row)


async def note_shown(address: str, number: int) -> int:
    """It has shown its artist's alerts up to this one; never back. How far it has come.

    Raises:
        OverlayNotFoundError
    """
    row = await _find(address)
    number = min(number, await read_last(row.artist_id))
    if number > row.shown:
        await models.Overlay.filter(id=row.id, shown__lt=number).update(shown=number)
    shown: int = row.shown
    return max(number, shown)


async def select_valid(credentials: Collection[str]) -> set[str]:
    """Of these names (`rules.name_credential`), those whose overlays have the same address still."""
    held = set[str]()
    for some in in_batches({name.split(":")[1] for name in credentials}):
        rows = models.Overlay.filter(id__in=some)
        held |= {name_credential(*row) for row in await rows.values_list("id", "secret")}
    return held & set(credentials)


async def _get(artist_id: str, overlay_id: str, *, lock: bool = False) -> models.Overlay:
    rows = models.Overlay.filter(artist_id=artist_id, id=overlay_id[: models.ID_LENGTH])
    row = await (rows.select_for_update() if lock else rows).first()
    if row is None:
        raise OverlayNotFoundError
    return row


async def _find(address: str) -> models.Overlay:
    row = await models.Overlay.get_or_none(id=address.partition(".")[0][: models.ID_LENGTH])
    if row is None or not is_address(get_keys(), address, row.id, row.secret):
        raise OverlayNotFoundError
    return row


def _to_overlay(row: models.Overlay) -> Overlay:
    settings: dict[str, Any] = row.settings
    return Overlay(
        row.id,
        row.artist_id,
        row.name,
        make_address(get_keys(), row.id, row.secret),
        name_credential(row.id, row.secret),
        row.shown,
        bool(settings.get("paused")),
        row.created_at,
        row.seen_at,
    )

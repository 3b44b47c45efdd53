"""Rehearsals as their artist sees them: a second, permanent stream key that never goes public, and the last verdict.

`rehearsing` has the publisher's side of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from tortoise.expressions import Q

from catalog import models
from catalog.db.batches import delete_in_batches
from catalog.errors import RehearsalActiveError
from catalog.feeds.keys import make_playback_id, make_stream_key
from catalog.feeds.rehearsing import lock_artist, select_current, select_holder
from catalog.feeds.shapes import KEY_CHANGED, NODE_LOST

KEPT_FOR: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What an artist needs for a rehearsal, and how the current or the last one went."""

    playback_id: str
    active: bool
    verdict: Mapping[str, Any] | None
    """Of the last one that ended; None before the first."""
    stream_key: str = field(repr=False)


async def select_rehearsal(artist_id: str) -> Rehearsal:
    """The artist's key, made now where the account is older than rehearsals.

    Raises:
        NotFoundError: no such account.
    """
    async with lock_artist(artist_id) as row:
        if row.rehearsal_key is None or row.rehearsal_playback_id is None:
            await _renew(row)
        return await _present(row)


async def rotate_rehearsal(artist_id: str, *, now: datetime | None = None) -> Rehearsal:
    """A new key, and a new address for the preview; the old ones stop working.

    Raises:
        NotFoundError
        RehearsalActiveError: an encoder is connected with the old key.
    """
    async with lock_artist(artist_id) as row:
        now = now or datetime.now(UTC)
        if await select_holder(artist_id, now) is not None:
            raise RehearsalActiveError
        # Of whoever was let in with the old key and has sent nothing yet, or was given up by a guess.
        open_ = models.RehearsalSession.filter(Q(ended_at=None) | Q(reason=NODE_LOST), artist_id=artist_id)
        await open_.update(ended_at=now, reason=KEY_CHANGED)
        await _renew(row)
        return await _present(row)


async def write_verdict(session_id: str, verdict: Mapping[str, Any]) -> None:
    """Keep what was found in a rehearsal that has ended."""
    await models.RehearsalSession.filter(session_id=session_id).update(verdict=dict(verdict))


async def prune_rehearsals(*, now: datetime | None = None) -> int:
    """Forget connections of more than a week ago, and what was found in them; how many."""
    old = (now or datetime.now(UTC)) - KEPT_FOR
    over = Q(ended_at__lt=old) | Q(ended_at=None, started_at=None)
    return await delete_in_batches(models.RehearsalSession.filter(over, admitted_at__lt=old))


async def _present(row: models.Account) -> Rehearsal:
    current = await select_current(row.id)
    rows = models.RehearsalSession.filter(artist_id=row.id, verdict__isnull=False)
    last = await rows.order_by("-ended_at").first()
    return Rehearsal(
        playback_id=row.rehearsal_playback_id or "",
        active=current is not None,
        verdict=None if last is None else last.verdict,
        stream_key=row.rehearsal_key or "",
    )


async def _renew(row: models.Account) -> None:
    row.rehearsal_key, row.rehearsal_playback_id = make_stream_key(), make_playback_id()
    await row.save(update_fields=["rehearsal_key", "rehearsal_playback_id"])

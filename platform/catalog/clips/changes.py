"""Making clips, and what their creators and their shows' artists do with them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from catalog import models
from catalog.chat.moderation.bans import is_banned
from catalog.clips.errors import (
    ClipGoneError,
    ClipNotFoundError,
    NoClippingError,
    NotYourClipError,
    TooManyClipsError,
    TooManyKeptError,
)
from catalog.clips.left import release
from catalog.clips.rows import read_clip, to_clip
from catalog.clips.rules import MOST_KEPT, MOST_OF_ARTIST, MOST_OF_FAN, Clip, describe, find_range, make_clip_id
from catalog.gates.blocks import select_blocked
from catalog.livestreams import log
from catalog.livestreams.errors import NotFoundError
from catalog.livestreams.lifecycle import Status
from catalog.livestreams.rows import lock_livestream, to_entry
from catalog.recordings.errors import ReplayNotFoundError
from catalog.recordings.policy import get_policy
from catalog.recordings.rows import find_recording
from catalog.recordings.rules import Show, Visibility, find_end
from contract.events.clips import CLIP, CREATED, REMOVED, UPDATED, VISIBILITY
from contract.livestreams import Transition

CHANGEABLE: Final = frozenset({"title", "hidden", "keep"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A clip to be: seconds of show time, from the recording's begin on."""

    begin: float
    end: float
    title: str


@dataclass(frozen=True, slots=True)
class ClipChange:
    """A clip after a change, and the transitions to announce."""

    clip: Clip
    transitions: list[Transition]


async def insert_clip(
    livestream_id: str, account_id: str, draft: Draft, *, now: datetime | None = None
) -> ClipChange:
    """Make one of what is kept of a livestream. That the account may have the replay, the gate has said before.

    Raises:
        NotFoundError, ReplayNotFoundError, NoClippingError, ClipRangeError, TooManyClipsError
    """
    now = now or datetime.now(UTC)
    async with lock_livestream(livestream_id) as (row, feed):
        own = row.artist_id == account_id
        recording = find_recording(row)
        if recording is None or recording.begins_at is None:
            raise ReplayNotFoundError
        if not own:
            if recording.visibility is Visibility.PRIVATE:
                raise ReplayNotFoundError  # nobody else is told that there is one
            await _check_fan(row, account_id, now)
        over_at = find_end(Show(row.status is Status.LIVE, row.started_at, row.ended_at), recording.closed_at)
        begins_at, ends_at = find_range(recording.begins_at, draft.begin, draft.end, over_at=over_at, now=now)
        most = MOST_OF_ARTIST if own else MOST_OF_FAN
        if await models.Clip.filter(livestream_id=livestream_id, creator_id=account_id).count() >= most:
            raise TooManyClipsError(most)
        made = await models.Clip.create(
            id=make_clip_id(),
            livestream_id=livestream_id,
            recording_id=recording.id,
            creator_id=account_id,
            title=draft.title,
            begins_at=begins_at,
            ends_at=ends_at,
            created_at=now,
        )
        clip = to_clip(await read_clip(made.id))
        return ClipChange(clip, await _tell(CREATED, row, feed, clip, now))


async def update_clip(
    clip_id: str, account_id: str, changes: Mapping[str, Any], *, now: datetime | None = None
) -> ClipChange:
    """Set some of `CHANGEABLE`: its artist all of them, its creator the title.

    Raises:
        ClipNotFoundError, NotYourClipError, ClipGoneError, TooManyKeptError
    """
    now = now or datetime.now(UTC)
    found = await read_clip(clip_id)
    async with _lock(found, account_id) as (show, feed):
        row = await read_clip(clip_id)
        if row.livestream.artist_id != account_id and changes.keys() - {"title"}:
            raise NotYourClipError("the show's artist")
        if changes.get("keep") and not row.keep and row.recording.deleted_at is not None:
            raise ClipGoneError
        new = {name: value for name, value in changes.items() if name in CHANGEABLE and getattr(row, name) != value}
        if not new:
            return ClipChange(to_clip(row), [])
        if new.get("keep"):
            kept = models.Clip.filter(livestream_id=row.livestream_id, keep=True)
            if await kept.count() >= MOST_KEPT:
                raise TooManyKeptError(MOST_KEPT)
        row.update_from_dict(new)
        await row.save(update_fields=[*new])
        if "keep" in new:
            await release(row.recording_id)
        clip = to_clip(row)
        return ClipChange(clip, await _tell(UPDATED, show, feed, clip, now))


async def delete_clip(clip_id: str, account_id: str, *, now: datetime | None = None) -> ClipChange:
    """Its artist or its creator wants it no more.

    Raises:
        ClipNotFoundError, NotYourClipError
    """
    now = now or datetime.now(UTC)
    found = await read_clip(clip_id)
    async with _lock(found, account_id) as (show, feed):
        row = await read_clip(clip_id)
        await row.delete()
        await release(row.recording_id)
        clip = to_clip(row)
        return ClipChange(clip, await _tell(REMOVED, show, feed, clip, now))


@asynccontextmanager
async def _lock(clip: models.Clip, account_id: str) -> AsyncIterator[tuple[models.Livestream, models.Feed]]:
    """A transaction that no other change of the clip's livestream can enter, for those who may change the clip."""
    own = clip.livestream.artist_id == account_id
    if not own and (clip.hidden or clip.recording.visibility is Visibility.PRIVATE):
        raise ClipNotFoundError
    if not own and clip.creator_id != account_id:
        raise NotYourClipError("the clip's creator and the show's artist")
    try:
        async with lock_livestream(clip.livestream_id) as held:
            yield held
    except NotFoundError as error:
        raise ClipNotFoundError from error


async def _check_fan(row: models.Livestream, account_id: str, now: datetime) -> None:
    """Raises NoClippingError"""
    if not row.fans_may_clip:
        raise NoClippingError("clips_not_allowed")
    # A clip has a title and its maker's name: whoever may not write in the artist's rooms is not to write them there.
    banned = await is_banned(row.artist_id, account_id, now)
    if banned or await select_blocked([(account_id, row.artist_id)]):
        raise NoClippingError("blocked")


async def _tell(kind: str, row: models.Livestream, feed: models.Feed, clip: Clip, now: datetime) -> list[Transition]:
    shown = {"id": clip.id} if kind == REMOVED else describe(clip, now, get_policy().page_url)
    about = {"livestream_id": row.id, CLIP: shown, VISIBILITY: clip.source.visibility.value}
    return await log.append([(kind, to_entry(row, feed))], now, about)

"""What an artist does with a livestream's replay."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from catalog import models
from catalog.livestreams.changes import Change
from catalog.livestreams.lifecycle import Outcome, Status, Step
from catalog.livestreams.rows import lock_livestream, to_entry, to_state, write_steps
from catalog.recordings.errors import ReplayNotFoundError
from catalog.recordings.policy import get_policy
from catalog.recordings.rows import drop, find_over, find_recording

CHANGEABLE: Final = frozenset({"keep", "visibility"})


async def update_replay(
    livestream_id: str, artist_id: str, changes: Mapping[str, Any], *, now: datetime | None = None
) -> Change:
    """Set some of `CHANGEABLE` (`livestream.updated`, if anything is new).

    Raises:
        NotFoundError, NotAllowedError, ReplayNotFoundError
    """
    now = now or datetime.now(UTC)
    async with lock_livestream(livestream_id, artist_id) as (row, feed):
        recording = find_recording(row)
        if recording is None or recording.begins_at is None:
            raise ReplayNotFoundError
        new = {
            name: value for name, value in changes.items() if name in CHANGEABLE and getattr(recording, name) != value
        }
        if not new:
            return Change(to_entry(row, feed), [])
        if new.get("keep") is False:
            # Whoever lets it go that is late by now is told so by the answer, and can think better of it.
            new["told_at"] = now if _goes_soon(row, recording, now) else None
        recording.update_from_dict(new)
        await recording.save(update_fields=[*new])
        state = to_state(feed, row)
        told = Outcome(state, (Step("livestream.updated", state),))
        return Change(to_entry(row, feed), await write_steps(row, feed, told, now))


def _goes_soon(row: models.Livestream, recording: models.Recording, now: datetime) -> bool:
    over_at, policy = find_over(row, recording), get_policy()
    end = policy.expires_at(over_at, keep=False)
    return end is not None and end <= now + policy.notice


async def delete_replay(livestream_id: str, artist_id: str, *, now: datetime | None = None) -> Change:
    """Have it deleted wherever it lies (`livestream.updated`). Of a show that is live nothing more is recorded then.

    Raises:
        NotFoundError, NotAllowedError, ReplayNotFoundError
    """
    now = now or datetime.now(UTC)
    async with lock_livestream(livestream_id, artist_id) as (row, feed):
        recording = find_recording(row)
        if recording is None or recording.begins_at is None:
            raise ReplayNotFoundError
        await drop(row, now)
        if row.status is Status.LIVE:
            row.record = False
            await row.save(update_fields=["record"])
        state = to_state(feed, row)
        told = Outcome(state, (Step("livestream.updated", state),))
        return Change(to_entry(row, feed), await write_steps(row, feed, told, now))

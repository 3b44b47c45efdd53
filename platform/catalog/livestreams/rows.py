"""Between a livestream's row, the rules' state and the shapes that leave. Used inside the package only."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import fields
from datetime import datetime

from tortoise.transactions import in_transaction

from catalog import models
from catalog.errors import NotAllowedError, NotFoundError
from catalog.feeds.keys import media_path
from catalog.livestreams import log
from catalog.livestreams.lifecycle import Outcome, State, Status
from contract.livestreams import Entry, Transition
from contract.moments import to_rfc3339

STATE_COLUMNS = tuple(field.name for field in fields(State))


def to_state(row: models.Livestream) -> State:
    """What the rules need to know of a row."""
    return State(
        status=row.status,
        auto_start=row.auto_start,
        ready=row.ready,
        session_id=row.session_id,
        node=row.node,
        started_at=row.started_at,
        ended_at=row.ended_at,
        end_reason=row.end_reason,
        interrupted_until=row.interrupted_until,
    )


def to_entry(row: models.Livestream, state: State | None = None) -> Entry:
    """A row (its artist fetched with it) as others see it, optionally in another state than its own."""
    state = state or to_state(row)
    live = state.status is Status.LIVE
    publishing = state.session_id is not None
    return Entry(
        livestream_id=row.id,
        artist_id=row.artist_id,
        livestream={
            "id": row.id,
            "title": row.title,
            "description": row.description,
            "artist": {"id": row.artist_id, "display_name": row.artist.display_name},
            "status": state.status.word,
            "scheduled_start_at": to_rfc3339(row.scheduled_start_at),
            "started_at": to_rfc3339(state.started_at),
            "ended_at": to_rfc3339(state.ended_at),
            "end_reason": state.end_reason,
            "viewer_count": row.viewer_count,
            "peak_viewer_count": row.peak_viewer_count,
            "token_gate_amount": row.token_gate_amount,
            "interrupted_until": to_rfc3339(state.interrupted_until),
            "hls_url": media_path(row.playback_id) if live else None,
        },
        private={
            "publishing": publishing,
            "ready": state.ready,
            "auto_start": state.auto_start,
            "hls_url": media_path(row.playback_id) if live or publishing else None,
        },
    )


@asynccontextmanager
async def lock_livestream(livestream_id: str, artist_id: str | None = None) -> AsyncIterator[models.Livestream]:
    """A transaction around one livestream that no other change can enter; with `artist_id`, only if it is theirs.

    Raises:
        NotFoundError, NotAllowedError
    """
    async with in_transaction():
        row = await models.Livestream.filter(id=livestream_id).select_for_update().first()
        if row is None:
            raise NotFoundError
        if artist_id is not None and row.artist_id != artist_id:
            raise NotAllowedError
        # Not joined above: PostgreSQL does not lock rows through an outer join.
        await row.fetch_related("artist")
        yield row


async def apply(row: models.Livestream, outcome: Outcome, now: datetime) -> list[Transition]:
    """Store where a move led and write its transitions, in the caller's transaction."""
    before = to_state(row)
    changed = [name for name in STATE_COLUMNS if getattr(before, name) != getattr(outcome.state, name)]
    if changed:
        row.update_from_dict({name: getattr(outcome.state, name) for name in changed} | {"updated_at": now})
        await row.save(update_fields=[*changed, "updated_at"])
    return await write_steps(row, outcome, now)


async def write_steps(row: models.Livestream, outcome: Outcome, now: datetime) -> list[Transition]:
    """The transitions of a move whose row is stored, or gone, already."""
    steps: Sequence[tuple[str, Entry]] = [(step.type, to_entry(row, step.state)) for step in outcome.steps]
    return await log.append(steps, now)

"""Between the rows of a livestream and its feed, the rules' state and the shapes that leave. Used inside the package
only."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import fields
from datetime import datetime

from catalog import models
from catalog.feeds.keys import media_path
from catalog.feeds.rows import lock_feed
from catalog.livestreams import log
from catalog.livestreams.errors import NotAllowedError, NotFoundError
from catalog.livestreams.lifecycle import Outcome, State, Status, Step
from catalog.pictures.rules import describe as describe_picture
from catalog.recordings.policy import get_policy
from catalog.recordings.rows import find_recording, take_up, to_recording, wants_recording
from catalog.recordings.rules import Show, describe, is_ready, publish
from contract.livestreams import RECORDING, Entry, Transition
from contract.moments import to_rfc3339

FEED_COLUMNS = ("session_id", "node")
STATE_COLUMNS = tuple(field.name for field in fields(State) if field.name not in FEED_COLUMNS)


def to_state(feed: models.Feed, row: models.Livestream | None) -> State:
    """What the rules need to know of a feed and its livestream. To them a rehearsal is a preview of a show that never
    begins: publishers come and go, and nothing follows."""
    if row is None:
        return State(auto_start=False, session_id=feed.session_id, node=feed.node)
    return State(
        status=row.status,
        auto_start=row.auto_start,
        ready=row.ready,
        session_id=feed.session_id,
        node=feed.node,
        started_at=row.started_at,
        ended_at=row.ended_at,
        end_reason=row.end_reason,
        interrupted_until=row.interrupted_until,
    )


def to_entry(row: models.Livestream, feed: models.Feed, state: State | None = None) -> Entry:
    """A livestream (its artist and recording fetched with it) as others see it, optionally in another state than its
    own."""
    state = state or to_state(feed, row)
    live = state.status is Status.LIVE
    publishing = state.session_id is not None
    recording, show = find_recording(row), Show(live, state.started_at, state.ended_at)
    replay = describe(to_recording(row.recording), show, get_policy())
    return Entry(
        livestream_id=row.id,
        artist_id=row.artist_id,
        livestream={
            "id": row.id,
            "title": row.title,
            "description": row.description,
            "artist": {
                "id": row.artist_id,
                "display_name": row.artist.display_name,
                "picture": describe_picture(row.artist.picture_id),
            },
            "cover": describe_picture(row.cover_id),
            "tags": list(row.tags or ()),
            "series": row.series,
            "time_zone": row.time_zone,
            "status": state.status.word,
            "scheduled_start_at": to_rfc3339(row.scheduled_start_at),
            "started_at": to_rfc3339(state.started_at),
            "ended_at": to_rfc3339(state.ended_at),
            "end_reason": state.end_reason,
            "viewer_count": row.viewer_count,
            "peak_viewer_count": row.peak_viewer_count,
            "token_gate_amount": row.token_gate_amount,
            "interrupted_until": to_rfc3339(state.interrupted_until),
            "hls_url": media_path(feed.playback_id, feed.media_url) if live else None,
            "replay": publish(replay),
            "fans_may_clip": row.fans_may_clip,
            "fans_may_download": row.fans_may_download,
        },
        private={
            "publishing": publishing,
            "ready": state.ready,
            "auto_start": state.auto_start,
            "hls_url": media_path(feed.playback_id, feed.media_url) if live or publishing else None,
            "record": wants_recording(row),
            "embed_origins": row.embed_origins,
            "replay": replay,
            RECORDING: None if recording is None else recording.id,
        },
    )


@asynccontextmanager
async def lock_livestream(
    livestream_id: str, artist_id: str | None = None
) -> AsyncIterator[tuple[models.Livestream, models.Feed]]:
    """As `lock_feed`, by the livestream; with `artist_id`, only if it is theirs.

    Raises:
        NotFoundError, NotAllowedError
    """
    async with lock_feed(livestream_id) as (feed, row):
        if row is None:
            raise NotFoundError
        if artist_id is not None and row.artist_id != artist_id:
            raise NotAllowedError
        yield row, feed


async def delete_row(row: models.Livestream) -> None:
    """Delete a livestream, and all that is its own.

    Its room first: whoever writes there holds the room, and refers to the livestream then. The other way round both
    would wait for each other. Where there is none, it is made, so that nobody else makes it now.
    """
    await models.ChatRoom.bulk_create([models.ChatRoom(livestream_id=row.id)], ignore_conflicts=True)
    await models.ChatRoom.filter(livestream_id=row.id).select_for_update()
    await models.Picture.filter(id=row.cover_id).delete()
    await row.delete()


async def apply(
    row: models.Livestream | None, feed: models.Feed, outcome: Outcome, now: datetime
) -> list[Transition]:
    """Store where a move led and write its transitions, in the caller's transaction."""
    before, after = to_state(feed, row), outcome.state
    changed = {
        name: getattr(after, name)
        for name in (*FEED_COLUMNS, *STATE_COLUMNS)
        if getattr(before, name) != getattr(after, name)
    }
    if of_feed := {name: changed.pop(name) for name in FEED_COLUMNS if name in changed}:
        feed.update_from_dict(of_feed)
        await feed.save(update_fields=[*of_feed])
    if row is None:
        return []
    if of_feed or changed:
        row.update_from_dict(changed | {"updated_at": now})
        await row.save(update_fields=[*changed, "updated_at"])
    if any(step.type == "livestream.live" for step in outcome.steps) and wants_recording(row):
        await take_up(row, now)
    return await write_steps(row, feed, tell_ready(row, feed, outcome), now)


def tell_ready(row: models.Livestream, feed: models.Feed, outcome: Outcome) -> Outcome:
    """Where a show has ended whose recording is complete already, that is told too."""
    if not outcome.steps or outcome.steps[-1].type != "livestream.ended":
        return outcome
    if not is_ready(to_entry(row, feed, outcome.state).private["replay"]):
        return outcome
    return Outcome(outcome.state, (*outcome.steps, Step("livestream.replay_ready", outcome.state)))


async def write_steps(row: models.Livestream, feed: models.Feed, outcome: Outcome, now: datetime) -> list[Transition]:
    """The transitions of a move whose row is stored, or gone, already."""
    steps: Sequence[tuple[str, Entry]] = [(step.type, to_entry(row, feed, step.state)) for step in outcome.steps]
    return await log.append(steps, now)

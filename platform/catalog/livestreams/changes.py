"""An artist's changes to a livestream, and its stream key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from tortoise.transactions import in_transaction

from catalog import models
from catalog.feeds.keys import media_path
from catalog.feeds.rows import insert_feed, read_key, readdress, rekey
from catalog.feeds.sessions import end_sessions, select_current, to_session
from catalog.feeds.shapes import PublisherChange
from catalog.livestreams import moves
from catalog.livestreams.errors import NotAllowedError, NotFoundError, TooManyLivestreamsError
from catalog.livestreams.lifecycle import Outcome, State, Status, Step
from catalog.livestreams.rows import apply, delete_row, lock_livestream, to_entry, to_state, write_steps
from catalog.recordings.policy import get_policy
from catalog.recordings.rows import leave, put, take_up
from catalog.search.index import FOUND_BY, index_show
from contract.feeds import FeedKind
from contract.livestreams import Entry, Transition
from contract.publishing import Reason

CHANGEABLE = frozenset(
    {
        "title",
        "description",
        "scheduled_start_at",
        "token_gate_amount",
        "auto_start",
        "record",
        "fans_may_clip",
        "fans_may_download",
        "tags",
        "series",
        "time_zone",
        "embed_origins",
    }
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A livestream to be. The API has checked lengths and ranges."""

    title: str
    description: str = ""
    scheduled_start_at: datetime | None = None
    token_gate_amount: int | None = None
    auto_start: bool = True
    record: bool | None = None
    """None: as the platform does."""
    fans_may_clip: bool = True
    fans_may_download: bool = False
    tags: Sequence[str] = ()
    series: str = ""
    time_zone: str = ""
    embed_origins: Sequence[str] | None = None
    """None: every site may have it in its pages."""


@dataclass(frozen=True, slots=True)
class Change:
    """A livestream after a change, and the transitions to announce."""

    entry: Entry
    transitions: list[Transition]


@dataclass(frozen=True, slots=True)
class Created:
    """A new livestream with what its artist needs to go live. It will play at `hls_path` on the origin once it is."""

    entry: Entry
    transitions: list[Transition]
    hls_path: str
    stream_key: str = field(repr=False)


async def insert_livestream(
    artist_id: str, draft: Draft, *, most_open: int | None = None, now: datetime | None = None
) -> Created:
    """Make a livestream (`livestream.scheduled`).

    Raises:
        TooManyLivestreamsError: the artist has `most_open` scheduled or live ones; None: there is no limit.
    """
    now = now or datetime.now(UTC)
    async with in_transaction():
        await _check_open(artist_id, most_open)
        row = await models.Livestream.create(
            id=str(uuid4()),
            artist_id=artist_id,
            title=draft.title,
            description=draft.description,
            scheduled_start_at=_to_utc(draft.scheduled_start_at),
            token_gate_amount=draft.token_gate_amount,
            auto_start=draft.auto_start,
            record=get_policy().record if draft.record is None else draft.record,
            fans_may_clip=draft.fans_may_clip,
            fans_may_download=draft.fans_may_download,
            tags=list(draft.tags) or None,
            series=draft.series,
            time_zone=draft.time_zone,
            embed_origins=None if draft.embed_origins is None else list(draft.embed_origins),
            created_at=now,
            updated_at=now,
        )
        await row.fetch_related("artist")
        put(row, None)
        await index_show(row)
        feed = await insert_feed(FeedKind.SHOW, row.id, artist_id)
        state = State(auto_start=draft.auto_start)
        outcome = Outcome(state, (Step("livestream.scheduled", state),))
        transitions = await write_steps(row, feed, outcome, now)
    return Created(to_entry(row, feed), transitions, media_path(feed.playback_id), read_key(feed))


async def move_livestream(
    livestream_id: str, artist_id: str, move: str, *, most_open: int | None = None, now: datetime | None = None
) -> Change:
    """`start`, `stop`, `cancel` or `archive`, as its artist asked.

    Raises:
        NotFoundError, NotAllowedError, MoveRefusedError
        TooManyLivestreamsError: an ended one would be one more than `most_open`, as in `insert_livestream`.
    """
    now = now or datetime.now(UTC)
    async with lock_livestream(livestream_id, artist_id) as (row, feed):
        if move == "start" and row.status is Status.ENDED:
            # Another show: whoever had the address of the last one, gated or not by then, does not have this one's.
            await _check_open(artist_id, most_open)
            await readdress(feed)
        transitions = await apply(row, feed, moves.MOVES[move](to_state(feed, row), now), now)
        if move in ("stop", "cancel"):
            # Though the livestream be opened again.
            await end_sessions(feed, now, row.status.word)
    return Change(to_entry(row, feed), transitions)


async def update_livestream(
    livestream_id: str, artist_id: str, changes: Mapping[str, Any], *, now: datetime | None = None
) -> Change:
    """Set some of `CHANGEABLE` (`livestream.updated`, if anything is new). Allowed in every state.

    A changed `auto_start` counts for the next publisher; one that is connected already waits for `start`.

    Raises:
        NotFoundError, NotAllowedError
    """
    now = now or datetime.now(UTC)
    async with lock_livestream(livestream_id, artist_id) as (row, feed):
        asked = {**changes, "tags": changes["tags"] or None} if "tags" in changes else changes
        new = {name: value for name, value in asked.items() if name in CHANGEABLE and getattr(row, name) != value}
        if "scheduled_start_at" in new:
            new["scheduled_start_at"] = _to_utc(new["scheduled_start_at"])
        transitions: list[Transition] = []
        if new:
            if (new.get("token_gate_amount") or 0) > (row.token_gate_amount or 0):
                # Those who are shut out know the old one; ingest is told with its next report.
                await readdress(feed)
            row.update_from_dict(new | {"updated_at": now})
            await row.save(update_fields=[*new, "updated_at"])
            if not FOUND_BY.isdisjoint(new):
                await index_show(row)
            if new.get("record") and row.status is Status.LIVE:
                await take_up(row, now)
            state = to_state(feed, row)
            transitions = await write_steps(row, feed, Outcome(state, (Step("livestream.updated", state),)), now)
    return Change(to_entry(row, feed), transitions)


async def select_open_ids(artist_id: str) -> list[str]:
    """Which of an artist's livestreams are scheduled or live."""
    rows = models.Livestream.filter(artist_id=artist_id, status__in=(Status.SCHEDULED, Status.LIVE))
    return [str(name) for name in await rows.order_by("created_at", "id").values_list("id", flat=True)]


async def retell_livestream(livestream_id: str, artist_id: str, *, now: datetime | None = None) -> Change:
    """`livestream.updated`, of something that is shown with it and stands elsewhere: its artist's name.

    Raises:
        NotFoundError, NotAllowedError
    """
    now = now or datetime.now(UTC)
    async with lock_livestream(livestream_id, artist_id) as (row, feed):
        state = to_state(feed, row)
        told = Outcome(state, (Step("livestream.updated", state),))
        return Change(to_entry(row, feed), await write_steps(row, feed, told, now))


async def delete_livestream(livestream_id: str, artist_id: str, *, now: datetime | None = None) -> Change:
    """Remove it for good, unless it is live (`livestream.deleted`).

    Raises:
        NotFoundError, NotAllowedError, MoveRefusedError
    """
    now = now or datetime.now(UTC)
    async with lock_livestream(livestream_id, artist_id) as (row, feed):
        outcome = moves.delete(to_state(feed, row), now)
        await leave(row, now)
        await delete_row(row)
        return Change(to_entry(row, feed, outcome.state), await write_steps(row, feed, outcome, now))


async def select_stream_key(livestream_id: str, artist_id: str) -> str:
    """What its artist types into an encoder. Secret.

    Raises:
        NotFoundError, NotAllowedError
    """
    feed = await models.Feed.get_or_none(livestream_id=livestream_id)
    if feed is None:
        raise NotFoundError
    if feed.artist_id != artist_id:
        raise NotAllowedError
    return read_key(feed)


@dataclass(frozen=True, slots=True)
class Rotation:
    """A new stream key, and who was let go for it: an encoder that was in preview."""

    change: PublisherChange
    stream_key: str = field(repr=False)


async def rotate_stream_key(livestream_id: str, artist_id: str, *, now: datetime | None = None) -> Rotation:
    """A new stream key; nobody gets in with the old one, and of those who are in, who is on air stays. Fans hear
    nothing of it.

    Raises:
        NotFoundError, NotAllowedError
        MoveRefusedError: a publisher is expected back with the old key.
    """
    now = now or datetime.now(UTC)
    async with lock_livestream(livestream_id, artist_id) as (row, feed):
        outcome = moves.rotate(to_state(feed, row), now)
        current = await select_current(feed)
        let_go = current if current is not None and outcome.state.session_id is None else None
        await end_sessions(feed, now, Reason.KEY_CHANGED, but=outcome.state.session_id)
        await rekey(feed)
        row.updated_at = now
        await row.save(update_fields=["updated_at"])
        await apply(row, feed, outcome, now)
    gone = None if let_go is None else to_session(let_go, feed)
    return Rotation(PublisherChange([], disconnected=gone), read_key(feed))


async def _check_open(artist_id: str, most: int | None) -> None:
    """Raises TooManyLivestreamsError. Locks the account: of two who ask at once the second counts the first."""
    if most is None:
        return
    await models.Account.filter(id=artist_id).select_for_update().first()
    open_ = models.Livestream.filter(artist_id=artist_id, status__in=(Status.SCHEDULED, Status.LIVE))
    if await open_.count() >= most:
        raise TooManyLivestreamsError(most)


def _to_utc(moment: datetime | None) -> datetime | None:
    # SQLite keeps and compares times as text, so they must all be in one zone.
    return None if moment is None else moment.astimezone(UTC)

"""A recording's life, whatever happens in it: it never goes before its time, nor untold, and never stays for ever."""

import asyncio
import contextlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from catalog import models
from catalog.feeds.shapes import ConflictError
from catalog.livestreams.changes import Created, move_livestream
from catalog.livestreams.errors import MoveRefusedError
from catalog.recordings.changes import update_replay
from catalog.recordings.errors import NotYourRecordingError, ReplayNotFoundError
from catalog.recordings.nodes import note_begun, note_kept, note_ordered
from catalog.recordings.policy import get_policy
from catalog.recordings.retention.clearing import close_lost, delete_expired
from catalog.recordings.retention.telling import tell_going
from catalog.recordings.rows import find_over
from catalog.shapes import Account
from support.callbacks import after, begin, end, enter
from support.databases import create_artist, create_database, create_livestream, on_own_connection
from support.recordings import kept, set_policy

DAYS, NOTICE = 30.0, 3.0
DAY = 86_400.0


@dataclass(frozen=True)
class Wait:
    """Time goes by, a day at a time, and the platform looks what is to go."""

    days: int


@dataclass(frozen=True)
class Jump:
    """For one look the clock is wrong."""

    days: int


@dataclass(frozen=True)
class Do:
    what: str


@dataclass(frozen=True)
class Keep:
    keep: bool


@dataclass(frozen=True)
class Allow:
    """The operator sets other days."""

    days: float


Step = Wait | Jump | Do | Keep | Allow
STEPS = st.lists(
    st.builds(Wait, st.integers(1, 30))
    | st.builds(Jump, st.sampled_from([-400, -2, 2, 40, 4_000]))
    | st.builds(Do, st.sampled_from(["live", "live", "told", "silent", "start", "cancel", "archive"]))
    | st.builds(Keep, st.booleans())
    | st.builds(Allow, st.sampled_from([0.0, 1.0, 5.0, DAYS])),
    max_size=8,
)


class Life:
    """One show, and what is kept of it."""

    def __init__(self, artist: Account, show: Created) -> None:
        self.artist, self.show = artist, show
        self.livestream_id = show.entry.livestream_id
        self.seconds, self.sessions = 0.0, 0
        self.on_air: str | None = None

    async def find(self) -> models.Recording | None:
        found = models.Recording.filter(livestream_id=self.livestream_id, deleted_at=None)
        return await found.select_related("livestream").first()

    async def take(self, step: Step) -> None:
        self.seconds += 60
        match step:
            case Wait():
                for _ in range(step.days):
                    self.seconds += DAY
                    await self.look(after(self.seconds))
            case Jump():
                await self.look(after(self.seconds + step.days * DAY))
            case Keep():
                with contextlib.suppress(ReplayNotFoundError):
                    keep = {"keep": step.keep}
                    await update_replay(self.livestream_id, self.artist.id, keep, now=after(self.seconds))
            case Allow():
                set_policy(days=step.days, notice_days=NOTICE)
            case Do("live"):
                await self.go_live()
            case Do("told" | "silent"):
                await self.end(told=step.what == "told")
            case Do():
                with contextlib.suppress(MoveRefusedError):
                    await move_livestream(self.livestream_id, self.artist.id, step.what, now=after(self.seconds))

    async def go_live(self) -> None:
        if self.on_air is not None:
            return
        self.sessions += 1
        name = f"s{self.sessions}"
        try:
            await enter(self.show, name, self.seconds)
        except ConflictError:
            return  # it is cancelled, say
        await begin(self.show, name, self.seconds)
        row = await self.find()
        if row is not None and await note_ordered(row.id, "n1"):
            self.on_air = name
            now = after(self.seconds + 10)
            await note_begun(self.livestream_id, row.id, "n1", None, after(self.seconds), now=now)

    async def end(self, *, told: bool) -> None:
        if self.on_air is None:
            return
        self.seconds += 3_600
        await end(self.show, self.on_air, self.seconds, clean=True)
        self.on_air = None
        row = await self.find()
        if told and row is not None:
            with contextlib.suppress(NotYourRecordingError):
                await note_kept(row.id, kept(), now=after(self.seconds))

    async def look(self, now: datetime) -> None:
        """As web does, and what is wrong with what goes."""
        await close_lost(now=now)
        await tell_going(now=now)
        before = await self.find()
        await delete_expired(now=now)
        if before is None or await self.find() is not None:
            return
        assert before.livestream is not None
        over_at = find_over(before.livestream, before)
        assert over_at is not None, "it was being made"
        assert not before.keep
        policy = get_policy()
        assert policy.days
        assert over_at + timedelta(days=policy.days) <= now, "before its time"
        assert before.told_at is not None, "nobody was told"
        assert before.told_at + policy.notice <= now, "hardly told"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lives")


# The same each time: what others it found is in the tests beside it.
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@example([Do("told"), Do("start"), Do("cancel")])
@example([Do("silent"), Do("start")])
@example([Do("told"), Wait(26), Do("start"), Do("live"), Wait(30)])
@given(steps=STEPS)
def test_whatever_happens_it_goes_in_time_and_not_before(folder: Path, steps: list[Step]) -> None:
    async def live() -> None:
        set_policy(days=DAYS, notice_days=NOTICE)
        artist = await create_artist("ada@example.org")
        life = Life(artist, await create_livestream(artist))
        await life.go_live()
        for step in steps:
            await life.take(step)
        # From here on all is quiet.
        await life.end(told=False)
        await life.take(Keep(keep=False))
        await life.take(Allow(DAYS))
        await life.take(Wait(int(DAYS + NOTICE) + 3))
        assert await life.find() is None, "it stays for ever"

    async def run() -> Any:
        return await on_own_connection(await create_database(folder), live)

    asyncio.run(run())

"""A deletion is finished by whoever comes next, wherever it was broken off: on the disk, in the bucket, or before web
was told."""

import asyncio
import os
from collections.abc import Coroutine, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from contract.recordings import Range, Recorded
from ingest.recording.deletion import Deletion
from ingest.recording.disk.folder import find_deletions, note_path
from ingest.recording.store.trouble import StoreError
from ingest.recording.tasks import Tasks
from ingest.recording.telling import Teller
from support.waiting import until

NAME, OTHER = "r0123456789abcdefghijklmno", "rzzzzzzzzzzzzzzzzzzzzzzzzz"
RUN = "1795812295503-00000001"


class KilledError(BaseException):
    """The process is no more."""


class Death:
    """Comes at a step, the first being 0: each thing that is removed, and what is told."""

    def __init__(self, at: int) -> None:
        self.at, self.steps = at, 0

    def step(self) -> None:
        if self.steps == self.at:
            raise KilledError
        self.steps += 1


class Bucket:
    """What it holds of the recording; each object goes by itself."""

    def __init__(self, files: set[str]) -> None:
        self.files = files
        self.death: Death | None = None
        self.trouble: StoreError | None = None

    async def delete(self, recording: str, leave: Sequence[Range] = ()) -> None:
        if self.trouble is not None:
            raise self.trouble
        for name in sorted(self.files):
            if self.death is not None:
                self.death.step()
            self.files.discard(name)


class OwnedTasks(Tasks):
    """Which remembers them."""

    def __init__(self) -> None:
        super().__init__()
        self.begun: list[asyncio.Task[None]] = []

    def own(self, work: Coroutine[Any, Any, object], name: str) -> asyncio.Task[None]:
        self.begun.append(super().own(work, name))
        return self.begun[-1]


class House:
    """A store with two recordings, and processes that come and go."""

    def __init__(self, store: Path, *, bucket: bool) -> None:
        self.store = store
        self.told: list[Recorded] = []
        self.bucket = Bucket({"1", "2"}) if bucket else None
        for name in (NAME, OTHER):
            folder = store / name / RUN
            folder.mkdir(parents=True)
            for number in range(2):
                (folder / f"{number}.m4s").write_bytes(b"media")
        note = note_path(store, NAME, RUN)
        note.parent.mkdir()
        note.touch()

    async def run(self, death: Death | None, *, ordered: bool) -> bool:
        """One process, which web orders to delete it or which finds that it was to; whether it lived until web was
        told."""
        tasks, over = OwnedTasks(), asyncio.Event()

        def tell(recorded: Recorded) -> None:
            if death is not None:
                death.step()
            self.told.append(recorded)
            over.set()

        async def drop(recording: str) -> None:
            pass

        recorders = cast("Any", SimpleNamespace(drop=drop))
        replays = cast("Any", SimpleNamespace(bar=lambda recording: None, release=lambda recording: None))
        if self.bucket is not None:
            self.bucket.death = death
        teller = Teller(tell, "n1", None)
        deletion = Deletion(self.store, recorders, replays, cast("Any", self.bucket), teller, tasks, lambda _: None)
        await deletion.go_on()
        if ordered:
            deletion.delete(NAME)
        await until(lambda: over.is_set() or any(each.done() for each in tasks.begun))
        await asyncio.gather(*tasks.begun, return_exceptions=True)
        return over.is_set()


@pytest.mark.parametrize("bucket", [False, True])
async def test_wherever_it_is_killed_the_next_process_finishes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, bucket: bool
) -> None:
    current: list[Death | None] = [None]

    def patch(name: str) -> None:
        real = getattr(os, name)

        def remove(*args: Any, **kwargs: Any) -> None:
            if current[0] is not None:
                current[0].step()
            real(*args, **kwargs)

        monkeypatch.setattr(os, name, remove)

    for name in ("unlink", "rmdir"):
        patch(name)
    for at in range(100):
        house = House(tmp_path / str(at), bucket=bucket)
        current[0] = Death(at)
        lived = await house.run(current[0], ordered=True)
        current[0] = None
        if lived:
            break
        # Web has not been told, so it orders it again; but what was noted is finished without.
        assert await house.run(None, ordered=NAME not in find_deletions(house.store))
        assert not (house.store / NAME).exists()
        assert not note_path(house.store, NAME, RUN).exists()
        assert find_deletions(house.store) == {}
        assert house.bucket is None or house.bucket.files == set()
        assert [(one.recording, one.deleted) for one in house.told] == [(NAME, True)]
        assert len([*(house.store / OTHER / RUN).iterdir()]) == 2, "another's stays"
    assert at >= (9 if bucket else 7), "each step was one to die at"


async def test_clips_that_are_kept_play_however_long_a_bucket_is_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.recording.deletion.FIRST_PAUSE", 0.01)
    bucket, tasks, barred = Bucket({"1"}), OwnedTasks(), set[str]()
    bucket.trouble = StoreError("it is away")
    told: list[Recorded] = []

    async def drop(recording: str) -> None:
        assert recording in barred

    recorders = cast("Any", SimpleNamespace(drop=drop))
    replays = cast("Any", SimpleNamespace(bar=barred.add, release=barred.discard))
    teller = Teller(told.append, "n1", None)
    deletion = Deletion(tmp_path, recorders, replays, cast("Any", bucket), teller, tasks, lambda _: None)
    leave = [Range(begins_ms=1_000, ends_ms=2_000)]
    for name, left in ((NAME, leave), (OTHER, [])):
        deletion.delete(name, left)
    await until(lambda: barred == {OTHER})
    assert told == []
    bucket.trouble = None
    await until(lambda: len(told) == 2)
    assert barred == set()

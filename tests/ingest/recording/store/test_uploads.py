"""Recordings on their way to a bucket of a server that is not ours, while everything on that way fails."""

import asyncio
import contextlib
import hashlib
import logging
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from contract.recordings import Range
from ingest.recording.disk.segment import RecordedSegment, Seam
from ingest.recording.store.bucket import RecordingBucket
from ingest.recording.store.trouble import StoreError
from ingest.recording.store.uploads import Uploads
from runtime.refusals import Refusals
from settings import Bucket
from support.buckets import KEY, Made, Server, stretch
from support.waiting import PATIENCE, until

RECORDING = "r0123456789abcdefghijklmno"
RUN = "1769889600000-0123abcd"
OTHER_RUN = "1769889700000-0123abcd"
SIZE = 200_000


def lay(store: Path, numbers: range, run: str = RUN) -> list[RecordedSegment]:
    """Segments on a node's disk."""
    folder = store / RECORDING / run
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "init-0.mp4").write_bytes(b"init")
    segments = []
    for number in numbers:
        begins = 1_769_889_600_000 + 4000 * number
        one = RecordedSegment(number, begins, 400_000, 0, Seam.CONTINUED, True, SIZE + number)
        (folder / one.name).write_bytes(hashlib.shake_128(one.name.encode()).digest(one.size))
        segments.append(one)
    return segments


def name(*segments: RecordedSegment, run: str = RUN) -> list[str]:
    """What is in the bucket then."""
    return [f"{RECORDING}/{run}/{each}" for each in [*(one.name for one in segments), "init-0.mp4"]]


class Node:
    """One that has a disk and a bucket."""

    def __init__(self, folder: Path, made: Made, least_free: float = 0.0, **changes: str) -> None:
        settings = made.settings(folder, **changes)
        assert isinstance(settings.recording_store, Bucket)
        self.store = settings.recording_folder
        self.refusals = Refusals()
        self.deleted: list[str] = []
        self.bucket = RecordingBucket(settings, settings.recording_store)
        self.uploads = Uploads(
            self.store,
            self.bucket,
            self.refusals,
            lambda name, _: self.deleted.append(name),
            least_free=least_free,
            pauses=(0.02, 0.3),
        )

    @property
    def is_idle(self) -> bool:
        return not self.uploads.waiting


@contextlib.asynccontextmanager
async def running(folder: Path, made: Made, least_free: float = 0.0, **changes: str) -> AsyncIterator[Node]:
    node = Node(folder, made, least_free, **changes)
    node.uploads.start()
    yield node
    await node.uploads.stop()


async def check(node: Node, made: Made, segments: list[RecordedSegment]) -> None:
    """All of it is there, byte for byte."""
    assert await made.list_names() == name(*segments)
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
        for one in segments:
            answer = await client.get(node.bucket.find_address(RECORDING, RUN, one.name, private=True))
            assert answer.content == (node.store / RECORDING / RUN / one.name).read_bytes()


async def test_what_is_sealed_is_in_the_bucket_a_moment_later(tmp_path: Path, moto: Server) -> None:
    made = moto.make()
    async with running(tmp_path, made) as node:
        segments = lay(node.store, range(3))
        node.uploads.add(RECORDING, RUN, segments[:2])
        await until(lambda: node.uploads.has(RECORDING, RUN, segments[1].name))
        node.uploads.add(RECORDING, RUN, segments[2:])
        await until(lambda: node.uploads.has(RECORDING, RUN, segments[2].name))
        await check(node, made, segments)
        assert [(run, each) for run, each in await node.bucket.list_segments(RECORDING)] == [(RUN, segments)]


async def test_a_run_comes_in_its_order_whatever_fails(tmp_path: Path, moto: Server) -> None:
    async with stretch(moto) as wire:
        made = moto.make(wire.port)
        async with running(tmp_path, made) as node:
            node.uploads.add(RECORDING, RUN, segments := lay(node.store, range(12)))
            node.uploads.add(RECORDING, OTHER_RUN, lay(node.store, range(12), OTHER_RUN))
            while not node.is_idle:
                wire.fault = random.choice([None, None, "cut", (503, "SlowDown")])  # noqa: S311
                there = {each.rpartition("/")[2] for each in await made.list_names() if f"/{RUN}/" in each}
                kept = [one.name in there for one in segments]
                assert kept == sorted(kept, reverse=True)
                assert "init-0.mp4" in there or not any(kept)
            assert len(await made.list_names()) == 26


FAULTS: dict[str, tuple[str | tuple[int, str], str]] = {
    "hangs": ("hangs", "does not answer in time"),
    "breaks off": ("cut", "cannot be reached"),
    "slow": ("slow", "too slow"),
    "full": ((507, "InsufficientStorage"), "it is full"),
    "quota": ((403, "QuotaExceeded"), "it is full"),
    "wrong key": ((403, "InvalidAccessKeyId"), "S3_ACCESS_KEY_ID or S3_SECRET_ACCESS_KEY"),
    "wrong clock": ((403, "RequestTimeTooSkewed"), "clock"),
    "no bucket": ((404, "NoSuchBucket"), "no such bucket"),
    "asked too much": ((503, "SlowDown"), "asked too much"),
    "broken": ((500, "InternalError"), "answers with an error"),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_whatever_the_bucket_does_nothing_is_lost_and_the_operator_is_told(
    fault: str, tmp_path: Path, moto: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    if fault in ("hangs", "slow"):  # a server that is slow on a busy machine is none of the others
        monkeypatch.setattr("ingest.recording.store.bucket.ANSWER", 0.5)
        monkeypatch.setattr("ingest.recording.store.bucket.SLOWEST", 1 << 20)
    caplog.set_level(logging.DEBUG)
    async with stretch(moto) as wire:
        made = moto.make(wire.port)
        async with running(tmp_path, made) as node:
            segments = lay(node.store, range(4))
            node.uploads.add(RECORDING, RUN, segments[:2])
            await until(lambda: node.is_idle)
            wire.fault, words = FAULTS[fault]
            wire.tries.clear()
            node.uploads.add(RECORDING, RUN, segments[2:])
            problem = await until(lambda: node.uploads.problem)
            assert words in str(problem)
            assert node.refusals.counts["bucket"] > 0
            await until(lambda: len(wire.tries) > 2)
            assert await made.list_names() == name(*segments[:2])  # nothing half, and nothing out of its turn
            wire.fault = None
            await until(lambda: node.is_idle)
            assert node.uploads.problem is None
            assert KEY not in caplog.text
            await check(node, made, segments)


async def test_a_bucket_that_is_away_is_tried_ever_more_seldom_and_by_one_alone(tmp_path: Path, moto: Server) -> None:
    async with stretch(moto) as wire:
        wire.fault = 500, "InternalError"
        async with running(tmp_path, moto.make(wire.port)) as node:
            for number in range(8):
                run = f"{1_769_889_600_000 + number}-0123abcd"
                node.uploads.add(RECORDING, run, lay(node.store, range(1), run))
            await until(lambda: len(wire.tries) > 12)
            pauses = [later - sooner for sooner, later in zip(wire.tries[5:], wire.tries[6:], strict=False)]
            assert min(pauses[3:]) > 0.1  # half of the longest, at least
            wire.fault = None
            await until(lambda: node.is_idle)


async def test_a_server_that_cannot_be_reached_is_told_of(tmp_path: Path, moto: Server) -> None:
    async with stretch(moto) as wire:
        made = moto.make(wire.port)
    async with running(tmp_path, made) as node:
        node.uploads.add(RECORDING, RUN, lay(node.store, range(1)))
        problem = await until(lambda: node.uploads.problem)
        assert "cannot be reached; see S3_ENDPOINT_URL" in str(problem)


async def test_a_key_that_the_bucket_does_not_know_is_told_of(tmp_path: Path, s3rver: Server) -> None:
    made = s3rver.make()
    async with running(tmp_path, made, s3_access_key_id="nobody-s") as node:
        node.uploads.add(RECORDING, RUN, lay(node.store, range(1)))
        problem = await until(lambda: node.uploads.problem)
        assert "S3_ACCESS_KEY_ID or S3_SECRET_ACCESS_KEY" in str(problem)
        assert "InvalidAccessKeyId" in str(problem)
        assert "nobody-s" not in str(problem)


async def test_a_bucket_that_is_not_there_is_told_of_and_used_once_it_is(tmp_path: Path, server: Server) -> None:
    missing = replace(server.make(), name=f"made-later-{server.port}")
    async with running(tmp_path, missing) as node:
        node.uploads.add(RECORDING, RUN, segments := lay(node.store, range(1)))
        problem = await until(lambda: node.uploads.problem)
        assert "there is no such bucket; see RECORDING_STORE (NoSuchBucket)" in str(problem)
        server.create(missing.name)
        await until(lambda: node.is_idle)
        assert await missing.list_names() == name(*segments)


async def test_a_node_that_is_killed_in_an_upload_goes_on_from_there(tmp_path: Path, moto: Server) -> None:
    async with stretch(moto) as wire:
        made = moto.make(wire.port)
        async with running(tmp_path, made) as node:
            segments = lay(node.store, range(4))
            node.uploads.add(RECORDING, RUN, segments[:2])
            await until(lambda: node.is_idle)
            wire.fault = "slow"
            wire.tries.clear()
            node.uploads.add(RECORDING, RUN, segments[2:])
            await until(lambda: bool(wire.tries))
        wire.fault = None
        wire.tries.clear()
        async with running(tmp_path, made) as node:
            await node.uploads.look_through()
            await until(lambda: node.is_idle)
            await check(node, made, segments)
    assert len(wire.tries) <= 4 + 1 + len(segments)  # deleted? what is there? two files; and this test's own


async def test_of_a_full_disk_no_more_is_held_in_memory_than_fits(
    tmp_path: Path, moto: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.recording.store.uploads.MOST_FOUND", 3)
    made = moto.make()
    runs = [f"{1_769_889_600_000 + number}-0123abcd" for number in range(4)]
    async with running(tmp_path, made, least_free=1.0) as node:
        for run in runs:
            lay(node.store, range(3), run)
        looking = asyncio.create_task(node.uploads.look_through())
        await until(lambda: node.uploads.has(RECORDING, runs[0], lay(node.store, range(3), runs[0])[2].name))
        assert {each.split("/")[1] for each in await made.list_names()} == {runs[0]}
        while not looking.done():
            await node.uploads.tidy()  # as it does from time to time
            await asyncio.sleep(0.01)
        await until(lambda: node.is_idle)
        assert len(await made.list_names()) == 16


async def test_what_cannot_be_read_holds_up_nothing(tmp_path: Path, moto: Server) -> None:
    made = moto.make()
    async with running(tmp_path, made) as node:
        segments = lay(node.store, range(3))
        (node.store / RECORDING / RUN / segments[1].name).unlink()
        node.uploads.add(RECORDING, RUN, segments)
        await until(lambda: node.is_idle)
        assert await made.list_names() == name(segments[0], segments[2])


async def test_a_deletion_leaves_nothing_of_what_was_under_way(tmp_path: Path, moto: Server) -> None:
    async with stretch(moto) as wire:
        made = moto.make(wire.port)
        async with running(tmp_path, made) as node:
            segments = lay(node.store, range(3))
            node.uploads.add(RECORDING, RUN, segments[:1])
            await until(lambda: node.is_idle)
            wire.fault = "slow"
            wire.tries.clear()
            node.uploads.add(RECORDING, RUN, segments[1:])
            await until(lambda: bool(wire.tries))
            deletion = asyncio.create_task(node.uploads.delete(RECORDING))
            await asyncio.wait({deletion}, timeout=0.3)
            wire.fault = None
            await deletion
            await until(lambda: wire.is_idle)
            assert await made.list_names() == [f"deleted/{RECORDING}"]
            await node.uploads.delete(RECORDING)


async def test_what_another_node_has_deleted_is_not_brought_back(tmp_path: Path, moto: Server) -> None:
    made = moto.make()
    async with running(tmp_path / "one", made) as one:
        await one.uploads.delete(RECORDING)
    async with running(tmp_path / "two", made) as two:
        lay(two.store, range(2))
        await two.uploads.look_through()
        await until(lambda: two.deleted == [RECORDING])
        assert await made.list_names() == [f"deleted/{RECORDING}"]


async def test_what_clips_need_is_left_and_goes_when_they_do(tmp_path: Path, moto: Server) -> None:
    made = moto.make()
    async with running(tmp_path / "one", made) as one:
        segments = lay(one.store, range(5))
        one.uploads.add(RECORDING, RUN, segments)
        await until(lambda: one.is_idle)
        leave = [Range(begins_ms=segments[1].begins_ms + 500, ends_ms=round(segments[2].ends_ms) - 500)]
        left = sorted([f"deleted/{RECORDING}", *name(*segments[1:3])])
        for _ in range(2):
            await one.uploads.delete(RECORDING, leave)
            assert sorted(await made.list_names()) == left
            assert await one.bucket.find_deletion(RECORDING) == leave
        await one.uploads.delete(RECORDING)
        assert await made.list_names() == [f"deleted/{RECORDING}"]
        assert await one.bucket.find_deletion(RECORDING) == []
        assert await one.bucket.find_deletion("r" + "z" * 25) is None


async def test_what_clips_need_and_had_not_been_sent_is_in_the_bucket_before_the_rest_goes(
    tmp_path: Path, moto: Server
) -> None:
    async with stretch(moto) as wire:
        made = moto.make(wire.port)
        async with running(tmp_path, made) as node:
            segments = lay(node.store, range(5))
            node.uploads.add(RECORDING, RUN, segments[:2])
            await until(lambda: node.is_idle)
            wire.fault = 503, "SlowDown"
            node.uploads.add(RECORDING, RUN, segments[2:])
            leave = [Range(begins_ms=segments[1].begins_ms + 500, ends_ms=round(segments[3].ends_ms) - 500)]
            with pytest.raises(StoreError):
                await node.uploads.delete(RECORDING, leave)
            wire.fault = None
            await node.uploads.delete(RECORDING, leave)
            assert sorted(await made.list_names()) == sorted([f"deleted/{RECORDING}", *name(*segments[1:4])])


async def test_copies_go_only_once_the_bucket_has_said_that_it_has_them(tmp_path: Path, moto: Server) -> None:
    async with stretch(moto) as wire:
        made = moto.make(wire.port)
        async with running(tmp_path, made, least_free=1.0) as node:  # there is never room enough
            segments = lay(node.store, range(4))
            node.uploads.add(RECORDING, RUN, segments[:2])
            await until(lambda: node.is_idle)
            wire.fault = 507, "InsufficientStorage"
            node.uploads.add(RECORDING, RUN, segments[2:])
            await until(lambda: node.uploads.problem)
            await node.uploads.tidy()
            left = sorted(file.name for file in (node.store / RECORDING / RUN).glob("*.m4s"))
            assert left == [one.name for one in segments[2:]]
            wire.fault = None
            await until(lambda: node.is_idle)
            await node.uploads.tidy()
            assert not list(node.store.iterdir())
            assert await made.list_names() == name(*segments)


async def test_many_objects_are_listed_and_deleted_page_by_page(
    tmp_path: Path, moto: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.recording.store.bucket.PAGE", 4)
    made = moto.make()
    async with running(tmp_path, made) as node:
        one = lay(node.store, range(1))[0]
        async with asyncio.TaskGroup() as group:
            for number in range(14):
                named = one.name.replace("000000-", f"{number:06d}-", 1)
                group.create_task(node.bucket.put(RECORDING, RUN, named, b"x"))
        assert len(await node.bucket.list_files(RECORDING, RUN)) == 14
        await node.bucket.delete(RECORDING)
        assert await made.list_names() == [f"deleted/{RECORDING}"]

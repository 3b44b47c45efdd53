"""Reading files for players: beside the event loop, bounded, and once for all who ask together."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ingest.recording.showing import reading
from ingest.recording.showing.reading import Reader
from support.waiting import until


@pytest.fixture
async def reader() -> AsyncIterator[Reader]:
    reader = Reader(100)
    yield reader
    reader.close()


async def read(reader: Reader, path: Path) -> bytes | OSError | None:
    done = asyncio.Event()
    reader.read(path, done.set)
    await done.wait()
    return reader.find(path)


def write(folder: Path, name: str, size: int = 40) -> Path:
    path = folder / name
    path.write_bytes(name[:1].encode() * size)
    return path


async def test_what_was_read_is_there_for_the_next(reader: Reader, tmp_path: Path) -> None:
    path = write(tmp_path, "a")
    assert reader.find(path) is None
    assert await read(reader, path) == b"a" * 40
    path.unlink()
    assert reader.find(path) == b"a" * 40


async def test_what_was_asked_for_longest_ago_makes_room(reader: Reader, tmp_path: Path) -> None:
    first, second, third = (write(tmp_path, name) for name in "abc")
    await read(reader, first)
    await read(reader, second)
    assert reader.find(first)
    await read(reader, third)
    assert [reader.find(each) is not None for each in (first, second, third)] == [True, False, True]


async def test_a_file_larger_than_all_that_is_kept_is_read_all_the_same(reader: Reader, tmp_path: Path) -> None:
    assert await read(reader, write(tmp_path, "a", 1_000)) == b"a" * 1_000


async def test_what_cannot_be_read_is_said_and_may_be_tried_again(reader: Reader, tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    assert isinstance(await read(reader, missing), FileNotFoundError)
    assert reader.find(missing) is None, "once"
    write(tmp_path, "missing")
    assert await read(reader, missing)


async def test_many_who_ask_together_are_one_read(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_read, reads = threading.Event(), list[Path]()

    def count(path: Path) -> bytes:
        reads.append(path)
        assert may_read.wait(10)
        return b"media"

    monkeypatch.setattr(reading, "_try_read", count)
    woken: list[int] = []
    path = tmp_path / "a"
    for number in range(50):
        reader.read(path, lambda number=number: woken.append(number))  # type: ignore[misc]
    left = lambda: woken.append(-1)  # noqa: E731 - one object, to be forgotten
    reader.read(path, left)
    reader.forget(path, left)
    may_read.set()
    await until(lambda: len(woken) == 50)
    assert woken == [*range(50)]
    assert reads == [path]


async def test_past_a_bound_whoever_comes_is_asked_to_come_again(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_read = threading.Event()
    monkeypatch.setattr(reading, "_try_read", lambda _: (may_read.wait(10) and b"") or b"")
    woken = list[int]()
    for number in range(reading.MOST_WAITING):
        assert not reader.is_full
        reader.read(tmp_path / str(number), lambda: woken.append(1))
    assert reader.is_full
    may_read.set()
    await until(lambda: len(woken) == reading.MOST_WAITING)
    assert not reader.is_full


async def test_what_nobody_waits_for_any_more_is_passed_over(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_read, reads = threading.Event(), list[Path]()

    def count(path: Path) -> bytes:
        reads.append(path)
        assert may_read.wait(10)
        return b"media"

    monkeypatch.setattr(reading, "_try_read", count)
    before = [tmp_path / str(number) for number in range(reading.AT_ONCE)]
    woken = list[int]()
    for path in before:
        reader.read(path, lambda: woken.append(1))
    left = lambda: woken.append(-1)  # noqa: E731 - one object, to be forgotten
    reader.read(tmp_path / "left", left)
    reader.read(tmp_path / "wanted", lambda: woken.append(1))
    reader.forget(tmp_path / "left", left)
    may_read.set()
    await until(lambda: len(woken) == reading.AT_ONCE + 1)
    assert sorted(reads) == sorted([*before, tmp_path / "wanted"])
    assert await read(reader, tmp_path / "left") == b"media"

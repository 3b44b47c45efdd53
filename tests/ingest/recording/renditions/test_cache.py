"""What was made of recordings, as it is kept on a disk."""

from pathlib import Path

from ingest.recording.renditions.cache import Cache


def list_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*/*"))


def test_what_was_not_asked_for_for_the_longest_time_goes(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 0.0, most_bytes=9)
    for name in "abc":
        cache.write("one", name, name.encode() * 3)
    assert cache.read("one", "a") == b"aaa"
    cache.write("two", "d", b"ddd")
    assert list_names(tmp_path) == ["a", "c", "d"]
    assert cache.read("one", "b") is None
    cache.write("two", "d", b"dd")
    assert (cache.read("two", "d"), cache.read("one", "c")) == (b"dd", b"ccc")


def test_another_process_goes_on_with_what_is_there(tmp_path: Path) -> None:
    first = Cache(tmp_path, 0.0, most_bytes=9)
    first.write("one", "a", b"aaa")
    (tmp_path / "one" / "b.part").write_bytes(b"half of it")
    second = Cache(tmp_path, 0.0, most_bytes=5)
    assert second.read("one", "a") == b"aaa"
    assert second.read("one", "b.part") is None
    second.write("one", "c", b"ccc")
    assert list_names(tmp_path) == ["c"]


def test_what_is_deleted_is_gone_and_does_not_come_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 0.0)
    cache.write("one", "a", b"aaa")
    cache.write("two", "a", b"aaa")
    cache.forget("one")
    cache.forget("one")
    cache.write("one", "b", b"it was being made")
    assert cache.read("one", "a") is None
    assert [path.name for path in tmp_path.iterdir()] == ["two"]


def test_a_disk_that_is_nearly_full_or_takes_nothing_keeps_nothing(tmp_path: Path) -> None:
    full = Cache(tmp_path / "full", 1.0)
    full.write("one", "a", b"aaa")
    assert full.read("one", "a") is None
    file = tmp_path / "file"
    file.write_bytes(b"")
    broken = Cache(file, 0.0)
    broken.write("one", "a", b"aaa")
    assert broken.read("one", "a") is None

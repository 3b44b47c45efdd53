"""Media sequence numbers over the lives of several processes."""

from pathlib import Path

import pytest

from ingest.origin.numbers import BLOCK, Numbers

NOW = 1_790_000_000.0


def start(folder: Path) -> Numbers:
    """A process that begins; the one before is simply gone, as after SIGKILL."""
    numbers = Numbers(folder / "var" / "media-sequence")
    numbers.start()
    return numbers


def test_the_first_process_begins_with_the_clock_and_stays_far_under_what_players_count_to(tmp_path: Path) -> None:
    numbers = start(tmp_path)
    first = numbers.first(NOW)
    assert numbers.first(NOW + 3_600) == first + 3_600
    assert first < 1 << 29


@pytest.mark.parametrize("clock", [1.0, 60.0, -3_600.0, -86_400.0 * 365])
def test_a_show_of_short_segments_is_never_gone_back_behind(tmp_path: Path, clock: float) -> None:
    numbers = start(tmp_path)
    used = numbers.first(NOW)
    for _ in range(3 * BLOCK):
        used += 1
        numbers.note(used)
    after = start(tmp_path)
    assert used <= after.first(NOW + clock) <= used + 2 * BLOCK


def test_a_stream_that_is_long_forgotten_is_not_gone_back_behind(tmp_path: Path) -> None:
    numbers = start(tmp_path)
    used = numbers.first(NOW) + 7_200
    numbers.note(used)
    assert numbers.first(NOW + 3_660) >= used


def test_a_long_show_hardly_ever_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writes = []
    monkeypatch.setattr(Numbers, "_write", lambda self: writes.append(self))
    numbers = start(tmp_path)
    first = numbers.first(NOW)
    for number in range(first, first + 10_000):
        numbers.note(number)
    assert len(writes) <= 6


@pytest.mark.parametrize("content", [b"", b"\0" * 12, b"many", b"-5", b"9" * 16])
def test_a_file_that_says_nothing_leaves_it_to_the_clock_and_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    expected = start(tmp_path).first(NOW)
    (tmp_path / "var" / "media-sequence").write_bytes(content)
    assert start(tmp_path).first(NOW) == expected
    assert "cannot be read" in caplog.text


def test_a_disk_that_is_full_ends_nothing_and_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "var").write_bytes(b"no folder")
    numbers = Numbers(tmp_path / "var" / "media-sequence")
    first = numbers.first(NOW)
    for number in range(first, first + 100):
        numbers.note(number)
    assert caplog.text.count("cannot be written") == 1

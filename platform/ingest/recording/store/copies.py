"""Which of a node's own copies go once the bucket has them, and their removal."""

import contextlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.recording.disk.folder import note_path
from ingest.recording.disk.heads import NAME as HEADS
from ingest.recording.disk.segment import RecordedSegment, is_run

KEPT: Final = 24 * 3600.0
"""Seconds for which a copy stays, where there is room: fans come back to a show within a day, and then it costs no
traffic."""
MOST: Final = 200_000
"""Copies that stay at most: what is known of each is some 300 bytes in memory."""
SPARE: Final = 2.0
"""Times the room that recording needs, below which copies go sooner."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A segment on the disk that the bucket has, too."""

    recording: str
    run: str
    segment: RecordedSegment


def choose_copies(copies: Iterable[Copy], now: float, lacking: float, most: int = MOST) -> list[Copy]:
    """Those that go, the oldest first: what has been here for a day, and more while they are too many or `lacking`
    bytes of room are not found. `now` in seconds since 1970."""
    chosen: list[Copy] = []
    oldest = sorted(copies, key=lambda one: (one.segment.begins_ms, one.segment.number))
    for one in oldest:
        too_many = len(oldest) - len(chosen) > most
        if one.segment.begins_ms / 1000 + KEPT > now and lacking <= 0 and not too_many:
            break
        chosen.append(one)
        lacking -= one.segment.size
    return chosen


def measure_lacking(store: Path, least_free: float) -> float:
    """Bytes by which less of the disk is free than should be; `least_free`, a fraction, is what recording needs. This
    and the next two block."""
    try:
        usage = shutil.disk_usage(store)
    except FileNotFoundError:
        return 0.0
    return SPARE * least_free * usage.total - usage.free


def remove_copies(store: Path, copies: Iterable[Copy]) -> list[Copy]:
    """Remove them; what was removed, or was not there."""
    removed = []
    for one in copies:
        with contextlib.suppress(OSError):
            (store / one.recording / one.run / one.segment.name).unlink(missing_ok=True)
            removed.append(one)
    for recording, run in dict.fromkeys((one.recording, one.run) for one in removed):
        _tidy(store, recording, run)
    return removed


def _tidy(store: Path, recording: str, run: str) -> None:
    """An empty run's folder goes, with its init sections: unless it is open, as they are needed to mend it, or has
    the heads of what went, half a percent of it, of which downloads are made without fetching the rest first."""
    path = store / recording / run
    if note_path(store, recording, run).exists() or (path / HEADS).exists():
        return
    with contextlib.suppress(OSError):
        if any(entry.name.endswith(".m4s") for entry in os.scandir(path)):
            return
        for entry in [*os.scandir(path)]:
            os.unlink(entry.path)
        path.rmdir()
        path.parent.rmdir()


def list_recordings(store: Path) -> list[str]:
    """Recordings of which there is something on the disk."""
    try:
        with os.scandir(store) as entries:
            found = [entry.name for entry in entries if entry.is_dir()]
    except FileNotFoundError:
        return []
    return [name for name in found if any(is_run(each) for each in os.listdir(store / name))]

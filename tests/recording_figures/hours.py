"""A replay of hours, made of one of seconds: what was really recorded, over and over, with the times and dates that
it would have, by the names that a node gives. A node that begins finds it and tells web how long it is."""

from dataclasses import replace
from itertools import count
from pathlib import Path

from bench.ingest.recording import SECONDS

from ingest.movie.boxes import find, u32, walk
from ingest.movie.tracks import read_tracks
from ingest.recording.disk.folder import list_runs, list_segments, note_path
from ingest.recording.disk.segment import TICKS, RecordedSegment, init_name


def lengthen(store: Path, recording: str, seconds: float) -> int:
    """Have a recording's only run last so long, and end when it did. Its encoder sent the bench's loop. How many
    segments it has then.

    Raises:
        ValueError: it has not all of the loop.
    """
    (run,) = list_runs(store, recording)
    path = store / recording / run
    segments = list_segments(store, recording, run)
    loop = find_loop(segments)
    before = segments[: segments.index(loop[0])]
    rounds = int((seconds - sum(one.seconds for one in before)) // SECONDS)
    earlier_ms = round((rounds * SECONDS - sum(one.seconds for one in segments[len(before) :])) * 1000)
    for one in segments[len(before) + len(loop) :]:
        (path / one.name).unlink()
    bodies = [(path / one.name).read_bytes() for one in loop]
    scales = {track.number: track.timescale for track in read_tracks((path / init_name(loop[0].init)).read_bytes())}
    for one in [*before, *loop]:
        (path / one.name).rename(path / replace(one, begins_ms=one.begins_ms - earlier_ms).name)
    numbers = count(len(before) + len(loop))
    for turn in range(1, rounds):
        for one, body in zip(loop, bodies, strict=True):
            moved = replace(
                one,
                number=next(numbers),
                begins_ms=one.begins_ms - earlier_ms + turn * SECONDS * 1000,
            )
            (path / moved.name).write_bytes(shift(body, turn * SECONDS, scales))
    earlier = path.with_name(f"{int(run[:13]) - earlier_ms:013d}{run[13:]}")
    path.rename(earlier)
    note_path(store, recording, earlier.name).touch()  # as if it had not been closed: it is looked at and told
    return next(numbers)


def find_loop(segments: list[RecordedSegment]) -> list[RecordedSegment]:
    """Segments in a row that are all of the loop, after the first of all.

    Raises:
        ValueError: there are none.
    """
    for begin in range(1, len(segments)):
        length = 0
        for end in range(begin, len(segments)):
            length += segments[end].duration or 0
            if length == SECONDS * TICKS:
                return segments[begin : end + 1]
    raise ValueError(f"{[one.seconds for one in segments]} are not {SECONDS} s in a row")


def shift(body: bytes, seconds: int, scales: dict[int, int]) -> bytes:
    """A segment as it would be that much later: each `tfdt` (ISO/IEC 14496-12, 8.8.12) says so."""
    moved = bytearray(body)
    for moof in walk(body, 0, len(body)):
        if moof.kind != b"moof":
            continue
        for traf in walk(body, moof.content, moof.end):
            if traf.kind == b"traf":
                number = u32(body, find(body, traf.content, traf.end, b"tfhd").content + 4)
                tfdt = find(body, traf.content, traf.end, b"tfdt")
                size = 8 if body[tfdt.content] == 1 else 4
                at = tfdt.content + 4
                time = int.from_bytes(body[at : at + size], "big") + seconds * scales[number]
                moved[at : at + size] = time.to_bytes(size, "big")
    return bytes(moved)

"""What an encoder sends in one time on air, as fans get it, and recordings of it as a node keeps them."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.movie.film import HEAD, Film, make_film
from ingest.movie.samples import Reading
from ingest.movie.tracks import read_tracks
from ingest.origin.packaging.fragments import Fragment, FragmentReader, InitSection
from ingest.recording.disk.heads import NAME, find_heads, write_record
from ingest.recording.disk.segment import TICKS, RecordedSegment, Seam, init_name
from ingest.recording.showing.listing import Listing
from support.flv_clips import make_clip
from support.needs import find_program

BFRAMES = ("-bf", "2", "-b_strategy", "0")


@dataclass(frozen=True)
class Run:
    """An encoder's time on air: its clip, and what FFmpeg makes of it for the origin, in segments."""

    clip: bytes
    init: bytes
    segments: Sequence[bytes]
    lasts: Sequence[float]
    """Seconds that each does."""
    independent: Sequence[bool]
    """Whether decoding can begin with it."""


@cache
def make_run(
    *,
    per_segment: int = 10,
    seconds: float = 6,
    size: str = "320x180",
    video: bool = True,
    audio: bool = True,
    bframes: bool = False,
) -> Run:
    clip = make_clip(seconds=seconds, size=size, video=video, audio=audio, encoder=BFRAMES if bframes else ())
    command = [find_program("ffmpeg"), "-v", "error", "-i", "pipe:0", "-c", "copy", "-f", "mp4"]
    command += ["-movflags", "+empty_moov+default_base_moof+frag_keyframe", "-frag_duration", "200000", "pipe:1"]
    made = subprocess.run(command, input=clip, capture_output=True, check=True, timeout=60).stdout
    init, *fragments = FragmentReader().feed(made)
    assert isinstance(init, InitSection)
    parts = [one for one in fragments if isinstance(one, Fragment)]
    cut = [parts[at : at + per_segment] for at in range(0, len(parts), per_segment)]
    spans = [[span for one in each for span in (one.video, one.audio) if span is not None] for each in cut]
    begins = [min(span.start for span in each) for each in spans]
    ends = [*begins[1:], max(span.end for span in spans[-1])]
    return Run(
        clip,
        init.data,
        [b"".join(one.data for one in each) for each in cut],
        [end - begin for begin, end in zip(begins, ends, strict=True)],
        [each[0].independent for each in cut],
    )


def film_of(*runs: Run) -> tuple[Film, list[bytes]]:
    """One film of them, one after the other, and the segments that it is of."""
    reading, segments = Reading(), list[bytes]()
    for run in runs:
        tracks = read_tracks(run.init)
        for index, segment in enumerate(run.segments):
            reading.add(len(segments), b"".join(find_heads(segment)), tracks, goes_on=index > 0)
            segments.append(segment)
    return make_film(reading), segments


def cut(film: Film, segments: Sequence[bytes], start: int, end: int) -> bytes:
    """These bytes of the film."""
    return b"".join(
        (film.head + film.made if segment == HEAD else segments[segment])[place : place + size]
        for segment, place, size in film.cut(start, end)
    )


def lay_down(
    store: Path, recording: str, runs: Sequence[Run], *, begins_ms: int = 1_790_000_000_000, apart_ms: int = 20_000
) -> Listing:
    """A recording on the disk, one run of a node for each of an encoder; `apart_ms`: how long nothing was sent."""
    listing = Listing()
    at = begins_ms
    for run in runs:
        name = f"{at:013d}-0123abcd"
        folder = store / recording / name
        folder.mkdir(parents=True)
        (folder / init_name(0)).write_bytes(run.init)
        with (folder / NAME).open("wb") as heads:
            for number, (data, seconds) in enumerate(zip(run.segments, run.lasts, strict=True)):
                key = run.independent[number]
                seam = Seam.NEW if number == 0 else Seam.CONTINUED
                one = RecordedSegment(number, at, round(seconds * TICKS), 0, seam, key, len(data))
                (folder / one.name).write_bytes(data)
                write_record(heads, number, b"".join(find_heads(data)))
                listing.add(name, [one])
                at += round(seconds * 1000)
        at += apart_ms
    return listing

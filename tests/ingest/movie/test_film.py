"""One film of a show's segments: the same packets, in the same time, and any range of it without making it."""

import json
import random
import subprocess
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.movie import cutting
from ingest.movie.boxes import MovieError, box
from ingest.movie.chapters import Chapter
from ingest.movie.film import Film, make_film
from ingest.movie.samples import Reading
from ingest.movie.tracks import read_tracks
from ingest.recording.disk.heads import find_heads
from support.encoded_runs import Run, cut, film_of, make_run
from support.needs import find_program

WITHOUT_SETS = ("-bsf:v", "filter_units=remove_types=7-8")
"""Where the description changes, each key frame carries it."""


def packets(path: Path, kind: str, *options: str) -> list[str]:
    command = [find_program("ffmpeg"), "-v", "error", "-i", str(path), "-map", f"0:{kind}", "-c", "copy", *options]
    command += ["-f", "framehash", "-hash", "md5", "-"]
    out = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()
    return [line.split(",")[5].strip() for line in out.splitlines() if line and not line.startswith("#")]


def save(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def ask(path: Path, entries: str, *more: str) -> list[str]:
    command = [find_program("ffprobe"), "-v", "error", *more, "-show_entries", entries, "-of", "csv=p=0", str(path)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    assert not done.stderr, done.stderr
    return [line.strip(",") for line in done.stdout.decode().split()]


@pytest.mark.parametrize(
    "run", [make_run, lambda: make_run(bframes=True), lambda: make_run(audio=False), lambda: make_run(video=False)],
    ids=["usual", "b-frames", "silent", "sound only"],
)  # fmt: skip
def test_packets_and_times_are_those_that_were_published(tmp_path: Path, run: "type") -> None:
    made: Run = run()
    film, segments = film_of(made)
    path = save(tmp_path, "film.mp4", cut(film, segments, 0, film.size))
    clip = save(tmp_path, "clip.flv", made.clip)
    fragments = save(tmp_path, "fragments.mp4", made.init + b"".join(made.segments))
    assert path.stat().st_size == film.size
    kinds = [kind for kind in ("v", "a") if kind in {each[0] for each in ask(path, "stream=codec_type")}]
    assert kinds == [kind for kind in ("v", "a") if kind in {each[0] for each in ask(clip, "stream=codec_type")}]
    for kind in kinds:
        assert packets(path, kind) == packets(clip, kind)
        shown = [float(at) for at in ask(path, "packet=pts_time", "-select_streams", kind)]
        sent = [float(at) for at in ask(fragments, "packet=pts_time", "-select_streams", kind)]
        assert max(abs(a - b) for a, b in zip(shown, sent, strict=True)) < 0.002, "as fans saw and heard it"
    decode = [find_program("ffmpeg"), "-v", "error", "-xerror", "-i", str(path), "-f", "null", "-"]
    assert not subprocess.run(decode, capture_output=True, check=True, timeout=60).stderr


def test_sound_and_picture_stay_together_over_returns_and_another_size(tmp_path: Path) -> None:
    runs = [make_run(seconds=4), make_run(seconds=5), make_run(seconds=4, size="640x360")]
    film, segments = film_of(*runs)
    path = save(tmp_path, "film.mp4", cut(film, segments, 0, film.size))
    for kind in ("v", "a"):
        clips = [save(tmp_path, f"{number}.flv", run.clip) for number, run in enumerate(runs)]
        bare = WITHOUT_SETS if kind == "v" else ()
        assert packets(path, kind, *bare) == [one for clip in clips for one in packets(clip, kind, *bare)]
    video, audio = (
        [float(at) for at in ask(path, "packet=pts_time", "-select_streams", kind)] for kind in ("v", "a")
    )
    assert video[-1] == pytest.approx(13, abs=0.3)
    assert abs(video[-1] - audio[-1]) < 0.1
    begins = [video[at] for at in (0, 120, 270)]
    assert [min(abs(at - sound) for sound in audio) < 0.03 for at in begins] == [True] * 3


def test_each_key_frame_carries_its_description_where_that_changes(tmp_path: Path) -> None:
    runs = [make_run(seconds=4), make_run(seconds=4, size="640x360")]
    one, segments = film_of(runs[0])
    assert not one.made
    plain = packets(save(tmp_path, "one.mp4", cut(one, segments, 0, one.size)), "v")
    assert plain == packets(save(tmp_path, "one.flv", runs[0].clip), "v"), "it does not change: as it was sent"
    both, segments = film_of(*runs)
    path = save(tmp_path, "both.mp4", cut(both, segments, 0, both.size))
    keys = [place for place, flags in enumerate(ask(path, "packet=flags", "-select_streams", "v")) if "K" in flags]
    told = packets(path, "v")
    assert [place for place in range(len(plain)) if told[place] != plain[place]] == keys[: len(keys) // 2]
    seen = decoded(path)
    assert (len(seen), seen[: len(plain)]) == (len(told), decoded(tmp_path / "one.flv"))


@given(st.data())
@settings(max_examples=60)
def test_any_range_is_what_the_whole_has_there(data: st.DataObject) -> None:
    film, segments = film_of(make_run(seconds=4), make_run(seconds=5, size="640x360"))
    whole = cut(film, segments, 0, film.size)
    assert len(whole) == film.size
    start = data.draw(st.integers(0, film.size - 1))
    end = data.draw(st.integers(start + 1, film.size))
    assert cut(film, segments, start, end) == whole[start:end]


def test_an_index_is_as_long_as_it_says_wherever_the_media_is() -> None:
    film, _ = film_of(make_run())
    assert film.head[4:8] == b"ftyp"
    assert film.size == len(film.head) + sum(one.size for one in film.stretches)
    assert film.seconds == pytest.approx(6, abs=0.1)


def test_what_is_no_media_is_refused() -> None:
    with pytest.raises(MovieError):
        make_film(Reading())
    for rubbish in (b"", b"no boxes at all", box(b"moov"), box(b"moov", box(b"mvex"))):
        with pytest.raises(MovieError):
            read_tracks(rubbish)


def test_torn_heads_end_in_words_and_nothing_else() -> None:
    run = make_run()
    tracks, heads = read_tracks(run.init), b"".join(find_heads(run.segments[0]))
    randomly = random.Random(3)  # noqa: S311 - the same each time
    for _ in range(300):
        torn = bytearray(heads[: randomly.randrange(1, len(heads))])
        for _ in range(randomly.randrange(4)):
            torn[randomly.randrange(len(torn))] = randomly.randrange(256)
        try:
            reading = Reading()
            reading.add(0, bytes(torn), tracks, goes_on=False)
            film = make_film(reading)
            assert film.size >= len(film.head)
        except MovieError:
            pass


def cut_film(*runs: Run, begin: float, end: float, chapters: Sequence[Chapter] = ()) -> tuple[Film, list[bytes]]:
    reading, segments = Reading(), list[bytes]()
    for run in runs:
        tracks = read_tracks(run.init)
        for index, segment in enumerate(run.segments):
            reading.add(len(segments), b"".join(find_heads(segment)), tracks, goes_on=index > 0)
            segments.append(segment)
    return make_film(reading, cutting.cut(reading, begin, end), chapters), segments


def decoded(path: Path, kind: str = "v") -> list[str]:
    """Hashes of pictures as they are shown."""
    command = [
        find_program("ffmpeg"),
        "-v",
        "error",
        "-i",
        str(path),
        "-map",
        f"0:{kind}",
        "-fps_mode",
        "passthrough",
    ]
    command += ["-f", "framehash", "-hash", "md5", "-"]
    out = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()
    return [line.split(",")[5].strip() for line in out.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("bframes", [False, True], ids=["usual", "b-frames"])
@pytest.mark.parametrize(("begin", "end"), [(0.0, 2.0), (1.21, 3.4), (2.0, 6.0), (3.37, 3.57), (0.5, 99.0)])
def test_a_range_shows_its_own_pictures_and_no_other(tmp_path: Path, begin: float, end: float, bframes: bool) -> None:
    run = make_run(bframes=bframes)
    whole, segments = film_of(run)
    of_whole = save(tmp_path, "whole.mp4", cut(whole, segments, 0, whole.size))
    times = sorted(float(at) for at in ask(of_whole, "packet=pts_time", "-select_streams", "v"))
    film, _ = cut_film(run, begin=begin, end=end)
    path = save(tmp_path, "range.mp4", cut(film, segments, 0, film.size))
    # From the picture that is seen at the begin, to the last that comes before the end.
    first = max(0, bisect_right(times, begin + 1e-6) - 1)
    shown = decoded(of_whole)[first : bisect_left(times, end - 1e-6)]
    assert decoded(path) == shown
    assert path.stat().st_size == film.size <= whole.size
    lasts = min(end, whole.seconds) - (times[first] if begin else 0)
    assert float(ask(path, "format=duration")[0]) == pytest.approx(lasts, abs=0.05)


def test_a_range_takes_no_more_of_the_media_than_from_the_key_frame_before(tmp_path: Path) -> None:
    run = make_run(seconds=6)
    whole, _ = film_of(run)
    film, _ = cut_film(run, begin=5.3, end=5.5)
    assert film.size < whole.size / 3


def test_sound_goes_with_the_picture_in_a_range_over_a_return(tmp_path: Path) -> None:
    runs = [make_run(seconds=4), make_run(seconds=5, size="640x360")]
    film, segments = cut_film(*runs, begin=3.5, end=5.5)
    path = save(tmp_path, "range.mp4", cut(film, segments, 0, film.size))
    decode = [find_program("ffmpeg"), "-v", "error", "-xerror", "-i", str(path), "-f", "null", "-"]
    assert not subprocess.run(decode, capture_output=True, check=True, timeout=60).stderr
    for kind in ("v", "a"):
        assert float(ask(path, "stream=duration", "-select_streams", kind)[0]) == pytest.approx(2, abs=0.1)


@pytest.mark.parametrize(("begin", "end"), [(6.5, 8.0), (3.0, 3.0), (4.0, 3.0)])
def test_nothing_is_no_range(begin: float, end: float) -> None:
    with pytest.raises(MovieError):
        cut_film(make_run(), begin=begin, end=end)


def test_chapters_are_told_in_the_time_of_the_film(tmp_path: Path) -> None:
    said = [
        Chapter(0.0, "Begin"),
        Chapter(1.5, "Søng \N{MUSICAL NOTE}"),
        Chapter(4.0, "x" * 300),
        Chapter(9.0, "late"),
    ]
    film, segments = cut_film(make_run(), begin=1.0, end=5.0, chapters=said)
    path = save(tmp_path, "film.mp4", cut(film, segments, 0, film.size))
    command = [find_program("ffprobe"), "-v", "error", "-show_chapters", "-of", "json", str(path)]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)["chapters"]
    assert [one["tags"]["title"] for one in told] == ["Begin", "Søng \N{MUSICAL NOTE}", "x" * 255]
    assert [float(one["start_time"]) for one in told] == pytest.approx([0.0, 0.5, 3.0], abs=0.04)

"""Fragments as real FFmpegs write them, and bytes no FFmpeg writes."""

import contextlib
import subprocess
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imageio_ffmpeg import get_ffmpeg_exe

from ingest.ffmpeg.process import remux_command
from ingest.origin.packaging.boxes import FragmentError
from ingest.origin.packaging.fragments import Fragment, FragmentReader, InitSection
from support.flv_clips import make_clip
from support.needs import find_program

PROGRAMS = {"installed": lambda: find_program("ffmpeg"), "wheel": get_ffmpeg_exe}


@cache
def remux(clip: bytes, program: str = "installed") -> bytes:
    command = remux_command(Path(PROGRAMS[program]()), 0.2)
    return subprocess.run(command, input=clip, capture_output=True, check=True, timeout=30).stdout


def read(data: bytes, step: int = 1 << 20) -> tuple[InitSection, list[Fragment]]:
    reader = FragmentReader()
    found = [item for place in range(0, len(data), step) for item in reader.feed(data[place : place + step])]
    assert isinstance(found[0], InitSection)
    fragments = [item for item in found if isinstance(item, Fragment)]
    assert len(fragments) == len(found) - 1
    return found[0], fragments


@pytest.mark.parametrize("program", PROGRAMS)
def test_video_and_sound_are_cut_into_parts_that_join_without_a_gap(program: str) -> None:
    init, fragments = read(remux(make_clip(), program))
    assert sorted(track.kind for track in init.tracks) == ["soun", "vide"]
    for before, after in pairwise(fragments):
        assert before.video is not None
        assert after.video is not None
        assert after.video.start == pytest.approx(before.video.end, abs=1e-4)
        assert 0.15 <= before.video.end - before.video.start <= 0.24
    assert fragments[-1].video is not None
    assert fragments[-1].video.end == pytest.approx(4.0, abs=0.1)


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_fragment_that_begins_with_a_keyframe_says_so(program: str) -> None:
    _, fragments = read(remux(make_clip(gop=30), program))
    keyframes = [fragment.video.start for fragment in fragments if fragment.independent and fragment.video]
    assert keyframes == pytest.approx([0.0, 1.0, 2.0, 3.0], abs=0.05)


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("option", ["intra-refresh=1", "open-gop=1"])
def test_a_recovery_point_is_no_keyframe_whatever_ffmpeg_calls_it(program: str, option: str) -> None:
    clip = make_clip(gop=30, encoder=("-bf", "2" if "open" in option else "0", "-x264-params", option))
    written = remux(clip, program)
    _, fragments = read(written)
    assert [fragment.independent for fragment in fragments] == [True] + [False] * (len(fragments) - 1)
    # Players that go by the flags inside, and not by the playlist, are told so too.
    init, again = read(written[: written.index(b"moof") - 4] + b"".join(fragment.data for fragment in fragments))
    keyframes = [track for track in init.tracks if track.kind == "vide"]
    assert keyframes[0].syntax == "h264"
    assert again == fragments
    blind = FragmentReader()
    blind.feed(init.data)
    blind._tracks = {number: replace(track, syntax=None) for number, track in blind._tracks.items()}
    flags = [
        item.independent
        for item in blind.feed(b"".join(fragment.data for fragment in fragments))
        if isinstance(item, Fragment)
    ]
    assert flags == [True] + [False] * (len(fragments) - 1)


def test_frames_out_of_order_keep_their_lengths() -> None:
    _, fragments = read(remux(make_clip(encoder=("-bf", "2"))))
    total = sum(fragment.video.end - fragment.video.start for fragment in fragments if fragment.video)
    assert total == pytest.approx(4.0, abs=0.1)


@pytest.mark.parametrize("sample_rate", [44_100, 48_000])
@pytest.mark.parametrize("rate", [24, 25, 30, 50, 60])
def test_usual_rates_give_parts_that_are_alike(rate: int, sample_rate: int) -> None:
    _, fragments = read(remux(make_clip(seconds=6, rate=rate, gop=2 * rate, size="160x90", sample_rate=sample_rate)))
    # The first group is cut a frame early where the sound begins before the picture.
    second = next(index for index, fragment in enumerate(fragments) if fragment.independent and index)
    counts = {fragment.video.samples for fragment in fragments[second:-1] if fragment.video}
    usual = -(-195 * rate // 1000)
    before_keyframe = 2 * rate % usual or usual
    assert counts <= {usual, before_keyframe}


def test_sound_alone_is_always_independent() -> None:
    init, fragments = read(remux(make_clip(video=False)))
    assert [track.kind for track in init.tracks] == ["soun"]
    assert all(fragment.independent and fragment.video is None for fragment in fragments)


def test_pictures_alone_are_read() -> None:
    _, fragments = read(remux(make_clip(audio=False)))
    assert all(fragment.audio is None for fragment in fragments)
    assert fragments[0].independent


@settings(max_examples=20)
@given(st.integers(1, 5_000))
def test_it_does_not_matter_how_the_bytes_arrive(step: int) -> None:
    data = remux(make_clip(seconds=1))
    assert read(data, step) == read(data)


def test_every_byte_between_the_boxes_is_kept() -> None:
    data = remux(make_clip(seconds=1))
    init, fragments = read(data)
    assert init.data + b"".join(fragment.data for fragment in fragments) == data


@pytest.mark.parametrize("program", PROGRAMS)
def test_fragments_can_be_moved_to_another_time(program: str) -> None:
    data = remux(make_clip(seconds=1), program)
    init, fragments = read(data)
    moved = [fragment.moved(3_600.5) for fragment in fragments]
    _, again = read(init.data + b"".join(fragment.data for fragment in moved))
    for before, after, told in zip(fragments, again, moved, strict=True):
        for track in ("video", "audio"):
            old, new, said = getattr(before, track), getattr(after, track), getattr(told, track)
            assert (new is None) == (old is None)
            if old is not None:
                assert new.start - old.start == pytest.approx(3_600.5, abs=1e-4)
                assert (new.start, new.end) == (
                    pytest.approx(said.start, abs=1e-4),
                    pytest.approx(said.end, abs=1e-4),
                )
        assert len(after.data) == len(before.data)
        assert after.independent == before.independent


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x00\x00\x00\x04mdat", "box"),
        (b"\x7f\xff\xff\xffmdat", "box"),
        (b"\x00\x00\x00\x08mdat", "without moof"),
        (b"\x00\x00\x00\x08moof", "before moov"),
        (b"\x00\x00\x00\x08moov", "without tracks"),
        (b"HTTP/1.1 404 Not Found", "box"),
    ],
)
def test_what_is_no_fragmented_mp4_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(FragmentError, match=words):
        FragmentReader().feed(data)


@settings(max_examples=200)
@given(st.data())
def test_broken_boxes_are_refused_or_read_but_nothing_else(data: st.DataObject) -> None:
    whole = bytearray(remux(make_clip(seconds=1, size="64x36")))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, min(3_000, len(whole) - 1)))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(FragmentError):
        FragmentReader().feed(bytes(whole))

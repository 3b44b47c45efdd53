"""The sound of a stream, cut from fragments as real FFmpegs write them."""

import contextlib
import subprocess
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imageio_ffmpeg import get_ffmpeg_exe

from ingest.ffmpeg.process import remux_command
from ingest.origin.packaging.boxes import FragmentError
from ingest.origin.packaging.fragments import Fragment, FragmentReader, InitSection
from ingest.renditions.codecs import name_tracks
from ingest.renditions.cutting import Cut, cut_init, cut_media
from support.flv_clips import make_clip
from support.needs import find_program

PROGRAMS = {"installed": lambda: find_program("ffmpeg"), "wheel": get_ffmpeg_exe}


@cache
def remux(clip: bytes, program: str = "installed") -> tuple[InitSection, list[Fragment]]:
    command = remux_command(Path(PROGRAMS[program]()), 0.2)
    data = subprocess.run(command, input=clip, capture_output=True, check=True, timeout=60).stdout
    init, *fragments = FragmentReader().feed(data)
    assert isinstance(init, InitSection)
    return init, [each for each in fragments if isinstance(each, Fragment)]


def list_packets(data: bytes) -> list[str]:
    """Of the sound: time, duration, size, hash of each packet."""
    command = [find_program("ffmpeg"), "-v", "error", "-f", "mp4", "-i", "pipe:0", "-map", "0:a", "-c", "copy"]
    command += ["-copyts", "-f", "framemd5", "pipe:1"]
    said = subprocess.run(command, input=data, capture_output=True, check=True, timeout=60).stdout.decode()
    return [line for line in said.splitlines() if line and not line.startswith("#")]


def cut_of(init: InitSection) -> Cut:
    cut = cut_init(init.data)
    assert cut is not None
    return cut


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("encoder", [("-tune", "zerolatency"), ("-bf", "3")])
def test_the_sound_alone_is_the_same_sound(program: str, encoder: tuple[str, ...]) -> None:
    init, fragments = remux(make_clip(seconds=5, encoder=encoder), program)
    cut = cut_of(init)
    parts = [cut_media(cut, fragment.data) for fragment in fragments]
    whole = init.data + b"".join(fragment.data for fragment in fragments)
    assert list_packets(cut.init + b"".join(parts)) == list_packets(whole) != []
    (sound,) = name_tracks(cut.init)
    assert (sound.kind, sound.codec) == (b"soun", "mp4a.40.2")
    assert [item for part in parts for item in FragmentReader().feed(cut.init + part)][0::2]
    # 64 kbit/s, and the heads of the fragments.
    assert sum(map(len, parts)) * 8 / 5 < 100_000 < len(whole) * 8 / 5


def test_several_fragments_in_one_are_cut_as_each_alone() -> None:
    init, fragments = remux(make_clip(seconds=3))
    cut = cut_of(init)
    joined = cut_media(cut, b"".join(fragment.data for fragment in fragments))
    assert joined == b"".join(cut_media(cut, fragment.data) for fragment in fragments)


def test_a_picture_alone_has_no_sound_and_sound_alone_stays_as_it_is() -> None:
    init, _ = remux(make_clip(seconds=1, audio=False))
    assert cut_init(init.data) is None
    init, fragments = remux(make_clip(seconds=1, video=False))
    cut = cut_of(init)
    assert list_packets(cut.init + b"".join(cut_media(cut, each.data) for each in fragments)) == list_packets(
        init.data + b"".join(each.data for each in fragments)
    )


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_bytes_that_make_no_sense_are_refused_in_words(data: st.DataObject) -> None:
    init, fragments = remux(make_clip(seconds=1))
    cut = cut_of(init)
    for whole, read in ((init.data, cut_init), (fragments[2].data, lambda each: cut_media(cut, each))):
        broken = bytearray(whole)
        place = data.draw(st.integers(0, min(len(whole), 1_200) - 1))
        broken[place] = data.draw(st.integers(0, 255))
        with contextlib.suppress(FragmentError):
            read(bytes(broken[: data.draw(st.integers(0, len(whole)))]))

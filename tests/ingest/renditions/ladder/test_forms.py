"""Other pictures in a part's places, and nothing else of it changed."""

import subprocess
from pathlib import Path

import pytest

from ingest.ffmpeg.process import remux_command
from ingest.origin.packaging.fragments import Fragment, FragmentReader, InitSection
from ingest.renditions.codecs import name_tracks
from ingest.renditions.cutting import cut_init, cut_media
from ingest.renditions.ladder.forms import Former, MismatchError
from ingest.renditions.ladder.heading import write_init
from ingest.renditions.ladder.rungs import Size
from ingest.renditions.ladder.tags import Picture
from support.flv_clips import make_clip
from support.needs import find_program

CONFIG = b"\x01\x4d\x40\x1e\xff\xe1\0\0\0"


@pytest.fixture(scope="module")
def show() -> tuple[InitSection, list[Fragment]]:
    command = remux_command(Path(find_program("ffmpeg")), 0.2)
    done = subprocess.run(command, input=make_clip(seconds=2, gop=30), capture_output=True, check=True, timeout=60)
    init, *fragments = FragmentReader().feed(done.stdout)
    assert isinstance(init, InitSection)
    return init, [each for each in fragments if isinstance(each, Fragment)]


def test_a_part_keeps_its_times_its_keyframes_and_its_sound(show: tuple[InitSection, list[Fragment]]) -> None:
    init, fragments = show
    former, reader = Former(init.data), FragmentReader()
    reader.feed(init.data)
    sound = cut_init(init.data)
    assert sound is not None
    for fragment in fragments:
        form = former.read(fragment.data)
        filled = former.fill(form, [(Picture(b"picture", slot.sync), slot.shown) for slot in form.slots])
        (again,) = reader.feed(filled)
        assert isinstance(again, Fragment)
        assert (again.video, again.audio, len(form.slots)) == (
            fragment.video,
            fragment.audio,
            0 if fragment.video is None else fragment.video.samples,
        )
        assert cut_media(sound, filled) == cut_media(sound, fragment.data)
        assert former.read(filled).slots == form.slots
        assert filled.count(b"picture") == len(form.slots)


def test_a_keyframe_that_is_none_is_noticed(show: tuple[InitSection, list[Fragment]]) -> None:
    former = Former(show[0].data)
    form = former.read(show[1][0].data)
    with pytest.raises(MismatchError):
        former.fill(form, [(Picture(b"picture", key=False), slot.shown) for slot in form.slots])


def test_an_init_section_says_what_the_rung_is_and_leaves_the_sound(show: tuple[InitSection, list[Fragment]]) -> None:
    source = show[0].data
    picture, sound = name_tracks(write_init(source, CONFIG, Size(160, 90)))
    assert (picture.codec, picture.width, picture.height) == ("avc1.4d401e", 160, 90)
    assert sound == name_tracks(source)[1]
    (ours,), (theirs,) = (
        FragmentReader().feed(write_init(source, CONFIG, Size(160, 90))),
        FragmentReader().feed(source),
    )
    assert isinstance(ours, InitSection)
    assert isinstance(theirs, InitSection)
    assert [(each.number, each.timescale) for each in ours.tracks] == [
        (each.number, each.timescale) for each in theirs.tracks
    ]

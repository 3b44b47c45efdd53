"""Other pictures in a part's places, and nothing else of it changed."""

import subprocess
from pathlib import Path

import pytest

from ingest.ffmpeg.process import remux_command
from ingest.origin.packaging.fragments import Fragment, FragmentReader, InitSection
from ingest.renditions.codecs import name_tracks
from ingest.renditions.cutting import cut_init, cut_media
from ingest.renditions.ladder.parts.forms import Former, MismatchError
from ingest.renditions.ladder.parts.heading import write_init
from ingest.renditions.ladder.parts.tags import Picture
from ingest.renditions.ladder.rungs import Size
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


def test_what_is_left_out_makes_what_is_before_longer(show: tuple[InitSection, list[Fragment]]) -> None:
    former = Former(show[0].data)
    parts = [form for form in (former.read(fragment.data) for fragment in show[1]) if form.slots]
    form = parts[0]
    apart = form.slots[1].duration + 1
    given = [
        None if index % 2 else (Picture(b"picture", slot.sync), slot.shown) for index, slot in enumerate(form.slots)
    ]
    filled = former.read(former.fill(form, given, apart)).slots
    assert [slot.time for slot in filled] == [slot.time for slot in form.slots[::2]]
    ends = [slot.time + slot.duration for slot in filled]
    assert ends[:-1] == [slot.time for slot in filled[1:]]
    # The next part's first is left out, too, where this one's last is not.
    last = form.slots[-1]
    assert ends[-1] == last.time + last.duration * (1 if given[-1] is None else 2)


def test_a_part_without_a_picture_left_is_a_part(show: tuple[InitSection, list[Fragment]]) -> None:
    init, fragments = show
    former, reader = Former(init.data), FragmentReader()
    reader.feed(init.data)
    form = next(form for form in (former.read(fragment.data) for fragment in fragments[1:]) if form.slots)
    filled = former.fill(form, [None] * len(form.slots))
    assert former.read(filled).slots == []
    (again,) = reader.feed(filled)
    assert isinstance(again, Fragment)
    assert again.audio is not None

"""Pictures are whole as soon as their last byte has come."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from ingest.media.flv import frame_tag, header
from ingest.renditions.ladder.parts.tags import Config, Picture, PictureReader

TAGS = [
    (18, b"\x02metadata"),
    (9, b"\x17\0\0\0\0avcC"),
    (9, b"\x17\1\0\0\0key"),
    (9, b"\x27\1\0\0\0other" * 300),
    (9, b"\x17\2\0\0\0"),
]
FILE = header(video=True, audio=False) + b"".join(b"".join(frame_tag(kind, 40, body)) for kind, body in TAGS)
FOUND = [
    Config(b"avcC"),
    Picture(b"key", key=True, time=40),
    Picture((b"\x27\1\0\0\0other" * 300)[5:], key=False, time=40),
]


@given(st.lists(st.integers(0, len(FILE)), max_size=8))
def test_a_file_is_read_however_it_is_cut(cuts: list[int]) -> None:
    reader = PictureReader()
    places = [0, *sorted(cuts), len(FILE)]
    found = [one for begin, end in itertools.pairwise(places) for one in reader.feed(FILE[begin:end])]
    assert found == FOUND


def test_no_picture_waits_for_the_next() -> None:
    reader = PictureReader()
    whole = header(video=True, audio=False) + b"".join(frame_tag(9, 0, b"\x17\1\0\0\0key"))
    assert reader.feed(whole[:-5]) == []
    assert reader.feed(whole[-5:-4]) == [Picture(b"key", key=True)]

"""What the remuxer says about what it has written: what a packager is begun with, and where decoding can begin."""

import pytest

from ingest.media.remuxer import Remuxer
from ingest.rtmp.wire.messages import Message
from support.flv import Tag, read_flv
from support.rtmp import AAC_CONFIG, AUDIO, AVC_CONFIG, FRAME, KEYFRAME, SOUND, VIDEO

SIZE, RATE = AVC_CONFIG, AAC_CONFIG
OTHER_SOUND = b"\xaf\x00\x11\x88"


def tags(opening: bytes, data: bytes) -> list[Tag]:
    return read_flv(opening + data)[1]


def show(*bodies: bytes, start: int = 0) -> list[Message]:
    return [
        (AUDIO if body[0] >> 4 == 10 else VIDEO, start + 20 * index, 1, body) for index, body in enumerate(bodies)
    ]


@pytest.fixture
def remuxer() -> Remuxer:
    """One whose show has both tracks and has begun."""
    remuxer = Remuxer()
    data, left = remuxer.take(show(SIZE, RATE, KEYFRAME, SOUND, FRAME), 0)
    assert data
    assert not left
    return remuxer


def test_the_opening_is_header_and_both_sequence_headers_and_no_media() -> None:
    remuxer = Remuxer()
    assert remuxer.opening == b""
    data, _ = remuxer.take(show(SIZE, RATE, KEYFRAME, SOUND, FRAME), 0)
    flags, opening = read_flv(remuxer.opening)
    assert flags == 5
    assert [tag.body for tag in opening] == [SIZE, RATE]
    assert [tag.body for tag in tags(remuxer.opening, data)[2:]] == [KEYFRAME, SOUND, FRAME]
    assert remuxer.entry == 0


def test_the_entry_is_where_the_first_keyframe_stands_in_what_was_written(remuxer: Remuxer) -> None:
    data, _ = remuxer.take(show(FRAME, SOUND, KEYFRAME, SOUND, KEYFRAME, start=200), 0.2)
    assert remuxer.entry is not None
    assert [tag.body for tag in tags(remuxer.opening, data[remuxer.entry :])[2:]] == [KEYFRAME, SOUND, KEYFRAME]


def test_nothing_can_begin_where_no_keyframe_is(remuxer: Remuxer) -> None:
    remuxer.take(show(FRAME, SOUND, FRAME, start=200), 0.2)
    assert remuxer.entry is None


def test_sound_alone_can_begin_anywhere() -> None:
    remuxer = Remuxer()
    for second in range(10):
        data, _ = remuxer.take(show(RATE, *[SOUND] * 50, start=1_000 * second), second)
        assert (remuxer.entry == 0) == bool(data)
    assert remuxer.began
    assert read_flv(remuxer.opening)[0] == 4


def test_where_a_track_has_changed_the_new_opening_says_so(remuxer: Remuxer) -> None:
    before = remuxer.opening
    _, left = remuxer.take(show(OTHER_SOUND, FRAME, KEYFRAME, FRAME, start=200), 0.2)
    assert remuxer.wants_packager
    assert remuxer.reopen() == remuxer.opening != before
    assert [tag.body for tag in read_flv(remuxer.opening)[1]] == [SIZE, OTHER_SOUND]
    data, left = remuxer.take(left, 0.2)
    assert not left
    assert remuxer.entry == 0
    assert tags(remuxer.opening, data)[2].body == KEYFRAME

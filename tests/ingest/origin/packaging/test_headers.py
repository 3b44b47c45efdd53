"""What is kept of an FLV stream for the next FFmpeg."""

from ingest.origin.packaging.headers import FlvHeaders
from support.flv import read_flv
from support.flv_clips import clip_header, make_clip, split_tags


def test_the_opening_is_header_metadata_and_both_sequence_headers() -> None:
    clip = make_clip(seconds=2)
    headers = FlvHeaders()
    headers.note(clip_header(clip))
    for _, _, tag in split_tags(clip):
        headers.note(tag)
    flags, tags = read_flv(headers.opening())
    assert flags == 5
    assert [tag.kind for tag in tags] == [18, 9, 8]
    assert [tag.body[1] for tag in tags[1:]] == [0, 0]


def test_one_write_of_everything_is_the_same_as_many() -> None:
    clip = make_clip(seconds=2)
    once, often = FlvHeaders(), FlvHeaders()
    once.note(clip)
    often.note(clip_header(clip))
    for _, _, tag in split_tags(clip):
        often.note(tag)
    assert once.opening() == often.opening()


def test_decoding_can_begin_at_keyframes_only() -> None:
    headers = FlvHeaders()
    clip = make_clip(seconds=4, gop=30)
    entries = [timestamp for kind, timestamp, tag in split_tags(clip) if headers.note(tag) is not None and kind == 9]
    assert [round(entry / 1000, 1) for entry in entries] == [0.0, 1.0, 2.0, 3.0]


def test_the_entry_is_where_the_keyframe_stands_in_what_was_written() -> None:
    clip = make_clip(seconds=4, gop=30)
    tags = list(split_tags(clip))
    second = [index for index, (kind, _, tag) in enumerate(tags) if kind == 9 and tag[11] == 0x17 and tag[12] == 1][1]
    headers = FlvHeaders()
    for _, _, tag in tags[: second - 2]:
        headers.note(tag)
    data = b"".join(tag for _, _, tag in tags[second - 2 : second + 3])
    entry = headers.note(data)
    assert entry is not None
    assert data[entry:].startswith(tags[second][2])


def test_x264_tells_how_long_its_groups_may_be() -> None:
    headers = FlvHeaders()
    headers.note(make_clip(seconds=1, gop=77))
    assert headers.keyint == 77


def test_an_encoder_that_tells_nothing_is_not_guessed_at() -> None:
    headers = FlvHeaders()
    headers.note(make_clip(seconds=1, video=False))
    assert headers.keyint is None


def test_sound_alone_can_begin_anywhere() -> None:
    headers = FlvHeaders()
    clip = make_clip(seconds=1, video=False)
    assert [headers.note(tag) is not None for kind, _, tag in split_tags(clip) if kind == 8][:3] == [
        False,
        True,
        True,
    ]
    flags, _ = read_flv(headers.opening())
    assert flags == 4

"""FLV tags written and their first bytes read, Enhanced RTMP among them."""

import pytest

from ingest.errors import RefusedError
from ingest.media import flv
from ingest.media.flv import Role, inspect_audio, inspect_video
from support.flv import Tag, read_flv


@pytest.mark.parametrize("timestamp", [0, 40, 0xFFFFFF, 0x1000000, 0xFFFFFFFF])
def test_tags_have_sizes_times_and_back_pointers(timestamp: int) -> None:
    data = flv.header(video=True, audio=True) + b"".join(flv.frame_tag(9, timestamp, b"picture"))
    assert read_flv(data) == (5, [Tag(9, timestamp, b"picture")])
    assert read_flv(flv.header(video=True, audio=False))[0] == 1
    assert read_flv(flv.header(video=False, audio=True))[0] == 4


@pytest.mark.parametrize(
    ("body", "codec", "role"),
    [
        (b"\x17\x00\0\0\0cfg", "h264", Role.CONFIG),
        (b"\x17\x01\0\0\0key", "h264", Role.KEYFRAME),
        (b"\x27\x01\0\0\0frm", "h264", Role.FRAME),
        (b"\x17\x02\0\0\0", "h264", Role.OTHER),
        (b"\x57\x00", "h264", Role.CONFIG),
        (b"\x57\x01", "h264", Role.OTHER),
        (b"\x1c\x01\0\0\0", "hevc", Role.KEYFRAME),
        (b"\x12abc", "flv1", Role.KEYFRAME),
        (b"\x22abc", "flv1", Role.FRAME),
        (b"\x90hvc1cfg", "hevc", Role.CONFIG),
        (b"\x91hvc1\0\0\0key", "hevc", Role.KEYFRAME),
        (b"\xa1hvc1\0\0\0frm", "hevc", Role.FRAME),
        (b"\xa3hvc1frm", "hevc", Role.FRAME),
        (b"\x93av01key", "av1", Role.KEYFRAME),
        (b"\x90vp09cfg", "vp9", Role.CONFIG),
        (b"\x92avc1", "h264", Role.OTHER),
        (b"\x94av01meta", "av1", Role.OTHER),
        (b"\xd3av01", "av1", Role.OTHER),
        (b"\x97\x01\0\0\x01av01key", "av1", Role.KEYFRAME),
        (b"\x93zzzz", "zzzz", Role.KEYFRAME),
        (b"", "", Role.OTHER),
        (b"\x17", "h264", Role.OTHER),
    ],
)
def test_video_heads(body: bytes, codec: str, role: Role) -> None:
    head = inspect_video(body)
    assert (head.codec, head.role) == (codec, role)


def test_payload_begins_behind_the_head() -> None:
    assert inspect_video(b"\x17\x00\0\0\0cfg").payload == 5
    assert inspect_video(b"\x91hvc1\0\0\0key").payload == 8
    assert inspect_video(b"\xa3hvc1frm").payload == 5
    assert inspect_audio(b"\xaf\x00cfg").payload == 2


@pytest.mark.parametrize(
    ("body", "codec", "role"),
    [
        (b"\xaf\x00\x12\x10", "aac", Role.CONFIG),
        (b"\xaf\x01snd", "aac", Role.FRAME),
        (b"\x2fsnd", "mp3", Role.FRAME),
        (b"\xb2snd", "speex", Role.FRAME),
        (b"\x90Opuscfg", "opus", Role.CONFIG),
        (b"\x91Opussnd", "opus", Role.FRAME),
        (b"\x91fLaCsnd", "flac", Role.FRAME),
        (b"\x92Opus", "opus", Role.OTHER),
        (b"\x94mp4a", "aac", Role.OTHER),
        (b"", "", Role.OTHER),
        (b"\xaf", "aac", Role.OTHER),
    ],
)
def test_audio_heads(body: bytes, codec: str, role: Role) -> None:
    head = inspect_audio(body)
    assert (head.codec, head.role) == (codec, role)


def test_several_tracks_are_refused_with_words() -> None:
    with pytest.raises(RefusedError, match="several video tracks"):
        inspect_video(b"\x96\x00avc1")
    with pytest.raises(RefusedError, match="several audio tracks"):
        inspect_audio(b"\x95\x00Opus")

"""What an artist is told when a show could not be packaged or played."""

import pytest

from ingest.media.playable import find_obstacle
from ingest.media.preroll import Tracks


def tracks(video: str, audio: str, video_config: bytes | None = None, audio_config: bytes | None = None) -> Tracks:
    found = Tracks()
    found.video_codec, found.audio_codec = video, audio
    found.video_config, found.audio_config = video_config, audio_config
    return found


ORDINARY = tracks("h264", "aac", b"\x17\x00\0\0\0", b"\xaf\x00")
HEVC = tracks("hevc", "aac", b"\x90hvc1", b"\xaf\x00")
OPUS = tracks("h264", "opus", b"\x17\x00\0\0\0", b"\x90Opus")


@pytest.mark.parametrize("release", [(5, 1), (6, 1), (9, 0), None])
def test_an_ordinary_show_meets_no_obstacle(release: tuple[int, int] | None) -> None:
    assert find_obstacle(ORDINARY, release) is None
    assert find_obstacle(tracks("", "aac"), release) is None
    assert find_obstacle(tracks("h264", ""), release) is None


@pytest.mark.parametrize(
    ("show", "release", "words"),
    [
        (HEVC, (5, 1), "too old for HEVC"),
        (HEVC, (6, 1), None),
        (HEVC, None, None),
        (OPUS, (7, 1), "Audio Encoder to AAC"),
        (OPUS, (8, 0), None),
        (tracks("h264", "aac", b"\x90avc1"), (6, 1), "FFmpeg 8.0"),
        (tracks("flv1", "mp3"), (9, 0), "Sorenson H.263"),
        (tracks("zzzz", "aac"), (9, 0), "cannot play zzzz"),
        (tracks("vvc", "aac"), (9, 0), "cannot play VVC"),
        (tracks("vp8", "aac"), (9, 0), "cannot play VP8"),
        (tracks("hevc", "aac", b"\x1c\x00\0\0\0"), (9, 0), "old form"),
        (tracks("av1", "aac", b"\x1d\x00\0\0\0"), (9, 0), "old form"),
        (tracks("h264", "speex"), (9, 0), "cannot play Speex"),
        (tracks("h264", "mp3"), (9, 0), "MP3 sound: in OBS, Settings, Output, set Audio Encoder to AAC"),
        (tracks("h264", "ac3"), (9, 0), "Audio Encoder to AAC"),
        (tracks("", "eac3"), (9, 0), "Audio Encoder to AAC"),
    ],
)
def test_obstacles_are_named_with_their_cure(
    show: Tracks, release: tuple[int, int] | None, words: str | None
) -> None:
    found = find_obstacle(show, release)
    assert found is None if words is None else words in str(found)

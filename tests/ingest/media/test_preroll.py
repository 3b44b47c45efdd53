"""When a show may begin, from what its sender has sent so far."""

from typing import Any

import pytest

from ingest.errors import RefusedError
from ingest.media.preroll import Preroll, Tracks
from ingest.rtmp.wire.messages import Message
from support.rtmp import AAC_CONFIG, AUDIO, AVC_CONFIG, FRAME, KEYFRAME, REFRESH, SOUND, VIDEO

BOTH: dict[str, Any] = {"videocodecid": 7.0, "audiocodecid": 10.0}


def begin_after(metadata: dict[str, Any] | None, messages: list[Message]) -> tuple[int, bool, bool] | None:
    """The time of the message with which the show began, and whether it has video and sound."""
    tracks = Tracks()
    if metadata is not None:
        tracks.metadata, tracks.metadata_body = metadata, b"metadata"
    preroll = Preroll(tracks)
    for message in messages:
        if preroll.offer(message):
            assert not preroll.video or preroll.held[0][3] == KEYFRAME
            return message[1], preroll.video, preroll.audio
    return None


def picture(until: int, begin: int = 0) -> list[Message]:
    times = range(begin, until, 40)
    return [(VIDEO, begin, 1, AVC_CONFIG), *((VIDEO, time, 1, FRAME if time > begin else KEYFRAME) for time in times)]


def sound(until: int, begin: int = 0) -> list[Message]:
    return [(AUDIO, begin, 1, AAC_CONFIG), *((AUDIO, time, 1, SOUND) for time in range(begin, until, 20))]


def together(*tracks: list[Message]) -> list[Message]:
    return sorted((message for track in tracks for message in track), key=lambda message: message[1])


@pytest.mark.parametrize(
    ("metadata", "messages", "expected"),
    [
        (BOTH, together(sound(100), picture(100)), (0, True, True)),
        (None, together(sound(100), picture(100)), (0, True, True)),
        ({"videocodecid": 7.0}, picture(100), (0, True, False)),
        (None, picture(2_000), (520, True, False)),
        (BOTH, picture(2_000), (1_520, True, False)),
        (BOTH, together(picture(2_000), sound(2_000, 900)), (900, True, True)),
        ({"audiocodecid": 10.0}, sound(100), (0, False, True)),
        (None, sound(2_000), (1_500, False, True)),
        (BOTH, together(sound(8_000), picture(8_000, 3_000)), (3_000, True, True)),
        (BOTH, sound(8_000), (5_000, False, True)),
        (BOTH, [(AUDIO, 0, 1, SOUND)] * 10, None),
        (BOTH, [(VIDEO, 0, 1, KEYFRAME)] * 10, None),
        (BOTH, [(VIDEO, 0, 1, AVC_CONFIG), *[(VIDEO, time, 1, FRAME) for time in range(0, 20_000, 40)]], None),
    ],
)
def test_a_show_begins(
    metadata: dict[str, Any] | None, messages: list[Message], expected: tuple[int, bool, bool] | None
) -> None:
    assert begin_after(metadata, messages) == expected


def test_what_is_held_is_bounded() -> None:
    preroll = Preroll(Tracks())
    preroll.offer((AUDIO, 0, 1, AAC_CONFIG))
    preroll.offer((VIDEO, 0, 1, AVC_CONFIG))
    for time in range(0, 36_000, 20):
        preroll.offer((AUDIO, time, 1, SOUND))
        preroll.offer((VIDEO, time, 1, FRAME))
    assert len(preroll.held) <= 1_000


@pytest.mark.parametrize("body", [FRAME, REFRESH])
def test_pictures_that_nobody_could_begin_with_are_not_waited_for_for_ever(body: bytes) -> None:
    preroll = Preroll(Tracks())
    preroll.offer((VIDEO, 0, 1, AVC_CONFIG))
    with pytest.raises(RefusedError, match=r"Keyframe Interval to 2 s.*intra-refresh"):
        for time in range(0, 100_000, 33):
            assert not preroll.offer((VIDEO, time, 1, body))


def test_the_keyframe_comes_first_and_sound_from_before_it_is_left_out() -> None:
    preroll = Preroll(Tracks())
    for message in together(sound(200), picture(200, 100)):
        if preroll.offer(message):
            break
    assert preroll.held == [(VIDEO, 100, 1, KEYFRAME), (AUDIO, 100, 1, SOUND)]

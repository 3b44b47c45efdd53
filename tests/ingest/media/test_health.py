"""The figures and the advice an artist gets, from counts and times alone."""

from typing import Any

import pytest

from ingest.media.codecs import read_aac, read_avc
from ingest.media.health import Health
from ingest.media.preroll import Tracks
from ingest.media.remuxer import Remuxer
from ingest.media.timeline import Timeline
from ingest.rtmp.wire.messages import Message
from support.rtmp import AAC_CONFIG, AUDIO, AVC_CONFIG, FRAME, KEYFRAME, REFRESH, SOUND, VIDEO

# Sequence parameter sets as x264 wrote them, in the decoder configurations around them.
HIGH_1080 = "0164001fffe1001a67640028acd940780227e5c04400000fa40003a983c60c658001000568ebecb22c"
AVCC_640x360 = "0142c01effe1001667 42c01ed900a02ff9610000030001000003003c0f162e48"


def test_reads_picture_size_and_profile_from_a_decoder_configuration() -> None:
    form = read_avc(bytes.fromhex(HIGH_1080))
    assert form is not None
    assert (form.codec, form.width, form.height) == ("avc1.640028", 1920, 1080)


@pytest.mark.parametrize("config", [b"", b"\x01", bytes(20), b"\x01\x42\xc0\x1e\xff\xe1\x00\x04\x67\x42\xc0\x1e"])
def test_makes_nothing_of_a_broken_decoder_configuration(config: bytes) -> None:
    assert read_avc(config) is None


@pytest.mark.parametrize(
    ("config", "codec", "rate", "channels"),
    [
        (b"\x11\x90", "mp4a.40.2", 48_000, 2),
        (b"\x12\x08", "mp4a.40.2", 44_100, 1),
        (b"\x2b\x92\x08\x00", "mp4a.40.5", 22_050, 2),
    ],
)
def test_reads_sampling_from_an_audio_configuration(config: bytes, codec: str, rate: int, channels: int) -> None:
    form = read_aac(config)
    assert form is not None
    assert (form.codec, form.sample_rate, form.channels) == (codec, rate, channels)
    assert read_aac(b"") is None


def play(
    seconds: int, *, gop: float = 2.0, fps: int = 30, size: int = 10_000, sound: bool = True, pace: float = 1.0,
    keyframe: bytes = KEYFRAME,
) -> Any:  # fmt: skip
    """A show's health after so many samples, one a second. `pace`: the show's seconds to each second of the wall."""
    remuxer = Remuxer()
    if sound:
        remuxer.take([(AUDIO, 0, 1, AAC_CONFIG)], 0)
    remuxer.take([(VIDEO, 0, 1, AVC_CONFIG)], 0)
    figures: Any = None
    for frame in range(seconds * fps + 1):
        now = frame / fps
        time = round(now * pace * 1000)
        body = FRAME if frame % round(gop * fps) else keyframe if frame else KEYFRAME
        messages: list[Message] = [(VIDEO, time, 1, body)]
        if sound:
            messages.append((AUDIO, time, 1, SOUND))
        remuxer.take(messages, now)
        remuxer.health.bytes += size
        if frame % fps == 0:
            figures = remuxer.health.sample(now, 0)
    return figures


def test_figures_of_a_show_in_good_health() -> None:
    figures = play(12)
    assert figures["bitrate_kbps"] == 2_400
    assert figures["bitrate_deviation_kbps"] == 0
    assert figures["fps"] == 30
    assert figures["keyframe_interval"] == 2.0
    assert (figures["video_codec"], figures["audio_codec"], figures["audio"]) == ("h264", "aac", True)
    assert (figures["sample_rate"], figures["channels"]) == (48_000, 2)
    assert abs(figures["drift_ms"]) < 50
    assert figures["queued_bytes"] == 0
    assert figures["advice"] == []


def test_long_keyframe_intervals_are_named_with_their_cure() -> None:
    figures = play(20, gop=8.3)
    (words,) = figures["advice"]
    assert words.startswith("Keyframe every 8 s")
    assert words.endswith("in OBS, Settings, Output, set Keyframe Interval to 2 s.")
    assert figures["advice_codes"] == [{"code": "keyframes_rare", "values": {"seconds": 8}}]


def test_a_first_keyframe_interval_is_known_before_it_ends() -> None:
    assert "Keyframe every 6 s" in play(6, gop=60.0)["advice"][0]


def test_recovery_points_in_place_of_keyframes_are_named_and_nothing_else() -> None:
    figures = play(20, keyframe=REFRESH)
    assert figures["recovery_points"] == 10
    assert figures["keyframe_interval"] == 20.0
    (words,) = figures["advice"]
    assert "intra-refresh" in words


def test_missing_sound_is_named() -> None:
    assert "No sound arrives" in play(12, sound=False)["advice"][0]


def test_few_frames_are_named() -> None:
    assert "Only 10 frames a second" in play(12, fps=10)["advice"][0]


def test_a_show_that_falls_behind_the_clock_is_named() -> None:
    figures = play(20, pace=0.8)
    assert figures["drift_ms"] == pytest.approx(-4_000, abs=300)
    assert "4 s late" in figures["advice"][0]


def play_with_holes(*, picture: tuple[float, float], sound: tuple[float, float], seconds: int) -> list[Any]:
    """The figures of each second of a show whose tracks are each away from one moment to another."""
    remuxer = Remuxer()
    remuxer.take([(AUDIO, 0, 1, AAC_CONFIG), (VIDEO, 0, 1, AVC_CONFIG)], 0)
    figures = []
    for index in range(seconds * 25):
        now = index / 25
        messages: list[Message] = []
        if not picture[0] <= now < picture[1]:
            messages.append((VIDEO, round(now * 1000), 1, FRAME if index % 50 else KEYFRAME))
        if not sound[0] <= now < sound[1]:
            messages.append((AUDIO, round(now * 1000), 1, SOUND))
        remuxer.take(messages, now)
        if index % 25 == 0:
            figures.append(remuxer.health.sample(now, 0))
    return figures


def test_sound_that_stops_is_named_and_comes_back_by_itself() -> None:
    figures = play_with_holes(picture=(0, 0), sound=(10, 20), seconds=30)
    assert [each["audio"] for each in figures] == [True] * 13 + [False] * 7 + [True] * 10
    assert "The sound has stopped" in figures[15]["advice"][0]
    assert not any("No sound arrives" in words for words in figures[15]["advice"])
    assert figures[9]["advice"] == figures[21]["advice"] == []


def test_a_picture_that_stops_is_named_once_and_comes_back_by_itself() -> None:
    figures = play_with_holes(picture=(10, 20), sound=(0, 0), seconds=40)
    assert all(each["audio"] for each in figures[1:])
    assert len(figures[18]["advice"]) == 1
    assert "The picture has stopped" in figures[18]["advice"][0]
    assert figures[35]["advice"] == []


def test_a_sender_that_is_silent_as_a_whole_has_lost_no_track() -> None:
    figures = play_with_holes(picture=(10, 20), sound=(10, 20), seconds=22)
    assert all(each["audio"] for each in figures[1:])
    assert not any("has stopped" in words for each in figures for words in each["advice"])


def test_slides_under_sound_have_not_stopped() -> None:
    remuxer = Remuxer()
    remuxer.take([(AUDIO, 0, 1, AAC_CONFIG), (VIDEO, 0, 1, AVC_CONFIG)], 0)
    for second in range(100):
        messages: list[Message] = [(AUDIO, 1_000 * second + 20 * index, 1, SOUND) for index in range(50)]
        if second % 8 == 0:
            messages.insert(0, (VIDEO, 1_000 * second, 1, KEYFRAME))
        remuxer.take(messages, float(second))
        assert not any("has stopped" in words for words in remuxer.health.sample(second, 0)["advice"])


def test_a_show_that_goes_on_after_a_silence_is_not_called_late() -> None:
    remuxer = Remuxer()
    remuxer.take([(AUDIO, 0, 1, AAC_CONFIG), (VIDEO, 0, 1, AVC_CONFIG)], 0)
    figures: Any = None
    for index in range(1_000):
        time = 20 * index + (8_000 if index >= 500 else 0)
        remuxer.take([(VIDEO, time, 1, FRAME if index % 100 else KEYFRAME), (AUDIO, time, 1, SOUND)], time / 1000)
        figures = remuxer.health.sample(time / 1000, 0)
    assert abs(figures["drift_ms"]) < 100
    assert not any("late" in words for words in figures["advice"])


def tracks(video: str = "", audio: str = "") -> Tracks:
    found = Tracks()
    found.video_codec, found.audio_codec = video, audio
    return found


def test_codecs_that_browsers_cannot_play_are_named() -> None:
    health = Health(tracks("hevc", "speex"), Timeline())
    advice = health.sample(0, 0)["advice"]
    assert "HEVC (H.265)" in advice[0]
    assert "H.264" in advice[0]
    assert "AAC" in advice[1]


def test_a_profile_that_phones_cannot_play_is_named() -> None:
    found = tracks("h264", "aac")
    found.video_config = bytes.fromhex(
        "17000000000" + "1f4001fffe1001a67f40028acd940780227e5c04400000fa40003a983c60c6580"
    )
    figures = Health(found, Timeline()).sample(0, 0)
    assert figures["video_profile"] == "avc1.f40028"
    assert "Color Format to NV12" in figures["advice"][0]


def test_picture_size_from_metadata_where_the_configuration_is_not_read() -> None:
    found = tracks("hevc")
    found.metadata = {"width": 1920.0, "height": 1080.0}
    figures = Health(found, Timeline()).sample(0, 0)
    assert (figures["width"], figures["height"]) == (1_920, 1_080)
    found.metadata = {"width": "wide", "height": float("nan")}
    assert Health(found, Timeline()).sample(0, 0)["width"] is None


def test_an_operators_trouble_is_not_blamed_on_the_artist() -> None:
    assert "whoever runs this platform" in Health(tracks(), Timeline()).sample(0, 8 << 20)["advice"][0]


def test_figures_before_the_first_frame() -> None:
    figures = Health(tracks(), Timeline()).sample(5, 0)
    assert figures["bitrate_kbps"] is figures["fps"] is figures["drift_ms"] is None
    assert figures["advice"] == []

"""Figures in, words out."""

import itertools
from typing import Any

import pytest

from live.rehearsals.verdict import Verdict, judge

GOOD: dict[str, Any] = {
    "bitrate_kbps": 2_600,
    "bitrate_deviation_kbps": 90,
    "fps": 30.0,
    "keyframe_interval": 2.0,
    "recovery_points": 0,
    "video_codec": "h264",
    "video_profile": "avc1.64001f",
    "audio_codec": "aac",
    "width": 1280,
    "height": 720,
    "sample_rate": 48_000,
    "channels": 2,
    "audio": True,
    "drift_ms": -20,
    "queued_bytes": 0,
    "advice": [],
}


def judge_steady(seconds: float = 8.0, **changed: Any) -> Verdict:
    return judge([GOOD | changed] * 5, seconds)


def states(verdict: Verdict) -> dict[str, bool | None]:
    return {check.name: check.ok for check in verdict.checks}


def words(verdict: Verdict, name: str) -> str:
    return next(str(check.advice) for check in verdict.checks if check.name == name)


def test_good_stream_is_ready_and_says_what_it_is() -> None:
    verdict = judge_steady()
    assert verdict.ready
    assert words(verdict, "picture") == "H.264, 1280 × 720."
    assert words(verdict, "keyframes") == "Every 2 s."
    assert verdict.to_dict() == {
        "ready": True,
        "checks": [
            {"name": check.name, "ok": True, "words": str(check.advice), **check.advice.to_dict()}
            for check in verdict.checks
        ],
    }


def test_checks_turn_green_one_by_one() -> None:
    first = GOOD | {"keyframe_interval": None, "bitrate_deviation_kbps": None}
    seen = [judge([], 0), judge([first], 0), judge([first, GOOD], 2), judge([GOOD] * 4, 4), judge([GOOD] * 5, 5)]
    greens = [{name for name, ok in states(verdict).items() if ok} for verdict in seen]
    assert greens[:3] == [set(), {"picture", "sound"}, {"picture", "sound", "keyframes"}]
    assert all(before <= after for before, after in itertools.pairwise(greens))
    assert [verdict.ready for verdict in seen] == [False, False, False, False, True]
    assert not any(ok is False for verdict in seen for ok in states(verdict).values()), "measuring is no fault"


@pytest.mark.parametrize(
    ("changed", "name", "expected"),
    [
        ({"video_codec": None, "width": None, "height": None, "fps": 0}, "picture", "choose a scene"),
        ({"video_codec": "hevc"}, "picture", "cannot play HEVC"),
        ({"video_codec": "av1"}, "picture", "H.264"),
        ({"video_codec": "vp6"}, "picture", "cannot play VP6"),
        ({"video_profile": "avc1.f4001f"}, "picture", "NV12"),
        ({"picture_black": True}, "picture", "The picture is black"),
        ({"sound_peak_db": -91.0}, "sound", "it is silence"),
        ({"sound": {"problems": ["clipping"]}}, "sound", "It clips"),
        ({"sound": {"problems": ["newer", "left_dead"]}}, "sound", "left channel is silent"),
        ({"sound": {"problems": ["out_of_phase"]}}, "sound", "cancel each other"),
        ({"audio_codec": "mp3"}, "sound", "Audio Encoder to AAC"),
        ({"audio_codec": "ac3"}, "sound", "Audio Encoder to AAC"),
        ({"audio": False, "audio_codec": None}, "sound", "Audio Mixer"),
        ({"audio": False}, "sound", "Audio Mixer"),
        ({"audio_codec": "speex"}, "sound", "Audio Encoder to AAC"),
        ({"keyframe_interval": 4.01}, "keyframes", "Keyframe Interval to 2 s"),
        ({"keyframe_interval": 10.0}, "keyframes", "every 10 s"),
        ({"keyframe_interval": 20.0, "recovery_points": 10}, "keyframes", "intra-refresh"),
        ({"fps": 12.0}, "frame_rate", "Only 12 frames"),
        ({"fps": None}, "frame_rate", "Only 0 frames"),
        ({"bitrate_kbps": 700}, "bitrate", "Bitrate to about 2500"),
        ({"bitrate_kbps": 1_200, "height": 1080}, "bitrate", "Bitrate to about 4500"),
        ({"bitrate_kbps": 150, "height": 360}, "bitrate", "too little"),
        ({"bitrate_kbps": None}, "bitrate", "too little"),
        ({"bitrate_kbps": 15_000}, "bitrate", "6000 or less"),
        ({"bitrate_deviation_kbps": 1_400}, "bitrate", "Rate Control to CBR"),
        ({"drift_ms": -4_000}, "clock", "4 s late"),
        ({"drift_ms": 2_500}, "clock", "ahead"),
        ({"queued_bytes": 3 << 20}, "server", "whoever runs this platform"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_change(changed: dict[str, Any], name: str, expected: str) -> None:
    verdict = judge_steady(**changed)
    assert not verdict.ready
    assert states(verdict)[name] is False
    assert expected in words(verdict, name)


@pytest.mark.parametrize(
    "changed",
    [
        {"keyframe_interval": 4.0},
        {"fps": 15.0},
        {"fps": 60.0},
        {"bitrate_kbps": 6_000, "height": 1080, "width": 1920},
        {"bitrate_kbps": 400, "height": 360},
        {"bitrate_deviation_kbps": None},
        {"audio_codec": "opus"},
        {"drift_ms": 1_500},
        {"width": None, "height": None},
        {"new_figure": 5},
        {"picture_black": False, "sound_peak_db": -30.0},
        {"picture_black": None, "sound_peak_db": None},
        {"sound": None},
        {"sound": {"problems": []}},
        {"sound": {"problems": ["newer"]}},
        {"sound": {"problems": "clipping"}},
    ],
)
def test_what_is_still_good(changed: dict[str, Any]) -> None:
    assert judge_steady(**changed).ready


@pytest.mark.parametrize(
    ("rates", "steady"),
    [
        ([30.0, 30.0, 30.0, 30.0, 30.0], True),
        ([30.4, 29.7, 30.1, 29.9, 30.0], True),
        ([30.0, 30.0, 27.0, 27.0, 27.0], False),
        ([30.0, 28.0, 26.0, 24.0, 22.0], False),
    ],
)
def test_frame_rate_must_hold(rates: list[float], steady: bool) -> None:
    verdict = judge([GOOD | {"fps": rate} for rate in rates], 8)
    assert states(verdict)["frame_rate"] is steady


@pytest.mark.parametrize("nonsense", [None, "many", True, [], {}, float("nan"), float("inf")])
def test_figures_that_make_no_sense_count_as_missing(nonsense: Any) -> None:
    verdict = judge([dict.fromkeys(GOOD, nonsense)] * 5, 8)
    assert not verdict.ready
    assert len(verdict.checks) == len(judge([], 0).checks)


def test_a_black_picture_of_few_bits_is_one_thing_to_change() -> None:
    verdict = judge_steady(picture_black=True, bitrate_kbps=200)
    assert [check.name for check in verdict.checks if check.ok is False] == ["picture"]
    assert not verdict.ready


def test_without_a_picture_there_is_one_thing_to_change() -> None:
    figures: dict[str, Any] = {"video_codec": None, "width": None, "height": None, "fps": 0.0, "bitrate_kbps": 100}
    verdict = judge_steady(**figures, keyframe_interval=None)
    assert [check.name for check in verdict.checks if check.ok is False] == ["picture"]
    assert not verdict.ready


def test_only_the_newest_figures_count_for_what_is_not_measured_over_time() -> None:
    assert judge([GOOD | {"keyframe_interval": 8.0}, *[GOOD] * 4], 8).ready

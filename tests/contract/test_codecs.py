"""One list of what fans can play."""

import pytest

from contract.codecs import AUDIO, VIDEO, Reach, fault_audio, fault_video, find_audio, find_video
from ingest.media import flv


def test_what_an_encoder_sends_by_itself_has_no_fault() -> None:
    assert fault_video("h264") is fault_video("h264", "avc1.64001f") is fault_audio("aac") is None


@pytest.mark.parametrize("profile", ["avc1.6e001f", "avc1.7a001f", "avc1.F4001F"])
def test_pictures_wider_than_phones_decode_are_told_with_the_cure(profile: str) -> None:
    assert "Color Format to NV12" in str(fault_video("h264", profile))


def test_whatever_is_not_played_everywhere_is_told_with_one_setting() -> None:
    for codec, found in VIDEO.items():
        assert (fault_video(codec) is None) is (found.reach is Reach.ALL)
        assert found.reach is Reach.ALL or "Video Encoder to H.264" in str(fault_video(codec))
    for codec, found in AUDIO.items():
        assert (fault_audio(codec) is None) is (found.reach is Reach.ALL)
        assert found.reach is Reach.ALL or "Audio Encoder to AAC" in str(fault_audio(codec))


def test_what_nobody_has_heard_of_plays_nowhere() -> None:
    assert find_video("zzzz").reach is find_audio("zzzz").reach is Reach.NONE
    assert "Browsers cannot play zzzz" in str(fault_video("zzzz"))


def test_encoders_are_not_invited_to_send_what_is_refused() -> None:
    assert {"avc1", "hvc1", "av01", "vp09", "mp4a", "Opus", "fLaC"} == set(flv.FOUR_CCS)

"""What an encoder says of its groups of pictures."""

from ingest.origin.packaging.keyint import read_keyint
from support.flv_clips import clip_opening, make_clip


def test_x264_tells_how_long_its_groups_may_be() -> None:
    clip = make_clip(seconds=1, gop=77)
    assert read_keyint(clip, len(clip_opening(clip))) == 77


def test_an_encoder_that_tells_nothing_is_not_guessed_at() -> None:
    clip = make_clip(seconds=1, video=False)
    assert read_keyint(clip, len(clip_opening(clip))) is None

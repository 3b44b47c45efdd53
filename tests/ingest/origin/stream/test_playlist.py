"""How a stream is written down: in part, in full, and legally whatever the show."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.origin.packaging.fragments import Span
from ingest.origin.stream.playlist import render_playlist
from ingest.origin.stream.shape import Shape
from support.fed_streams import Feed
from support.hls_rules import PlaylistHistory


def test_a_delta_update_gives_the_whole_when_put_together() -> None:
    feed = Feed(Shape(dvr_window=60.0))
    for _ in range(30):
        feed.add_gop()
    full = feed.playlist
    feed.add(keyframe=True)
    whole = feed.playlist
    delta = render_playlist(feed.stream, skip=True)
    assert "EXT-X-SKIP" in delta
    assert len(delta) < 0.6 * len(whole.text)
    history = PlaylistHistory()
    history.last = full
    together = history.add(delta)
    assert together.segments == whole.segments
    assert together.open == whole.open


def test_no_delta_updates_are_offered_for_a_short_playlist() -> None:
    feed = Feed()
    feed.add_gop()
    assert "CAN-SKIP-UNTIL" not in feed.playlist.control
    assert "EXT-X-SKIP" not in render_playlist(feed.stream, skip=True)


@st.composite
def shows(draw: st.DrawFn) -> list[tuple[str, float, bool]]:
    """What publishers do: steady frames of some rate, keyframes now and then, dropped frames, losses."""
    frame = draw(st.sampled_from([1 / 60, 1 / 50, 1 / 30, 1 / 25, 1 / 24, 1 / 15]))
    steps: list[tuple[str, float, bool]] = []
    count = 0
    gop = draw(st.integers(3, 300))
    for _ in range(draw(st.integers(5, 80))):
        kind = draw(st.sampled_from(["part"] * 20 + ["drop", "lose", "sound", "scene"]))
        usual = -(-0.195 // frame) * frame
        if kind == "lose":
            steps.append(("lose", draw(st.sampled_from([0.004, 0.05, 0.1, 0.12])), draw(st.booleans())))
            count = 0
            continue
        if kind == "sound":
            steps.append(("sound", 0.2, False))
            continue
        keyframe = count == 0
        frames = round(usual / frame)
        if kind == "scene":
            frames = draw(st.integers(1, frames))  # the next picture is a keyframe, out of turn
        elif kind == "drop":
            frames += draw(st.integers(1, 60))
        frames = min(frames, gop - count) if kind != "drop" else frames
        count = (count + frames) % gop if kind != "scene" else 0
        if kind == "drop" and count < frames:
            count = 0
        steps.append(("part", frames * frame, keyframe))
    return steps


@settings(max_examples=60)
@given(
    shows(),
    st.sampled_from(
        [Shape(), Shape(list_size=1), Shape(dvr_window=20.0), Shape(segment_seconds=1.0, part_seconds=0.5)]
    ),
)
def test_every_playlist_of_any_show_is_legal(steps: list[tuple[str, float, bool]], shape: Shape) -> None:
    feed = Feed(shape)
    for kind, seconds, keyframe in steps:
        if kind == "lose":
            feed.add_last(Span(0.0, 0.1, 3), Span(0.0, seconds, 3))
            feed.lose()
            feed.begin(b"init" if keyframe else b"other settings")
        elif kind == "sound":
            feed.add_sound(seconds)
        else:
            feed.add(seconds, keyframe=keyframe)
    feed.end()

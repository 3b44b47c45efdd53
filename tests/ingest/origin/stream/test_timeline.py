"""Where what comes lies in time, over losses, pauses and ends."""

import pytest

from ingest.origin.packaging.fragments import DecodeTime, Fragment, InitSection, Span
from support.fed_streams import AUDIO, VIDEO, Feed


def make_fragment(begin: float, end: float, *, sound: tuple[float, float] | None = None) -> Fragment:
    """A keyframe's fragment whose bytes are its two decode times alone."""
    audio = Span(*(sound or (begin, end)), 9)
    times = ((begin, VIDEO.timescale), (audio.start, AUDIO.timescale))
    data = b"".join(round(seconds * scale).to_bytes(8, "big") for seconds, scale in times)
    places = tuple(DecodeTime(8 * index, 8, scale) for index, (_, scale) in enumerate(times))
    return Fragment(data, Span(begin, end, 6), audio, True, places)


def read_times(data: bytes) -> list[int]:
    """The decode times of `make_fragment`, in each track's ticks."""
    return [int.from_bytes(data[place : place + 8], "big") for place in (0, 8)]


def test_a_publisher_that_returns_as_it_was_goes_on_on_the_same_time_line() -> None:
    feed = Feed()
    feed.add_gop()
    feed.add_gop(1.8)
    before = feed.playlist.all_segments[-1]
    feed.lose(5.0)
    feed.begin()
    change = feed.stream.append(make_fragment(0.0, 0.2), feed.wall + 0.2)
    feed.look()
    after = feed.playlist.all_segments[-1]
    assert after.sequence == before.sequence + 1
    assert not after.discontinuity
    assert after.map_uri == before.map_uri
    assert change.parts[0].independent
    assert read_times(change.parts[0].data) == [round(3.8 * 16_000), round(3.8 * 48_000)]
    assert after.date is not None
    assert before.date is not None
    assert (after.date - before.date).total_seconds() == pytest.approx(before.known_duration + 5.0, abs=0.01)


@pytest.mark.parametrize("early", [0.0, 0.021, -0.05])
def test_sound_that_begins_beside_its_picture_stays_beside_it(early: float) -> None:
    feed = Feed()
    feed.add_gop()
    feed.lose()
    feed.begin()
    fragment = make_fragment(0.1, 0.3, sound=(0.1 + early, 0.3))
    change = feed.stream.append(fragment, feed.wall)
    assert read_times(change.parts[0].data) == [2 * 16_000, round((2 + early) * 48_000)]
    assert change.parts[0].duration == pytest.approx(0.2)


def test_a_short_absence_is_no_break_in_the_dates() -> None:
    feed = Feed()
    feed.add_gop()
    feed.lose(0.6)
    feed.begin()
    feed.add_gop()
    dates = [segment.date.timestamp() - feed.wall for segment in feed.playlist.all_segments if segment.date]
    assert dates[-1] == pytest.approx(-2.6, abs=0.01)


@pytest.mark.parametrize("back", [0.5, 1.5, 3_600.0])
def test_a_wall_clock_set_back_between_two_runs_overlaps_no_dates(back: float) -> None:
    feed = Feed()
    feed.add_gop()
    feed.lose(-back)
    feed.begin()
    for _ in range(4):
        feed.add_gop()


def test_ten_losses_move_nothing_apart() -> None:
    feed = Feed()
    for _ in range(10):
        feed.add_gop(1.9)
        feed.add_last(Span(0.0, 0.1, 3), Span(0.0, 0.069, 3))
        feed.lose()
        feed.begin()
    change = feed.stream.append(make_fragment(0.0, 0.2), feed.wall)
    listed = 10 * 1.969
    assert read_times(change.parts[0].data) == [
        pytest.approx(listed * 16_000, abs=2),
        pytest.approx(listed * 48_000, abs=6),
    ]


def test_a_returning_publisher_with_other_settings_goes_on_behind_a_discontinuity() -> None:
    feed = Feed()
    feed.add_gop()
    feed.add_gop()
    before = feed.playlist.all_segments[-1]
    feed.lose(5.0)
    feed.begin(b"another")
    feed.add_gop()
    after = next(segment for segment in feed.playlist.all_segments if segment.discontinuity)
    assert after.sequence == before.sequence + 1
    assert after.discontinuity_sequence == before.discontinuity_sequence + 1 == 8
    assert after.map_uri != before.map_uri
    assert after.date is not None
    assert before.date is not None
    assert (after.date - before.date).total_seconds() == pytest.approx(before.known_duration + 5.0, abs=0.01)


def test_dates_follow_the_wall_clock_after_a_gap_that_was_closed() -> None:
    feed = Feed()
    for _ in range(4):
        feed.add_gop()
    feed.wall += 5.0  # a sender that was silent; its media goes on where it was
    for _ in range(6):
        feed.add_gop()
    newest = feed.playlist.all_segments[-1]
    assert newest.date is not None
    assert newest.date.timestamp() == pytest.approx(feed.wall - 2.0, abs=0.01)


def test_a_run_that_brings_nothing_leaves_no_trace() -> None:
    feed = Feed()
    feed.add_gop()
    for number in range(3):
        feed.lose()
        feed.begin(b"%d" % number)
    feed.add_gop()
    assert sum(segment.discontinuity for segment in feed.playlist.all_segments) == 1


def test_pictures_that_pause_let_the_sound_move_the_end_on() -> None:
    feed = Feed()
    feed.add_gop()
    seconds = sum(segment.known_duration for segment in feed.playlist.all_segments)
    feed.add_sound(0.2)
    feed.add(0.4)  # the picture comes back where it stopped, and reaches further than the sound did
    now = sum(segment.known_duration for segment in feed.playlist.all_segments)
    assert now == pytest.approx(seconds + 0.4)


def test_a_fragment_that_adds_no_time_goes_with_the_next() -> None:
    feed = Feed()
    feed.add_gop()
    feed.stream.append(Fragment(b"late sound", None, Span(0.0, 0.1, 4), False), feed.wall)
    change = feed.stream.append(Fragment(b"picture", Span(2.0, 2.2, 6), None, True), feed.wall)
    assert change.parts[0].data == b"late soundpicture"


def test_sound_that_outlasts_the_picture_by_a_little_is_not_listed() -> None:
    feed = Feed()
    feed.add_gop()
    seconds = sum(segment.known_duration for segment in feed.playlist.all_segments)
    feed.add_sound(0.05)
    feed.end()
    assert sum(segment.known_duration for segment in feed.playlist.segments) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("video", "audio", "listed"),
    [
        (Span(0.0, 0.1, 3), Span(0.0, 0.069, 3), 0.069),  # an encoder that died: its sound was a little behind
        (Span(0.0, 0.1, 3), Span(0.0, 0.128, 6), 0.1),
        (Span(0.0, 0.1, 3), Span(-0.05, 0.004, 2), 0.0),
        (Span(0.0, 0.1, 3), Span(-0.15, -0.08, 2), 0.0),
        (Span(0.0, 0.1, 3), None, 0.0),
        (None, Span(0.0, 0.05, 2), 0.0),
        (Span(0.0, 0.1, 3), Span(-2.0, -1.8, 9), 0.1),  # sound that had stopped long before
    ],
)
def test_a_runs_end_says_no_more_than_both_tracks_can_play(
    video: Span | None, audio: Span | None, listed: float
) -> None:
    feed = Feed()
    feed.add_gop()
    seconds = sum(segment.known_duration for segment in feed.playlist.all_segments)
    feed.add_last(video, audio)
    assert sum(segment.known_duration for segment in feed.playlist.segments) == pytest.approx(seconds + listed)


def test_the_end_of_a_picture_alone_is_its_own() -> None:
    feed = Feed()
    feed.stream.begin_run(InitSection(b"picture", (VIDEO,)), feed.wall)
    for part in range(5):
        feed.stream.append(Fragment(b"x", Span(0.2 * part, 0.2 * part + 0.2, 6), None, part == 0), feed.wall)
    feed.stream.append(Fragment(b"x", Span(1.0, 1.1, 3), None, False), feed.wall, last=True)
    feed.end()
    assert sum(segment.known_duration for segment in feed.playlist.segments) == pytest.approx(1.1)


def test_a_picture_that_stands_still_for_long_stays_within_the_target_duration() -> None:
    feed = Feed()
    feed.add_gop()
    feed.add(7.0, keyframe=True)
    feed.add_gop()
    still = next(segment for segment in feed.playlist.segments if segment.known_duration > 2.4)
    assert still.known_duration == pytest.approx(2.499)

"""The pure stream: which fragments become which parts and segments."""

import itertools

import pytest

from ingest.origin.packaging.fragments import Fragment, Span
from support.fed_streams import Feed, durations


def test_a_fan_who_waits_sees_a_playlist_after_two_parts() -> None:
    feed = Feed()
    feed.add(keyframe=True)
    assert not feed.stream.published
    feed.add()
    assert durations(feed.playlist) == [0.4]
    assert len(feed.playlist.segments[0].parts) == 2


def test_segments_grow_to_the_target_from_the_second_keyframe_on() -> None:
    feed = Feed()
    for _ in range(3):
        feed.add_gop()
    assert durations(feed.playlist) == [0.4, 0.4, 0.8, 0.4, 2.0]
    assert [segment.parts[0].independent for segment in feed.playlist.segments] == [True, False, False, False, True]


def test_the_first_segment_ends_at_a_keyframe_that_comes_sooner() -> None:
    feed = Feed()
    feed.add(0.3, keyframe=True)
    feed.add(0.2, keyframe=True)
    assert durations(feed.playlist) == [0.3]


def test_short_groups_of_pictures_share_a_segment() -> None:
    feed = Feed()
    for _ in range(10):
        feed.add_gop(1.0)
    assert durations(feed.playlist)[-3:] == [2.0, 2.0, 2.0]


def test_a_segment_is_not_stretched_past_the_target_by_the_next_group() -> None:
    feed = Feed()
    for _ in range(8):
        feed.add_gop(1.6)
    assert set(durations(feed.playlist)[1:]) == {1.6}


def test_long_groups_of_pictures_are_cut_inside_and_a_keyframe_stays_listed() -> None:
    feed = Feed()
    for _ in range(3):
        feed.add_gop(10.0)
        for segment in feed.playlist.segments:
            assert segment.known_duration < 2.5
        assert any(segment.independent for segment in feed.stream.listed)


def test_where_the_encoder_tells_segments_are_as_long_as_its_groups() -> None:
    feed = Feed(keyint=250)
    for _ in range(6):
        feed.add_gop(250 / 30)
    assert feed.playlist.target_duration == 8
    assert set(durations(feed.playlist)[-3:]) == {8.33}
    assert all(segment.independent for segment in itertools.islice(feed.stream.listed, 2, None))
    assert [bool(segment.parts) for segment in feed.playlist.all_segments][-2:] == [True, True]
    assert sum(bool(segment.parts) for segment in feed.playlist.all_segments) == 2


def test_what_the_encoder_tells_is_not_believed_past_a_bound() -> None:
    feed = Feed(keyint=30_000)
    feed.add_gop(10.0)
    assert feed.playlist.target_duration == 2


def test_parts_are_numbered_through_and_the_hint_becomes_the_next_part() -> None:
    feed = Feed()
    feed.add_gop(1.0)
    for number in range(3, 30):
        hint = feed.playlist.hints[0]["URI"]
        feed.add(keyframe=number % 10 == 0)
        newest = [part for segment in feed.playlist.all_segments for part in segment.parts][-1]
        assert newest.uri == hint


def test_sound_alone_makes_segments_of_the_target_length() -> None:
    feed = Feed(video=False)
    for _ in range(60):
        feed.add(10 * 1024 / 48_000, frames=10)
    assert all(1.9 <= segment.known_duration <= 2.49 for segment in feed.playlist.segments)
    assert feed.playlist.segments[-1].parts[0].independent


def test_a_dropped_frame_makes_a_segment_without_parts_and_nothing_illegal() -> None:
    feed = Feed()
    feed.add_gop()
    feed.add_gop()
    feed.add(0.2, keyframe=True)
    feed.add(0.45)
    feed.add(0.2)
    assert [len(segment.parts) for segment in feed.playlist.all_segments][-3:] == [1, 0, 1]


def test_a_short_part_in_the_middle_ends_its_segment() -> None:
    feed = Feed()
    feed.add_gop()
    feed.add(0.2, keyframe=True)
    feed.add(0.1)
    feed.add(0.2)
    assert durations(feed.playlist)[-1] == 0.3


def test_a_short_part_that_ends_a_run_is_told_with_its_segment() -> None:
    feed = Feed()
    feed.add_gop()
    feed.add(0.2, keyframe=True)
    tail = Span(feed.clock, feed.clock + 0.1, 3)
    feed.stream.append(Fragment(b"tail", tail, tail, False), feed.wall, last=True)
    feed.look()
    assert feed.playlist.open is None
    assert durations(feed.playlist)[-1] == 0.3


def test_the_end_is_told_once_and_changes_nothing_else() -> None:
    feed = Feed()
    feed.add_gop()
    feed.add(keyframe=True)
    feed.end()
    assert feed.playlist.ended
    assert feed.playlist.segments[-1].known_duration == pytest.approx(0.2)
    assert len(feed.playlist.segments[-1].parts) == 1

"""What is listed, what is kept behind it, and what memory takes of both."""

import itertools

import pytest

from ingest.origin.packaging.fragments import Fragment, InitSection, Span
from ingest.origin.stream.memory import Memory
from ingest.origin.stream.shape import Shape
from ingest.origin.stream.stream import Stream
from support.fed_streams import AUDIO, VIDEO, Feed


def test_a_list_does_not_grow_for_ever_where_no_second_keyframe_comes() -> None:
    feed = Feed()
    feed.add_gop(200.0)
    assert 60 < feed.stream.retention.listed_seconds < 66


def test_discontinuities_are_counted_when_their_segments_leave_the_window() -> None:
    feed = Feed()
    for number in range(6):
        feed.add_gop(2.0)
        feed.add_gop(2.0)
        feed.lose()
        feed.begin(b"%d" % number)
    assert int(feed.playlist.header["EXT-X-DISCONTINUITY-SEQUENCE"]) > 7


def test_three_complete_segments_are_listed_by_default_and_old_ones_are_forgotten_later() -> None:
    feed = Feed()
    dropped = []
    for _ in range(30):
        feed.add_gop()
        dropped += feed.stream.append(Fragment(b"", None, None, False), feed.wall).dropped
    assert len(feed.playlist.segments) == 3
    assert len(feed.stream.retention.retired) <= 5
    assert feed.stream.retention.size == sum(
        segment.size
        for segment in itertools.chain(feed.stream.listed, feed.stream.retention.retired, [feed.stream.open])
        if segment is not None
    )


def test_a_part_stays_to_be_had_for_three_target_durations_after_it_left_the_playlist() -> None:
    feed = Feed()
    for _ in range(20):
        feed.add_gop()
    kept = sum(segment.duration for segment in feed.stream.retention.retired)
    assert kept >= 3 * feed.stream.shape.target_duration


def test_a_rewind_window_lists_what_it_promises_and_only_new_parts() -> None:
    feed = Feed(Shape(dvr_window=60.0))
    for _ in range(60):
        feed.add_gop()
    listed = sum(segment.known_duration for segment in feed.playlist.segments)
    assert 60.0 <= listed < 63.0
    assert sum(bool(segment.parts) for segment in feed.playlist.all_segments) <= 5


def test_memory_stays_bounded_whatever_the_rewind_window_says() -> None:
    feed = Feed(Shape(dvr_window=86_400.0, max_bytes=30_000))
    for _ in range(200):
        feed.add_gop()
    assert feed.stream.retention.size <= 31_100


def test_the_rewind_window_shrinks_no_further_than_memory_asks_for() -> None:
    feed = Feed(Shape(dvr_window=86_400.0, max_bytes=30_000))  # 60 s of this show
    listed = []
    for _ in range(100):
        feed.add_gop()
        listed.append(sum(segment.known_duration for segment in feed.playlist.segments))
    assert min(listed[40:]) > 45.0


def test_memory_that_what_left_the_list_takes_is_given_to_the_rewind_window_first() -> None:
    feed = Feed(Shape(dvr_window=40.0, max_bytes=30_000))  # with as much again behind it: 80 s
    for _ in range(100):
        feed.add_gop()
    assert sum(segment.known_duration for segment in feed.playlist.segments) >= 40.0
    assert feed.stream.retention.size <= 31_100


@pytest.mark.parametrize(("window", "told"), [(86_400.0, [True]), (40.0, []), (0.0, [])])
def test_a_rewind_window_that_memory_cuts_is_told_once(window: float, told: list[bool]) -> None:
    feed = Feed(Shape(dvr_window=window, max_bytes=30_000))
    changes = []
    for part in range(1_500):
        span = Span(0.2 * part, 0.2 * part + 0.2, 6)
        changes.append(feed.stream.append(Fragment(b"x" * 100, span, span, part % 10 == 0), feed.wall + span.end))
    assert [change.window < window for change in changes if change.window is not None] == told


def make_heavy(begin: float, end: float, size: int) -> Fragment:
    span = Span(begin, end, 1)
    return Fragment(b"x" * size, span, span, True)


@pytest.mark.parametrize("seconds", [0.001, 0.0, 0.01])
def test_memory_holds_in_bytes_whatever_the_publishers_clock_says(seconds: float) -> None:
    most = 80_000
    stream = Stream(Shape(max_bytes=most), "abc")
    stream.begin_run(InitSection(b"init", (VIDEO, AUDIO)), 0.0)
    told, largest = 0, 0
    for index in range(2_000):
        change = stream.append(make_heavy(index * seconds, (index + 1) * seconds, 1_000), index * 0.1)
        told += change.starved
        held = sum(segment.size for segment in (*stream.listed, *stream.retention.retired))
        assert stream.retention.size == held + (stream.open.size if stream.open else 0)
        largest = max(largest, stream.retention.size + len(stream._held))
    assert largest <= most + 2 * most // 8
    assert told == (1 if seconds else 0)


def test_where_all_streams_hold_too_much_each_holds_its_share() -> None:
    memory = Memory(100_000)
    great, small = (Stream(Shape(dvr_window=86_400.0), name, memory=memory) for name in ("great", "small"))
    for stream in (great, small):
        stream.begin_run(InitSection(b"init", (VIDEO, AUDIO)), 0.0)
    for index in range(400):
        great.append(make_heavy(index * 0.5, (index + 1) * 0.5, 1_000), index * 0.5)
        small.append(make_heavy(index * 0.5, (index + 1) * 0.5, 50), index * 0.5)
    assert small.retention.size == 400 * 50
    assert memory.used == great.retention.size + small.retention.size <= 102_000
    great.drop_media()
    assert (memory.used, memory.streams) == (small.retention.size, 1)


def test_a_node_takes_no_more_streams_than_have_room() -> None:
    memory = Memory(2 * Memory.LEAST_SHARE)
    streams = []
    while memory.has_room:
        streams.append(Stream(Shape(), "abc", memory=memory))
    assert len(streams) == 2

"""The pure stream: which fragments become which parts and segments, and that every playlist on the way is legal."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.origin.packaging.fragments import DecodeTime, Fragment, InitSection, Span
from ingest.origin.packaging.tracks import Track
from ingest.origin.stream.memory import Memory
from ingest.origin.stream.playlist import render_playlist
from ingest.origin.stream.shape import Shape
from ingest.origin.stream.stream import Stream
from support.hls_playlist import Playlist
from support.hls_rules import PlaylistHistory

VIDEO = Track(1, "vide", 16_000, 0, 0)
AUDIO = Track(2, "soun", 48_000, 0, 0)
FRAME = 1 / 30


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


class Feed:
    """Makes fragments as FFmpeg cuts them, hands them to a stream, and shows every playlist to the rules."""

    def __init__(self, shape: Shape | None = None, *, video: bool = True, keyint: int | None = None) -> None:
        self.stream = Stream(shape or Shape(), "abc", sequence=100, discontinuity_sequence=7)
        self.history = PlaylistHistory()
        self.video = video
        self.keyint = keyint
        self.wall = 1_700_000_000.0
        self.begin()

    def begin(self, init: bytes = b"init") -> None:
        tracks = (VIDEO, AUDIO) if self.video else (AUDIO,)
        self.clock = 0.0
        self.stream.begin_run(InitSection(init, tracks), self.wall, keyint=self.keyint)
        self.look()

    def add(self, seconds: float = 0.2, *, keyframe: bool = False, frames: int | None = None) -> None:
        span = Span(self.clock, self.clock + seconds, frames or max(1, round(seconds / FRAME)))
        self.clock += seconds
        self.wall += seconds
        data = b"x" * 100
        if self.video:
            self.stream.append(Fragment(data, span, span, keyframe), self.wall)
        else:
            self.stream.append(Fragment(data, None, span, True), self.wall)
        self.look()

    def add_last(self, video: Span | None, audio: Span | None) -> None:
        """What FFmpeg flushes at a run's end; spans from the end of what was added."""
        fragment = Fragment(b"tail", video, audio, False).moved(self.clock)
        self.stream.append(fragment, self.wall, last=True)
        self.stream.interrupt()
        self.look()

    def add_sound(self, seconds: float = 0.2) -> None:
        """A fragment with no picture, as when an encoder drops frames; `clock` is the picture's and stands still."""
        self.stream.append(Fragment(b"x", None, Span(self.clock, self.clock + seconds, 9), False), self.wall)
        self.look()

    def add_gop(self, seconds: float = 2.0, part: float = 0.2) -> None:
        left = seconds
        while left > 1e-9:
            self.add(min(part, left), keyframe=left == seconds)
            left -= part

    def lose(self, seconds: float = 1.0) -> None:
        self.stream.interrupt()
        self.look()
        self.wall += seconds

    def end(self) -> None:
        self.stream.end()
        self.look()

    def look(self) -> None:
        if self.stream.published:
            self.history.add(render_playlist(self.stream))

    @property
    def playlist(self) -> Playlist:
        assert self.history.last is not None
        return self.history.last


def durations(playlist: Playlist) -> list[float]:
    return [round(segment.known_duration, 2) for segment in playlist.segments]


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


def test_a_list_does_not_grow_for_ever_where_no_second_keyframe_comes() -> None:
    feed = Feed()
    feed.add_gop(200.0)
    assert 60 < feed.stream.retention.listed_seconds < 66


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


def test_discontinuities_are_counted_when_their_segments_leave_the_window() -> None:
    feed = Feed()
    for number in range(6):
        feed.add_gop(2.0)
        feed.add_gop(2.0)
        feed.lose()
        feed.begin(b"%d" % number)
    assert int(feed.playlist.header["EXT-X-DISCONTINUITY-SEQUENCE"]) > 7


def test_a_run_that_brings_nothing_leaves_no_trace() -> None:
    feed = Feed()
    feed.add_gop()
    for number in range(3):
        feed.lose()
        feed.begin(b"%d" % number)
    feed.add_gop()
    assert sum(segment.discontinuity for segment in feed.playlist.all_segments) == 1


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


def test_the_end_is_told_once_and_changes_nothing_else() -> None:
    feed = Feed()
    feed.add_gop()
    feed.add(keyframe=True)
    feed.end()
    assert feed.playlist.ended
    assert feed.playlist.segments[-1].known_duration == pytest.approx(0.2)
    assert len(feed.playlist.segments[-1].parts) == 1


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


def test_a_picture_that_stands_still_for_long_stays_within_the_target_duration() -> None:
    feed = Feed()
    feed.add_gop()
    feed.add(7.0, keyframe=True)
    feed.add_gop()
    still = next(segment for segment in feed.playlist.segments if segment.known_duration > 2.4)
    assert still.known_duration == pytest.approx(2.499)


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


@settings(max_examples=60, deadline=None)
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

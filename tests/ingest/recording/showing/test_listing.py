"""A recording as a playlist: legal, short on reloads, and the same for hours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.recording.disk.segment import TICKS, RecordedSegment, Seam
from ingest.recording.showing.listing import BOUNDARY, TARGET, Listing
from support.hls_playlist import Playlist, read_playlist

BEGIN = 1_769_889_600_000
RUN, NEXT_RUN = "1769889600000-0123abcd", "1769893200000-4567cdef"


def make(
    number: int, *, begins_ms: int | None = None, seconds: float = 4.0, seam: Seam = Seam.CONTINUED, init: int = 0
) -> RecordedSegment:
    at = BEGIN + round(number * seconds * 1000) if begins_ms is None else begins_ms
    return RecordedSegment(number, at, round(seconds * TICKS), init, Seam.NEW if number == 0 else seam, True, 1_000)


def listing(count: int = 3, seconds: float = 4.0) -> Listing:
    made = Listing()
    made.add(RUN, [make(number, seconds=seconds) for number in range(count)])
    return made


def test_while_it_is_made_it_is_an_event_and_then_video_on_demand() -> None:
    made = listing()
    event, vod = read_playlist(made.render(over=False)), read_playlist(made.render(over=True))
    assert (event.header["EXT-X-PLAYLIST-TYPE"], event.ended) == ("EVENT", False)
    assert (vod.header["EXT-X-PLAYLIST-TYPE"], vod.ended) == ("VOD", True)
    assert [one.uri for one in event.segments] == [one.uri for one in vod.segments]
    assert (made.seconds, made.size, len(made)) == (12.0, 3_000, 3)


def test_what_is_told_twice_is_in_it_once() -> None:
    made, once = listing(), listing()
    made.add(RUN, [make(1), make(2)])
    assert (made.render(over=True), made.seconds, made.size) == (once.render(over=True), once.seconds, once.size)


def test_a_date_is_told_where_it_does_not_follow() -> None:
    made = listing()
    made.add(RUN, [make(3, begins_ms=BEGIN + 12_015), make(4, begins_ms=BEGIN + 16_200)])
    dates = [one.date for one in read_playlist(made.render(over=True)).segments]
    assert [date is not None for date in dates] == [True, False, False, False, True]


@pytest.mark.parametrize("seam", [Seam.NEW, Seam.MISSED, Seam.FULL])
def test_what_does_not_go_on_is_behind_a_discontinuity_with_its_date(seam: Seam) -> None:
    made = listing()
    made.add(RUN, [make(3, begins_ms=BEGIN + 60_000, seam=seam, init=int(seam is Seam.NEW))])
    last = read_playlist(made.render(over=True)).segments[-1]
    assert last.discontinuity
    assert last.date is not None
    assert last.own_map is (seam is Seam.NEW)


def test_another_run_is_another_time_line_with_an_init_section_of_its_own() -> None:
    made = listing()
    made.add(NEXT_RUN, [make(0, begins_ms=BEGIN + 3_600_000)])
    playlist = read_playlist(made.render(over=True))
    assert [one.discontinuity for one in playlist.segments] == [False] * 3 + [True]
    assert len({one.map_uri for one in playlist.segments}) == 2
    assert len(made.places) == 6, "each name stands for one file"
    assert {place.run for place in made.places.values()} == {RUN, NEXT_RUN}


def test_a_reload_of_hours_is_a_few_lines() -> None:
    hours = listing(3_600)
    whole = hours.render(over=False)
    update = hours.render(over=False, skip=True)
    assert len(update) < 2_000
    assert len(whole) < 3_600 * 45
    before = read_playlist(whole)
    assert [one.uri for one in read_playlist(update, before=before).segments] == [one.uri for one in before.segments]


@given(st.lists(st.integers(1, 12 * TICKS), min_size=1, max_size=40), st.booleans())
def test_every_list_is_legal_and_an_update_completes_to_it(durations: list[int], over: bool) -> None:
    made, at = Listing(), BEGIN
    for number, duration in enumerate(durations):
        seam = Seam.CONTINUED if number else Seam.NEW
        made.add(RUN, [RecordedSegment(number, at, duration, 0, seam, True, 10)])
        at += round(duration * 1000 / TICKS)
    whole = read_playlist(made.render(over=over))
    check(whole)
    update = read_playlist(made.render(over=over, skip=True), before=whole)
    assert [one.uri for one in update.segments] == [one.uri for one in whole.segments]
    if update.skipped:
        kept = sum(one.duration or 0 for one in update.segments[update.skipped :])
        assert kept >= BOUNDARY - 0.001, "what is younger than that is told"


def check(playlist: Playlist) -> None:
    assert all(round(one.duration or 0) <= TARGET for one in playlist.segments)
    assert int(playlist.header["EXT-X-TARGETDURATION"]) == TARGET
    assert playlist.segments[0].map_uri
    assert playlist.segments[0].date
    assert len({one.uri for one in playlist.segments}) == len(playlist.segments)


FIRST, SECOND = (
    [make(number) for number in range(3)],
    [make(number, begins_ms=BEGIN + 100_000) for number in range(1)],
)


def write(*runs: tuple[str, list[RecordedSegment]]) -> Listing:
    made = Listing()
    for run, segments in runs:
        made.add(run, segments)
    return made


def test_what_is_here_already_and_is_found_elsewhere_changes_nothing() -> None:
    made = listing()
    assert made.include([(RUN, FIRST[:2])]) is made
    assert made.include([]) is made


def test_what_is_found_elsewhere_comes_into_its_place() -> None:
    whole = write((RUN, FIRST), (NEXT_RUN, SECOND))
    for here, there in (
        ((RUN, FIRST), (NEXT_RUN, SECOND)),  # another node went on with the show
        ((NEXT_RUN, SECOND), (RUN, FIRST)),  # or began it
    ):
        assert write(here).include([there]).render(over=True) == whole.render(over=True)
    found = write((RUN, FIRST[2:]), (NEXT_RUN, SECOND)).include([(RUN, FIRST), (NEXT_RUN, SECOND)])  # copies went
    assert found.render(over=True) == whole.render(over=True)
    assert (found.seconds, found.size, found.begins_ms) == (whole.seconds, whole.size, whole.begins_ms)

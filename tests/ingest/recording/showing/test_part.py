"""A part of a recording: what it needs and no more, whatever lies between its moments."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.recording.disk.segment import TICKS, RecordedSegment, Seam
from ingest.recording.showing.listing import Listing
from ingest.recording.showing.part import cut
from support.hls_playlist import read_playlist

BEGIN = 1_769_889_600_000
RUN, NEXT_RUN = "1769889600000-0123abcd", "1769893200000-4567cdef"


def make(number: int, begins_ms: int, seconds: float = 4.0, *, independent: bool = True) -> RecordedSegment:
    seam = Seam.CONTINUED if number else Seam.NEW
    return RecordedSegment(number, begins_ms, round(seconds * TICKS), 0, seam, independent, 1_000)


def listing(count: int = 10) -> Listing:
    made = Listing()
    made.add(RUN, [make(number, BEGIN + number * 4_000) for number in range(count)])
    return made


def names(made: Listing) -> list[int]:
    return [one.number for one in made.segments]


def test_it_begins_within_its_first_segment() -> None:
    part = cut(listing(), BEGIN + 9_250, BEGIN + 16_001)
    assert (names(part.listing), part.start, part.whole) == ([2, 3, 4], 1.25, True)
    playlist = read_playlist(part.render(over=False))
    assert playlist.header["EXT-X-START"] == "TIME-OFFSET=1.250,PRECISE=YES"
    assert (playlist.ended, playlist.header["EXT-X-PLAYLIST-TYPE"]) == (True, "VOD"), "though the show goes on"
    assert playlist.segments[0].date is not None
    assert playlist.segments[0].own_map


def test_what_only_touches_it_is_not_in_it() -> None:
    assert names(cut(listing(), BEGIN + 8_000, BEGIN + 16_000).listing) == [2, 3]


def test_it_grows_until_what_it_ends_with_is_there() -> None:
    made = listing(3)
    part = cut(made, BEGIN + 9_000, BEGIN + 15_000)
    assert (names(part.listing), part.whole) == ([2], False)
    assert not read_playlist(part.render(over=False)).ended
    assert read_playlist(part.render(over=True)).ended, "nothing follows"
    made.add(RUN, [make(3, BEGIN + 12_000)])
    assert cut(made, BEGIN + 9_000, BEGIN + 15_000).whole


def test_what_no_decoder_begins_with_is_led_up_to() -> None:
    made = Listing()
    made.add(RUN, [make(number, BEGIN + number * 4_000, independent=number % 3 == 0) for number in range(6)])
    part = cut(made, BEGIN + 9_000, BEGIN + 14_000)
    assert (names(part.listing), part.start) == ([0, 1, 2, 3], 9.0)


def test_one_that_begins_in_an_interruption_begins_after_it() -> None:
    made = listing(3)
    made.add(NEXT_RUN, [make(0, BEGIN + 60_000), make(1, BEGIN + 64_000)])
    part = cut(made, BEGIN + 30_000, BEGIN + 66_000)
    assert (names(part.listing), part.start) == ([0, 1], 0.0)
    over = cut(made, BEGIN + 10_000, BEGIN + 62_000)
    assert names(over.listing) == [2, 0]
    assert [one.discontinuity for one in read_playlist(over.render(over=True)).segments] == [False, True]


def test_where_nothing_was_live_there_is_nothing() -> None:
    made = listing(3)
    made.add(NEXT_RUN, [make(0, BEGIN + 60_000)])
    part = cut(made, BEGIN + 20_000, BEGIN + 40_000)
    assert (names(part.listing), part.whole) == ([], True)
    assert not cut(listing(3), BEGIN + 20_000, BEGIN + 40_000).whole, "it may come"
    assert not cut(Listing(), BEGIN, BEGIN + 5_000).whole


@st.composite
def recordings(draw: st.DrawFn) -> Listing:
    """Runs of segments with gaps between and inside them, some of which nothing can begin with."""
    made, at = Listing(), BEGIN
    for run in (RUN, NEXT_RUN, "1769896800000-89abcdef")[: draw(st.integers(1, 3))]:
        for number in range(draw(st.integers(1, 6))):
            at += draw(st.sampled_from([0, 0, 0, 15, 3_000, 90_000]))
            seconds = draw(st.floats(0.04, 12))
            key = number == 0 or draw(st.booleans())
            made.add(run, [make(number, at, seconds, independent=key)])
            at = round(made.segments[-1].ends_ms)
    return made


@given(made=recordings(), begin=st.integers(-5_000, 200_000), length=st.integers(5_000, 180_000))
def test_every_part_has_all_that_it_shows_and_nothing_else(made: Listing, begin: int, length: int) -> None:
    begins, ends = BEGIN + begin, BEGIN + begin + length
    part = cut(made, begins, ends)
    shown = [*zip(part.listing.runs, part.listing.segments, strict=True)]
    wanted = [
        (run, one)
        for run, one in zip(made.runs, made.segments, strict=True)
        if one.begins_ms < ends and one.ends_ms > begins
    ]
    assert shown[len(shown) - len(wanted) :] == wanted
    lead = shown[: len(shown) - len(wanted)]
    if not wanted:
        assert not shown
        return
    assert shown[0][1].independent
    assert all(not one.independent for _, one in shown[1 : len(lead) + 1]), "no more of it than it takes"
    inside = part.start - sum(one.seconds for _, one in lead)
    assert -0.001 <= inside < wanted[0][1].seconds + 0.001, "in its first segment"
    assert {part.listing.places[name] for name in part.listing.places} <= set(made.places.values())
    assert part.whole == (made.segments[-1].ends_ms >= ends)
    assert len(read_playlist(part.render(over=True)).segments) == len(shown)

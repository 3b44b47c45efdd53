"""A recording as players get it while it grows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.origin.http.responses import Response
from ingest.recording.disk.segment import TICKS, RecordedSegment, Seam
from ingest.recording.showing.listing import Listing
from ingest.recording.showing.reading import Reader
from ingest.recording.showing.replay import FOLLOWED, Replay
from support.hls_playlist import read_playlist

FIRST, SECOND, THIRD = (f"17698{number}0000000-0123abcd" for number in range(3))


def make(run: str, number: int) -> RecordedSegment:
    return RecordedSegment(number, int(run[:13]) + 4_000 * number, 4 * TICKS, 0, Seam.CONTINUED, True, 100)


@pytest.fixture
def reader() -> Iterator[Reader]:
    reader = Reader(0)
    yield reader
    reader.close()


@pytest.fixture
def now() -> list[float]:
    return [0.0]


@pytest.fixture
def replay(reader: Reader, now: list[float]) -> Replay:
    replay = Replay(Path("r0"), reader, Listing(), clock=lambda: now[0])
    replay.add(SECOND, [make(SECOND, 0), make(SECOND, 1)])
    return replay


def load(replay: Replay) -> list[str | None]:
    """The names in its playlist."""
    answer = replay.answer_playlist("")
    assert isinstance(answer, Response)
    return [one.uri for one in read_playlist(b"".join(answer.body).decode()).segments]


def test_what_was_found_late_stands_in_its_place_before_anybody_has_seen_the_list(replay: Replay) -> None:
    replay.include([(FIRST, [make(FIRST, 0)])])
    assert [str(uri)[:13] for uri in load(replay)] == [FIRST[:13], SECOND[:13], f"{int(SECOND[:13]) + 4000}"]


def test_a_list_that_somebody_follows_changes_at_its_end_alone(replay: Replay, now: list[float]) -> None:
    seen = load(replay)
    replay.include([(FIRST, [make(FIRST, 0)]), (THIRD, [make(THIRD, 0)])])
    replay.include([(FIRST, [make(FIRST, 0), make(FIRST, 1)])])
    replay.add(THIRD, [make(THIRD, 1)])
    grown = load(replay)
    assert (grown[:2], len(grown)) == (seen, 4)

    # Its end, too, is told to who follows it.
    replay.set_over(True)
    assert load(replay) == grown
    now[0] += FOLLOWED
    whole = load(replay)
    assert (whole[2:], len(whole)) == (grown, 6)

"""What a process counts of its viewers is what one would count who wrote down every one of them."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from catalog.audience.keeping import EVERY, Seen
from live.samples.meter import Meter

BEGINS = 1_800_000_003_217
"""Somewhere within a sample."""

Steps = Sequence[tuple[int, str]]
"""Milliseconds to wait, and what happens then."""

STEPS = st.lists(
    st.tuples(st.integers(0, 25_000), st.sampled_from(["come", "go", "take", "begin", "end"])), max_size=30
)


def play(steps: Steps) -> dict[int, Seen]:
    now = [BEGINS]
    meter = Meter(lambda: now[0])
    here = 0
    kept: dict[int, Seen] = {}

    def take() -> None:
        for (_, at), seen in meter.take().items():
            kept[at] = kept.get(at, Seen()) + seen

    for wait, what in steps:
        now[0] += wait
        match what:
            case "begin":
                meter.begin("show", here)
            case "end":
                meter.end("show")
            case "take":
                take()
            case "come":
                here += 1
                meter.change("show", 1)
            case _ if here:
                here -= 1
                meter.change("show", -1)
            case _:
                pass
    take()
    return kept


def recount(steps: Steps) -> dict[int, Seen]:
    """Millisecond by millisecond, in the plainest way."""
    watched = dict[int, int]()
    joins = dict[int, int]()
    leaves = dict[int, int]()
    now, here, live = BEGINS, 0, False

    def slot() -> int:
        return now // 1000 - now // 1000 % EVERY

    for wait, what in steps:
        if live and here:
            for moment in range(now, now + wait):
                at = moment // 10_000 * 10
                watched[at] = watched.get(at, 0) + here
        now += wait
        if what == "begin" and not live:
            live = True
            joins[slot()] = joins.get(slot(), 0) + here
        elif what == "end":
            live = False
        elif what == "come":
            here += 1
            if live:
                joins[slot()] = joins.get(slot(), 0) + 1
        elif what == "go" and here:
            here -= 1
            if live:
                leaves[slot()] = leaves.get(slot(), 0) + 1
    return {at: Seen(watched.get(at, 0), joins.get(at, 0), leaves.get(at, 0)) for at in {*watched, *joins, *leaves}}


@given(STEPS)
def test_it_counts_as_one_would_by_hand(steps: Steps) -> None:
    played = {at: seen for at, seen in play(steps).items() if seen != Seen()}
    assert played == {at: seen for at, seen in recount(steps).items() if seen != Seen()}


def test_who_waits_joins_as_it_begins_and_who_stays_has_not_left() -> None:
    assert play([(0, "come"), (5_000, "come"), (1_000, "begin"), (2_000, "end"), (3_000, "go")]) == {
        1_800_000_000: Seen(2 * 783, 2, 0),
        1_800_000_010: Seen(2 * 1_217, 0, 0),
    }


def test_a_clock_that_goes_back_takes_nothing_away() -> None:
    now = [BEGINS]
    meter = Meter(lambda: now[0])
    meter.begin("show", 1)
    now[0] += 4_000
    assert sum(seen.watched for seen in meter.take().values()) == 4_000
    now[0] -= 3_000
    assert meter.take() == {}
    now[0] += 5_000
    assert sum(seen.watched for seen in meter.take().values()) == 2_000


def test_a_machine_that_slept_for_a_day_has_no_audience_of_a_day() -> None:
    now = [BEGINS]
    meter = Meter(lambda: now[0])
    meter.begin("show", 1)
    now[0] += 86_400_000
    assert sum(seen.watched for seen in meter.take().values()) == 600_000


def test_what_could_not_be_written_is_counted_once_later() -> None:
    now = [BEGINS]
    meter = Meter(lambda: now[0])
    meter.begin("show", 2)
    now[0] += 30_000
    taken = meter.take()
    meter.put_back(taken)
    assert meter.take() == taken


def test_only_live_shows_are_followed() -> None:
    now = [BEGINS]
    meter = Meter(lambda: now[0])
    meter.follow(["one"], {"one": 1, "two": 5})
    now[0] += 1_000
    meter.follow(["two"], {"one": 1, "two": 5})
    now[0] += 1_000
    watched = {"one": 0, "two": 0}
    for (name, _), seen in meter.take().items():
        watched[name] += seen.watched
    assert watched == {"one": 1_000, "two": 5_000}

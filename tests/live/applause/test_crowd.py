"""How loud it is, by itself."""

from hypothesis import given
from hypothesis import strategies as st

from live.applause.crowd import HEARTILY, WINDOW, Crowd, find_level


def test_nobody_is_silence_and_all_are_the_loudest() -> None:
    assert find_level(0, 1_000) == 0.0
    assert find_level(round(1_000 * HEARTILY * WINDOW), 1_000) == 1.0
    assert find_level(10**9, 1_000) == 1.0


def test_a_quarter_of_them_is_half_as_loud() -> None:
    assert find_level(round(250 * HEARTILY * WINDOW), 1_000) == 0.5


def test_whoever_is_alone_is_all_of_them_and_whoever_is_not_counted_is_one() -> None:
    assert find_level(round(HEARTILY * WINDOW), 1) == find_level(round(HEARTILY * WINDOW), 0) == 1.0


@given(st.integers(0, 10**6), st.integers(0, 10**5), st.integers(1, 100))
def test_more_claps_are_never_quieter_nor_more_people_louder(claps: int, watching: int, more: int) -> None:
    level = find_level(claps, watching)
    assert 0.0 <= level <= 1.0
    assert find_level(claps + more, watching) >= level >= find_level(claps, watching + more)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 50)), max_size=40))
def test_every_clap_is_told_once_and_counts_for_two_seconds(steps: list[tuple[int, int]]) -> None:
    crowd, now, told = Crowd(), 0.0, list[tuple[float, int]]()
    for wait, count in steps:
        now += wait * 0.25
        crowd.untold += count
        assert crowd.tell(now) == count
        told.append((now, count))
        assert crowd.claps == sum(count for at, count in told if at > now - WINDOW)
    crowd.tell(now + WINDOW)
    assert crowd.claps == 0

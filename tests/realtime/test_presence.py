"""Viewer counts over processes, as values."""

from hypothesis import given
from hypothesis import strategies as st

from realtime.presence import EXPIRES, Presence


def totals(presence: Presence) -> dict[str, int]:
    return {name: presence.count(name) for name in "abc" if presence.count(name)}


def test_own_and_others_viewers_add_up() -> None:
    presence = Presence()
    presence.change("a", 1)
    presence.change("a", 1)
    assert presence.hear("p2", {"a": 3, "b": 1}, 0.0, whole=True) == {"a", "b"}
    assert (presence.count("a"), presence.count("b"), presence.count("c")) == (5, 1, 0)
    presence.change("a", -1)
    assert totals(presence) == {"a": 4, "b": 1}


def test_a_whole_account_replaces_and_a_part_adds() -> None:
    presence = Presence()
    presence.hear("p2", {"a": 3, "b": 1}, 0.0, whole=True)
    presence.hear("p2", {"b": 0, "c": 2}, 1.0, whole=False)
    assert totals(presence) == {"a": 3, "c": 2}
    assert presence.hear("p2", {"c": 2}, 2.0, whole=True) == {"a"}
    assert totals(presence) == {"c": 2}


def test_a_silent_process_stops_counting_after_its_time() -> None:
    presence = Presence()
    presence.hear("p2", {"a": 3}, 100.0, whole=True)
    assert presence.expire(100.0 + EXPIRES - 0.1) == set()
    assert presence.expire(100.0 + EXPIRES) == {"a"}
    assert totals(presence) == {}


def test_a_process_that_says_goodbye_stops_counting_at_once() -> None:
    presence = Presence()
    presence.hear("p2", {"a": 3}, 0.0, whole=True)
    assert presence.forget("p2") == {"a"}
    assert presence.forget("p2") == set()
    assert presence.count("a") == 0


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["p1", "p2"]), st.dictionaries(st.sampled_from("abc"), st.integers(0, 5)), st.booleans()
        )
    )
)
def test_totals_are_always_the_sum_of_what_was_last_said(said: list[tuple[str, dict[str, int], bool]]) -> None:
    presence = Presence()
    truth: dict[str, dict[str, int]] = {}
    for process, counts, whole in said:
        truth[process] = counts if whole else {**truth.get(process, {}), **counts}
        presence.hear(process, counts, 0.0, whole=whole)
        for name in "abc":
            assert presence.count(name) == sum(of.get(name, 0) for of in truth.values())

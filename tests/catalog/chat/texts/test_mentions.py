"""Whom a text names."""

from hypothesis import given
from hypothesis import strategies as st

from catalog.chat.texts.mentions import find_mentions

PEOPLE = [("1", "Ada"), ("2", "Ada Lovelace"), ("3", "grace"), ("4", "ada"), ("5", "Ölaf"), ("6", "")]


def test_names_are_found_in_their_order_whatever_their_case() -> None:
    assert find_mentions("@GRACE and @ada, listen!", PEOPLE) == ["3", "1"]
    assert find_mentions("hi @ÖLAF", PEOPLE) == ["5"]
    assert find_mentions("(@ada) @Ada @ADA", PEOPLE) == ["1"], "once each, the first of that name"


def test_the_longest_name_counts() -> None:
    assert find_mentions("@Ada Lovelace!", PEOPLE) == ["2"]
    assert find_mentions("@Ada Love", PEOPLE) == ["1"]


def test_addresses_and_longer_words_name_nobody() -> None:
    for text in ("ada", "me@ada", "me@ada.org", "@adam", "@", "@@", "@ ada", ""):
        assert find_mentions(text, PEOPLE) == [], text


def test_a_text_of_nothing_but_signs_is_not_held_to_every_name() -> None:
    assert find_mentions("@" * 40 + "@Ada", PEOPLE) == ["1"]
    assert find_mentions("@" * 400 + "@Ada", PEOPLE) == []


def test_no_more_than_ten_are_named() -> None:
    people = [(str(number), f"x{number}") for number in range(20)]
    assert len(find_mentions(" ".join(f"@x{number}" for number in range(20)), people)) == 10


@given(st.text(max_size=200), st.lists(st.tuples(st.text(max_size=5), st.text(max_size=20)), max_size=10))
def test_only_those_who_are_there_are_named_and_none_twice(text: str, people: list[tuple[str, str]]) -> None:
    found = find_mentions(text, people)
    assert len(found) == len(set(found)) <= 10
    assert set(found) <= {person for person, _ in people}

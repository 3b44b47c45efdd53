"""Words as the search compares them."""

import pytest

from catalog.search.folding import LONGEST, MOST_ASKED, read_question, split_words, write_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Unplugged in the Kitchen!", ["unplugged", "in", "the", "kitchen"]),
        ("Cafe\u0301 caf\u00e9", ["cafe", "cafe"]),
        ("STRASSE Stra\u00dfe", ["strasse", "strasse"]),
        ("S\u00f8ren \u0141\u00f3d\u017a \u00c6on", ["soren", "lodz", "aeon"]),
        ("\u0130stanbul \u0131s\u0131", ["istanbul", "isi"]),
        ("rock'n'roll AC/DC a_b", ["rock", "n", "roll", "ac", "dc", "a", "b"]),
        ("\uff2c\uff49\uff56\uff45 \u2460", ["live", "1"]),
        ("\u6771\u4eac live", ["\u6771", "\u4eac", "live"]),
        ("\u041c\u043e\u0441\u043a\u0432\u0430", ["\u043c\u043e\u0441\u043a\u0432\u0430"]),
        ("\U0001f3b8 \U0001f469\u200d\U0001f3a4 -- *", []),
        ("", []),
        ("\x00\ud800", []),
    ],
)
def test_words_are_letters_and_digits_without_case_or_accents(text: str, words: list[str]) -> None:
    assert split_words(text) == words


def test_each_word_is_kept_once_and_no_longer_than_it_is_looked_for() -> None:
    assert write_words(["One two", "two THREE", ""]) == "one two three"
    assert write_words(["x" * 500]) == read_question("x" * 500)[0] == "x" * LONGEST


def test_so_many_words_of_a_question_count() -> None:
    assert len(read_question("a " * 100)) == MOST_ASKED

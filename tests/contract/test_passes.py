"""Passes: made with one livestream's key, and read with no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.passes import Pass, looks_like_pass, read_pass, write_pass

KEY = b"k" * 32
PASS = Pass("0123456789abcdef01234567", 1_800_000_000)
passes = st.builds(Pass, st.binary(min_size=12, max_size=12).map(bytes.hex), st.integers(0, 2**32 - 1))


@given(passes)
def test_a_pass_is_read_with_its_own_key_alone(found: Pass) -> None:
    text = write_pass(KEY, found)
    assert read_pass(KEY, text) == found
    assert read_pass(b"j" * 32, text) is None
    assert looks_like_pass(text)


@given(st.data())
def test_no_other_spelling_of_a_pass_is_one(data: st.DataObject) -> None:
    text = write_pass(KEY, PASS)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(max_codepoint=255).filter(lambda each: each != text[place]))
    assert read_pass(KEY, text[:place] + other + text[place + 1 :]) is None


@given(st.text())
def test_made_up_text_is_none(text: str) -> None:
    assert read_pass(KEY, text) is None
    assert read_pass(KEY, "p1." + text) is None


@pytest.mark.parametrize("suffix", ["=", "A", "\n", "/index.m3u8"])
def test_nothing_may_follow(suffix: str) -> None:
    assert read_pass(KEY, write_pass(KEY, PASS) + suffix) is None


def test_it_says_nothing_of_whose_it_is() -> None:
    assert len(write_pass(KEY, PASS)) == 51

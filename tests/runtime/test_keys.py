"""Keys made from one secret: each for its purpose, and what they seal for its owner."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.keys import Keys, SealError

KEYS = Keys("a secret")


@given(st.text(), st.text())
def test_what_is_sealed_opens_again_and_only_where_it_belongs(text: str, about: str) -> None:
    sealed = KEYS.seal("stream keys", text, about)
    assert KEYS.unseal("stream keys", sealed, about) == text
    for purpose, whose in (("webhooks", about), ("stream keys", about + "x")):
        with pytest.raises(SealError):
            KEYS.unseal(purpose, sealed, whose)
    with pytest.raises(SealError):
        Keys("another").unseal("stream keys", sealed, about)


def test_the_same_text_is_sealed_differently_each_time_and_does_not_show() -> None:
    first, second = KEYS.seal("p", "hunter2"), KEYS.seal("p", "hunter2")
    assert first != second
    assert "hunter2" not in first


@pytest.mark.parametrize("damaged", ["", "A", "not base64!", "AAAA", "A" * 400, "Ä"])
def test_what_was_never_sealed_is_refused(damaged: str) -> None:
    with pytest.raises(SealError):
        KEYS.unseal("p", damaged)


@given(st.integers(0, 30), st.integers(0, 7))
def test_one_altered_bit_is_noticed(place: int, bit: int) -> None:
    sealed = bytearray(KEYS.seal("p", "a stream key").encode())
    sealed[place] ^= 1 << bit
    with pytest.raises(SealError):
        KEYS.unseal("p", sealed.decode("latin-1"))


def test_a_fingerprint_is_the_same_again_and_another_for_another_purpose_or_secret() -> None:
    found = KEYS.fingerprint("p", "key")
    assert found == KEYS.fingerprint("p", "key")
    assert (
        len({found, KEYS.fingerprint("q", "key"), Keys("b").fingerprint("p", "key"), KEYS.fingerprint("p", "k")}) == 4
    )
    assert len(found) == 64


def test_nothing_of_the_secret_shows() -> None:
    assert "a secret" not in repr(KEYS)
    assert KEYS.derive("p") != KEYS.derive("q")

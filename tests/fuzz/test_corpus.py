"""Every reader of strangers' bytes ends in peace or in an error that its caller knows: for right inputs, for those
that once were too much, and for a few hundred new ones. `python -m fuzz` looks for more."""

import random

import pytest

from fuzz.hunt import CORPUS, Hunt, hunt, read_corpus, try_one
from fuzz.targets import TARGETS, Target

CASES = 300


@pytest.mark.parametrize("name", TARGETS)
def test_right_inputs_are_taken(name: str) -> None:
    target = TARGETS[name]
    assert not any(try_one(target, data)[0] for data in target.seeds)
    assert not all(try_one(target, data)[2] for data in target.seeds), "one of them at least is right"


@pytest.mark.parametrize("name", TARGETS)
def test_what_was_found_once_is_not_found_again(name: str) -> None:
    for data in read_corpus(name):
        assert try_one(TARGETS[name], data)[0] == ""


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_is_found_near_what_is_known(name: str) -> None:
    this = Hunt(name, TARGETS[name])
    hunt(this, random.Random(9), lambda cases: cases >= CASES)
    assert {kind: found.data for kind, found in this.found.items()} == {}
    assert this.lines, "it is the platform's code that is tried"


def test_every_folder_of_the_corpus_is_of_a_target() -> None:
    assert {folder.name for folder in CORPUS.iterdir()} <= set(TARGETS)


def test_a_reader_that_fails_is_found_with_the_input_and_the_words() -> None:
    def read(data: bytes) -> None:
        if b"\xff\xff" in data:
            raise IndexError("past the end")

    this = Hunt("made up", Target(read, (ValueError,), (b"seed",), ()))
    hunt(this, random.Random(1), lambda cases: bool(this.found) or cases > 10_000)
    (found,) = this.found.values()
    assert b"\xff\xff" in found.data
    assert "IndexError: past the end" in found.words

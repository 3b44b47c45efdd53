"""Whether a text holds words that a room does not want, however they are written. Pure.

All words are looked for in one pass: each place of each word is a bit, and a set of places the one number that they
make (Shift-And, by Baeza-Yates and Gonnet). A place is left for the next one by a sign that may be read as that one's
letter, and kept by one that may be read as its own, so repeated letters do not count, or as nothing. What it costs
grows with the text and with the words, and with nothing else.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from catalog.chat.texts.lookalikes import SCRIPTS, TYPED, fold, read_as
from contract.text import FILLERS
from contract.wording.faults import FaultError

STEM: Final = "*"
"""At a word's end: whatever it goes on with."""
GAP: Final = " "
"""Stands for all that separates words."""
QUOTED: Final = 60
"""Characters of a text that are named as the reason why it is refused."""
_SENTENCES: Final = {0xFDFA: GAP, 0xFDFB: GAP}
"""Single characters that are long sentences in plain letters."""
_SPACED: Final = 3
"""Single letters with gaps between them that are read as a word, at least."""
_DASHES: Final = r"[.·\-\u2010-\u2014]"
_WITHIN: Final = re.compile(
    rf"(?<=[^\W_])_+(?=[^\W_])|(?<=(?<![^\W_])[^\W_]){_DASHES}+(?=[^\W_])|(?<=[^\W_]){_DASHES}+(?=[^\W_](?![^\W_]))"
)
"""What is put into a word to part it: `f_uck`, `f.uck`. Between more letters than one on each side full stops and
hyphens part words: "my pen.is it there", "spa-massage"."""


def check_word(word: str) -> str:
    """A word, a stem (`spam*`) or several words, as an artist typed them.

    Raises:
        FaultError: there is nothing in it to look for.
    """
    if not _read_pattern(word):
        raise FaultError("no_letters")
    return word


def find_word(text: str, words: Sequence[str]) -> str | None:
    """The piece of `text` that is one of these words; None: there is none."""
    if not words:
        return None
    return _compile(tuple(words)).find(text)


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign of a text: what it may be read as, whether words may begin and end beside it and go on over it, and
    where it stood."""

    letters: str
    parts: bool
    skips: bool
    at: int


class _Matcher:
    def __init__(self, words: Sequence[str]) -> None:
        self._places: dict[str, int] = {}
        self._firsts = self._lasts = self._stems = 0
        place = 0
        for word in words:
            pattern = _read_pattern(word)
            if not pattern:
                continue
            self._firsts |= 1 << place
            for letters in pattern:
                for letter in letters:
                    self._places[letter] = self._places.get(letter, 0) | 1 << place
                place += 1
            if word.rstrip().endswith(STEM):
                self._stems |= 1 << place - 1
            self._lasts |= 1 << place - 1

    def find(self, text: str) -> str | None:
        text = unicodedata.normalize("NFKC", text.translate(_SENTENCES))
        signs = _read_text(text)
        at = self._scan(signs)
        if at is None:
            at = next((found for run in _find_spaced(signs) if (found := self._scan(run)) is not None), None)
        return None if at is None else _quote(text, at)

    def _scan(self, signs: Sequence[_Sign]) -> int | None:
        """Where the first word ends that is found."""
        within, parted = 0, True
        masks: dict[str, int] = {}
        for number, sign in enumerate(signs):
            mask = masks.get(sign.letters)
            if mask is None:
                mask = 0
                for letter in sign.letters:
                    mask |= self._places.get(letter, 0)
                masks[sign.letters] = mask
            begun = self._firsts if parted or sign.parts else 0
            kept = within if sign.skips else 0
            within = ((within & ~self._lasts) << 1 | within | begun) & mask | kept
            parted = sign.parts
            if within & self._lasts:
                ends = sign.parts or number + 1 == len(signs) or signs[number + 1].parts
                if within & (self._lasts if ends else self._stems):
                    return sign.at
        return None


@lru_cache(maxsize=256)
def _compile(words: tuple[str, ...]) -> _Matcher:
    return _Matcher(words)


def _read_pattern(word: str) -> list[str]:
    """For each of its places, what it may be written as."""
    signs = [each for sign in unicodedata.normalize("NFKC", word.strip().removesuffix(STEM)) for each in fold(sign)]
    spelt = any(each.isalpha() for each in signs)  # else digits are a number, and mean themselves
    pattern: list[str] = []
    for each in signs:
        if each.isalnum() or unicodedata.category(each)[0] == "S" or (spelt and each in TYPED):
            pattern.append(each + SCRIPTS.get(each, "") + (TYPED.get(each, "") if spelt else ""))
        elif pattern and pattern[-1] != GAP:
            pattern.append(GAP)
    if pattern and pattern[-1] == GAP:
        pattern.pop()
    return pattern


def _read_text(text: str) -> list[_Sign]:
    """Its signs; what separates words may be read as a gap, and what is empty as a gap or as nothing."""
    folded = [(each, at) for at, sign in enumerate(text) for each in (GAP if sign in FILLERS else fold(sign))]
    line = "".join(each for each, _ in folded)
    within = {place for found in _WITHIN.finditer(line) for place in range(*found.span())}
    return [
        _Sign(
            read_as(each) if each.isalnum() else read_as(each) + GAP,
            not each.isalnum(),
            place in within or text[at] in FILLERS,
            at,
        )
        for place, (each, at) in enumerate(folded)
    ]


def _find_spaced(signs: Sequence[_Sign]) -> Iterator[list[_Sign]]:
    """Words that are spaced out: `w o r d`, `w.o.r.d`."""
    run: list[_Sign] = []
    for number, sign in enumerate(signs):
        if sign.parts:
            continue
        alone = (number == 0 or signs[number - 1].parts) and (number + 1 == len(signs) or signs[number + 1].parts)
        if alone:
            run.append(sign)
        else:
            if len(run) >= _SPACED:
                yield run
            run = []
    if len(run) >= _SPACED:
        yield run


def _quote(text: str, at: int) -> str:
    """What stands around a place, to the next white space."""
    begin, end = at, at + 1
    while begin > 0 and not text[begin - 1].isspace():
        begin -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[begin:end] if end - begin <= QUOTED else text[begin : begin + QUOTED - 1] + "…"

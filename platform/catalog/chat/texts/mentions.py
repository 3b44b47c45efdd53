"""Whom a text names: `@Ada`. Pure."""

import unicodedata
from collections.abc import Iterable
from typing import Final

MOST_NAMED: Final = 10
"""By one text."""
MOST_TRIED: Final = 50
"""Signs of a text that are looked at: one may be nothing but signs, and a room has hundreds of names."""


def find_mentions(text: str, people: Iterable[tuple[str, str]]) -> list[str]:
    """The ids of those of `people` (id and name) that are named, in the order of the text; of two with the same name,
    the first. A name may have spaces, and the longest that fits counts; case and width do not."""
    if "@" not in text:
        return []
    plain = _fold(text)
    named = dict[str, str]()
    for person, name in people:
        if folded := _fold(name):
            named.setdefault(folded, person)
    longest_first = sorted({len(one) for one in named}, reverse=True)
    found = list[str]()
    at, tried = plain.find("@"), 0
    while at >= 0 and len(found) < MOST_NAMED and tried < MOST_TRIED:
        if at == 0 or not plain[at - 1].isalnum():  # else it is an e-mail address
            tried += 1
            fitting = next((one for size in longest_first if (one := _cut(plain, at + 1, size)) in named), None)
            if fitting is not None and named[fitting] not in found:
                found.append(named[fitting])
        at = plain.find("@", at + 1)
    return found


def _cut(text: str, at: int, size: int) -> str | None:
    """What a name of this size would be there; None: a word goes on behind it, or the text is over before."""
    end = at + size
    return text[at:end] if end == len(text) or (end < len(text) and not text[end].isalnum()) else None


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()

"""Whom a text names: `@Ada`. Pure."""

import unicodedata
from collections.abc import Iterable
from typing import Final

MOST_NAMED: Final = 10
"""By one text."""


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
    longest_first = sorted(named, key=len, reverse=True)
    found = list[str]()
    at = plain.find("@")
    while at >= 0 and len(found) < MOST_NAMED:
        if at == 0 or not plain[at - 1].isalnum():  # else it is an e-mail address
            fitting = next((one for one in longest_first if _stands(plain, one, at + 1)), None)
            if fitting is not None and named[fitting] not in found:
                found.append(named[fitting])
        at = plain.find("@", at + 1)
    return found


def _stands(text: str, name: str, at: int) -> bool:
    end = at + len(name)
    return text.startswith(name, at) and (end == len(text) or not text[end].isalnum())


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()

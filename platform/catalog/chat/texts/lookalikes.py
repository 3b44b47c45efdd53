"""Which signs are taken for which letters. Pure."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

_OF_OTHER_SCRIPTS: Final[Mapping[str, str]] = {
    "a": "аαɑᴀ",
    "b": "вьβƅʙ",
    "c": "сϲᴄ",
    "d": "ԁᴅɗđ",
    "e": "еҽɛεєᴇ",
    "f": "ғƒꜰ",
    "g": "ɡɢԍ",
    "h": "һнʜħ",
    "i": "іιɪıӏ",
    "j": "јᴊʝ",
    "k": "кκᴋ",
    "l": "ӏʟɭł",
    "m": "мᴍ",
    "n": "пηɴŋ",
    "o": "оοσᴏøօ",
    "p": "рρᴘ",
    "q": "ԛ",
    "r": "гʀя",
    "s": "ѕꜱ",
    "t": "тτᴛŧ",
    "u": "υᴜʋս",
    "v": "νѵᴠ",
    "w": "ѡωшᴡԝ",
    "x": "хχ",
    "y": "уγʏү",
    "z": "ᴢʐ",
}
_TYPED: Final[Mapping[str, str]] = {
    "a": "4@",
    "b": "86",
    "c": "¢©",
    "e": "3€",
    "f": "£",
    "g": "69",
    "i": "1!|¡",
    "l": "1|£",
    "o": "0",
    "r": "®",
    "s": "5$",
    "t": "7+",
    "x": "×",
    "y": "¥",
    "z": "2",
}
"""Digits and signs that stand for letters ("leet")."""


def _turn(letters: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for letter, signs in letters.items():
        for sign in signs:
            found[sign] = found.get(sign, "") + letter
    return found


SCRIPTS: Final = _turn(_OF_OTHER_SCRIPTS)
"""Sign -> the Latin letters that it looks like."""
TYPED: Final = _turn(_TYPED)
"""The same of what is typed for letters."""
_LETTERED: Final = (0x1F150, 0x1F170, 0x1F1E6)
"""Where Unicode has 26 letters as pictures, in their order, without saying that they are letters."""


@lru_cache(maxsize=8_192)
def fold(sign: str) -> str:
    """A character in its plainest form, which may be several: case, width and pictures of letters do not count; what
    is drawn as nothing, and marks that stand alone, are nothing."""
    for first in _LETTERED:
        if first <= ord(sign) < first + 26:
            return chr(ord("a") + ord(sign) - first)
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", sign).casefold())
    return "".join(each for each in plain if unicodedata.category(each) not in ("Mn", "Me", "Cf"))


@lru_cache(maxsize=8_192)
def read_as(sign: str) -> str:
    """All that a folded character of a message may be read as, itself first: without its accent, too."""
    base = unicodedata.normalize("NFD", sign)[0]
    return "".join(dict.fromkeys(sign + base + SCRIPTS.get(base, "") + TYPED.get(base, "")))

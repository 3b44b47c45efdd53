"""Which signs are taken for which letters. Pure."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from contract.text import FILLERS

_OF_OTHER_SCRIPTS: Final[Mapping[str, str]] = {
    "a": "аαɑᴀᎪꓮ𐌀ⲁᗩ",
    "b": "вьβƅʙᏴᏏꓐ𐌁ⲃᗷ",
    "c": "сσᴄᏟꓚ𐌂𐐽ⲥᑕ",
    "d": "ԁᴅɗđᎠꓓ𐌃ᗪ",
    "e": "еҽɛεєᴇᎬꓰ𐌄ⲉᗴᘿ",
    "f": "ғƒꜰꓝ𐌅ᖴ",
    "g": "ɡɢԍᏀꓖցᘜ",
    "h": "һнʜħᎻꓧ𐌇ⲏհᕼ",
    "i": "іιɪıӏᎥꓲ𐌉𐌠ⲓ",
    "j": "јᴊʝᎫꓙᒍ",
    "k": "кκᴋᏦꓗ𐌊ⲕᛕ",
    "l": "ӏʟɭłᏞꓡ𐌋𐑃ᒪ",
    "m": "мᴍᎷꓟ𐌌ⲙᗰ",
    "n": "пηɴŋꓠ𐌍ⲛոᑎ",
    "o": "оοσᴏøօᎾꓳ𐌏𐐬𐓪ⲟ",
    "p": "рρᴘᏢꓑ𐌐ⲣᑭ",
    "q": "ԛզᑫ",
    "r": "гʀяᎡᏒꓣ𐌛ᖇ",
    "s": "ѕꜱᏚᏕꓢ𐌔𐑈ᔕ",
    "t": "тτᴛŧᎢꓔ𐌕ⲧ",
    "u": "υᴜʋսμꓴ𐌖𐓶ᑌ",
    "v": "νѵᴠᏙꓦ𐌖ᐯ",
    "w": "ѡωшᴡԝᎳᏔꓪᗯ",
    "x": "хχꓫ𐌗𐌢ⲭ",
    "y": "уγʏүᎩᎽꓬⲩ",
    "z": "ᴢʐᏃꓜ𐌆ⲍ",
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
_LONGER: Final = frozenset("\u0640\u07fa")
"""They draw out the line from one letter to the next."""
_UNUSED: Final = (range(0x2065, 0x2066), range(0xFFF0, 0xFFF9), range(0xE0000, 0xE1000))
"""Kept by Unicode for what is drawn as nothing."""
_LETTERED: Final = (0x1F150, 0x1F170, 0x1F1E6)
"""Where Unicode has 26 letters as pictures, in their order, without saying that they are letters."""


def is_nothing(sign: str) -> bool:
    """Whether a character is drawn as nothing, or only marks the one before it."""
    return (
        unicodedata.category(sign) in ("Mn", "Me", "Cf")
        or sign in FILLERS
        or sign in _LONGER
        or any(ord(sign) in unused for unused in _UNUSED)
    )


@lru_cache(maxsize=8_192)
def fold(sign: str) -> str:
    """A character in its plainest form, which may be several: case, width and pictures of letters do not count; what
    is drawn as nothing, and marks that stand alone, are nothing."""
    for first in _LETTERED:
        if first <= ord(sign) < first + 26:
            return chr(ord("a") + ord(sign) - first)
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", sign).casefold())
    return "".join(each for each in plain if not is_nothing(each))


@lru_cache(maxsize=8_192)
def read_as(sign: str) -> str:
    """All that a folded character of a message may be read as, itself first: without its accent, too."""
    base = unicodedata.normalize("NFD", sign)[0]
    return "".join(dict.fromkeys(sign + base + SCRIPTS.get(base, "") + TYPED.get(base, "")))

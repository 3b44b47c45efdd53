"""Whether a text has a link. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from catalog.chat.texts.lookalikes import SCRIPTS, is_nothing
from contract.text import FILLERS

_ENDINGS: Final = (
    "com net org info biz io tv gg co app dev xyz online site website webcam shop store stream link click club vip "
    "fm ly cc ws eu uk de at ch li lu fr es nl se fi dk pl cz sk hu ro bg rs hr lt lv ee ru ua kz br mx ar cl jp kr "
    "cn hk sg tw vn au nz ca ie pt gr tr za ai sh gl tk ml ga cf pw icu win bet casino porn xxx sex рф укр бел"
)
"""The usual ones, but for those that are words ("yes.no"): they take a path after them."""
_LINK: Final = re.compile(
    r"[a-z0-9]{2}://\S"
    r"|(?<![^\W_])www\.[\w-]"
    rf"|[^\W_]\.(?:{'|'.join(_ENDINGS.split())}|xn--[\w-]{{1,59}})(?![^\W_])"
    r"|(?<![^\W_])youtu\.be(?![^\W_])"
    r"|[^\W_]\.[^\W\d_]{2,24}\.?(?:(?::\d{1,5})?/|:(?:80|\d{3,5})(?!\d)|[?#\\]\w)"
    r"|(?<!\d)\d{1,3}(?:\.\d{1,3}){3}[:/]\S"
    r"|(?<![^\W_])localhost[:/]\S"
)
"""With a scheme; a name under one of the usual endings, such as `example.com`; any name that a path, a query or a
port follows. Words with a full stop between them that nobody left room after ("yes.No") are none. What stands around
a name makes no difference: nothing is looked at but its last letter and its ending, so it is one pass."""
_EMPTY: Final = tuple(dict.fromkeys(map(ord, signs), " ") for signs in ("", FILLERS - set("\u115f\u1160"), FILLERS))
"""Which empty signs are a space: none, those that fonts leave room for, all."""
_SIGNS: Final = str.maketrans("。․‧·⁄∕", "....//")
_LATIN: Final = tuple(str.maketrans({sign: letters[which] for sign, letters in SCRIPTS.items()}) for which in (0, -1))
"""Some look like two letters."""
_NAME: Final = re.compile(r"[\w.-]+")
_A_TO_Z: Final = re.compile("[a-z]")


def has_link(text: str) -> bool:
    """Whether there is one, in whatever width or case, with signs inside that are drawn as nothing, or with letters
    of other scripts among Latin ones."""
    return any(
        _LINK.search(reading)
        for plain in map(_read_plain, {text.translate(spaces) for spaces in _EMPTY})
        for reading in (plain, *(_read_latin(plain, letters) for letters in _LATIN))
    )


def _read_plain(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(each for each in plain if not is_nothing(each)).translate(_SIGNS)


def _read_latin(text: str, letters: Mapping[int, str]) -> str:
    """Words that are all in another script stay as they are: many of their endings look like those of names."""
    return _NAME.sub(lambda name: name[0].translate(letters) if _A_TO_Z.search(name[0]) else name[0], text)

"""Whether a text has a link. Pure."""

import re
import unicodedata
from typing import Final

_ENDINGS: Final = (
    "com net org info biz io tv gg co app dev xyz online site shop store stream link click club vip fm ly cc ws eu "
    "uk de ch fr es nl se fi dk pl cz ru ua br mx ar jp kr cn au nz ca ie pt gr tr za ai sh gl tk ml ga cf pw icu "
    "win bet casino porn xxx sex"
)
"""The usual ones, but for those that are words ("yes.no"): they take a path after them."""
_LINK: Final = re.compile(
    r"(?<![\w.-])(?:"
    r"[a-z][a-z0-9+.-]{1,15}://\S"
    r"|www\.[\w-]"
    rf"|[^\W_][\w-]{{0,62}}(?:\.[\w-]{{1,63}}){{0,5}}\.(?:{'|'.join(_ENDINGS.split())}|xn--[\w-]{{1,59}})(?![\w-])"
    r"|[^\W_][\w-]{0,62}(?:\.[\w-]{1,63}){0,5}\.[^\W\d_]{2,24}(?::\d{2,5})?/\S?"
    r"|\d{1,3}(?:\.\d{1,3}){3}[:/]\S"
    r")"
)
"""With a scheme; a name under one of the usual endings, such as `example.com`; any name that a path follows. Words
with a full stop between them that nobody left room after ("yes.No") are none."""
_DOTS: Final = str.maketrans({"。": ".", "․": ".", "‧": ".", "·": "."})


def has_link(text: str) -> bool:
    """Whether there is one, in whatever width or case, or with signs inside that are drawn as nothing."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_DOTS)
    return _LINK.search("".join(each for each in plain if unicodedata.category(each) != "Cf")) is not None

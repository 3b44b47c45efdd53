"""Words as the search compares them: without case, accents and signs. Pure, and the same for both databases.

What is kept is folded so, and what is asked for: whoever changes it must fold all that is kept anew.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

MOST_ASKED: Final = 10
"""Words of a question that count."""
LONGEST: Final = 60
"""Letters of a word that count: databases refuse to index some that nobody has typed."""
# What Unicode does not take apart, and people type without.
_PLAIN: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_UNSPACED: Final = re.compile("([\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff])")
"""Scripts that leave no space between words: each sign is one."""
_WORD: Final = re.compile(r"[^\W_]+")


def split_words(text: str) -> list[str]:
    """The words of a text, folded, in their order: letters and digits and nothing else."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(each for each in apart if not unicodedata.category(each).startswith("M"))
    return [word[:LONGEST] for word in _WORD.findall(_UNSPACED.sub(r" \1 ", bare.translate(_PLAIN)))]


def write_words(texts: Iterable[str]) -> str:
    """What is kept of some texts: their words, each once."""
    return " ".join(dict.fromkeys(word for text in texts for word in split_words(text)))


def read_question(text: str) -> list[str]:
    """What is looked for: all of these, the last one as the beginning of a word. Empty: nothing that could be
    found."""
    return split_words(text)[:MOST_ASKED]

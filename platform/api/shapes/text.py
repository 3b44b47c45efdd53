"""Text that people type: which of it is taken, and in what form."""

import unicodedata

from pydantic import AfterValidator

FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols, by Unicode's tables, that are drawn as nothing."""

BREAKS = frozenset("\t\n\r")


def is_visible(text: str) -> bool:
    """Whether there is anything to see: a letter, a number, a sign, not only spaces and marks of control."""
    return any(unicodedata.category(each)[0] in "LNPS" and each not in FILLERS for each in text)


def check_typed(text: str) -> str:
    """A password: all but half characters (lone surrogates), which JSON can say and UTF-8 cannot.

    Raises:
        ValueError
    """
    if any("\ud800" <= each <= "\udfff" for each in text):
        raise ValueError("Must be text, without half characters.")
    return text


def check_text(text: str) -> str:
    """Several lines, or none.

    Raises:
        ValueError: it holds what no database keeps, or what a terminal would obey.
    """
    check_typed(text)
    if any(unicodedata.category(each) == "Cc" and each not in BREAKS for each in text):
        raise ValueError("Must not hold control characters.")
    return text


def check_line(line: str) -> str:
    """A name or a title.

    Raises:
        ValueError: as `check_text`; or it has line breaks, or nothing to see.
    """
    check_text(line)
    if not BREAKS.isdisjoint(line):
        raise ValueError("Must be one line.")
    if not is_visible(line):
        raise ValueError("Must have something in it that can be seen.")
    return line


# To stand after what a field says about lengths: a validator hides from them that it is text they measure.
TYPED = AfterValidator(check_typed)
TEXT = AfterValidator(check_text)
LINE = AfterValidator(check_line)

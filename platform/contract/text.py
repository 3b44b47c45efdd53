"""Text that comes from outside: which of it is taken, and in what form."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from contract.wording.faults import FaultError


@dataclass(frozen=True, slots=True)
class Check:
    """Pydantic asks `take` for the value to keep where a shape is read; who only writes the shape needs no Pydantic.

    It stands after what a field says about lengths: a check hides from them that it is text they measure.
    """

    take: Callable[[Any], Any]
    """Raises FaultError."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """Pydantic's way to ask an annotation."""
        from pydantic_core.core_schema import no_info_after_validator_function

        return no_info_after_validator_function(self.take, handler(source))


FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0\U0001d159")
"""Letters and symbols, by Unicode's tables, that are drawn as nothing."""

BREAKS = frozenset("\t\n\r\u2028\u2029")


def is_visible(text: str) -> bool:
    """Whether there is anything to see: a letter, a number, a sign, not only spaces and marks of control."""
    return any(unicodedata.category(each)[0] in "LNPS" and each not in FILLERS for each in text)


def check_typed(text: str) -> str:
    """A password: all but half characters (lone surrogates), which JSON can say and UTF-8 cannot.

    Raises:
        FaultError
    """
    if any("\ud800" <= each <= "\udfff" for each in text):
        raise FaultError("half_characters")
    return text


def check_text(text: str) -> str:
    """Several lines, or none.

    Raises:
        FaultError: it holds what no database keeps, or what a terminal would obey.
    """
    check_typed(text)
    if any(unicodedata.category(each) == "Cc" and each not in BREAKS for each in text):
        raise FaultError("control_characters")
    return text


def check_line(line: str) -> str:
    """A name or a title.

    Raises:
        FaultError: as `check_text`; or it has line breaks, or nothing to see.
    """
    check_text(line)
    if not BREAKS.isdisjoint(line):
        raise FaultError("line_breaks")
    if not is_visible(line):
        raise FaultError("nothing_visible")
    return line


TYPED = Check(check_typed)
TEXT = Check(check_text)
LINE = Check(check_line)

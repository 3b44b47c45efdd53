"""Places in a list that is read by pages, as text that only this side reads."""

import base64
import json
from typing import Any, Final

from catalog.errors import CursorError

LARGEST: Final = 2**63 - 1
"""That the databases count to."""


def write_cursor(kind: str, *place: Any) -> str:
    """The place after a page's last line, in the list called `kind`."""
    return base64.urlsafe_b64encode(json.dumps([kind, *place], separators=(",", ":")).encode()).decode().rstrip("=")


def read_cursor(kind: str, cursor: str) -> list[Any]:
    """The place that a cursor says; what is in it is for the caller to check.

    Raises:
        CursorError: it is not one of ours, or of another list.
    """
    place: list[Any]
    try:
        made_for, *place = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError, RecursionError) as error:
        raise CursorError from error
    if made_for != kind:
        raise CursorError
    return place


def read_number(kind: str, cursor: str) -> int:
    """The same of a list whose places are numbers, from 0 on.

    Raises:
        CursorError
    """
    match read_cursor(kind, cursor):
        case [int(number)] if 0 <= number <= LARGEST:
            return number
    raise CursorError

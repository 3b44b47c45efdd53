"""Which bytes of a file that can be resumed a request asks for (RFC 9110, 13 and 14). Pure."""

import re
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from typing import Final, NamedTuple

_RANGE: Final = re.compile(r"bytes[ \t]*=[ \t]*(?:(\d{1,19})[ \t]*-[ \t]*(\d{0,19})|-[ \t]*(\d{1,19}))")
_ASKED: Final = (b"range", b"if-range", b"if-none-match", b"if-modified-since")
_TAG: Final = re.compile(r'(?:W/)?("[^"]*")|\*')


class Span(NamedTuple):
    """Bytes from `start` up to `end`, not with it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """What to answer. `span`: the bytes that are sent; None: there are none."""

    status: int
    span: Span | None


def read_conditions(head: bytes) -> dict[bytes, str]:
    """Of a request's head (its line may be missing), the headers that say what is wanted."""
    found: dict[bytes, str] = {}
    for line in head.split(b"\n"):
        name, colon, value = line.partition(b":")
        name = name.strip().lower()
        if colon and name in _ASKED:
            # Twice the same says nothing that can be relied on.
            found[name] = "" if name in found else value.strip().decode("latin-1")
    return found


def choose(conditions: dict[bytes, str], size: int, etag: str, modified: int, *, head_only: bool = False) -> Chosen:
    """`etag` with its quotes, and strong; `modified` in seconds since 1970. Of more than one range, all of the file
    is sent, as of one that makes no sense: both are allowed (14.2)."""
    known = conditions.get(b"if-none-match")
    if known is not None:
        if any(each[0] == "*" or each[1] == etag for each in _TAG.finditer(known)):
            return Chosen(304, None)
    elif (since := _read_date(conditions.get(b"if-modified-since", ""))) is not None and modified <= since:
        return Chosen(304, None)
    whole = Chosen(200, Span(0, size))
    found = _RANGE.fullmatch(conditions.get(b"range", ""))
    if found is None or head_only or not _is_same(conditions.get(b"if-range"), etag, modified):
        return whole
    first, last, suffix = found.groups()
    if suffix is not None:
        span = Span(max(0, size - int(suffix)), size)
    else:
        span = Span(int(first), min(size, int(last) + 1) if last else size)
        if last and int(last) < span.start:
            return whole
    return Chosen(206, span) if span.start < span.end else Chosen(416, None)


def _is_same(said: str | None, etag: str, modified: int) -> bool:
    """Whether what was begun is this (13.1.5): by its tag, or by exactly the date that it was given."""
    return said is None or said == etag or said == formatdate(modified, usegmt=True)


def _read_date(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None

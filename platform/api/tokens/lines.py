"""A file of grants: CSV (RFC 4180, or with semicolons or tabs), a line for each, read as far as each can be."""

import asyncio
import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from api.accounts.fields import Email
from api.problems.problem import ProblemError, present_fault
from api.problems.wording import describe_fields, join_faults
from api.shapes.bodies import STRICT
from api.tokens.shapes import Amount, Reason
from contract.wording.faults import Fault
from runtime.keys import Keys

MOST_LINES: Final = 5_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line that can be booked."""

    number: int
    email: str
    amount: int
    reason: str


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that cannot."""

    number: int
    code: str
    words: str
    faults: Mapping[str, Fault] = field(default_factory=dict)
    """Of its fields, where it has as many as it should."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What could be read, and the rest."""

    read: list[Line]
    refused: list[RefusedLine]


@dataclass(kw_only=True)
class _Fields:
    __pydantic_config__ = STRICT

    email: Email
    amount: Amount
    reason: Reason = ""


_VALIDATOR: Final = TypeAdapter(_Fields)
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,20}")
_SEPARATOR: Final = re.compile(r"[,;\t]")
_READER: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="csv")
_HEADINGS: Final = ("email", "e-mail", "email address", "e-mail address", "mail")


async def read_aside(data: bytes, media_type: str) -> Lines:
    """`read_lines` off the event loop, one file at a time: five thousand lines take it for half a second, in which
    nobody hears anything.

    Raises:
        As `read_lines`.
    """
    return await asyncio.get_running_loop().run_in_executor(_READER, read_lines, data, media_type)


def read_lines(data: bytes, media_type: str) -> Lines:
    """`email,amount[,reason]`, each; the first line may say so. Spreadsheets of many countries write semicolons.

    Raises:
        ProblemError: 415 not_csv; 400 malformed_csv, too_many_lines
    """
    if media_type != "text/csv":
        raise ProblemError(415, "not_csv", "Send the file as CSV, with Content-Type: text/csv.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        words = "The file is not in UTF-8. Save it as CSV in UTF-8 (in Excel: “CSV UTF-8”). Nothing was booked."
        raise ProblemError(400, "malformed_csv", words) from error
    separator = _SEPARATOR.search(text)  # no address has one in it
    lines, begun = Lines([], []), False
    try:
        reader = csv.reader(
            io.StringIO(text, newline=""), delimiter=separator.group() if separator else ",", strict=True
        )
        for fields in reader:
            first = fields[0].strip().lower() if fields else ""
            if not any(fields) or (not begun and (first in _HEADINGS or first.startswith("sep="))):
                continue
            begun = True
            if len(lines.read) + len(lines.refused) >= MOST_LINES:
                words = f"The file has more than {MOST_LINES:,} lines. Nothing was booked; send it in parts."
                raise ProblemError(400, "too_many_lines", words, values={"limit": MOST_LINES})
            _read_line(reader.line_num, fields, lines)
    except csv.Error as error:
        words = f"This is not CSV: {error}. Nothing was booked."
        raise ProblemError(400, "malformed_csv", words) from error
    return lines


def name_lines(lines: Iterable[Line], key: str | None, keys: Keys) -> list[str | None]:
    """What makes each line the same one when its list comes again: the list's key and what the line says, not where
    it stands, for lines are corrected, put in and taken out. None: the list has no key."""
    names, times = list[str | None](), Counter[tuple[str, int, str]]()
    for line in lines:
        said = line.email, line.amount, line.reason
        times[said] += 1
        digest = keys.fingerprint("import", json.dumps([*said, times[said]]))[:32]
        # No single grant's key is a line's: none has a line break in it.
        names.append(None if key is None else f"{key}\n{digest}")
    return names


def present_line(line: RefusedLine) -> dict[str, Any]:
    """`RefusedLineBody`"""
    errors = [present_fault(name, fault) for name, fault in line.faults.items()]
    return {"line": line.number, "code": line.code, "message": line.words, "errors": errors}


def _read_line(number: int, fields: list[str], lines: Lines) -> None:
    if not 2 <= len(fields) <= 3:
        words = "Must have two or three fields: e-mail address, amount and perhaps a reason."
        lines.refused.append(RefusedLine(number, "invalid_line", words))
        return
    named: dict[str, Any] = dict(zip(("email", "amount", "reason"), fields, strict=False))
    amount = fields[1].strip()
    named["amount"] = int(amount) if _WHOLE.fullmatch(amount) else amount
    try:
        read = _VALIDATOR.validate_python(named)
    except ValidationError as error:
        faults = describe_fields(error)
        lines.refused.append(RefusedLine(number, "invalid_line", f"{join_faults(faults)}.", faults))
        return
    lines.read.append(Line(number, read.email, read.amount, read.reason))

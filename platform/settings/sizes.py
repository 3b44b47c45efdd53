"""Amounts of bytes as people write them: 200GB, 1.5 TB, 512MiB."""

import re
from typing import Final

_UNITS: Final = {
    "B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12, "PB": 10**15,
    "KIB": 1 << 10, "MIB": 1 << 20, "GIB": 1 << 30, "TIB": 1 << 40, "PIB": 1 << 50,
}  # fmt: skip
_WRITTEN: Final = ("PB", "TB", "GB", "MB", "KB")
LEAST: Final = 10**6
MOST: Final = 10**18
"""A megabyte, below which nobody records anything; and what a column holds."""


def read_size(text: str) -> int:
    """Bytes.

    Raises:
        ValueError: it is no amount with a unit, or not from `LEAST` to `MOST`; the words say what one is.
    """
    found = re.fullmatch(r"\s*([0-9]{1,18}(?:\.[0-9]{1,9})?)\s*([KMGTP]i?B|B)\s*", text, re.IGNORECASE)
    size = -1 if found is None else round(float(found[1]) * _UNITS[found[2].upper()])
    if not LEAST <= size <= MOST:
        raise ValueError(f"{text!r} is no size from 1MB to 1000PB, with its unit, such as 200GB, 1.5TB or 512MiB")
    return size


def write_size(size: int) -> str:
    """The same for people, to three figures, such as 1.5 TB."""
    for unit in _WRITTEN:
        if (count := size / _UNITS[unit]) >= 1:
            return f"{count:.0f} {unit}" if count >= 100 else f"{count:.3g} {unit}"
    return f"{size} B"

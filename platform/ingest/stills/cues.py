"""A storyboard as WebVTT: for each stretch of a show, in which file and where in it its picture is. Pure."""

from collections.abc import Iterable
from typing import Final

from ingest.stills.sheet import EDGE, HEIGHT, ROW, WIDTH, Sheet

CONTENT_TYPE: Final = "text/vtt; charset=utf-8"


def render_cues(sheets: Iterable[Sheet], begins_ms: int, ends_ms: float) -> str:
    """`sheets` in order, of a recording from `begins_ms` to `ends_ms` (since 1970). Times are show time, and each
    picture stands until the next."""
    places = [
        (at, f"{public_name(sheet)}#xywh=0,{ROW * number + EDGE},{WIDTH},{HEIGHT}")
        for sheet in sheets
        for number, at in enumerate(sheet.moments)
    ]
    lines = ["WEBVTT", ""]
    for number, (at, place) in enumerate(places):
        until = places[number + 1][0] if number + 1 < len(places) else ends_ms
        since = at - begins_ms if number else 0  # the first stands for what was before it, too
        if until - begins_ms > since >= 0:
            lines += (f"{_write_time(since)} --> {_write_time(until - begins_ms)}", place, "")
    return "\n".join(lines) + "\n"


def public_name(sheet: Sheet) -> str:
    """How a sheet is asked for: by its begin, as it grows; what follows has players fetch it anew when it has."""
    return f"sheet-{sheet.begins_ms}.jpg?n={len(sheet.steps)}"


def read_public_name(name: str) -> int | None:
    """When the sheet begins that is asked for; None: something else is."""
    digits = name.removeprefix("sheet-").removesuffix(".jpg")
    return int(digits) if len(digits) == 13 and digits.isascii() and digits.isdigit() and len(name) == 23 else None


def _write_time(milliseconds: float) -> str:
    seconds, rest = divmod(round(milliseconds), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{rest:03d}"

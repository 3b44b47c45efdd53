"""A recording's storyboard as players get it: the sheets of all its runs, and those that grow."""

from dataclasses import dataclass
from typing import Final

from ingest.stills.cues import render_cues
from ingest.stills.sheet import Sheet
from ingest.stills.tiles import Tiles

MOST_HELD: Final = 8
"""Sheets that wait for a disk that hangs."""


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A sheet, in the folder of its run."""

    run: str
    sheet: Sheet


class Storyboard:
    """One recording's. `add` what is found, `grow` while it is made."""

    def __init__(self) -> None:
        self._sheets: dict[int, SheetPlace] = {}
        self._growing: dict[str, Tiles] = {}
        self._held: dict[int, tuple[Sheet, bytes]] = {}

    def add(self, run: str, sheet: Sheet) -> None:
        """A whole sheet. Again, or a longer one with the same begin: the longest counts."""
        known = self._sheets.get(sheet.begins_ms)
        if known is None or len(sheet.steps) >= len(known.sheet.steps):
            self._sheets[sheet.begins_ms] = SheetPlace(run, sheet)
        self._held.pop(sheet.begins_ms, None)

    def hold(self, sheet: Sheet, data: bytes) -> None:
        """A whole sheet that is on its way to the disk."""
        self._held[sheet.begins_ms] = sheet, data
        if len(self._held) > MOST_HELD:
            del self._held[next(iter(self._held))]

    def grow(self, run: str, tiles: Tiles) -> None:
        """A run is made, and its pictures come here."""
        self._growing[run] = tiles

    def stop(self, run: str) -> None:
        """Nothing more comes of a run."""
        self._growing.pop(run, None)

    def find(self, begins_ms: int) -> SheetPlace | bytes | None:
        """The sheet that begins then: where it is, or the one that grows as it is by now; None: there is none."""
        for tiles in self._growing.values():
            sheet = tiles.open
            if sheet is not None and sheet.begins_ms == begins_ms:
                return tiles.read_open()
        held = self._held.get(begins_ms)
        return self._sheets.get(begins_ms) if held is None else held[1]

    def render(self, begins_ms: int, ends_ms: float) -> str:
        """As WebVTT, see `render_cues`."""
        growing = [sheet for tiles in self._growing.values() if (sheet := tiles.open) is not None]
        growing += [sheet for sheet, _ in self._held.values()]
        sheets = [*(each.sheet for each in self._sheets.values()), *growing]
        return render_cues(sorted(sheets, key=lambda each: each.begins_ms), begins_ms, ends_ms)

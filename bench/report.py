"""What a bench found: tables and targets on the terminal, the same as JSON, and a plot beside it."""

import json
import os
import platform as machine
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from bench.plot import stack
from bench.processes import read_load

RESULTS = Path(__file__).resolve().parent / "results"

Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the first column names the row."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Target:
    """A figure with a limit it must keep."""

    name: str
    value: float
    sense: Literal["at most", "at least"]
    limit: float

    @property
    def met(self) -> bool:
        """Whether the figure keeps its limit."""
        return self.value <= self.limit if self.sense == "at most" else self.value >= self.limit


@dataclass(slots=True)
class Report:
    """Everything one run found. `save` prints nothing; `show` writes no file."""

    name: str
    quick: bool = False
    tables: list[Table] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    panels: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    load_before: float = field(default_factory=read_load)

    def show(self) -> None:
        """Print tables, targets and notes."""
        for table in self.tables:
            print(f"\n{table.title}\n" + "\n".join(_align(table)))
        if self.targets:
            print("\nTargets")
            width = max(len(target.name) for target in self.targets)
            for target in self.targets:
                verdict = "met" if target.met else "MISSED"
                print(
                    f"  {target.name:<{width}}  {_show(target.value):>8}  {target.sense} {target.limit:g}  {verdict}"
                )
        print()
        for note in [*self.notes, self._circumstances()]:
            print(note)

    def save(self) -> Path:
        """Write the JSON and the plot; returns the JSON's path."""
        RESULTS.mkdir(exist_ok=True)
        stamp = self.started.strftime("%Y%m%dT%H%M%SZ")
        path = RESULTS / f"{self.name}-{stamp}.json"
        found = {
            "bench": self.name,
            "quick": self.quick,
            "started": self.started.isoformat(),
            "circumstances": self._circumstances(),
            "notes": self.notes,
            "tables": [asdict(table) for table in self.tables],
            "targets": [{**asdict(target), "met": target.met} for target in self.targets],
        }
        path.write_text(json.dumps(found, indent=1) + "\n")
        path.with_suffix(".svg").write_text(stack(self.panels, self._circumstances()))
        return path

    def _circumstances(self) -> str:
        return (
            f"{os.cpu_count()} cores, Python {machine.python_version()}, load average "
            f"{self.load_before:.1f} before and {read_load():.1f} after, {self.started:%Y-%m-%d %H:%M} UTC"
        )


def _show(cell: Cell) -> str:
    if cell is None:
        return "-"
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int) or abs(cell) >= 1000:
        return f"{cell:,.0f}"
    return f"{cell:.3g}" if abs(cell) < 1 else f"{cell:.1f}" if abs(cell) >= 100 else f"{cell:.2f}"


def _align(table: Table) -> list[str]:
    shown = [list(table.columns), *([_show(cell) for cell in row] for row in table.rows)]
    widths = [max(len(row[column]) for row in shown) for column in range(len(table.columns))]
    lines = []
    for row in shown:
        cells = [
            f"{cell:<{width}}" if at == 0 else f"{cell:>{width}}"
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  " + "  ".join(cells).rstrip())
    lines.insert(1, "  " + "  ".join("-" * width for width in widths))
    return lines

"""What FFmpeg says of sound, ten times a second, read and judged. Pure."""

import math
import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ingest.loudness.integrated import Integrated

FILTERS: Final = (
    "ebur128=metadata=1:peak=sample,"
    "astats=metadata=1:reset=1:measure_overall=none:measure_perchannel=RMS_level+Peak_level,"
    # Two channels are made here, and not before the levels, where FFmpeg would else make them.
    "aformat=channel_layouts=stereo,aphasemeter=video=0,ametadata=mode=print:file=-:direct=1"
)
FLOOR: Final = -120.0
"""dBFS and LUFS: what digital silence, minus infinity, is told as."""

WINDOW: Final = 10.0
"""Seconds that are looked back on."""
PEAKS: Final = 3.0
"""Seconds of which the peak is told, and in which `OFTEN` peaks at full scale are clipping."""
FULL_SCALE: Final = -0.1
OFTEN: Final = 3
"""Tenths of a second: one alone may be a plop of the microphone."""
QUIET: Final = -36.0
SILENT: Final = -60.0
"""LUFS: too quiet is what lies between; below is nobody who makes music."""
DEAD: Final = -65.0
HEARD: Final = -45.0
"""dBFS, RMS: one channel that never reaches the one, where the other has the other, is dead."""
OUT_OF_PHASE: Final = -0.5
STEADY: Final = 5.0
"""Seconds for which a channel is dead or the phase is wrong before it is said."""

_VALUE: Final = re.compile(rb"lavfi\.([\w.]+)=(\S+)")


@dataclass(frozen=True, slots=True)
class Tick:
    """A tenth of a second of sound. `at` in seconds of its decoder; levels in dBFS and LUFS, `FLOOR` at least."""

    at: float
    momentary: float
    short_term: float
    peaks: tuple[float, ...]
    means: tuple[float, ...]
    """Of each channel: the highest sample, and RMS."""
    phase: float | None
    """From 1 (both channels are the same) to -1 (opposite); None: there are not two."""


class TickReader:
    """Feed it what FFmpeg prints; it gives back the ticks that are complete."""

    def __init__(self) -> None:
        self._rest = b""
        self._at: float | None = None
        self._values: dict[str, float] = {}

    def feed(self, data: bytes) -> list[Tick]:
        """Those that the next has followed."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        found = []
        for line in lines:
            if line.startswith(b"frame:"):
                if (tick := self._finish()) is not None:
                    found.append(tick)
                self._at = _number(line.rpartition(b"pts_time:")[2])
                self._values = {}
            elif (value := _VALUE.match(line)) is not None:
                self._values[value[1].decode()] = _number(value[2])
        return found

    def _finish(self) -> Tick | None:
        values = self._values
        if self._at is None or "r128.M" not in values:
            return None
        channels = [number for number in range(1, 9) if f"astats.{number}.RMS_level" in values]
        return Tick(
            self._at,
            values["r128.M"],
            values.get("r128.S", FLOOR),
            tuple(values.get(f"astats.{number}.Peak_level", FLOOR) for number in channels),
            tuple(values[f"astats.{number}.RMS_level"] for number in channels),
            values.get("aphasemeter.phase") if len(channels) == 2 else None,
        )


class Levels:
    """`add` ticks as they come; `figures` is how it sounds now."""

    def __init__(self) -> None:
        self._ticks: deque[Tick] = deque()
        self._integrated = Integrated()

    def begin(self) -> None:
        """Another decoder, whose clock begins anew. The show goes on."""
        self._ticks.clear()

    def add(self, ticks: Iterable[Tick]) -> None:
        """In order."""
        for tick in ticks:
            self._integrated.add(tick.momentary)
            self._ticks.append(tick)
        while self._ticks and self._ticks[-1].at - self._ticks[0].at > WINDOW:
            self._ticks.popleft()

    @property
    def figures(self) -> dict[str, Any] | None:
        """JSON-ready; None: nothing has been heard yet."""
        if not self._ticks:
            return None
        now, recent = self._ticks[-1], self._since(PEAKS)
        phases = [tick.phase for tick in recent if tick.phase is not None]
        whole = self._integrated.loudness
        return {
            "momentary_lufs": round(now.momentary, 1),
            "short_term_lufs": round(now.short_term, 1),
            "integrated_lufs": None if whole is None else round(whole, 1),
            "peak_dbfs": round(max((peak for tick in recent for peak in tick.peaks), default=FLOOR), 1),
            "phase": round(sum(phases) / len(phases), 2) if phases else None,
            "problems": self._judge(),
        }

    def _judge(self) -> list[str]:
        problems = []
        if sum(max(tick.peaks, default=FLOOR) >= FULL_SCALE for tick in self._since(PEAKS)) >= OFTEN:
            problems.append("clipping")
        steady = self._since(STEADY) if self._spans(STEADY) else []
        if steady and all(len(tick.means) == 2 for tick in steady):
            left, right = (max(tick.means[channel] for tick in steady) for channel in (0, 1))
            if left < DEAD and right > HEARD:
                problems.append("left_dead")
            elif right < DEAD and left > HEARD:
                problems.append("right_dead")
            loud = [tick.phase for tick in steady if tick.phase is not None and max(tick.means) > HEARD]
            if len(loud) > len(steady) / 2 and sum(loud) / len(loud) < OUT_OF_PHASE:
                problems.append("out_of_phase")
        if self._spans(WINDOW - 1) and SILENT < max(tick.short_term for tick in self._ticks) < QUIET:
            problems.append("quiet")
        return problems

    def _since(self, seconds: float) -> Sequence[Tick]:
        end = self._ticks[-1].at
        return [tick for tick in self._ticks if end - tick.at < seconds]

    def _spans(self, seconds: float) -> bool:
        return self._ticks[-1].at - self._ticks[0].at >= seconds - 0.5


def _number(text: bytes) -> float:
    try:
        value = float(text)
    except ValueError:
        return FLOOR
    return max(value, FLOOR) if not math.isnan(value) else FLOOR

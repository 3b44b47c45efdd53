"""Feeds a target with what becomes of its seeds, keeps what reaches lines that nothing reached before, and writes
down what it should not have done."""

import random
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha1
from pathlib import Path
from types import FrameType
from typing import Any

from fuzz.mutation import mutate
from fuzz.targets import Target

CORPUS = Path(__file__).parent / "corpus"
PLATFORM = str(Path(__file__).resolve().parents[2] / "platform") + "/"
MOST_CPU = 0.5
"""Seconds of CPU that an input of a few KiB must not take, the debugger's share not counted."""
TRACED = 8
"""Of so many inputs one is looked at line by line, which takes ten times as long."""


@dataclass
class Found:
    """One input that is answered as none should be."""

    data: bytes
    words: str

    @property
    def name(self) -> str:
        return sha1(self.data, usedforsecurity=False).hexdigest()[:12]


@dataclass
class Hunt:
    """What came of one target so far."""

    name: str
    target: Target
    cases: int = 0
    refused: int = 0
    slowest: float = 0.0
    lines: set[tuple[str, int]] = field(default_factory=set)
    pool: list[bytes] = field(default_factory=list)
    found: dict[str, Found] = field(default_factory=dict)
    """By what was wrong, so that each is told once."""


def read_corpus(name: str) -> list[bytes]:
    """The inputs that once failed, or once reached something new."""
    folder = CORPUS / name
    return [file.read_bytes() for file in sorted(folder.iterdir())] if folder.is_dir() else []


def try_one(target: Target, data: bytes) -> tuple[str, float, bool]:
    """What is wrong (empty: nothing), seconds of CPU it took, and whether it was refused."""
    begin = time.thread_time()
    try:
        target.feed(data)
    except target.known:
        spent = time.thread_time() - begin
        return ("" if spent < MOST_CPU else f"{spent:.1f} s of CPU"), spent, True
    except Exception:
        return traceback.format_exc(limit=-3), time.thread_time() - begin, False
    spent = time.thread_time() - begin
    return ("" if spent < MOST_CPU else f"{spent:.1f} s of CPU"), spent, False


def hunt(hunt: Hunt, draw: random.Random, until: Callable[[int], bool]) -> None:
    """Go on until told to stop; `until` is given the number of cases."""
    if not hunt.pool:
        hunt.pool = [*hunt.target.seeds, *read_corpus(hunt.name)]
        for data in hunt.pool:
            _trace(hunt, data)
    while not until(hunt.cases):
        data = mutate(draw, draw.choice(hunt.pool), draw.choice(hunt.pool))
        hunt.cases += 1
        if hunt.cases % TRACED == 0 and _trace(hunt, data):
            hunt.pool.append(data)
        wrong, spent, refused = try_one(hunt.target, data)
        hunt.refused += refused
        hunt.slowest = max(hunt.slowest, spent)
        if wrong:
            kind = wrong.strip().rpartition("\n")[2] if "\n" in wrong else "slow"
            hunt.found.setdefault(kind, Found(data, wrong))


def _trace(hunt: Hunt, data: bytes) -> bool:
    """Whether the input reached a line that none had reached."""
    known, folders = len(hunt.lines), tuple(PLATFORM + folder for folder in hunt.target.folders)

    def note_line(frame: FrameType, event: str, given: Any) -> Any:
        if event == "line":
            hunt.lines.add((frame.f_code.co_filename, frame.f_lineno))
        return note_line

    def note_call(frame: FrameType, event: str, given: Any) -> Any:
        return note_line if frame.f_code.co_filename.startswith(folders) else None

    before = sys.gettrace()
    sys.settrace(note_call)
    try:
        hunt.target.feed(data)
    except Exception:  # noqa: S110 - judged in `try_one`; here only its lines are looked at
        pass
    finally:
        sys.settrace(before)
    return len(hunt.lines) > known

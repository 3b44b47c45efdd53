"""One round: the writers, who is killed when, and what was answered."""

import os
import random
import selectors
import signal
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ledger_rounds.processes import Child
from ledger_rounds.writing import Task, draw_tasks, write

LIMIT = 120.0
"""Seconds after which a round is a finding by itself."""
MOST_KILLS = 4


@dataclass
class Played:
    """What came of a round."""

    answers: list[tuple[str, str, str]] = field(default_factory=list)
    """Key, `booked` or `refused`, the transaction's id."""
    findings: list[str] = field(default_factory=list)
    figures: Counter[str] = field(default_factory=Counter)


@dataclass
class _Writers:
    """A process, what it is to do, and after how many answers it is killed (None: never)."""

    child: Child
    tasks: list[Task]
    killed_after: int | None
    answered: list[str] = field(default_factory=list)
    killed: bool = False


def play(url: str, chance: random.Random, *, writers: int, processes: int) -> Played:
    """Have all written, whoever is killed."""
    played, tasks = Played(), draw_tasks(chance, writers)
    kills = chance.randint(1, MOST_KILLS)
    selector, ends = selectors.DefaultSelector(), time.monotonic() + LIMIT

    def begin(some: Sequence[Task]) -> None:
        nonlocal kills
        after = None
        if kills > 0:
            kills, after = kills - 1, chance.randint(0, max(0, len(some) * 2 // 3))
        mine = list(some)
        writers_ = _Writers(Child(lambda out: write(url, mine, out)), mine, after)
        selector.register(writers_.child.out, selectors.EVENT_READ, writers_)
        played.figures["processes"] += 1

    for number in range(processes):
        begin(tasks[number::processes])
    while selector.get_map():
        if time.monotonic() > ends:
            played.findings.append(f"not done after {LIMIT:g} s")
            for key in list(selector.get_map().values()):
                os.kill(key.data.child.pid, signal.SIGKILL)
            break
        for key, _ in selector.select(1.0):
            each: _Writers = key.data
            lines = each.child.read()
            if lines is None:
                selector.unregister(each.child.out)
                _settle(each, played)
                rest = [task for task in each.tasks if task.key not in set(each.answered)]
                if each.killed and rest:
                    begin(rest)
                continue
            for line in lines:
                name, answer, about = line.split(" ", 2)
                each.answered.append(name)
                if answer == "failed":
                    played.findings.append(f"{name}: {about}")
                else:
                    played.answers.append((name, answer, about))
                    played.figures[answer] += 1
            if each.killed_after is not None and not each.killed and len(each.answered) >= each.killed_after:
                os.kill(each.child.pid, signal.SIGKILL)
                each.killed = True
    return played


def _settle(each: _Writers, played: Played) -> None:
    code = each.child.end()
    if each.killed:
        played.figures["kills"] += code == -signal.SIGKILL
    elif code:
        played.findings.append(f"a process ended with {code}")

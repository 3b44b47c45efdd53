"""What an operator should mend, from how the processes are. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from live.conditions.shapes import Conditions

Code = Literal[
    "part", "node_silent", "web_silent", "no_node", "database_away", "disk_low", "ladder_slow", "outbox_overdue",
    "versions_differ",
]  # fmt: skip

SILENT: Final = timedelta(seconds=20)
"""Every process speaks each five seconds."""
LEAST_FREE: Final = 0.1
"""Of a disk; below it somebody should look."""
SLOW_MS: Final = 1_500.0
"""That a ladder may be behind."""
OVERDUE: Final = 300.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing to mend. `where` names the process, `part` what of it; `words` say what is wrong and what to do."""

    code: Code
    where: str
    part: str
    words: str


def find_troubles(conditions: Conditions, outbox: Mapping[str, float] | None, now: datetime) -> list[Trouble]:
    """All of it, the worst first. `outbox`: of each kind of delivery, for how many seconds the oldest is overdue;
    None: the database does not answer."""
    found: list[Trouble] = []
    if outbox is None:
        words = "It does not answer: nobody can sign in or go live. See that it runs; ask `encryptedmedia doctor`."
        found.append(Trouble("database_away", "", "database", words))
    if not conditions.nodes and any(now - one.told.since > SILENT for one in conditions.web):
        words = "No ingest node reports: nobody can publish. Start one, with this platform's STREAMING_SECRET."
        found.append(Trouble("no_node", "", "ingest", words))
    found += _find_of_nodes(conditions, now)
    found += _find_of_web(conditions, now)
    for kind, seconds in (outbox or {}).items():
        if seconds > OVERDUE:
            words = (
                f"The oldest {kind} is {seconds / 60:.0f} minutes overdue: its receiver or server does not take it. "
                "The log of web says why."
            )
            found.append(Trouble("outbox_overdue", "", kind, words))
    versions = {one.told.version for one in conditions.web} | {one.told.version for one in conditions.nodes}
    if len(versions - {""}) > 1:
        words = f"Processes run {' and '.join(sorted(versions - {''}))} side by side: upgrade the rest, web first."
        found.append(Trouble("versions_differ", "", "version", words))
    return found


def _find_of_nodes(conditions: Conditions, now: datetime) -> list[Trouble]:
    found: list[Trouble] = []
    for one in conditions.nodes:
        told = one.told
        if now - one.heard_at > SILENT:
            words = "It is not heard of: see that it runs, and reaches BACKEND_API_URL. Its shows wait, then end."
            found.append(Trouble("node_silent", one.node, "report", words))
            continue
        found += [Trouble("part", one.node, part, words) for part, words in told.problems.items()]
        found += _find_of_disk(one.node, told.disk_free, told.disk_size)
        if any(ladder.behind_ms > SLOW_MS for ladder in told.ladders):
            words = "It makes smaller pictures slower than they are needed: give it more cores, or take out a rung."
            found.append(Trouble("ladder_slow", one.node, "renditions", words))
    return found


def _find_of_web(conditions: Conditions, now: datetime) -> list[Trouble]:
    found: list[Trouble] = []
    disks: set[str] = set()
    for one in conditions.web:
        told = one.told
        where = f"{told.address} ({told.pid})"
        if now - one.heard_at > SILENT:
            words = "It is not heard of: see that it runs, and that Redis does. Whom it served the others serve."
            found.append(Trouble("web_silent", where, "report", words))
            continue
        found += [Trouble("part", where, part, words) for part, words in told.problems.items()]
        host = told.address.rpartition(":")[0]
        if host not in disks:  # processes of a machine share theirs
            disks.add(host)
            found += _find_of_disk(where, told.disk_free, told.disk_size)
    return found


def _find_of_disk(where: str, free: int | None, size: int | None) -> list[Trouble]:
    if free is None or not size or free >= size * LEAST_FREE:
        return []
    words = (
        f"{free / (1 << 30):.1f} GiB are left on its disk, {free / size:.0%}: make room, shorten RECORDING_DAYS, or "
        "move recordings to a bucket (RECORDING_STORE)."
    )
    return [Trouble("disk_low", where, "disk", words)]

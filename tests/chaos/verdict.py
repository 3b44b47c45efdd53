"""What must hold after a round, whatever was broken in it. Pure: the log, what clients heard, what was done."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

NEXT: Final[Mapping[str, frozenset[str]]] = {
    "": frozenset({"scheduled"}),
    "scheduled": frozenset({"live", "cancelled", "deleted"}),
    "live": frozenset({"interrupted", "ended"}),
    "interrupted": frozenset({"resumed", "ended"}),
    "resumed": frozenset({"interrupted", "ended"}),
    "ended": frozenset({"scheduled", "live", "archived", "deleted"}),
}
"""Which transition may follow which; what is `BESIDES` may come anywhere and changes nothing."""

BESIDES: Final = frozenset({"updated", "replay_ready"})

ROUNDING: Final = 0.01
"""Seconds by which a replay's length may be told otherwise than its segments' are."""

SLACK: Final = 1.5
"""Seconds by which a line's time and the doer's own may differ: two clocks, and what it takes to commit."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the transition log."""

    seq: int
    type: str
    at: float
    livestream_id: str


@dataclass(frozen=True, slots=True)
class Row:
    """What the database says of a recording: its name, whether there is something of it, whether that is all."""

    name: str
    begun: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left of a show that is over: its `replay` as its artist sees it, the runs that lie on the disk, and
    what players get at its address: the playlist's text, and bytes of all segments in it. `reason` is why it may be
    partial; empty: it may not."""

    livestream_id: str
    replay: Mapping[str, Any] | None
    files: Sequence[str]
    playlist: str = ""
    fetched: int = 0
    faults: Sequence[str] = ()
    reason: str = ""


@dataclass
class Heard:
    """What one client was told: where its first snapshot stood, and every numbered event since."""

    name: str
    cursor: tuple[str, int] | None = None
    snapshots: list[int] = field(default_factory=list)
    events: list[tuple[int, str, str]] = field(default_factory=list)
    """`seq`, type, livestream."""
    resets: int = 0
    """Resumes that the server could not fulfil; a log as short as a round's always can."""
    connections: int = 0
    newest: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The last livestream heard of, by id."""

    def note(self, frame: Mapping[str, Any]) -> None:
        """A frame came."""
        kind = str(frame["type"])
        if kind == "snapshot":
            self.cursor = (frame["epoch"], frame["seq"])
            self.snapshots.append(frame["seq"])
            self.resets += frame.get("resumed") is False
        elif "seq" in frame:
            livestream = frame["livestream"]
            self.cursor = (frame["epoch"], frame["seq"])
            self.events.append((frame["seq"], kind.removeprefix("livestream."), livestream["id"]))
            self.newest[livestream["id"]] = dict(livestream)


@dataclass
class Deed:
    """What was done to a show that may be heard of by its fans."""

    at: float
    what: str


@dataclass
class Story:
    """A show as those who made it know it: `deeds` may each interrupt it once, `ends` are goodbyes and the artist's
    End. What is in neither may never be heard of."""

    livestream_id: str
    deeds: list[Deed] = field(default_factory=list)
    ends: list[Deed] = field(default_factory=list)


def check_log(lines: Sequence[Line]) -> list[str]:
    """Numbers without a gap, in one order, and each livestream's life one that the lifecycle has."""
    findings = []
    numbers = [line.seq for line in lines]
    if numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        findings.append(f"the log has gaps or doubles: {numbers}")
    last: dict[str, str] = {}
    for line in lines:
        if line.type in BESIDES:
            continue
        before = last.get(line.livestream_id, "")
        if line.type not in NEXT.get(before, frozenset()):
            findings.append(f"{line.livestream_id}: {line.type} (seq {line.seq}) after {before or 'nothing'}")
        last[line.livestream_id] = line.type
    return findings


def check_heard(lines: Sequence[Line], heard: Heard, livestreams: set[str]) -> list[str]:
    """The client heard each line after its first snapshot that concerns it: once, in order, and no other."""
    findings = []
    if heard.resets:
        findings.append(f"{heard.name}: {heard.resets} resumes were not fulfilled")
    if not heard.snapshots:
        return [f"{heard.name}: never joined"]
    first = heard.snapshots[0]
    wanted = [
        (line.seq, line.type, line.livestream_id)
        for line in lines
        if line.seq > first and line.livestream_id in livestreams
    ]
    got = [event for event in heard.events if event[2] in livestreams]
    if got != wanted:
        findings.append(f"{heard.name} ({heard.connections} connections): heard {got}, the log says {wanted}")
    return findings


def check_story(lines: Sequence[Line], story: Story) -> list[str]:
    """Nothing is told of a show that was not done to it: no healthy show is interrupted or ended."""
    own = [line for line in lines if line.livestream_id == story.livestream_id]
    said = [line.type for line in own if line.type not in {"scheduled", *BESIDES}]
    findings = []
    breaks = [line for line in own if line.type == "interrupted"]
    for index, line in enumerate(breaks):
        before = [deed for deed in story.deeds if deed.at <= line.at + SLACK]
        if len(before) <= index:
            findings.append(f"{story.livestream_id}: interrupted without a cause: {said}, done: {story.deeds}")
            break
    ends = [line for line in own if line.type == "ended"]
    for index, line in enumerate(ends):
        before = [deed for deed in [*story.ends, *story.deeds] if deed.at <= line.at + SLACK]
        if len(before) <= index:
            findings.append(f"{story.livestream_id}: ended without a cause: {said}, done: {before}")
            break
    if not story.deeds and len(story.ends) == 1 and said != ["live", "ended"]:
        findings.append(f"{story.livestream_id}: an untroubled show was told as {said}")
    return findings


def check_kept(kept: Kept) -> list[str]:
    """A replay is all that was kept, plays, and says so where that is less than was live; nothing lies about."""
    name, replay = kept.livestream_id, kept.replay
    findings = [f"{name}: {file} was left open" for file in kept.files if "-open-" in file or file.endswith(".draft")]
    sealed = [file for file in kept.files if file.endswith(".m4s") and "-open-" not in file]
    if replay is None:
        return findings + ([f"{name}: no replay of {len(sealed)} segments"] if sealed else [])
    if replay["state"] not in ("ready", "partial"):
        return [*findings, f"{name}: its replay is {replay['state']} when all is over"]
    if replay["state"] == "partial" and not kept.reason:
        findings.append(f"{name}: its replay is partial, and nothing was done to it")
    if "#EXT-X-ENDLIST" not in kept.playlist:
        return [*findings, f"{name}: the playlist of its replay has no end: {kept.playlist[:200]!r}"]
    durations = [float(line[8:].rstrip(",")) for line in kept.playlist.splitlines() if line.startswith("#EXTINF:")]
    if len(durations) != len(sealed):
        findings.append(f"{name}: {len(durations)} segments in its replay, {len(sealed)} on the disk")
    if abs(sum(durations) - replay["duration"]) > ROUNDING or kept.fetched != replay["bytes"]:
        findings.append(
            f"{name}: {sum(durations):.2f} s and {kept.fetched} bytes can be had of its replay, which is {replay}"
        )
    return findings + [f"{name}: {fault}" for fault in kept.faults]


def check_output(name: str, output: str) -> list[str]:
    """No traceback and no lost exception: what goes wrong outside is told in words. Each kind is named once."""
    found: Counter[str] = Counter()
    lines = output.splitlines()
    for index, line in enumerate(lines):
        if "was never retrieved" in line or "was never awaited" in line:
            found[" | ".join(each.strip()[:300] for each in lines[index : index + 3])] += 1
        if line.startswith("Traceback (most recent call last)"):
            error = next((each for each in lines[index + 1 :] if not each.startswith(" ")), "")
            frames = [each.strip() for each in lines[index + 1 : index + 120] if each.startswith("  File")]
            place = next((each for each in reversed(frames) if "/platform/" in each), "")
            found[f"{error[:120]} | {place[-100:]}"] += 1
    return [f"{name} logged {count} times: {text}" for text, count in found.items()]


def to_moment(text: str) -> float:
    """RFC 3339 as seconds since 1970."""
    return datetime.fromisoformat(text).timestamp()

"""What must be alike in all renditions of a show, as ffprobe, hls-parser and our own rules see it."""

import itertools
import json
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ladder_run.follow import Rendition, Run
from support.foreign_scripts import run_script
from support.hls_playlist import SegmentLines
from support.hls_rules import PlaylistHistory
from support.needs import find_program

COUNTS_SEGMENTS = "greater than three target durations"
"""hls-parser counts three segments where RFC 8216bis says three target durations: the first segments are shorter."""
LONGEST_STEP = 0.1
"""Seconds between two pictures; more would be seen as a halt."""


@dataclass(frozen=True, slots=True)
class Packet:
    """Ticks, and the part that it is in."""

    part: str
    dts: int
    pts: int
    key: bool


@dataclass(slots=True)
class Findings:
    """`seconds` of the rendition's parts, `independent` ones among them; `step`: the longest between two pictures."""

    name: str
    parts: int = 0
    independent: int = 0
    seconds: float = 0.0
    packets: int = 0
    step: float = 0.0
    playlists: int = 0
    counted: int = 0
    """Playlists that only hls-parser's count of segments is against."""
    faults: list[str] = field(default_factory=list)


def compare(renditions: Sequence[Rendition]) -> list[Findings]:
    """The first is the source. A rendition that began later is held against what the source had from then on."""
    source = renditions[0]
    packets = {kind: probe(source, kind) for kind in ("v", "a")}
    return [_compare(each, source, packets) for each in renditions]


def _compare(ours: Rendition, source: Rendition, theirs: dict[str, list[Packet]]) -> Findings:
    parts = ours.parts
    found = Findings(ours.name, parts=len(parts), seconds=ours.seconds, playlists=len(ours.texts))
    faults = found.faults
    faults += ours.missed
    numbers = [int(part.line.uri.rpartition("-")[2].partition(".")[0]) for part in parts]
    if not parts or numbers != [*range(numbers[0], numbers[-1] + 1)]:
        faults.append(f"parts are missing: {numbers}")
        return found
    has_picture = ours.name != "audio"  # of sound, each part can be begun with
    names = {part.line.uri for part in parts}
    lines = [part.line for part in source.parts if part.line.uri in names]
    if [(each.line.uri, each.line.duration) for each in parts] != [(each.uri, each.duration) for each in lines]:
        faults.append("parts are not those of the source")
    keys = {each.uri for each in lines if each.independent} if has_picture else names
    if {part.line.uri for part in parts if part.line.independent} != keys:
        faults.append("other parts can be begun with than of the source")
    found.independent = len(keys)
    if [run.init for run in ours.runs] != [run.init for run in source.runs]:
        faults.append("other init sections than of the source")
    for sequence, segment in ours.segments.items():
        other = source.segments.get(sequence)
        if other is None or (segment.uri, segment.duration, segment.date) != (other.uri, other.duration, other.date):
            faults.append(f"segment {sequence} is not as the source's: {_say(segment)}, and {other and _say(other)}")
    for kind in ("v", "a") if has_picture else ("a",):
        packets = probe(ours, kind)
        expected = [packet for packet in theirs[kind] if packet.part in names]
        found.packets += len(packets)
        if [(each.part, each.dts, each.key) for each in packets] != [
            (each.part, each.dts, each.key) for each in expected
        ]:
            faults.append(f"{kind}: packets are not at the source's times, or not with its keyframes")
        if sorted(each.pts for each in packets) != sorted(each.pts for each in expected):
            faults.append(f"{kind}: packets are not shown at the source's times")
        if kind == "v":
            _look_at_pictures(found, packets, keys)
    _read_playlists(ours.texts, found)
    return found


def _say(segment: SegmentLines) -> str:
    return f"{segment.uri} of {segment.duration} s at {segment.date} with {len(segment.parts)} parts"


def _look_at_pictures(found: Findings, packets: list[Packet], keys: set[str]) -> None:
    firsts = {part: next(each).key for part, each in itertools.groupby(packets, key=lambda packet: packet.part)}
    if wrong := [part for part in keys if not firsts.get(part, False)]:
        found.faults.append(f"no keyframe where one is said to be: {wrong}")
    times = sorted(packet.pts for packet in packets)
    found.step = max((after - before for before, after in itertools.pairwise(times)), default=0) / 1_000_000
    if found.step > LONGEST_STEP:
        found.faults.append(f"a gap of {found.step:.3f} s between two pictures")


def _read_playlists(texts: list[str], found: Findings) -> None:
    history = PlaylistHistory()
    try:
        for text in texts:
            history.add(text)
    except AssertionError as error:
        found.faults.append(f"playlist {history.versions}: {error}")


def parse_strictly(texts: Sequence[str], folder: Path) -> tuple[int, list[str]]:
    """hls-parser over all of them: how often it only counts segments, and what else it says."""
    file = folder / "playlists.json"
    file.write_text(json.dumps(texts))
    said = run_script("playlists", file).splitlines()
    return sum(COUNTS_SEGMENTS in line for line in said), [line for line in said if COUNTS_SEGMENTS not in line]


def probe(rendition: Rendition, kind: str) -> list[Packet]:
    """Each packet of the first track of a kind; times in microseconds of the show."""
    return [packet for run in rendition.runs for packet in _probe(run, kind)]


def _probe(run: Run, kind: str) -> list[Packet]:
    command = [find_program("ffprobe"), "-v", "error", "-select_streams", f"{kind}:0", "-of", "json"]
    command += ["-show_entries", "packet=pts_time,dts_time,flags,pos", str(run.file)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=300)
    if done.stderr:
        raise AssertionError(f"{run.file.name}: {done.stderr.decode()}")
    found, at = [], 0
    for packet in json.loads(done.stdout)["packets"]:
        place = int(packet["pos"])
        while place >= run.parts[at].end:
            at += 1
        dts, pts = (round(float(packet[name]) * 1_000_000) for name in ("dts_time", "pts_time"))
        found.append(Packet(run.parts[at].line.uri, dts, pts, "K" in packet["flags"]))
    return found


def decode(rendition: Rendition) -> list[str]:
    """What a decoder complains of."""
    said: list[str] = []
    for run in rendition.runs:
        command = [find_program("ffmpeg"), "-v", "warning", "-i", str(run.file), "-f", "null", "-"]
        done = subprocess.run(command, capture_output=True, check=True, timeout=600)
        said += re.findall(r"[^\r\n]+", done.stderr.decode())
    return said

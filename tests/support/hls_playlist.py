"""A reader of media playlists for tests, written from RFC 8216bis and not from the writer it checks."""

import re
from dataclasses import dataclass, field
from datetime import datetime

_ATTRIBUTE = re.compile(r'([A-Z0-9-]+)=("[^"\r\n]*"|[^",\s][^",]*)(?:,|$)')


def read_attributes(text: str) -> dict[str, str]:
    """An attribute list (4.2); fails on anything left over and on a name given twice."""
    found = {}
    place = 0
    while place < len(text):
        match = _ATTRIBUTE.match(text, place)
        assert match, f"no attribute list: {text!r}"
        assert match[1] not in found, f"{match[1]} twice in {text!r}"
        found[match[1]] = match[2].strip('"')
        place = match.end()
    return found


@dataclass
class PartLine:
    uri: str
    duration: float
    independent: bool
    gap: bool
    text: str


@dataclass
class SegmentLines:
    """One segment; `duration` and `uri` are None for the one still being made. `tags` come before its parts."""

    sequence: int
    discontinuity_sequence: int
    discontinuity: bool = False
    gap: bool = False
    map_uri: str | None = None
    own_map: bool = False
    date: datetime | None = None
    parts: list[PartLine] = field(default_factory=list)
    duration: float | None = None
    uri: str | None = None
    tags_after_parts: list[str] = field(default_factory=list)

    @property
    def known_duration(self) -> float:
        return self.duration if self.duration is not None else sum(part.duration for part in self.parts)


@dataclass
class Playlist:
    text: str
    header: dict[str, str] = field(default_factory=dict)
    segments: list[SegmentLines] = field(default_factory=list)
    open: SegmentLines | None = None
    hints: list[dict[str, str]] = field(default_factory=list)
    reports: list[dict[str, str]] = field(default_factory=list)
    skipped: int = 0
    ended: bool = False

    @property
    def target_duration(self) -> int:
        return int(self.header["EXT-X-TARGETDURATION"])

    @property
    def control(self) -> dict[str, str]:
        return read_attributes(self.header.get("EXT-X-SERVER-CONTROL", ""))

    @property
    def part_target(self) -> float | None:
        info = self.header.get("EXT-X-PART-INF")
        return None if info is None else float(read_attributes(info)["PART-TARGET"])

    @property
    def all_segments(self) -> list[SegmentLines]:
        return [*self.segments, *([self.open] if self.open else [])]

    @property
    def last_part(self) -> tuple[int, int]:
        """(media sequence number, index) of the newest part."""
        for segment in reversed(self.all_segments):
            if segment.parts:
                return segment.sequence, len(segment.parts) - 1
        raise AssertionError("no part is listed")


_HEADER_TAGS = {
    "EXT-X-VERSION", "EXT-X-TARGETDURATION", "EXT-X-SERVER-CONTROL", "EXT-X-PART-INF", "EXT-X-MEDIA-SEQUENCE",
    "EXT-X-DISCONTINUITY-SEQUENCE", "EXT-X-PLAYLIST-TYPE", "EXT-X-START", "EXT-X-INDEPENDENT-SEGMENTS",
}  # fmt: skip


def read_playlist(text: str, *, before: Playlist | None = None) -> Playlist:
    """Read a playlist; a delta update (EXT-X-SKIP) is completed from `before`, as a player does it."""
    lines = text.split("\n")
    assert lines[0] == "#EXTM3U", "the first line must be #EXTM3U"
    assert lines[-1] == "", "the last line must end"
    playlist = Playlist(text)
    now: SegmentLines | None = None
    sequence = discontinuities = 0
    map_uri: str | None = None
    for line in lines[1:-1]:
        assert line == line.strip(), f"white space around {line!r}"
        assert line, "an empty line"
        if line.startswith("#") and not line.startswith("#EXT"):
            continue
        name, _, value = line.removeprefix("#").partition(":")
        if name in _HEADER_TAGS:
            assert name not in playlist.header, f"{name} twice"
            assert not playlist.segments, f"{name} behind a segment"
            assert now is None, f"{name} behind a segment's tags"
            playlist.header[name] = value
            if name == "EXT-X-MEDIA-SEQUENCE":
                sequence = int(value)
            elif name == "EXT-X-DISCONTINUITY-SEQUENCE":
                discontinuities = int(value)
            continue
        if name == "EXT-X-SKIP":
            assert before is not None, "a delta update that nobody asked for"
            assert not playlist.skipped, "EXT-X-SKIP twice"
            playlist.skipped = int(read_attributes(value)["SKIPPED-SEGMENTS"])
            known = {segment.sequence: segment for segment in before.segments}
            playlist.segments = [known[sequence + index] for index in range(playlist.skipped)]
            sequence += playlist.skipped
            discontinuities = playlist.segments[-1].discontinuity_sequence
            map_uri = playlist.segments[-1].map_uri
            continue
        if name == "EXT-X-ENDLIST":
            playlist.ended = True
            continue
        if name == "EXT-X-PRELOAD-HINT":
            playlist.hints.append(read_attributes(value))
            continue
        if name == "EXT-X-RENDITION-REPORT":
            playlist.reports.append(read_attributes(value))
            continue
        if now is None:
            now = SegmentLines(sequence, discontinuities, map_uri=map_uri)
        if now.parts and name in ("EXT-X-DISCONTINUITY", "EXT-X-MAP", "EXT-X-PROGRAM-DATE-TIME"):
            now.tags_after_parts.append(name)
        if name == "EXT-X-DISCONTINUITY":
            discontinuities += 1
            now.discontinuity, now.discontinuity_sequence = True, discontinuities
        elif name == "EXT-X-MAP":
            map_uri = now.map_uri = read_attributes(value)["URI"]
            now.own_map = True
        elif name == "EXT-X-PROGRAM-DATE-TIME":
            now.date = datetime.fromisoformat(value)
        elif name == "EXT-X-GAP":
            now.gap = True
        elif name == "EXT-X-PART":
            given = read_attributes(value)
            now.parts.append(
                PartLine(
                    given["URI"], float(given["DURATION"]), given.get("INDEPENDENT") == "YES",
                    given.get("GAP") == "YES", line,
                )
            )  # fmt: skip
        elif name == "EXTINF":
            now.duration = float(value.rstrip(",").partition(",")[0])
        elif not line.startswith("#"):
            assert now.duration is not None, f"{line} without EXTINF"
            now.uri = line
            playlist.segments.append(now)
            sequence, now = sequence + 1, None
        else:
            raise AssertionError(f"an unknown tag: {line}")
    playlist.open = now
    return playlist

"""A stream as a media playlist (RFC 8216bis). Pure: a stream in, text out."""

from datetime import UTC, datetime

from contract.moments import to_rfc3339
from ingest.origin.stream.segments import Init, Part, Segment
from ingest.origin.stream.stream import Stream

CONTENT_TYPE = "application/vnd.apple.mpegurl"

PART_HOLD_BACK = 3.0
"""In part targets; less than 2 is not allowed, less than 3 advised against (4.4.3.8)."""


def render_playlist(stream: Stream, *, skip: bool = False) -> str:
    """The playlist as of now; with `skip`, a delta update (6.2.5.1) where there is enough to skip.

    `stream.published` must be true.
    """
    shape = stream.shape
    target = shape.target_duration
    part_target = stream.part_target or shape.part_seconds
    segments = _list_segments(stream)
    boundary = shape.skip_boundary
    skipped = _count_skipped(stream, boundary) if skip and boundary is not None and not stream.ended else 0
    control = "CAN-BLOCK-RELOAD=YES"
    if boundary is not None:
        control += f",CAN-SKIP-UNTIL={boundary:.1f}"
    first = segments[0]
    lines = [
        "#EXTM3U",
        f"#EXT-X-VERSION:{9 if skipped else 6}",  # EXT-X-SKIP needs 9, EXT-X-MAP 6 (section 8)
        f"#EXT-X-TARGETDURATION:{target}",
        f"#EXT-X-SERVER-CONTROL:{control},PART-HOLD-BACK={PART_HOLD_BACK * part_target:.3f}",
        f"#EXT-X-PART-INF:PART-TARGET={part_target:.3f}",
        f"#EXT-X-MEDIA-SEQUENCE:{first.sequence}",
        f"#EXT-X-DISCONTINUITY-SEQUENCE:{first.discontinuity_sequence - first.discontinuity}",
    ]
    if skipped:
        lines.append(f"#EXT-X-SKIP:SKIPPED-SEGMENTS={skipped}")
    with_parts = _find_first_with_parts(stream, segments)
    # A player that was told to skip knows the init section of what it skips.
    init: Init | None = segments[skipped - 1].init if skipped else None
    for index in range(skipped, len(segments)):
        segment = segments[index]
        lines += _heading(segment, init)
        init = segment.init
        if index >= with_parts and segment.lists_parts:
            lines += [_part_line(part) for part in segment.parts]
        if segment is not stream.open:
            lines += (f"#EXTINF:{segment.duration:.5f},", segment.uri)
    if stream.ended:
        lines.append("#EXT-X-ENDLIST")
    else:
        lines.append(f'#EXT-X-PRELOAD-HINT:TYPE=PART,URI="{stream.next_part_uri}"')
        for address, other in stream.beside():
            newest = other.open or (other.listed[-1] if other.listed else None)
            if newest is not None:
                lines.append(_report(address, newest))
    lines.append("")
    return "\n".join(lines)


def list_with_parts(stream: Stream) -> list[Segment]:
    """The newest segments, of which a playlist names each part (but of those that list none)."""
    segments = _list_segments(stream)
    return segments[_find_first_with_parts(stream, segments) :]


def _list_segments(stream: Stream) -> list[Segment]:
    return [*stream.listed, stream.open] if stream.open is not None else [*stream.listed]


def _find_first_with_parts(stream: Stream, segments: list[Segment]) -> int:
    # hls.js goes by parts only where they reach back past the last complete segment's begin.
    return min(_first_with_parts(segments, stream.shape.parts_seconds), max(0, len(stream.listed) - 1))


def _count_skipped(stream: Stream, boundary: float) -> int:
    """Complete segments that end further than `boundary` seconds from the end of the last complete one."""
    left = 0.0
    for kept, segment in enumerate(reversed(stream.listed)):
        if left > boundary:
            return len(stream.listed) - kept
        left += segment.duration
    return 0


def _first_with_parts(segments: list[Segment], seconds: float) -> int:
    """Index of the first segment whose parts are listed: those that begin within `seconds` of the end."""
    left = 0.0
    for index in range(len(segments) - 1, -1, -1):
        left += segments[index].duration
        if left > seconds + 1e-6:
            return index + 1
    return 0


def _heading(segment: Segment, init: Init | None) -> list[str]:
    lines = ["#EXT-X-DISCONTINUITY"] if segment.discontinuity else []
    if segment.init is not init:
        lines.append(f'#EXT-X-MAP:URI="{segment.init.uri}"')
    lines.append(f"#EXT-X-PROGRAM-DATE-TIME:{to_rfc3339(datetime.fromtimestamp(segment.begins_at, UTC))}")
    return lines


def _report(address: str, newest: Segment) -> str:
    """Of another rendition with the same numbers (4.4.5.4)."""
    part = f",LAST-PART={len(newest.parts) - 1}" if newest.lists_parts else ""
    return f'#EXT-X-RENDITION-REPORT:URI="{address}",LAST-MSN={newest.sequence}{part}'


def _part_line(part: Part) -> str:
    independent = ",INDEPENDENT=YES" if part.independent else ""
    return f'#EXT-X-PART:DURATION={part.duration:.5f},URI="{part.uri}"{independent}'

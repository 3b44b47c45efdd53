"""All that a player needs to begin, in one answer: whoever is far away would wait a round trip for each piece. Pure.

The playlist, the init section, and the parts from the last keyframe to the newest, as files one after another. Before
them a line each, `NAME SIZE` (bytes), in their order, and an empty line:

    index.m3u8 812
    init-ab12-1.mp4 1290
    part-ab12-7.m4s 48210

A player can begin with the first while the last is on its way.
"""

from collections.abc import Sequence

from ingest.origin.stream.playlist import list_with_parts
from ingest.origin.stream.segments import Part, Segment
from ingest.origin.stream.stream import Stream

NAME = "join.bin"
CONTENT_TYPE = "application/octet-stream"

MARGIN = 0.4
"""Seconds before the end at which our pages begin to play (`frontend/src/player/start.ts`)."""


def gather(stream: Stream, playlist: bytes) -> list[bytes]:
    """The answer's body, with `playlist` as it is now. Nothing is copied. Without a keyframe among the parts that are
    listed, or after the end, it is the playlist alone."""
    return pack(playlist, pick(stream))


def pick(stream: Stream) -> list[tuple[str, bytes]]:
    """Names and bytes of what comes after the playlist."""
    run = [] if stream.ended else _find_newest_run(list_with_parts(stream))
    parts = _from_keyframe([part for segment in run for part in segment.parts])
    if not parts:
        return []
    init = run[-1].init
    return [(init.uri, init.data), *((part.uri, part.data) for part in parts)]


def pack(playlist: bytes, files: Sequence[tuple[str, bytes]]) -> list[bytes]:
    """The answer's body: the playlist, and these."""
    sent = [("index.m3u8", playlist), *files]
    head = "".join(f"{name} {len(data)}\n" for name, data in sent)
    return [f"{head}\n".encode(), *(data for _, data in sent)]


def _find_newest_run(segments: list[Segment]) -> list[Segment]:
    """What comes before may have other tracks, and has parts that end somewhere else."""
    for at in range(len(segments) - 1, -1, -1):
        if not segments[at].lists_parts:
            return segments[at + 1 :]
        if segments[at].discontinuity:
            return segments[at:]
    return segments


def _from_keyframe(parts: list[Part]) -> list[Part]:
    """From where a player begins: the last independent part that begins `MARGIN` before the end, else the first."""
    keyframes = [at for at, part in enumerate(parts) if part.independent]
    left, chosen = 0.0, keyframes[0] if keyframes else len(parts)
    for at in range(len(parts) - 1, -1, -1):
        left += parts[at].duration
        if parts[at].independent and left >= MARGIN - 0.01:
            chosen = at
            break
    return parts[chosen:]

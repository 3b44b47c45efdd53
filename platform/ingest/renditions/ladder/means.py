"""What smaller pictures are made by."""

from collections.abc import Callable
from dataclasses import dataclass

from ingest.ffmpeg.children import FFmpegChildren
from ingest.renditions.ladder.encoder import Encoding


@dataclass(frozen=True, slots=True)
class Means:
    """A node's, for those whom no show waits for. `find_encoding` gives None where there is no FFmpeg; `is_at_limit`:
    the machine has no more to give than live streams take."""

    find_encoding: Callable[[], Encoding | None]
    children: FFmpegChildren
    is_at_limit: Callable[[], bool]

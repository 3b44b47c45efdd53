"""The FFmpeg that makes a stream's sound smaller: what it is told, and what it does to the sound's time."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.origin.packaging.boxes import FragmentError, walk_boxes
from ingest.origin.packaging.tracks import read_tracks
from ingest.renditions.codecs import Named, name_tracks
from ingest.renditions.sound.frames import SAMPLES

CODEC: Final = "mp4a.40.2"
STEREO: Final = 160_000
MONO: Final = 96_000
"""Bits per second."""
HEADROOM: Final = 1.15
"""What a segment may have of that, with the heads of its parts, before any was measured."""
HIGHEST: Final = 48_000
CLOCK: Final = 1.0
"""Seconds at which the encoder's clock begins: what it gives back first is of before."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """Of a source's sound."""

    rate: int
    """Samples a second of what is made."""
    channels: int
    lag: float
    """Seconds that are still in the encoder when all that has come of the source was given to it."""

    @property
    def bits(self) -> int:
        """A second."""
        return MONO if self.channels == 1 else STEREO

    @property
    def frame(self) -> float:
        """Seconds."""
        return SAMPLES / self.rate


def plan_encoding(init: bytes) -> Encoding:
    """How a source's sound is encoded; `init` has that alone.

    FFmpeg's AAC looks two frames ahead. Where the source's frames are not those that are made, a third one may not be
    full yet.

    Raises:
        FragmentError: this is no init section with sound.
    """
    moovs = [init[start - 8 : end] for name, start, end in walk_boxes(init, 0, len(init)) if name == b"moov"]
    tracks = [track for moov in moovs for track in read_tracks(moov) if track.kind == "soun"]
    named = [track for track in name_tracks(init) if track.kind == b"soun"]
    if not tracks or not named:
        raise FragmentError("no sound")
    sent: Named = named[0]
    rate = tracks[0].timescale
    if rate > HIGHEST:
        rate = 44_100 if rate % 44_100 == 0 else HIGHEST
    same = sent.codec == CODEC and rate == tracks[0].timescale
    return Encoding(rate, min(sent.channels, 2), (2 if same else 3) * SAMPLES / rate)


def encode_command(ffmpeg: Path, encoding: Encoding) -> list[str]:
    """Fragmented MP4 in; AAC in FLV out, where each frame's size and time come before it."""
    command = [str(ffmpeg), "-hide_banner", "-nostats", "-loglevel", "error", "-threads", "1"]
    if nice := shutil.which("nice"):
        command = [nice, "-n", "19", *command]
    return [
        *command, "-analyzeduration", "0", "-f", "mp4", "-i", "pipe:0", "-map", "0:a:0", "-vn",
        "-c:a", "aac", "-b:a", str(encoding.bits), "-ar", str(encoding.rate), "-ac", str(encoding.channels),
        "-output_ts_offset", str(CLOCK), "-flush_packets", "1",
        "-f", "flv", "-flvflags", "no_duration_filesize+no_sequence_end+no_metadata", "pipe:1",
    ]  # fmt: skip

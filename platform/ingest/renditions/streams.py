"""How a multivariant playlist is written (RFC 8216bis, 4.4.6), of what is live and of what is kept. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.renditions.codecs import Named
from ingest.renditions.ladder.rungs import Size
from ingest.renditions.sound.making import NAME as SOUND

SOURCE: Final = "source"


@dataclass(frozen=True, slots=True)
class SmallerPicture:
    """A rung as playlists tell of it; bits per second with the sound."""

    name: str
    size: Size
    peak: int
    average: int
    rate: float = 0.0
    """Pictures a second; 0: not known."""


def write_streams(
    tracks: Sequence[Named],
    peak: float,
    average: float,
    smaller: Sequence[SmallerPicture] = (),
    alone: tuple[str, int] | None = None,
    rate: float = 0.0,
    *,
    captioned: bool = True,
) -> str:
    """`tracks`, `peak` and `average` (bits per second) and `rate` (pictures a second) are the source's.

    `alone`: codec and rate of the sound, where that may be had without the picture. `captioned`: whether there may be
    closed captions in the picture. Where there are none, iPhones have to be told, or they offer "Unknown CC", and so
    has Shaka, or it looks for them even in the segment that has no address yet, and gives up.
    """
    none = "" if captioned else ",CLOSED-CAPTIONS=NONE"
    picture = next((track for track in tracks if track.kind == b"vide"), None)
    heard = next((track for track in tracks if track.kind == b"soun"), None)
    source = [f"BANDWIDTH={max(1, round(peak))}", f"AVERAGE-BANDWIDTH={max(1, round(average))}"]
    if all(track.codec for track in tracks):
        source.append(f'CODECS="{",".join(track.codec for track in tracks)}"')
    if picture is not None and picture.width and picture.height:
        source.append(f"RESOLUTION={picture.width}x{picture.height}")
    if rate:
        source.append(f"FRAME-RATE={rate:.3f}")
    lines = ["#EXTM3U", "#EXT-X-VERSION:6", f"#EXT-X-STREAM-INF:{','.join(source)}{none}", f"{SOURCE}/index.m3u8"]
    for one in smaller:
        codecs = [one.size.codec, *([] if heard is None else [heard.codec])]
        told = [
            f"BANDWIDTH={one.peak}",
            f"AVERAGE-BANDWIDTH={one.average}",
            *([f'CODECS="{",".join(codecs)}"'] if all(codecs) else []),
            f"RESOLUTION={one.size.width}x{one.size.height}",
            *([f"FRAME-RATE={one.rate:.3f}"] if one.rate else []),
        ]
        lines += [f"#EXT-X-STREAM-INF:{','.join(told)}{none}", f"{one.name}/index.m3u8"]
    if alone is not None:
        codec, bits = alone
        named = f',CODECS="{codec}"' if codec else ""
        lines += [f"#EXT-X-STREAM-INF:BANDWIDTH={bits}{named}{none}", f"{SOUND}/index.m3u8"]
    return "\n".join([*lines, ""])

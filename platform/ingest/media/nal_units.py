"""Whether decoding can truly begin with a picture, from its NAL units. Pure.

Senders call more pictures keyframes than players can begin with: x264's intra refresh and open groups of pictures
mark recovery points (ISO 14496-10, D.2.8), from which a decoder would get a whole picture some time later. Browsers
wait for an IDR picture, so that whoever joins between such keyframes sees nothing.
"""

from typing import Literal

from ingest.rtmp.wire.messages import Body

Syntax = Literal["h264", "hevc"]
SYNTAX: dict[str, Syntax] = {"h264": "h264", "hevc": "hevc"}
"""By codec, as FFmpeg names them."""


def read_length_size(syntax: Syntax, config: Body) -> int:
    """Bytes of a NAL unit's length, from an `avcC` or `hvcC` record (ISO 14496-15, 5.3.3.1, 8.3.3.1)."""
    place = 4 if syntax == "h264" else 21
    return (config[place] & 3) + 1 if len(config) > place else 4


def begins_anew(syntax: Syntax, picture: Body, place: int, length_size: int) -> bool | None:
    """Whether the first slice at or behind `place` is of an IDR picture (HEVC: of any random access point, which
    browsers take); None where no slice is found. No more than the few units before that slice are looked at."""
    end = len(picture)
    while place + length_size < end:
        size = int.from_bytes(picture[place : place + length_size], "big")
        head = picture[place + length_size]
        if syntax == "h264":
            kind = head & 31
            if 1 <= kind <= 5:  # slices; ISO 14496-10, table 7-1
                return kind == 5
        else:
            kind = head >> 1 & 63
            if kind < 32:  # slices; ISO 23008-2, table 7-1
                return 16 <= kind <= 23
        if size == 0:
            return None
        place += length_size + size
    return None

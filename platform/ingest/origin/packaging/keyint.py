"""What x264 and x265 say of themselves in a first keyframe."""

import re

_LOOKED_AT = 4_096
_keyint = re.compile(rb" keyint=(\d{1,5}) ")


def read_keyint(data: bytes, begin: int) -> int | None:
    """Frames a group of pictures may have, from the keyframe that begins there; None where the encoder does not
    say."""
    # Two searches: one pattern over both would begin anew at every "x264" that somebody has put there.
    keyframe = data[begin : begin + _LOOKED_AT]
    encoder = re.search(rb"x26[45]", keyframe)
    found = _keyint.search(keyframe, encoder.start(), encoder.start() + 2_000) if encoder is not None else None
    return int(found[1]) if found else None

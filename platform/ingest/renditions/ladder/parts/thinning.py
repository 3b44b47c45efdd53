"""Which pictures of a source with many a second a small rung has: half of fifty or sixty. By time, as many a source's
pictures do not come at equal times; and each keyframe. Pure."""

from typing import Final

_FAST: Final = 35.0
"""Pictures a second above which a source has more than a small rung needs."""
_LARGEST: Final = 480
"""Lines of a rung that is small."""
_MOST: Final = 40
"""Pictures a second that it has at most: two are never as near to each other as of fifty, and may be as of thirty."""


def find_apart(lines: int, rate: float, timescale: int) -> int:
    """Ticks that two pictures of a rung are apart at least; 0: it has all of them. `rate`: the source's."""
    return timescale // _MOST if rate > _FAST and lines <= _LARGEST else 0


def is_kept(shown: int, before: int | None, apart: int, *, key: bool) -> bool:
    """Whether the rung has the picture that is shown then. `before`: when the last that it has is shown."""
    return key or before is None or shown - before >= apart


def write_filter(apart: int) -> str:
    """The same for FFmpeg, as a filter in front of others. Its clock is the source's."""
    return f"select='key+gte(pts-prev_selected_pts,{apart})'," if apart else ""

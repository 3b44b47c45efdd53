"""All kinds of channels, and which one is at an address."""

from live.channels.kind import Kind
from live.channels.livestream import LIVESTREAM
from live.channels.lobby import LOBBY
from live.channels.me import ME
from live.channels.overlay import OVERLAY

KINDS: tuple[Kind, ...] = (LIVESTREAM, LOBBY, ME, OVERLAY)
"""In the order in which they hear of a livestream: whoever watches it first."""

_FIXED = {path: kind for kind in KINDS for path in kind.paths if "{" not in path}
_OF_ONE = {path.partition("/{")[0]: kind for kind in KINDS for path in kind.paths if "{" in path}


def find_kind(path: str) -> tuple[Kind, str] | None:
    """The kind of channel at an address, and what stands there for the braces of its path."""
    head, _, subject = path.rpartition("/")
    if (kind := _OF_ONE.get(head)) is not None:
        return (kind, subject) if subject else None
    return (kind, "") if (kind := _FIXED.get(path)) is not None else None

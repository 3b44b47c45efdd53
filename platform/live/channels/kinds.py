"""All kinds of channels, and which one is at an address."""

from live.channels.kind import Kind
from live.channels.livestream import LIVESTREAM
from live.channels.lobby import LOBBY
from live.channels.me import ME

KINDS: tuple[Kind, ...] = (LIVESTREAM, LOBBY, ME)
"""In the order in which they hear of a livestream: whoever watches it first."""

_BY_PATH = {path.partition("{")[0]: kind for kind in KINDS for path in kind.paths}


def find_kind(path: str) -> tuple[Kind, str] | None:
    """The kind of channel at an address, and what stands there for the braces of its path."""
    kind = _BY_PATH.get(path)
    if kind is None:
        head, slash, subject = path.rpartition("/")
        kind = _BY_PATH.get(head + slash)
        return (kind, subject) if kind is not None and subject else None
    return None if path.endswith("/") else (kind, "")

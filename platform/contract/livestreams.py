"""A livestream as it goes through the house: what the database is read as, and what the bus and the board pass on."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

RECORDING: Final = "recording"
"""Among what is private to a livestream, the name of the recording that there is, or that is to be made. It is for
the house: its artist is shown `replay`."""
STILL: Final = "still.jpg"
"""The newest picture of a show, beside its playlist; of a replay or a clip, one that stands for it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One livestream as of one place in the transition log."""

    livestream_id: str
    artist_id: str
    livestream: Mapping[str, Any]
    """The public shape: `{id, title, ..., hls_url}`. `hls_url` is there while live, gated or not: `gate.redact` it
    for whoever may not watch. It is a path on the origin, which not everybody reaches by the same name; lines of an
    old log hold whole addresses. `viewer_count` is the last one written, not the one of this moment."""
    private: Mapping[str, Any] = field(default_factory=dict)
    """What its artist sees besides: `publishing`, `ready`, `auto_start`, `record`; `hls_url` for the preview, and
    `replay` whoever else may have it. And `RECORDING`: see `show_own`."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Livestreams and the place in the log they were read at, all in one look at the database."""

    epoch: str
    seq: int
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of the transition log. `seq` counts from 1 without gaps over all livestreams, in commits' order."""

    seq: int
    type: str
    """`livestream.live` and its siblings."""
    at: str
    """RFC 3339, UTC."""
    livestream_id: str
    artist_id: str
    livestream: Mapping[str, Any]
    """As `Entry.livestream`, right after this change; after `livestream.deleted`, as it last was."""
    private: Mapping[str, Any] = field(default_factory=dict)
    """As `Entry.private`."""
    about: Mapping[str, Any] = field(default_factory=dict)
    """What is told besides the livestream, and beside it: of `livestream.marker`, say, the marker. Each thing has an
    `id`, and a `title` that somebody typed."""

    @property
    def thing(self) -> tuple[str, Mapping[str, Any]] | None:
        """What it is about besides the livestream, and what that is called there; None: nothing."""
        return next(((name, one) for name, one in self.about.items() if isinstance(one, Mapping)), None)

    def to_message(self) -> dict[str, Any]:
        """For the bus."""
        return {
            "kind": "transition",
            "seq": self.seq,
            "type": self.type,
            "at": self.at,
            "livestream_id": self.livestream_id,
            "artist_id": self.artist_id,
            "livestream": dict(self.livestream),
            "private": dict(self.private),
            "about": dict(self.about),
        }

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> "Transition":
        """From the bus; the reverse of `to_message`."""
        return cls(
            seq=message["seq"],
            type=message["type"],
            at=message["at"],
            livestream_id=message["livestream_id"],
            artist_id=message["artist_id"],
            livestream=message["livestream"],
            private=message["private"],
            about=message.get("about", {}),
        )


def show_own(livestream: Mapping[str, Any], private: Mapping[str, Any]) -> dict[str, Any]:
    """A livestream as its artist sees it."""
    return {**livestream, **{name: value for name, value in private.items() if name != RECORDING}}


def locate(livestream: Mapping[str, Any], origin_url: str, still: int = 0) -> dict[str, Any]:
    """A livestream's shape whose `hls_url`, and its replay's `url`, are whole addresses, and its `still_url` besides;
    `still` as for `find_still`."""
    path, replay, picture = livestream["hls_url"], livestream.get("replay"), find_still(livestream, still)
    if replay is not None and replay["url"] is not None:
        replay = {**replay, "url": complete(replay["url"], origin_url)}
    return {
        **livestream,
        "hls_url": path and complete(path, origin_url),
        "still_url": picture and complete(picture, origin_url),
        "replay": replay,
    }


def find_still(livestream: Mapping[str, Any], still: int) -> str | None:
    """Where the newest picture is, of a livestream as somebody may see it; None: there is none, or not for them.
    `still` says which is the newest while it is published, 0: none; a replay's changes when the show goes on."""
    playlist, replay = livestream.get("hls_url"), livestream.get("replay")
    if playlist is None and livestream.get("status") != "live" and replay is not None:
        playlist, still = replay["url"], math.ceil(replay.get("duration") or 0)
    return f"{playlist.rpartition('/')[0]}/{STILL}?v={still}" if playlist is not None and still else None


def complete(path: str, origin_url: str) -> str:
    """A whole address: of a path, at the origin; whole ones, of a node that says where it is reached, stay."""
    return f"{origin_url}{path}" if path.startswith("/") else path

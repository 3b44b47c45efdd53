"""What flows from a publisher into the origin, and the two interfaces between them.

The RTMP side calls these, `ingest.origin` implements them. A packager takes FLV bytes in this order: with `begin` the
nine-byte header with its four-byte back pointer, the `onMetaData` script tag, the video sequence header, the audio
sequence header (as far as there are any); then tags from a keyframe on, each `write` whole ones with back pointers.
Nobody behind the remuxer looks into them: it knows where decoding can begin, and says so.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from contract.feeds import FeedKind
from contract.orders import Revoke

Bytes = bytes | bytearray | memoryview


@dataclass(frozen=True, slots=True)
class Admission:
    """Web's answer to `validate`: this publisher may publish, and as what. `livestream_id` is the artist's in
    rehearsal; `reconnect_grace` is in seconds."""

    session_id: str
    livestream_id: str
    playback_id: str
    stream_key: str = field(repr=False)
    reconnect_grace: float
    title: str = ""
    kind: FeedKind = FeedKind.SHOW
    pass_key: bytes = field(default=b"", repr=False)
    """What passes to it are signed with; empty: it is for everybody."""
    takes_over: bool = False
    """From who publishes, whose artist has said so."""

    @property
    def feed(self) -> str:
        """What is published to, in the log's words."""
        return f"{'livestream' if self.kind is FeedKind.SHOW else 'rehearsal of'} {self.livestream_id}"


class Packager(Protocol):
    """One publisher's way into the origin."""

    failed: asyncio.Future[str]
    """Set, with words for the artist, when the packaging was given up: the session then ends the publisher."""

    @property
    def queued(self) -> int:
        """Bytes written here that FFmpeg has not taken yet."""

    @property
    def findings(self) -> Mapping[str, Any]:
        """How it sounds, and in a rehearsal what was seen and heard in its media, for its figures; `advice` is told
        with theirs."""

    def begin(self, opening: bytes, /) -> None:
        """Take what FFmpeg must be told before the first frame, once and before the first write. Where any of it
        changes, a new packager is opened."""

    def write(self, data: Bytes, entry: int | None, /) -> None:
        """Take whole tags of media. `entry` is where in them decoding can begin, None: nowhere. Never blocks, never
        raises for a slow or dead FFmpeg; the bytes may be changed by the caller once this returns."""

    async def drain(self) -> None:
        """Return once `queued` is under the low-water mark; the session reads no more from its socket meanwhile."""

    async def close(self, *, ended: bool) -> None:
        """The publisher is gone. `ended`: flush, last part, then ENDLIST. Otherwise the playlist stays open for a
        return within the grace: on the same time line where its init section is the same, else behind a
        discontinuity."""


class Origin(Protocol):
    """All streams of this node, by `playback_id`."""

    @property
    def ffmpeg_release(self) -> tuple[int, int] | None:
        """Major and minor version of the FFmpeg in use; None where it is unknown."""

    async def open(self, admission: Admission, /) -> Packager:
        """A packager for a new publisher; it goes on with the stream of the same `playback_id` if there is one.

        Raises:
            OSError: FFmpeg cannot be started; the words are for the operator's log.
        """

    async def move(self, old: str, playback_id: str, /) -> None:
        """Serve a stream under another name, and no longer under the old one; its playlist goes on. Unknown ids are
        ignored."""

    def set_gate(self, playback_id: str, pass_key: bytes, /) -> None:
        """Ask for passes made with this key from now on, or without one for nothing; unknown ids are ignored."""

    def revoke(self, playback_id: str, since: int | None, order: Revoke, /) -> None:
        """Let nobody in with these passes: all that were taken back after revocation `since` (None: at all), up to
        the order's number. Unknown ids are ignored."""

    def is_gated(self, playback_id: str, /) -> bool:
        """Whether passes are asked for."""

    def newest_still(self, playback_id: str, /) -> int:
        """When the newest picture of a stream was drawn, in milliseconds since 1970; 0: there is none."""

    def last_revocation(self, playback_id: str, /) -> int | None:
        """The number of the last that was heard of; None: of none yet, or nothing is asked for."""

    async def end(self, playback_id: str, /) -> None:
        """Close an interrupted stream's playlist: its grace has run out, or web ended it. Where a publisher has come
        back meanwhile, nothing changes; unknown ids are ignored."""

    async def stop(self) -> None:
        """End every stream and every FFmpeg of this node."""

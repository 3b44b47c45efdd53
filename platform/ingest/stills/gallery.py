"""The newest picture of every show on this node: drawn one after the other, so that many shows have fewer pictures
each and never less of the machine."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from contract.feeds import FeedKind
from ingest.ffmpeg.children import FFmpegChildren
from ingest.origin.shelf import Shelf
from ingest.origin.stream.segments import Change, Init, Part, Segment
from ingest.publishing.interfaces import Admission
from ingest.stills.still import Drawn, draw_still
from runtime.loops import Loop

EVERY: Final = 10.0
"""Seconds from one picture of a show to the next."""
LOOK: Final = 1.0
"""Seconds between two looks at who is due."""
PATIENCE: Final = 4.0
"""So many times as long as the last pictures took, nothing is drawn: at most a fifth of the time."""


class Follower(Protocol):
    """Who makes a storyboard of a stream, of the same keyframes."""

    def wants(self, at_ms: int, /) -> bool:
        """Whether a small picture of this moment (milliseconds since 1970) is wanted, too."""

    def take(self, tile: bytes, at_ms: int, /) -> None:
        """That picture."""


@dataclass(eq=False)
class Eye:
    """Sees a stream's keyframes go by, and keeps the newest. Costs a part a comparison."""

    shelf: Shelf
    newest: tuple[Init, Part, Segment | None] | None = None
    drawn: Part | None = None
    due: float = field(default=0.0)
    follower: Follower | None = None

    def offer(self, change: Change, init: Init | None, open_: Segment | None = None) -> None:
        """As a tap."""
        for part in change.parts:
            if part.independent and init is not None:
                live = next((one for one in change.segments if any(part is its for its in one.parts)), open_)
                self.newest = init, part, live


class Gallery:
    """`watch` each new stream. One event loop owns it."""

    def __init__(
        self,
        find_ffmpeg: Callable[[], Path | None],
        children: FFmpegChildren,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._find_ffmpeg = find_ffmpeg
        self._children = children
        self._clock = clock
        self._eyes: list[Eye] = []
        self.loop = Loop("the drawing of stills", self._step)

    def watch(self, admission: Admission, shelf: Shelf) -> None:
        """A stream is new; a rehearsal is nobody's to see."""
        if admission.kind is FeedKind.SHOW:
            eye = Eye(shelf)
            self._eyes.append(eye)
            shelf.taps.append(eye)

    def follow(self, shelf: Shelf, follower: Follower) -> None:
        """Have `follower` get small pictures of a stream, and nobody else."""
        for eye in self._eyes:
            if eye.shelf is shelf:
                eye.follower = follower

    def leave(self, shelf: Shelf, follower: Follower) -> None:
        """It wants no more."""
        for eye in self._eyes:
            if eye.shelf is shelf and eye.follower is follower:
                eye.follower = None

    async def draw(self, media: bytes, *, tile: bool = False) -> Drawn | None:
        """Pictures of the first keyframe in `media` (an init section and whole fragments), when its turn has come;
        None: there came none."""
        ffmpeg = self._find_ffmpeg()
        if ffmpeg is None:
            return None
        async with self._children.spare:
            return await draw_still(ffmpeg, self._children, media, tile=tile)

    async def _step(self) -> None:
        await asyncio.sleep(LOOK)
        self._eyes = [eye for eye in self._eyes if not (eye.shelf.removed or eye.shelf.stream.ended)]
        for eye in sorted(self._eyes, key=lambda eye: eye.due):
            now = self._clock()
            if eye.newest is None or eye.newest[1] is eye.drawn or now < eye.due:
                continue
            init, part, live = eye.newest
            if b"vide" not in init.data:
                continue
            at_ms = 0 if live is None else round(live.begin_of(part) * 1000)
            follower = eye.follower
            wanted = follower is not None and at_ms > 0 and follower.wants(at_ms)
            drawn = await self.draw(init.data + part.data, tile=wanted)
            took = self._clock() - now
            eye.drawn, eye.due = part, now + EVERY
            if drawn is not None and not eye.shelf.removed:
                eye.shelf.put_still(drawn.still, round(time.time() * 1000))
                if follower is not None and follower is eye.follower and drawn.tile is not None:
                    follower.take(drawn.tile, at_ms)
            await asyncio.sleep(took * PATIENCE)

"""The newest picture of every show on this node: drawn one after the other, so that many shows have fewer pictures
each and never less of the machine."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from contract.feeds import FeedKind
from ingest.ffmpeg.children import FFmpegChildren
from ingest.origin.shelf import Shelf
from ingest.origin.stream.segments import Change, Init, Part, Segment
from ingest.publishing.interfaces import Admission
from ingest.stills.still import draw_still
from runtime.loops import Loop

EVERY: Final = 10.0
"""Seconds from one picture of a show to the next."""
LOOK: Final = 1.0
"""Seconds between two looks at who is due."""
PATIENCE: Final = 4.0
"""So many times as long as the last pictures took, nothing is drawn: at most a fifth of the time."""


@dataclass(eq=False)
class Eye:
    """Sees a stream's keyframes go by, and keeps the newest. Costs a part a comparison."""

    shelf: Shelf
    newest: tuple[Init, Part] | None = None
    drawn: Part | None = None
    due: float = field(default=0.0)

    def offer(self, change: Change, init: Init | None, open_: Segment | None = None) -> None:
        """As a tap."""
        for part in change.parts:
            if part.independent and init is not None:
                self.newest = init, part


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

    async def _step(self) -> None:
        await asyncio.sleep(LOOK)
        self._eyes = [eye for eye in self._eyes if not (eye.shelf.removed or eye.shelf.stream.ended)]
        ffmpeg = self._find_ffmpeg()
        for eye in sorted(self._eyes, key=lambda eye: eye.due):
            now = self._clock()
            if ffmpeg is None or eye.newest is None or eye.newest[1] is eye.drawn or now < eye.due:
                continue
            init, part = eye.newest
            if b"vide" not in init.data:
                continue
            async with self._children.spare:
                picture = await draw_still(ffmpeg, self._children, init.data + part.data)
            took = self._clock() - now
            eye.drawn, eye.due = part, now + EVERY
            if picture is not None and not eye.shelf.removed:
                eye.shelf.put_still(picture)
            await asyncio.sleep(took * PATIENCE)

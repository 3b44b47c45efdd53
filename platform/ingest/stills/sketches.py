"""Pictures of moments of recordings that somebody asks for: one is drawn at a time, in its turn with the stills of
live shows, and the last ones are kept."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from ingest.origin.http.responses import say
from ingest.origin.packaging.boxes import FragmentError
from ingest.origin.packaging.fragments import Fragment, FragmentReader
from ingest.origin.wait import Wait
from ingest.recording.disk.segment import RecordedSegment, init_name
from ingest.stills.gallery import Gallery
from ingest.stills.jpeg import JpegError, read_jpeg

MOST_KEPT: Final = 64
"""Pictures, of some 30 KB."""
MOST_WAITING: Final = 32
"""That are to be drawn; of more, who asks is told to come again."""
PATIENCE: Final = 20.0
"""Seconds that who asks waits for one."""
PLAIN: Final = 64
"""Pixels for each byte of a picture from which on there is next to nothing to see in it: it is black, say."""

BUSY = say(503, "Too many pictures are asked for at this moment; ask again.", headers="Retry-After: 2\r\n")
SLOW = say(503, "The picture could not be drawn in time; ask again.", headers="Retry-After: 5\r\n")

Moment = tuple[str, RecordedSegment, int]
"""A run, a segment of it, and when in it (milliseconds since 1970)."""
Read = Callable[[str, str, str], Awaitable[bytes]]
"""A recording's file, by recording, run and name, from wherever it is.

Raises:
    OSError
"""


class Sketches:
    """`find`, and where that knows nothing, `draw`. One event loop owns it."""

    def __init__(self, gallery: Gallery, read: Read) -> None:
        self._gallery = gallery
        self._read = read
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._under_way: dict[tuple[str, str], list[Callable[[], None]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def is_full(self) -> bool:
        """Whether no more may be asked for now."""
        return len(self._under_way) >= MOST_WAITING

    def find(self, recording: str, key: str) -> bytes | None:
        """The picture that was drawn under this key, empty where there was none to draw; None: draw it first."""
        found = self._kept.get((recording, key))
        if found:
            self._kept.move_to_end((recording, key))
        elif found is not None:
            del self._kept[recording, key]  # the next one may try again
        return found

    def draw(
        self,
        recording: str,
        key: str,
        moments: Sequence[Moment],
        done: Callable[[], None],
        keep: Callable[[Moment, bytes], None] = lambda _, __: None,
    ) -> None:
        """Call `done` once `find` has an answer: of the first of these moments at which there is something to see.
        `keep` is given the picture, if there is one."""
        waiting = self._under_way.setdefault((recording, key), [])
        waiting.append(done)
        if len(waiting) == 1:
            task = asyncio.get_running_loop().create_task(
                self._draw(recording, key, moments, keep), name=f"a picture of recording {recording}"
            )
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def forget(self, recording: str, key: str, done: Callable[[], None]) -> None:
        """Whoever waited has gone."""
        waiting = self._under_way.get((recording, key), [])
        if done in waiting:
            waiting.remove(done)

    def stop(self) -> None:
        """Draw no more."""
        for task in self._tasks:
            task.cancel()

    async def _draw(
        self, recording: str, key: str, moments: Sequence[Moment], keep: Callable[[Moment, bytes], None]
    ) -> None:
        best: tuple[Moment, bytes] | None = None
        try:
            for moment in moments:
                picture = await self._draw_one(recording, moment)
                if picture is not None and (best is None or len(picture) > len(best[1])):
                    best = moment, picture
                if picture is not None and not _is_plain(picture):
                    break
            if best is not None:
                keep(*best)
        finally:
            self._kept[recording, key] = b"" if best is None else best[1]
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
            for done in self._under_way.pop((recording, key)):
                done()

    async def _draw_one(self, recording: str, moment: Moment) -> bytes | None:
        run, segment, at_ms = moment
        try:
            init = await self._read(recording, run, init_name(segment.init))
            if b"vide" not in init:
                return None
            data = await self._read(recording, run, segment.name)
            media = await asyncio.to_thread(find_keyframe, init, data, (at_ms - segment.begins_ms) / 1000)
        except (OSError, FragmentError):
            return None
        drawn = await self._gallery.draw(media) if media else None
        return None if drawn is None else drawn.still


def find_keyframe(init: bytes, data: bytes, seconds: float) -> bytes:
    """An init section and the fragment whose keyframe is in sight so many seconds after a segment's begin: the last
    one before, else the first; empty: there is none.

    Raises:
        FragmentError
    """
    reader = FragmentReader()
    reader.feed(init)
    found, first = b"", None
    for each in reader.feed(data):
        if not isinstance(each, Fragment) or each.video is None:
            continue
        first = each.video.start if first is None else first
        if each.independent and (not found or each.video.start - first <= seconds + 0.01):
            found = each.data
    return init + found if found else b""


def _is_plain(picture: bytes) -> bool:
    try:
        coded = read_jpeg(picture)
    except JpegError:
        return True
    return len(picture) * PLAIN < coded.width * coded.height


class Sketching(Wait):
    """For a picture that is drawn just now."""

    __slots__ = ("_begin", "_forget")

    def __init__(
        self, begin: Callable[[Callable[[], None]], None], forget: Callable[[Callable[[], None]], None]
    ) -> None:
        super().__init__({}, ("sketch", 0, 0), PATIENCE, SLOW)
        self._begin = begin
        self._forget = forget

    def subscribe(self, callback: Callable[[], None]) -> None:
        """As `Wait`."""
        self._begin(callback)

    def cancel(self, callback: Callable[[], None]) -> None:
        """As `Wait`."""
        self._forget(callback)

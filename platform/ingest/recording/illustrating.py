"""The pictures of recordings: drawn beside them, kept in their folders and gone with them. Nothing waits for them."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from ingest.origin.shelf import Shelf
from ingest.recording.showing.listing import Listing
from ingest.recording.store.elsewhere import BucketSide
from ingest.stills.gallery import Gallery
from ingest.stills.pictures import Pictures
from ingest.stills.sheet import Sheet
from ingest.stills.sketches import Sketches
from ingest.stills.tiles import Tiles
from runtime.files import write_whole

log = logging.getLogger(__name__)

MOST_WAITING: Final = 1_000
"""Small files that wait for a disk that hangs; more are not written."""


class Illustrator:
    """Has the pictures of all recordings made. `begin` and `end` with each run. One event loop owns it."""

    def __init__(self, store: Path, gallery: Gallery | None, elsewhere: BucketSide | None) -> None:
        self._store = store
        self._gallery = gallery
        self._elsewhere = elsewhere
        self._sketches = None if gallery is None else Sketches(gallery, self._read)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="pictures")  # one: in order
        self._waiting = 0
        self._tiles: dict[tuple[str, str], Tiles] = {}

    def stop(self) -> None:
        """Draw no more; what waits is still written."""
        if self._sketches is not None:
            self._sketches.stop()
        self._writer.shutdown(wait=False)

    def make_pictures(self, recording: str) -> Pictures:
        """Of a recording that is made or asked for."""

        def keep(run: str, name: str, data: bytes) -> None:
            def write() -> None:
                if pictures.over:
                    return
                try:
                    write_whole(self._store / recording / run / name, data)
                except OSError as error:
                    log.warning("recording %s: its poster cannot be written: %s", recording, error)
                else:
                    loop.call_soon_threadsafe(self._note, pictures, recording, run, name)

            loop = asyncio.get_running_loop()
            self._write(write)

        pictures = Pictures(recording, self._sketches, keep)
        return pictures

    def begin(self, recording: str, run: str, shelf: Shelf, pictures: Pictures, find: Callable[[], Listing]) -> None:
        """A run is made of this stream. `find`: what there is of the recording."""
        if self._gallery is None:
            return
        loop = asyncio.get_running_loop()

        def seal(sheet: Sheet) -> None:
            with contextlib.suppress(RuntimeError):  # the loop has ended, and this is found by the next process
                loop.call_soon_threadsafe(self._note, pictures, recording, run, sheet.name)

        def write(work: Callable[[], object]) -> bool:
            return self._write(lambda: None if pictures.over else work())

        folder = self._store / recording / run
        tiles = Tiles(folder, lambda: find().begins_ms, write, pictures.storyboard.hold, seal)
        self._tiles[recording, run] = tiles
        self._gallery.follow(shelf, tiles)
        pictures.storyboard.grow(run, tiles)
        pictures.newest[run] = lambda: shelf.still

    def end(self, recording: str, run: str, shelf: Shelf, pictures: Pictures | None) -> None:
        """The run is over, or is dropped."""
        tiles = self._tiles.pop((recording, run), None)
        if tiles is None or self._gallery is None:
            return
        self._gallery.leave(shelf, tiles)
        tiles.seal()
        if pictures is not None:
            pictures.storyboard.stop(run)
            pictures.newest.pop(run, None)

    async def settle(self) -> None:
        """Until what is to be written by now is written, or was left, as its pictures are over."""
        await asyncio.get_running_loop().run_in_executor(self._writer, lambda: None)

    def _write(self, work: Callable[[], object]) -> bool:
        if self._waiting >= MOST_WAITING:
            return False
        self._waiting += 1
        loop = asyncio.get_running_loop()

        def do() -> None:
            try:
                work()
            finally:
                with contextlib.suppress(RuntimeError):
                    loop.call_soon_threadsafe(self._count_down)

        self._writer.submit(do)
        return True

    def _count_down(self) -> None:
        self._waiting -= 1

    def _note(self, pictures: Pictures, recording: str, run: str, name: str) -> None:
        pictures.add([(run, name)])
        if self._elsewhere is not None:
            self._elsewhere.add_files(recording, run, [name])

    async def _read(self, recording: str, run: str, name: str) -> bytes:
        try:
            return await asyncio.to_thread((self._store / recording / run / name).read_bytes)
        except FileNotFoundError:
            if self._elsewhere is None:
                raise
            return await self._elsewhere.fetch(recording, run, name)

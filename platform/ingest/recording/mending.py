"""What an earlier process left open: sealed as far as it is whole, and told to web."""

import asyncio
import logging
from pathlib import Path

from ingest.recording.disk.folder import find_all, find_open, find_pictures, mend
from ingest.recording.making.recorders import Recorders
from ingest.recording.showing.listing import Listing
from ingest.recording.showing.replays import Replays
from ingest.recording.store.elsewhere import BucketSide
from ingest.recording.tasks import Tasks
from ingest.recording.telling import Teller

log = logging.getLogger(__name__)


class Mending:
    """`mend_all`, once."""

    def __init__(
        self,
        store: Path,
        recorders: Recorders,
        replays: Replays,
        elsewhere: BucketSide | None,
        teller: Teller,
        tasks: Tasks,
    ) -> None:
        self._store = store
        self._recorders = recorders
        self._replays = replays
        self._elsewhere = elsewhere
        self._teller = teller
        self._tasks = tasks

    async def mend_all(self) -> None:
        """Runs that were never closed. One that cannot be mended is left for the next start."""
        for recording, run in await asyncio.to_thread(lambda: [*find_open(self._store)]):
            if self._recorders.is_writing(run) or self._replays.is_barred(recording):
                continue
            try:
                mended = await asyncio.to_thread(mend, self._store, recording, run)
                found = await asyncio.to_thread(find_all, self._store, recording)
            except OSError as error:
                log.error("recording %s cannot be mended: %s", recording, error)
                continue
            log.info("recording %s: %d segments were mended", recording, len(mended))
            self._replays.include(recording, found)
            if (pictures := self._replays.find_pictures(recording)) is not None:
                pictures.add(await asyncio.to_thread(find_pictures, self._store, recording))
            listing = Listing()
            for each, segments in found:
                listing.add(each, segments)
            self._tell(recording, listing)
            if self._elsewhere is not None:
                self._tasks.own(
                    self._tell_whole(recording, listing), f"a look in the bucket for recording {recording}"
                )

    async def _tell_whole(self, recording: str, here: Listing) -> None:
        """What was here of it may have gone to the bucket alone."""
        found = None if self._elsewhere is None else await self._elsewhere.find(recording)
        if (whole := here.include(found or [])) is not here:
            self._tell(recording, whole)

    def _tell(self, recording: str, listing: Listing) -> None:
        self._teller.tell(recording, listing, over=not self._replays.is_made(recording))

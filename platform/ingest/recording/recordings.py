"""All recordings of a node: what web orders about them, and what it is told."""

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from contract.callbacks import ReportedSession
from contract.orders import Close, Delete, Gate, Order, Revoke
from contract.recordings import Range, Recorded, ReportedReplay
from ingest.origin.http.responses import Response
from ingest.origin.library import Library
from ingest.origin.wait import Wait
from ingest.recording.deletion import Deletion
from ingest.recording.disk.segment import is_clip
from ingest.recording.disk.watch import DiskWatch
from ingest.recording.illustrating import Illustrator
from ingest.recording.making.recorders import Recorders
from ingest.recording.mending import Mending
from ingest.recording.renditions.cache import Cache
from ingest.recording.renditions.renditions import RecordedRenditions
from ingest.recording.showing.clips import Clips
from ingest.recording.showing.replay import Films
from ingest.recording.showing.replays import Ask, Replays
from ingest.recording.store.elsewhere import BucketSide
from ingest.recording.tasks import Tasks
from ingest.recording.telling import Teller
from ingest.renditions.ladder.means import Means
from ingest.stills.gallery import Gallery
from runtime.refusals import Refusals

if TYPE_CHECKING:
    from ingest.recording.store.bucket import RecordingBucket

SHARE: Final = 8
"""As many times as much memory has what is kept of the source as what is kept of other renditions."""


class Recordings:
    """`start` mends what an earlier process left; `record` for each order. One event loop owns it."""

    def __init__(
        self,
        store: Path,
        library: Library,
        ask: Ask,
        tell: Callable[[Recorded], None],
        *,
        least_free: float,
        memory: int,
        node: str = "",
        media_url: str | None = None,
        bucket: "RecordingBucket | None" = None,
        fingerprint: str = "",
        films: Films | None = None,
        gallery: Gallery | None = None,
        renditions: Sequence[str] = ("source",),
        cache: Path | None = None,
        means: Means | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`least_free`: of the disk, as a fraction, stays free. `memory`: bytes of recordings that are kept for who
        asks next. `bucket`: where they go from `store`, and `fingerprint` what web knows it by. `films`: who makes
        downloads of them. `gallery` draws pictures of them; without it there are none but what is there.
        `renditions`: what they may be had as, as `RENDITIONS` names it; `means`: what smaller pictures are made by,
        and `cache` where those are kept, beside `store` where nothing else is said."""
        self.refusals = Refusals()
        self._library = library
        self._tasks = tasks = Tasks()
        self._elsewhere = elsewhere = (
            None if bucket is None else BucketSide(bucket, store, self.refusals, self.delete, least_free)
        )
        teller = Teller(tell, node, media_url, fingerprint)
        self._illustrator = illustrator = Illustrator(store, gallery, elsewhere)
        self._renditions = RecordedRenditions(
            renditions,
            store,
            elsewhere,
            tasks,
            memory // SHARE,
            Cache(cache or store.with_name("renditions"), least_free),
            means,
        )
        self._replays = replays = Replays(
            store,
            library,
            ask,
            elsewhere,
            tasks,
            memory,
            illustrator.make_pictures,
            self._renditions,
            films,
            clock,
        )
        self._clips = Clips(library, ask, replays, self._renditions, tasks, clock)
        replays.put_away = self._clips.drop
        library.seek, library.doubt = self._seek, self._clips.doubt
        self._recorders = recorders = Recorders(
            store, library, replays, elsewhere, teller, tasks, self.refusals, illustrator, least_free
        )
        self._deletion = Deletion(store, recorders, replays, elsewhere, teller, tasks, self._renditions.forget)
        self._mending = Mending(store, recorders, replays, elsewhere, teller, tasks)
        self._watch = DiskWatch(store, least_free)
        self.record = recorders.record
        self.describe: Callable[[ReportedSession], ReportedSession] = recorders.describe
        self.report: Callable[[], list[ReportedReplay]] = replays.report

    def _seek(self, name: str) -> Response | Wait:
        """What to answer, or wait for, where something is asked for that is not in the library."""
        return self._clips.seek(name) if is_clip(name) else self._replays.seek(name)

    async def start(self) -> None:
        """Begin to mend. Live streams do not wait for it."""
        if self._elsewhere is not None:
            self._elsewhere.start()
        self._tasks.own(self._go_on(), "mending of recordings")
        self._replays.start()
        self._clips.start()
        self._watch.start()

    async def stop(self) -> None:
        """Write what waits, and end."""
        await self._watch.stop()
        await self._recorders.stop()
        await self._tasks.stop()
        if self._elsewhere is not None:
            await self._elsewhere.stop()
        self._replays.stop()
        self._renditions.stop()
        self._illustrator.stop()

    @property
    def under_way(self) -> int:
        """Streams being recorded."""
        return len(self._recorders)

    @property
    def uploads_waiting(self) -> int:
        """Runs of which something is not in the bucket yet."""
        return 0 if self._elsewhere is None else self._elsewhere.waiting

    @property
    def upload_failures(self) -> int:
        """Tries that the bucket did not take."""
        return 0 if self._elsewhere is None else self._elsewhere.failures

    def find_problem(self) -> str | None:
        """What is wrong with the store, in words for an operator, or None."""
        problems = [self._watch.problem, None if self._elsewhere is None else self._elsewhere.problem]
        return " ".join(each for each in problems if each is not None) or None

    def obey(self, order: Order, heard: Mapping[str, int | None]) -> None:
        """Do what web orders about recordings; other orders are not for here. `heard`: of each recording that was
        reported, the number of its last revocation."""
        match order:
            case Close():
                self._replays.set_over(order.recording, over=order.over)
            case Delete():
                self.delete(order.recording, order.leave)
            case Gate() if order.session_id in self._replays:
                self._library.set_gate(order.session_id, bytes.fromhex(order.pass_key))
            case Revoke() if order.session_id in self._replays and order.session_id in heard:
                if (gate := self._library.find_gate(order.session_id)) is not None:
                    gate.revoke(heard[order.session_id], order.number, order.passes, more=order.more)
            case _:
                pass

    def delete(self, recording: str, leave: Sequence[Range] = ()) -> None:
        """As `Deletion.delete`."""
        self._deletion.delete(recording, leave)

    async def _go_on(self) -> None:
        await self._deletion.go_on()
        await self._mending.mend_all()
        if self._elsewhere is not None:
            await self._elsewhere.look_through()

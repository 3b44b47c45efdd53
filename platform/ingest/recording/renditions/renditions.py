"""What a node's recordings may be had as, by `RENDITIONS`."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ingest.origin.library import Answering
from ingest.recording.renditions.cache import Cache
from ingest.recording.renditions.files import Bucket, Files
from ingest.recording.renditions.offer import RecordedOffer
from ingest.recording.renditions.pictures import RecordedRung, RungMaker
from ingest.recording.renditions.shown import Sections, Shown
from ingest.recording.renditions.sound import Cutter, RecordedSound
from ingest.recording.tasks import Tasks
from ingest.renditions.ladder.means import Means
from ingest.renditions.ladder.rungs import read_rung
from ingest.renditions.sound.making import NAME as SOUND
from ingest.renditions.streams import SOURCE


class RecordedRenditions:
    """`show` each replay and clip."""

    def __init__(
        self,
        names: Sequence[str],
        store: Path,
        bucket: Bucket | None,
        tasks: Tasks,
        memory: int,
        cache: Cache,
        means: Means | None = None,
    ) -> None:
        """`names` as in `RENDITIONS`. `memory`: bytes of what was made that are kept; half of it is for sound.
        `means`: what smaller pictures are made by, and `cache` where they are kept; without means there are none."""
        self._names = names
        self._files = Files(store, bucket, tasks)
        self._cutter = Cutter(self._files, tasks, memory // 2)
        self._cache = cache
        rungs = [rung for rung in map(read_rung, names) if rung is not None]
        self._rungs = rungs if means is not None else []
        self._maker = None if means is None else RungMaker(self._files, cache, means, tasks, memory // 2)

    def show(self, recording: str, shown: Shown) -> tuple[Answering, Mapping[str, Answering]]:
        """What answers at its own address, and below."""
        if len(self._names) < 2:
            return shown, {}
        sections = Sections(recording, shown, self._files)
        found: dict[str, Answering] = {SOURCE: shown}
        if SOUND in self._names:
            found[SOUND] = RecordedSound(recording, shown, sections, self._cutter)
        if self._maker is not None:
            for rung in self._rungs:
                found[rung.name] = RecordedRung(recording, shown, sections, rung, self._maker)
        has_sound = SOUND in self._names
        return RecordedOffer(recording, shown, sections, self._cutter, self._rungs, has_sound=has_sound), found

    def forget(self, recording: str) -> None:
        """It is deleted. Blocks.

        Raises:
            OSError: not all that was made of it could be removed.
        """
        self._cache.forget(recording)

    def stop(self) -> None:
        """Make no more."""
        self._files.close()

"""What a node's recordings may be had as, by `RENDITIONS`."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ingest.origin.library import Answering
from ingest.recording.renditions.files import Bucket, Files
from ingest.recording.renditions.offer import RecordedOffer
from ingest.recording.renditions.shown import Sections, Shown
from ingest.recording.renditions.sound import Cutter, RecordedSound
from ingest.recording.tasks import Tasks
from ingest.renditions.sound.making import NAME as SOUND
from ingest.renditions.streams import SOURCE


class RecordedRenditions:
    """`show` each replay and clip."""

    def __init__(self, names: Sequence[str], store: Path, bucket: Bucket | None, tasks: Tasks, memory: int) -> None:
        """`names` as in `RENDITIONS`. `memory`: bytes of what was made that are kept."""
        self._names = names
        self._files = Files(store, bucket, tasks)
        self._cutter = Cutter(self._files, tasks, memory) if SOUND in names else None

    def show(self, recording: str, shown: Shown) -> tuple[Answering, Mapping[str, Answering]]:
        """What answers at its own address, and below."""
        if len(self._names) < 2:
            return shown, {}
        sections = Sections(recording, shown, self._files)
        found: dict[str, Answering] = {SOURCE: shown}
        if self._cutter is not None:
            found[SOUND] = RecordedSound(recording, shown, sections, self._cutter)
        return RecordedOffer(recording, shown, sections, self._cutter), found

    def stop(self) -> None:
        """Make no more."""
        self._files.close()

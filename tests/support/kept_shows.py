"""A node that records with a real FFmpeg, and shows what it has kept as all that `RENDITIONS` names."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from contract.moments import to_rfc3339
from contract.recordings import Recorded, ReplayKnown
from ingest.origin.server import OriginServer, Timing
from ingest.recording.disk.segment import RecordedSegment, read_name
from ingest.recording.recordings import Recordings
from ingest.renditions.ladder.encoder import Encoding
from support.flv_clips import feed, play_tags
from support.origins import Answer, admit, fetch, run_origin
from support.waiting import until

RECORDING, CLIP = "r0123456789abcdefghijklmno", "c0123456789abcdefghijklmno"


class Node:
    """`keep` a show, and `get` what there is of it. Web knows one recording, and clips of it."""

    def __init__(self, origin: OriginServer, store: Path, renditions: tuple[str, ...]) -> None:
        self.encoded = 0
        """How often somebody was about to encode."""
        self.at_limit = False
        self.ffmpeg: Path | None = None
        """In place of the one that there is."""
        self.origin = origin
        self.store = store
        self.told: list[Recorded] = []
        self.known = {RECORDING: ReplayKnown(livestream_id="livestream-1", over=True)}
        self.recordings = Recordings(
            store,
            origin.library,
            self._ask,
            self.told.append,
            least_free=0.0,
            memory=16 << 20,
            renditions=renditions,
            means=replace(origin.means, find_encoding=self._find_encoding, is_at_limit=self._is_at_limit),
        )

    def _find_encoding(self) -> Encoding | None:
        encoding = self.origin.means.find_encoding()
        return encoding if encoding is None or self.ffmpeg is None else replace(encoding, ffmpeg=self.ffmpeg)

    def _is_at_limit(self) -> bool:
        self.encoded += not self.at_limit
        return self.at_limit

    async def _ask(self, name: str) -> ReplayKnown | None:
        return self.known.get(name)

    async def publish(self, clip: bytes, *, speed: float = 4.0, session: str = "one", ended: bool = True) -> None:
        """A show, or some of it."""
        packager = await self.origin.open(admit(session=session))
        async for tag in play_tags(clip, speed):
            feed(packager, tag)
            self.recordings.record("show", RECORDING, 0.0)
        await packager.close(ended=ended)

    async def keep(self, *clips: bytes, speed: float = 4.0) -> None:
        """A show that is over, of one encoder after another."""
        for number, clip in enumerate(clips):
            await self.publish(clip, speed=speed, session=str(number), ended=number == len(clips) - 1)
        await until(lambda: bool(self.told))

    def cut(self, begins_ms: float, ends_ms: float) -> None:
        """Web knows a clip of this from now on."""
        begins_at, ends_at = (to_rfc3339(datetime.fromtimestamp(each / 1000, UTC)) for each in (begins_ms, ends_ms))
        self.known[CLIP] = replace(self.known[RECORDING], recording=RECORDING, begins_at=begins_at, ends_at=ends_at)

    async def get(self, file: str, name: str = RECORDING) -> Answer:
        """What is answered below a recording or a clip."""
        return await fetch(self.origin.port, f"/live/{name}/{file}")

    def address(self, file: str, name: str = RECORDING) -> str:
        """For other programs."""
        return f"http://127.0.0.1:{self.origin.port}/live/{name}/{file}"

    def list_made(self) -> list[Path]:
        """The folders of recordings of which something was made."""
        return [*self.store.with_name("renditions").glob("*")]

    @property
    def segments(self) -> list[RecordedSegment]:
        """What is sealed, in order."""
        found = [
            read_name(path.name, path.stat().st_size) for path in sorted(self.store.glob(f"{RECORDING}/*/*.m4s"))
        ]
        return [one for one in found if one is not None and one.duration is not None]


@contextlib.asynccontextmanager
async def run_node(folder: Path, *renditions: str) -> AsyncIterator[Node]:
    """One that runs for as long as it is needed; `renditions` as in `RENDITIONS`."""
    async with run_origin(folder, Timing(end_pause=0.05)) as origin:
        node = Node(origin, folder / "recordings", renditions)
        await node.recordings.start()
        yield node
        await node.recordings.stop()

"""A packager and an origin that record, in place of FFmpeg and HLS."""

import asyncio

from contract.feeds import FeedKind
from contract.orders import Revoke
from ingest.publishing.interfaces import Admission, Bytes
from support.waiting import PATIENCE, until


class RecordingPackager:
    """Keeps the FLV it is given. Set `stalled` to let bytes pile up, as behind an FFmpeg that takes none, and clear
    `may_close` to have it end as slowly as you like."""

    def __init__(self, admission: Admission) -> None:
        self.admission = admission
        self.flv = bytearray()
        self.entries: list[int] = []  # where in it decoding can begin, as it was told
        self.failed: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.ended: bool | None = None
        self.closed = asyncio.Event()
        self.closing = asyncio.Event()
        self.may_close = asyncio.Event()
        self.may_close.set()
        self.wrote = asyncio.Event()
        self.stalled = False
        self._queued = 0
        self._taken = asyncio.Event()

    @property
    def queued(self) -> int:
        return self._queued

    @property
    def findings(self) -> dict[str, bool]:
        return {"picture_black": True} if self.admission.kind is FeedKind.REHEARSAL else {}

    def begin(self, opening: bytes, /) -> None:
        assert not self.flv, "begun twice, or too late"
        self.flv += opening

    def write(self, data: Bytes, entry: int | None, /) -> None:
        assert not self.closing.is_set(), "written to after its close"
        assert self.flv, "not begun"
        if entry is not None:
            assert data[entry] in (8, 9), "no tag begins there"
            self.entries.append(len(self.flv) + entry)
        self.flv += data
        if self.stalled:
            self._queued += len(data)
        self.wrote.set()

    def go_on(self) -> None:
        self.stalled = False
        self._queued = 0
        self._taken.set()

    async def drain(self) -> None:
        while self._queued:
            await self._taken.wait()
            self._taken.clear()

    async def close(self, *, ended: bool) -> None:
        assert not self.closing.is_set(), "closed twice"
        self.closing.set()
        await self.may_close.wait()
        self.ended = ended
        self.closed.set()


class RecordingOrigin:
    """`packagers` in the order they were opened, `ended` the playback ids whose playlists were closed."""

    def __init__(self) -> None:
        self.packagers: list[RecordingPackager] = []
        self.ended: list[str] = []
        self.moved: list[tuple[str, str]] = []
        self.gates: dict[str, bytes] = {}
        self.revoked: list[str] = []
        self.numbers: dict[str, int] = {}
        self.stills: dict[str, int] = {}
        self.broken = False
        self.ffmpeg_release: tuple[int, int] | None = (9, 0)
        self.hold: asyncio.Event | None = None  # the next packagers after the first wait for this

    async def open(self, admission: Admission, /) -> RecordingPackager:
        if self.broken:
            raise FileNotFoundError("no FFmpeg here")
        if self.hold is not None and self.packagers:
            await self.hold.wait()
        self.gates[admission.playback_id] = admission.pass_key
        packager = RecordingPackager(admission)
        self.packagers.append(packager)
        return packager

    async def move(self, old: str, playback_id: str, /) -> None:
        self.moved.append((old, playback_id))

    def set_gate(self, playback_id: str, pass_key: bytes, /) -> None:
        self.gates[playback_id] = pass_key

    def revoke(self, playback_id: str, since: int | None, order: Revoke, /) -> None:
        self.revoked += [each.id for each in order.passes]
        if since == self.numbers.get(playback_id):
            self.numbers[playback_id] = order.number

    def is_gated(self, playback_id: str, /) -> bool:
        return bool(self.gates.get(playback_id))

    def newest_still(self, playback_id: str, /) -> int:
        return self.stills.get(playback_id, 0)

    def last_revocation(self, playback_id: str, /) -> int | None:
        return self.numbers.get(playback_id)

    async def end(self, playback_id: str, /) -> None:
        self.ended.append(playback_id)

    async def stop(self) -> None:
        pass

    async def wait_for_packagers(self, count: int, timeout: float = PATIENCE) -> list[RecordingPackager]:
        return await until(lambda: self.packagers, timeout, is_it=lambda opened: len(opened) >= count)

    async def wait_for_end(self, playback_id: str, timeout: float = PATIENCE) -> None:
        await until(lambda: self.ended, timeout, is_it=lambda ended: playback_id in ended)

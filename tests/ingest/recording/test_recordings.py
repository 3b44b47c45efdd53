"""A show that is recorded by a real origin with a real FFmpeg, and what players get of it."""

import asyncio
import contextlib
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from contract.recordings import Recorded, ReplayKnown
from ingest.origin.server import OriginServer, Timing
from ingest.recording.recordings import Recordings
from ingest.recording.segment import read_name
from support.flv_clips import feed, make_clip, play_tags
from support.hls_playlist import read_playlist
from support.needs import find_program
from support.origins import Client, admit, fetch, run_origin
from support.waiting import until

RECORDING = "r0123456789abcdefghijklmno"
LIST = f"/live/{RECORDING}/index.m3u8"


class Node:
    """An origin that records."""

    def __init__(self, origin: OriginServer, store: Path, **options: float) -> None:
        self.origin = origin
        self.store = store
        self.told: list[Recorded] = []
        self.known: ReplayKnown | None = ReplayKnown(livestream_id="livestream-1", over=True)
        given = {"least_free": 0.0, "memory": 16 << 20, **options}
        self.recordings = Recordings(store, origin.library, self._ask, self.told.append, **given)  # type: ignore[arg-type]

    async def _ask(self, recording: str) -> ReplayKnown | None:
        return self.known

    @property
    def files(self) -> list[Path]:
        return sorted(self.store.glob(f"{RECORDING}/*/*.m4s"))


@contextlib.asynccontextmanager
async def running(folder: Path, **options: float) -> AsyncIterator[Node]:
    async with run_origin(folder, Timing(end_pause=0.05)) as origin:
        node = Node(origin, folder / "recordings", **options)
        await node.recordings.start()
        yield node
        await node.recordings.stop()


async def publish(
    node: Node, clip: bytes, *, speed: float = 4.0, session: str = "session-1", ended: bool = True
) -> None:
    packager = await node.origin.open(admit(session=session))
    async for tag in play_tags(clip, speed):
        feed(packager, tag)
        node.recordings.record("show", RECORDING, 0.0)
    await packager.close(ended=ended)


def hashes(source: bytes | str, *, kind: str) -> list[str]:
    """One of each packet."""
    command = [find_program("ffmpeg"), "-v", "error", "-i", "pipe:0" if isinstance(source, bytes) else source]
    command += ["-map", f"0:{kind}", "-c", "copy", "-f", "framehash", "-hash", "md5", "-"]
    data = source if isinstance(source, bytes) else None
    out = subprocess.run(command, input=data, capture_output=True, check=True, timeout=60).stdout.decode()
    return [line.split(",")[-1].strip() for line in out.splitlines() if line and not line.startswith("#")]


async def test_what_was_published_is_what_is_kept_packet_by_packet(tmp_path: Path) -> None:
    clip = make_clip(seconds=14)
    async with running(tmp_path) as node:
        await publish(node, clip)
        await until(lambda: bool(node.told))
        answer = await fetch(node.origin.port, LIST)
        assert (answer.status, "#EXT-X-ENDLIST" in answer.text, "TYPE:VOD" in answer.text) == (200, True, True), (
            answer
        )
        playlist = read_playlist(answer.text)
        assert 3 <= len(playlist.segments) <= 4
        url = f"http://127.0.0.1:{node.origin.port}{LIST}"
        for kind in ("v", "a"):
            kept = await asyncio.to_thread(hashes, url, kind=kind)
            assert kept == hashes(clip, kind=kind)[-len(kept) :]
            assert len(kept) >= len(hashes(clip, kind=kind)) - 2
    assert node.told[-1].duration_ms == pytest.approx(14_000, abs=150)
    assert node.told[-1].bytes == sum(file.stat().st_size for file in node.files)
    assert all(read_name(file.name).duration for file in node.files)  # type: ignore[union-attr]
    assert not list((node.store / "open").iterdir())

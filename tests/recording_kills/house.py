"""An ingest process that records into a folder of its own, a stand-in for web that orders it to, and an encoder."""

import asyncio
import random
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.recording.disk.folder import list_runs, list_segments
from support.callback_web import SECRET, CallbackWeb
from support.ports import find_free_ports
from support.processes import ServerProcess
from support.publisher import Publisher
from support.waiting import until

KEY = "an-artist-s-key"
PLAYBACK = "playback0000abcd"
READY = 60.0
"""Seconds that a busy machine has for a process's start."""


@dataclass(frozen=True, slots=True)
class Killed:
    """What became of one run: seconds from the kill back to the end of what was kept, and what was kept of it."""

    lost: float
    kept: float
    mended: bool


class House:
    """One show that is killed again and again. `recording` is what all its runs go into."""

    def __init__(self, folder: Path, recording: str, gop: float, **environ: str) -> None:
        """`environ`: other settings of its ingest process."""
        self.folder = folder
        self.recording = recording
        self.port, self.rtmp_port = find_free_ports(2)
        self._gop = gop
        self._environ = environ
        self._web = CallbackWeb()
        self._ingest: ServerProcess | None = None
        self._over = False

    @property
    def store(self) -> Path:
        return self.folder / "recordings"

    @property
    def playlist(self) -> str:
        return f"http://127.0.0.1:{self.port}/live/{self.recording}/index.m3u8"

    async def start(self) -> None:
        self._web.admit(KEY, PLAYBACK)
        self._web.answer = self._answer
        await self._web.start()

    async def stop(self) -> None:
        if self._ingest is not None:
            await asyncio.to_thread(self._ingest.stop)
        await self._web.stop()

    async def play(self, randomly: random.Random) -> Killed:
        """One run: publish, kill ingest at some moment, and look at what is there."""
        await self.start_ingest()
        before = set(list_runs(self.store, self.recording))
        publisher = self.publish()
        try:
            await until(lambda: set(list_runs(self.store, self.recording)) - before, READY)
            (run,) = set(list_runs(self.store, self.recording)) - before
            await until(lambda: any((self.store / self.recording / run).glob("*.m4s")), READY)
            await asyncio.sleep(randomly.uniform(0.3, 9.0))
            killed_at = time.time()
            self.kill_ingest()
        finally:
            await publisher.kill()
        left_open = any((self.store / self.recording / run).glob("*-open-*"))
        await self.start_ingest()
        await until(lambda: not any((self.store / self.recording / run).glob("*-open-*")), READY)
        segments = await asyncio.to_thread(list_segments, self.store, self.recording, run)
        end = segments[-1].begins_ms / 1000 + segments[-1].seconds
        return Killed(killed_at - end, sum(one.seconds for one in segments), left_open)

    def publish(self) -> Publisher:
        """A real encoder that begins now."""
        return Publisher.start(f"rtmp://127.0.0.1:{self.rtmp_port}/live/{KEY}", self.folder, gop=self._gop)

    def kill_ingest(self) -> None:
        """By SIGKILL."""
        if self._ingest is not None:
            self._ingest.kill()

    @property
    def output(self) -> str:
        """What ingest has printed."""
        return "" if self._ingest is None else self._ingest.output

    async def start_ingest(self) -> None:
        """Where it does not run already."""
        if self._ingest is not None and self._ingest.is_running():
            return
        environ = {
            "HOST": "127.0.0.1",
            "RTMP_PORT": str(self.rtmp_port),
            "HTTP_PORT": str(self.port),
            "DATA_DIR": str(self.folder),
            "BACKEND_API_URL": self._web.url,
            "STREAMING_SECRET": SECRET,
            "NODE_NAME": "node",
            "RECORDING_MIN_FREE": "0",
            **self._environ,
        }
        self._ingest = ServerProcess("ingest", self.port, environ, self.folder)
        await asyncio.to_thread(self._ingest.start)
        await asyncio.to_thread(self._ingest.wait_ready)

    def _answer(self, name: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]] | None:
        if name == "replay":
            return 200, {"livestream_id": "livestream-1", "pass_key": "", "over": self._over}
        if name == "report":
            orders = [
                {"order": "record", "session_id": one["session_id"], "recording": self.recording, "since": 0.0}
                for one in body["sessions"]
                if one["recording"] != self.recording and re.fullmatch("publishing", one["state"])
            ]
            return (200, {"orders": orders}) if orders else None
        return None

    async def close(self) -> None:
        """The show is over: what is there is all."""
        self._over = True
        if self._ingest is not None:
            await asyncio.to_thread(self._ingest.stop)
            self._ingest = None
        await self.start_ingest()

"""An artist's encoder: a real ffmpeg that publishes a recording, dies, freezes, and connects again as OBS does."""

import asyncio
import contextlib
import os
import signal
import time
from pathlib import Path

from support.needs import find_program
from support.publisher import Publisher

RETRY = 0.7
"""Seconds between two tries, as OBS's shortest."""

SURE = 0.5
"""Seconds of media sent after which it is certain that the server has some of it."""


class Encoder:
    """Publishes to `url` from `start` to `goodbye` or `abandon`, and tries again whenever it is thrown out."""

    def __init__(self, url: str, recording: Path, folder: Path) -> None:
        self.url = url
        self.recording = recording
        self.output = ""
        self.thrown_out: list[float] = []
        """When a connection whose media flowed ended without our doing, in seconds since 1970."""
        self.wanted = False
        self.flowing_since: float | None = None
        """Since when media has certainly flowed, on `time.monotonic`; None while it may not."""
        self._folder = folder
        self._sent, self._sure_from = 0.0, SURE
        self._process: asyncio.subprocess.Process | None = None
        self._broken = False
        self._frozen = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Press Start Streaming."""
        self.wanted = True
        self._task = asyncio.create_task(self._keep(), name="encoder")

    async def goodbye(self) -> None:
        """Press Stop Streaming."""
        await self._end(signal.SIGINT)

    async def abandon(self) -> None:
        """The machine dies and does not come back."""
        await self._end(signal.SIGKILL)

    def kill(self) -> None:
        """The connection is lost; the encoder connects again after `RETRY`."""
        self._broken = True
        self._signal(signal.SIGKILL)

    def freeze(self) -> None:
        """Nothing comes any more, the connection stays."""
        self._frozen, self.flowing_since = True, None
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """End `freeze`."""
        self._frozen, self._sure_from = False, self._sent + SURE
        self._signal(signal.SIGCONT)

    async def _end(self, number: signal.Signals) -> None:
        self.wanted = False
        self._signal(signal.SIGCONT)
        self._signal(number)
        if self._task is not None:
            # One that does not end by itself is ended: an ffmpeg may wait for ever for a server that hangs.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(8):
                    await asyncio.shield(self._task)
            self._signal(signal.SIGKILL)
            await self._task

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(number)

    async def _keep(self) -> None:
        while self.wanted:
            self._broken, self._sent, self._sure_from = False, 0.0, SURE
            log = self._folder / f"encoder-{os.urandom(4).hex()}.log"
            command = [find_program("ffmpeg"), "-hide_banner", "-loglevel", "warning", "-nostats", "-re"]
            command += ["-stream_loop", "-1", "-i", str(self.recording), "-c", "copy"]
            command += ["-progress", "pipe:1", "-stats_period", "0.25", "-f", "flv", self.url]
            with log.open("wb") as output:
                self._process = await asyncio.create_subprocess_exec(
                    *command, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=output
                )
            await self._follow(self._process)
            await self._process.wait()
            flowed, self.flowing_since = self.flowing_since is not None, None
            self.output += log.read_text(errors="replace")[-2_000:]
            log.unlink(missing_ok=True)
            if self.wanted:
                if flowed and not self._broken:
                    self.thrown_out.append(time.time())
                await asyncio.sleep(RETRY)

    async def _follow(self, process: asyncio.subprocess.Process) -> None:
        """What ffmpeg says of its progress, until it ends; it can only send once it was let in."""
        assert process.stdout is not None
        async for line in process.stdout:
            name, _, value = line.decode().partition("=")
            if name == "out_time_us" and value.strip().isdigit():
                self._sent = int(value) / 1e6
                if self._sent > self._sure_from and not self._frozen and self.flowing_since is None:
                    self.flowing_since = time.monotonic()


async def make_recordings(folder: Path) -> list[Path]:
    """Two recordings that loop, with different pictures: a second encoder, or other settings of the first."""
    recordings = []
    for size in ("192x108", "256x144"):
        path = folder / f"{size}.flv"
        async with Publisher.start(str(path), folder, size=size, bitrate="150k", encoder_options=("-t", "6")) as made:
            await made.wait(60)
        recordings.append(path)
    return recordings

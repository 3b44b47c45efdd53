"""VLC, mpv, ffplay and GStreamer, with no screen and no loudspeaker, but at the speed of both."""

import asyncio
import contextlib
import json
import os
import re
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from players.watchers import State
from support.needs import find_program
from support.ports import find_free_port

TIMEOUT = 2.0


class NativePlayer(ABC):
    """One process that plays until its end. What it says is read as it comes, the newest of it kept."""

    name = ""

    def __init__(self, folder: Path, clock: Callable[[float], float | None]) -> None:
        self.folder = folder
        self.said = b""
        self._clock = clock
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._state = State(0.0)

    @abstractmethod
    def command(self, url: str) -> list[str]:
        """What is run to play `url`."""

    @abstractmethod
    async def read_state(self) -> State:
        """How it is, while it runs."""

    async def open(self, url: str, page: str) -> None:
        environ = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "HOME": str(self.folder)}
        # VLC refuses to run as root, which is what containers run as.
        user, group = ("nobody", "nogroup") if os.geteuid() == 0 else (None, None)
        self._process = await asyncio.create_subprocess_exec(
            *self.command(url), stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT, env=environ, cwd=self.folder, start_new_session=True,
            user=user, group=group, extra_groups=[] if user else None,
        )  # fmt: skip
        self._reading = asyncio.create_task(self._read(), name=f"what {self.name} says")

    async def choose(self, *, smallest: bool) -> None:  # noqa: B027 - most can be told at their start only
        """Nothing."""

    async def look(self) -> dict[str, State]:
        process = self._process
        if process is None:
            return {}
        if process.returncode is not None:
            self._state = State(self._state.position, self._state.frames, ended=True)
        else:
            with contextlib.suppress(OSError, TimeoutError, ValueError, asyncio.IncompleteReadError):
                async with asyncio.timeout(TIMEOUT):
                    self._state = await self.read_state()
        return {self.name: self._state}

    def latency_at(self, position: float) -> float | None:
        """How long ago what stands at `position` of the stream's own clock was sent."""
        sent = self._clock(position)
        return None if sent is None else time.time() - sent

    async def stop(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)

    async def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        while data := await self._process.stdout.read(1 << 16):
            self.said = (self.said + data)[-20_000:]


class Mpv(NativePlayer):
    name = "mpv"

    def command(self, url: str) -> list[str]:
        return [
            find_program("mpv"), "--no-config", "--vo=null", "--ao=null", "--rebase-start-time=no", "--no-terminal",
            f"--input-ipc-server={self.folder / 'mpv'}", url,
        ]  # fmt: skip

    async def read_state(self) -> State:
        position, width = await self._ask("get_property", "time-pos"), await self._ask("get_property", "width")
        if position is None:
            return self._state
        return State(position, latency=self.latency_at(position), width=width or 0)

    async def choose(self, *, smallest: bool) -> None:
        tracks = [each for each in await self._ask("get_property", "track-list") or () if each["type"] == "video"]
        tracks.sort(key=lambda each: each.get("demux-w", 0))
        if tracks:
            await self._ask("set_property", "vid", tracks[0 if smallest else -1]["id"])

    async def _ask(self, *command: object) -> Any:
        reader, writer = await asyncio.open_unix_connection(str(self.folder / "mpv"), limit=1 << 20)
        try:
            writer.write(json.dumps({"command": command, "request_id": 7}).encode() + b"\n")
            while (answer := json.loads(await reader.readline())).get("request_id") != 7:
                pass
        finally:
            writer.close()
        return answer.get("data")


class Ffplay(NativePlayer):
    name = "ffplay"

    def command(self, url: str) -> list[str]:
        return [find_program("ffplay"), "-hide_banner", "-autoexit", "-stats", "-loglevel", "warning", url]

    async def read_state(self) -> State:
        found = re.findall(rb"\r\s*(-?\d+\.\d+) [AMV]-?[VA]?:", self.said)
        position = float(found[-1]) if found else 0.0
        return State(position, latency=self.latency_at(position) if found else None)


class Vlc(NativePlayer):
    name = "VLC"
    port = 0

    def command(self, url: str) -> list[str]:
        self.port = find_free_port()
        return [
            find_program("cvlc"), "--no-video-title-show", "--vout=vdummy", "--aout=adummy", "--play-and-exit",
            "--extraintf=oldrc", "--rc-fake-tty", f"--rc-host=127.0.0.1:{self.port}", url,
        ]  # fmt: skip

    async def read_state(self) -> State:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(b"stats\nget_time\ninfo\nlogout\n")
            said = (await reader.read()).decode(errors="replace")
        finally:
            writer.close()
        frames = re.search(r"frames displayed\s*:\s*(\d+)", said)
        seconds = re.findall(r"^(?:> )*(\d+)\s*$", said, re.MULTILINE)
        shown = int(frames[1]) if frames else 0
        # Whole seconds are too coarse for a position; frames that are shown tell as much.
        widths = re.findall(r"Video resolution: (\d+)x", said)
        return State(float(seconds[-1]) if seconds else 0.0, shown, width=int(widths[-1]) if widths else 0)


class GStreamer(NativePlayer):
    name = "GStreamer"
    _width = 0

    def command(self, url: str) -> list[str]:
        return [
            find_program("gst-launch-1.0"), "-v", "playbin3", f"uri={url}",
            "video-sink=fakesink name=picture sync=true silent=false", "audio-sink=fakesink sync=true",
        ]  # fmt: skip

    async def read_state(self) -> State:
        found = re.findall(rb"chain\s+\*+ \(\S+ \(\d+ bytes, dts: \S+, pts: (\d+):(\d+):([\d.]+)", self.said)
        if not found:
            return self._state
        hours, minutes, seconds = found[-1]
        widths = re.findall(rb"picture.GstPad:sink: caps = video/x-raw[^\n]*width=\(int\)(\d+)", self.said)
        self._width = int(widths[-1]) if widths else self._width
        return State(int(hours) * 3_600 + int(minutes) * 60 + float(seconds), width=self._width)


NATIVES = (Vlc, Mpv, Ffplay, GStreamer)


@contextlib.asynccontextmanager
async def start_native(
    kind: type[NativePlayer], folder: Path, clock: Callable[[float], float | None]
) -> AsyncIterator[NativePlayer]:
    own = folder / kind.name
    own.mkdir()
    own.chmod(0o777)
    player = kind(own, clock)
    try:
        yield player
    finally:
        await player.stop()

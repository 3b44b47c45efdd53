"""A real ffmpeg that publishes a moving test picture and a tone, as an artist's encoder does."""

import asyncio
import os
import signal
import subprocess
from pathlib import Path

from support.needs import find_program

STOP_TIMEOUT = 30.0


class Publisher:
    """One ffmpeg. Leaving the `async with` ends it, frozen or not."""

    def __init__(self, process: "subprocess.Popen[bytes]", log: Path) -> None:
        self._process = process
        self._log = log

    @classmethod
    def start(
        cls,
        url: str,
        folder: Path,
        *,
        size: str = "320x180",
        rate: int = 30,
        gop: float = 2.0,
        bitrate: str = "400k",
        video: bool = True,
        audio: bool = True,
        encoder_options: tuple[str, ...] = (),
        sound: str = "sine=frequency=440",
        sound_options: tuple[str, ...] = ("-c:a", "aac", "-b:a", "96k"),
        program: str | None = None,
    ) -> "Publisher":
        """Publish to `url` (`rtmp://host:port/live/KEY`) in real time until stopped. `gop` is in seconds, `program`
        another ffmpeg than the one on PATH."""
        command = [program or find_program("ffmpeg"), "-hide_banner", "-loglevel", "info", "-nostats"]
        if video:
            command += ["-re", "-f", "lavfi", "-i", f"testsrc2=size={size}:rate={rate}"]
        if audio:
            command += ["-re", "-f", "lavfi", "-i", f"{sound}:sample_rate=48000"]
        if video:
            frames = str(round(gop * rate))
            command += ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p"]
            command += ["-b:v", bitrate, "-g", frames, "-keyint_min", frames, "-sc_threshold", "0", *encoder_options]
        if audio:
            command += sound_options
        command += ["-f", "flv", url]
        log = folder / f"publisher-{os.urandom(4).hex()}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        return cls(process, log)

    @property
    def output(self) -> str:
        """What ffmpeg has printed, the server's refusal among it."""
        return self._log.read_text(errors="replace")

    def is_running(self) -> bool:
        return self._process.poll() is None

    async def wait(self, timeout: float = STOP_TIMEOUT) -> int:
        """Wait until ffmpeg has ended by itself; its exit code."""
        try:
            return await asyncio.to_thread(self._process.wait, timeout)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"ffmpeg still publishes after {timeout:g} s:\n{self.output}") from None

    async def stop(self) -> None:
        """As an artist presses Stop: ffmpeg unpublishes, deletes its stream and closes."""
        if self.is_running():
            self._process.send_signal(signal.SIGINT)
            await self.wait()

    async def kill(self) -> None:
        """As a crash or a lost connection: nothing is said, the socket just closes."""
        if self.is_running():
            self._process.send_signal(signal.SIGKILL)
            await self.wait()

    def freeze(self) -> None:
        """As a machine that hangs: the connection stays open and nothing comes."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """End `freeze`."""
        self._process.send_signal(signal.SIGCONT)

    async def __aenter__(self) -> "Publisher":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.kill()

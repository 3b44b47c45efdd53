"""A publisher whose pictures tell when each of them was made: a strip along the top, as white and black squares."""

import asyncio
import contextlib
import subprocess
import time
from typing import Final

from support.needs import find_program

WIDTH: Final = 320
HEIGHT: Final = 180
RATE: Final = 30
BITS: Final = 24
"""Milliseconds of the day's clock, as far as they go (4.6 hours); below each square is its opposite."""
SQUARE: Final = 12
CYCLE: Final = 1 << BITS


def now_ms() -> int:
    """What the clock says."""
    return int(time.time() * 1000) % CYCLE


def draw(ms: int, ground: int) -> bytes:
    """A picture (yuv420p) made at `ms`; the rest of it has one shade."""
    bits = [ms >> (BITS - 1 - index) & 1 for index in range(BITS)]
    lines = b""
    for row in (bits, [1 - bit for bit in bits]):
        line = b"".join((b"\xeb" if bit else b"\x10") * SQUARE for bit in row)
        lines += line.ljust(WIDTH, b"\x10") * SQUARE
    luma = lines + bytes([ground]) * (WIDTH * (HEIGHT - 2 * SQUARE))
    return luma + b"\x80" * (WIDTH * HEIGHT // 2)


def read(luma: bytes) -> int | None:
    """The clock of a picture's luma; None where it cannot be read."""
    value = 0
    for index in range(BITS):
        x = index * SQUARE + SQUARE // 2
        upper, lower = (luma[(row * SQUARE + SQUARE // 2) * WIDTH + x] for row in (0, 1))
        if abs(upper - lower) < 60:
            return None
        value = value << 1 | (upper > lower)
    return value


def since(ms: int, before: int) -> int:
    """Milliseconds from one time of the clock to another; negative where it is the earlier one."""
    return (ms - before + CYCLE // 2) % CYCLE - CYCLE // 2


READ_IN_PAGE: Final = f"""
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [{BITS * SQUARE}, {2 * SQUARE}];
    const brush = canvas.getContext("2d", {{ willReadFrequently: true }});
    const readClock = (video) => {{
      const scale = video.videoWidth / {WIDTH};
      brush.drawImage(video, 0, 0, canvas.width * scale, canvas.height * scale, 0, 0, canvas.width, canvas.height);
      const {{ data }} = brush.getImageData(0, 0, canvas.width, canvas.height);
      const at = (index, row) =>
        data[4 * ((row * {SQUARE} + {SQUARE // 2}) * canvas.width + index * {SQUARE} + {SQUARE // 2})];
      let value = 0;
      for (let index = 0; index < {BITS}; index += 1) {{
        const [upper, lower] = [at(index, 0), at(index, 1)];
        if (Math.abs(upper - lower) < 60) return null;
        value = value * 2 + (upper > lower ? 1 : 0);
      }}
      return value;
    }};
"""
"""The same of a `<video>` in a page."""


class ClockPublisher:
    """One ffmpeg that is given each picture when it is made. Leaving the `async with` ends it."""

    def __init__(self, url: str) -> None:
        frames = str(RATE)
        command = [find_program("ffmpeg"), "-hide_banner", "-loglevel", "error", "-nostats"]
        command += ["-probesize", "32", "-fflags", "nobuffer", "-f", "rawvideo", "-pix_fmt", "yuv420p"]
        command += ["-s", f"{WIDTH}x{HEIGHT}", "-framerate", str(RATE), "-i", "pipe:0"]
        command += ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-map", "0:v", "-map", "1:a"]
        command += ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-b:v", "600k", "-g", frames]
        command += ["-keyint_min", frames, "-sc_threshold", "0", "-c:a", "aac", "-b:a", "96k", "-shortest"]
        command += ["-flush_packets", "1", "-f", "flv", url]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE)
        self._feeding: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "ClockPublisher":
        self._feeding = asyncio.create_task(asyncio.to_thread(self._feed), name="pictures with a clock")
        return self

    async def __aexit__(self, *_: object) -> None:
        self._process.terminate()
        await asyncio.to_thread(self._process.wait)
        if self._feeding is not None:
            await self._feeding

    def _feed(self) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        begun = 0.0
        frame = 0
        with contextlib.suppress(BrokenPipeError):
            while self._process.poll() is None:
                pipe.write(draw(now_ms(), 60 + frame % 120))
                pipe.flush()
                begun = begun or time.monotonic()  # the first one is taken when ffmpeg is ready
                frame += 1
                time.sleep(max(0.0, begun + frame / RATE - time.monotonic()))

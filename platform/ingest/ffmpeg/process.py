"""One running FFmpeg that remuxes FLV from its stdin into fragmented MP4 on its stdout."""

import asyncio
import contextlib
import logging
import os
import signal
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import cast

from ingest.publishing.interfaces import Bytes
from runtime.descriptors import check_descriptors

log = logging.getLogger(__name__)

HIGH_WATER = 512 << 10
LOW_WATER = 64 << 10
"""Bytes waiting for FFmpeg at which `drain` begins to wait, and at which it is content again."""

LARGEST_FRAGMENT = 8 << 20
"""Bytes of one: 0.2 s at 320 Mbit/s."""
TERM_PATIENCE = 0.5
"""Seconds from SIGTERM to SIGKILL: an FFmpeg that has not ended when its input did will not end for this either."""
KILL_PATIENCE = 5.0
"""Seconds after SIGKILL: longer, it waits for a disk or a device, which nobody can help."""

_KEPT_LINES = 12
_LONGEST_LINE = 2_000


def remux_command(ffmpeg: Path, fragment_seconds: float) -> list[str]:
    """FLV in, fragments of at most about `fragment_seconds` out, nothing decoded or encoded.

    - `fpsprobesize 0`: else FFmpeg waits half a second of media to guess a frame rate that nobody reads. With it the
      init section is there with the first frames; `analyzeduration` bounds the wait for an announced track that does
      not come.
    - `max_interleave_delta 1`: a track that falls behind or stops must not hold the other back (default: 10 s).
    - `frag_duration` is a little under the part's length: times in FLV are whole milliseconds, and a part of 199 ms
      would else grow by a frame. Not lower than 0.96 of 200 ms, where 48 kHz AAC would start to cut (9 x 21.3 ms).
    - `frag_size`: a publisher whose clock hardly moves would have FFmpeg keep all that it sends.
    - No `frag_every_frame`, `nobuffer`, `delay_moov` or `cmaf`: see docs/delivery.md for what each of them breaks.
    """
    return [
        str(ffmpeg), "-hide_banner", "-nostats", "-loglevel", "warning",
        "-analyzeduration", "100000", "-fpsprobesize", "0", "-f", "flv", "-i", "pipe:0",
        "-c", "copy", "-max_interleave_delta", "1",
        "-f", "mp4", "-movflags", "+frag_keyframe+empty_moov+default_base_moof+skip_trailer",
        "-frag_duration", str(round(fragment_seconds * 0.975 * 1_000_000)), "-frag_size", str(LARGEST_FRAGMENT),
        "-flush_packets", "1", "pipe:1",
    ]  # fmt: skip


class FFmpegProcess(asyncio.SubprocessProtocol):
    """Owns the child: feeds it, hands on what it writes, keeps its last words, and sees it dead.

    `on_output` gets bytes as they come, `on_exit` is called once, after the last output, with the exit status.
    """

    def __init__(self, on_output: Callable[[bytes], None], on_exit: Callable[[int], None]) -> None:
        self._on_output = on_output
        self._on_exit = on_exit
        self._on_gone: Callable[[], None] | None = None
        self._transport: asyncio.SubprocessTransport | None = None
        self._pid = 0
        self._stdin: asyncio.WriteTransport | None = None
        self._writable = asyncio.Event()
        self._writable.set()
        self._exited = asyncio.Event()
        self._status: int | None = None
        self._lines: deque[str] = deque(maxlen=_KEPT_LINES)
        self._half_line = b""

    @classmethod
    async def spawn(
        cls,
        command: list[str],
        on_output: Callable[[bytes], None],
        on_exit: Callable[[int], None],
        inherited: tuple[int, ...] = (),
    ) -> "FFmpegProcess":
        """Start `command`. `inherited`: descriptors that it has, too, under the same numbers.

        Raises:
            OSError: it cannot be started.
        """
        check_descriptors()
        protocol = cls(on_output, on_exit)
        try:
            # A group of its own: what a wrapper script starts is ended with it, and a terminal's Ctrl-C is ours.
            await asyncio.get_running_loop().subprocess_exec(
                lambda: protocol, *command, start_new_session=True, pass_fds=inherited
            )
        except BaseException:
            protocol.kill()  # it was there, and too late
            raise
        return protocol

    def on_gone(self, action: Callable[[], None]) -> None:
        """Call `action` when the child is dead, before `on_exit`; at once where it is already."""
        if self._exited.is_set():
            action()
        else:
            self._on_gone = action

    @property
    def pid(self) -> int:
        """The child's process id, which is its group's too."""
        return self._pid

    @property
    def status(self) -> int | None:
        """The exit status once `on_exit` was called, else None."""
        return self._status

    @property
    def queued(self) -> int:
        """Bytes written that FFmpeg has not taken yet."""
        return 0 if self._stdin is None else self._stdin.get_write_buffer_size()

    @property
    def last_words(self) -> list[str]:
        """The last lines of stderr, oldest first."""
        return [*self._lines]

    def write(self, data: Bytes) -> None:
        """Queue bytes for FFmpeg's stdin. Does nothing once it is dead or its input was finished."""
        if self._stdin is not None and not self._stdin.is_closing():
            # A copy: the transport keeps what the pipe does not take at once, and the caller may reuse its buffer.
            self._stdin.write(bytes(data))

    async def drain(self) -> None:
        """Return once `queued` is low, or the child is dead."""
        await self._writable.wait()

    def finish_input(self) -> None:
        """End of the show: FFmpeg writes its last fragment and exits."""
        if self._stdin is not None and not self._stdin.is_closing():
            self._stdin.close()

    async def stop(self, patience: float) -> None:
        """See the child dead: its input ends, then SIGTERM after `patience` seconds, and SIGKILL soon after that."""
        self.finish_input()
        if await self._wait_exit(patience):
            return
        self._signal(signal.SIGTERM)
        if not await self._wait_exit(TERM_PATIENCE):
            self._signal(signal.SIGKILL)
            if not await self._wait_exit(KILL_PATIENCE):
                log.error("FFmpeg (pid %d) does not end; it is left to the kernel", self._pid)

    def kill(self) -> None:
        """SIGKILL; `on_exit` follows."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: int) -> None:
        """To the child and all it has started: one that it leaves behind would hold our pipes open for ever."""
        if self._pid and not self._exited.is_set():
            with contextlib.suppress(ProcessLookupError, PermissionError):  # reaped; its pipes are about to close
                os.killpg(self._pid, number)

    async def _wait_exit(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._exited.wait()
        except TimeoutError:
            return False
        return True

    # -- asyncio.SubprocessProtocol ----------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.SubprocessTransport", transport)
        self._pid = self._transport.get_pid()
        stdin = cast("asyncio.WriteTransport", self._transport.get_pipe_transport(0))
        # uvloop calls this some turns after the start: a child killed at birth has closed its pipes by then, and a
        # closed one raises RuntimeError. `connection_lost` follows in any case.
        if not stdin.is_closing():
            stdin.set_write_buffer_limits(high=HIGH_WATER, low=LOW_WATER)
            self._stdin = stdin

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        if fd == 1:
            self._on_output(data)
            return
        *lines, self._half_line = (self._half_line + data).split(b"\n")
        self._half_line = self._half_line[-_LONGEST_LINE:]
        self._lines.extend(line.decode("utf-8", "replace").strip()[:_LONGEST_LINE] for line in lines if line.strip())

    def pipe_connection_lost(self, fd: int, exc: Exception | None) -> None:
        if fd == 0:
            self._writable.set()
        elif fd == 2 and self._half_line.strip():
            self._lines.append(self._half_line.decode("utf-8", "replace").strip())
            self._half_line = b""

    def pause_writing(self) -> None:
        self._writable.clear()

    def resume_writing(self) -> None:
        self._writable.set()

    def connection_lost(self, exc: Exception | None) -> None:
        # asyncio calls this when the process was reaped and all its pipes are closed: nothing comes after it.
        status = None if self._transport is None else self._transport.get_returncode()
        self._status = -1 if status is None else status
        self._stdin = None
        self._writable.set()
        self._exited.set()
        if self._on_gone is not None:
            self._on_gone()
        self._on_exit(self._status)

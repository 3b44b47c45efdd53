"""Pictures made in another process: few at once, with a time-out, and few that wait."""

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from catalog.errors import CatalogError
from catalog.pictures.errors import (
    PicturesBusyError,
    PictureTooLargeError,
    PictureTooSmallError,
    PictureUnreadableError,
)

AT_ONCE: Final = 2
MOST: Final = 8
"""Under way at once, made or waiting: each is up to 10 MB of memory."""
TIMEOUT: Final = 30.0
"""Seconds for one."""
# Not imported: the decoders are no part of this process.
_PROGRAM: Final = Path(__file__).with_name("drawing.py")
_REFUSALS: Final[dict[int, Callable[[], CatalogError]]] = {4: PictureTooLargeError, 5: PictureTooSmallError}
"""By the program's exit status, `drawing.Refusal`."""


class Made(NamedTuple):
    """What was made of a picture."""

    large: bytes
    """JPEG."""
    small: bytes
    color: str
    """The average one, `#rrggbb`."""


class Workshop:
    """Where pictures are made. One per application."""

    def __init__(self, timeout: float = TIMEOUT) -> None:
        self._timeout = timeout
        self._under_way = 0
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def make(self, kind: str, upload: bytes) -> Made:
        """See `drawing.draw`.

        Raises:
            PictureUnreadableError, PictureTooLargeError, PictureTooSmallError, PicturesBusyError
        """
        if not upload:
            raise PictureUnreadableError
        if self._under_way >= MOST:
            raise PicturesBusyError
        self._under_way += 1
        try:
            async with self._turns:
                return await self._draw(kind, upload)
        finally:
            self._under_way -= 1

    async def _draw(self, kind: str, upload: bytes) -> Made:
        # By its path and alone (-I): it needs nothing of ours. With no environment: our secrets are in that.
        command = [sys.executable, "-I", str(_PROGRAM), kind]
        pipe = asyncio.subprocess.PIPE
        child = await asyncio.create_subprocess_exec(
            *command, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL, env={}
        )
        try:
            async with asyncio.timeout(self._timeout):
                output, _ = await child.communicate(upload)
        except TimeoutError:
            raise PictureUnreadableError from None
        finally:
            if child.returncode is None:
                with suppress(ProcessLookupError):
                    child.kill()
                await child.wait()
        if child.returncode:
            raise _REFUSALS.get(child.returncode, PictureUnreadableError)()
        color, length, rest = output[:7], int.from_bytes(output[7:15], "big"), output[15:]
        return Made(rest[:length], rest[length:], color.decode())

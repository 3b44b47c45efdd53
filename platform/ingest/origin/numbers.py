"""Media sequence numbers that never go back on this node (RFC 8216bis, 6.2.2), whatever its clock does and however it
was ended: a player, a cache, a recorder that was there before must see them go up.

They begin with the clock, so that they go up even where the file is lost. A show whose segments are shorter than a
second outruns the clock, and a clock can be set back: so the file says below what every number may have been used.
"""

import logging
import os
from pathlib import Path

log = logging.getLogger(__name__)

_EPOCH = 1_577_836_800  # 2020, so that numbers stay far under `LARGEST`

LARGEST = 1 << 31
"""What players can be trusted to count to."""
BLOCK = 4_096
"""Numbers that are taken in the file at once: a write in half an hour at least, and numbers never skip far."""
MARGIN = BLOCK // 2
"""Numbers left at which the next block is taken: so long before one of them is used that the kernel has put the file
on disk by itself. The event loop never waits for a disk."""


class Numbers:
    """`start`, ask `first` for each new stream, `note` what is used. Blocks for a few microseconds per `MARGIN`."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._next = 0
        self._taken = 0

    def start(self) -> None:
        """Read what an earlier process has used; without a file that can be read, the clock alone decides."""
        try:
            number = int(self._file.read_bytes()[:16])
            if not 0 <= number < LARGEST:
                raise ValueError(f"{number} is none of ours")
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            log.warning("%s cannot be read (%s): media sequence numbers begin with the clock", self._file, error)
        else:
            self._next = self._taken = number

    def first(self, now: float) -> int:
        """The first number of a stream that begins at `now`, in seconds since the epoch."""
        number = max(int(now) - _EPOCH, self._next)
        self.note(number)
        return number

    def note(self, number: int) -> None:
        """Every number below this may have been used."""
        self._next = max(self._next, number)
        if self._next + MARGIN > self._taken:
            self._taken = self._next + BLOCK
            self._write()

    def _write(self) -> None:
        draft = self._file.with_name(f".{self._file.name}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(b"%d\n" % self._taken)
            os.replace(draft, self._file)  # whole or not at all
        except OSError as error:
            log.warning("%s cannot be written (%s): see that media sequence numbers do not go back", draft, error)

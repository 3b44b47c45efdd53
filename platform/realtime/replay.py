"""The history as events again, for sockets that resume and for those that fell behind: encoded once for all of them.

What is past is shown as of now as far as it could do harm: texts that were edited away or deleted are gone, and who
may not watch now is given no address, though everybody might have watched then.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from contract.livestreams import Transition
from realtime.board import Board, Listing
from realtime.channel import Wrap
from realtime.render import Counts, render_line, render_livestream
from realtime.sockets.sse import cursor_text

MOST = 256 * 1024
"""Bytes that one socket may resume over. Past it a snapshot says the same in less."""

CACHE = 4 * 1024 * 1024
"""Bytes of frames kept for the next one who asks."""

HEAD = 900
"""About what an event has besides its description, in bytes."""

Kind = tuple[str, Wrap, bytes]
"""For whom an event is: the view, how its frames are made, and how it reaches the HLS origin."""


class Replay:
    """Reads a board's history. `counts` gives a livestream's viewers and peak of this moment."""

    def __init__(self, board: Board, counts: Callable[[str, Mapping[str, Any]], Counts]) -> None:
        self._board = board
        self._counts = counts
        self._frames: OrderedDict[tuple[int, int, Kind], bytes] = OrderedDict()
        self._size = 0

    def reaches(self, seq: int, subject: str | None, view: str) -> bool:
        """Whether all that is wanted after `seq` is there, and little enough. `subject` as for `Board.after`."""
        lines = self._board.after(seq, subject)
        if lines is None:
            return False
        size = 0
        for line in lines:
            size += HEAD + (0 if view == "lobby" else len(str(self._now(line).get("description", "")).encode()))
            if size > MOST:
                return False
        return True

    def read(self, seq: int, room: int, subject: str | None, kind: Kind) -> tuple[list[bytes], int] | None:
        """As `realtime.channel.ReadPast`. `subject` as for `Board.after`."""
        lines = self._board.after(seq, subject)
        if lines is None:
            return None
        frames: list[bytes] = []
        for line in lines:
            frames.append(self.frame(line, kind))
            room -= len(frames[-1])
            if room <= 0:
                return frames, line.seq
        return frames, self._board.seq

    def frame(self, line: Transition, kind: Kind) -> bytes:
        """One event of the past."""
        key = (line.seq, self._board.changed_at(line.livestream_id), kind)
        known = self._frames.get(key)
        if known is not None:
            return known
        view, wrap, origin = kind
        frame = wrap(self.render(line, view, origin), cursor_text(self._board.epoch, line.seq))
        self._frames[key] = frame
        self._size += len(frame)
        while self._size > CACHE:
            _, dropped = self._frames.popitem(last=False)
            self._size -= len(dropped)
        return frame

    def render(self, line: Transition, view: str, origin: bytes) -> bytes:
        """One event of the past as JSON."""
        livestream = self._now(line)
        now = replace(line, livestream=livestream)
        entry = Listing(line.seq, now)
        entry.still = self._board.stills.get(line.livestream_id, 0)
        body = render_livestream(entry, view, self._counts(line.livestream_id, livestream), origin)
        return render_line(now, self._board.epoch, body, self._board.present_about(line), view, origin)

    def _now(self, line: Transition) -> dict[str, Any]:
        now = self._board.present(line)
        if now is None:
            return {**line.livestream, "title": "", "description": "", "hls_url": None, "replay": None}
        kept = {name: now.get(name) for name in ("title", "description", "token_gate_amount") if name in now}
        # An address that is no longer the livestream's own leads to another show, or past a gate raised since.
        hls_url = line.livestream.get("hls_url")
        hls_url = hls_url if hls_url == now.get("hls_url") else None
        # What there was to replay then is told as it is now: it may be another's to have, or gone.
        replay = None if line.livestream.get("replay") is None else now.get("replay")
        return {**line.livestream, **kept, "hls_url": hls_url, "replay": replay}

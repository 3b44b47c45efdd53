"""A livestream's room in memory: the last of what happened there, and the frames that are made of it. Pure."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final

from contract.chat.lines import Batch, Line, RoomState, What
from realtime.channel import PIECE
from realtime.render import encode

KEPT: Final = 600
"""Lines kept for those who come back; whoever missed more begins anew."""
LAST: Final = 50
"""Messages that one who comes begins with, at most."""
FRAMES: Final = 64
"""Frames kept for the next one who asks for the same."""
ANEW: Final = -1
"""Where one is who knows nothing of the room yet."""

Wrap = Callable[[bytes, str | None], bytes]


class _Told:
    """A line as it is told. `body` is JSON; empty: nothing is told of it any more, for a later one says all."""

    __slots__ = ("body", "id", "seq", "what")

    def __init__(self, line: Line) -> None:
        self.seq = line.seq
        self.what = line.what
        self.id = line.id
        self.body = encode(line.id if line.what is What.REMOVED else line.shape)


def _seq_of(line: _Told) -> int:
    return line.seq


class Room:
    """Lines up to `seq`, in order, each once. Moderators hear them at once; everybody else up to `told`."""

    def __init__(self, state: RoomState) -> None:
        self.livestream_id = state.livestream_id
        self.artist_id = state.artist_id
        self._frames: OrderedDict[tuple[int, int, int, Wrap], tuple[bytes, int]] = OrderedDict()
        self.begin(state)

    def begin(self, state: RoomState) -> None:
        """Take up what the database says, and forget the rest."""
        self.seq = self.told = state.seq
        self.shape = state.shape
        self._lines = [
            _Told(Line(message["seq"], What.MESSAGE, message["id"], message)) for message in state.messages
        ]
        self._oldest = self._lines[0].seq - 1 if self._lines else self.seq
        self._frames.clear()

    def apply(self, batch: Batch) -> bool:
        """Take what happened next; False: something before it is missing."""
        if batch.after > self.seq:
            return False
        for line in batch.lines:
            if line.seq > self.seq:
                self._put(line)
        self.seq = max(self.seq, batch.seq)
        if len(self._lines) > KEPT:
            self._oldest = self._lines[-KEPT - 1].seq
            del self._lines[:-KEPT]
        self._frames.clear()
        return True

    def _put(self, line: Line) -> None:
        if line.what is What.ROOM:
            self.shape = line.shape or {}
        for known in self._lines if line.what is not What.MESSAGE or line.seq != (line.shape or {})["seq"] else ():
            if known.id == line.id:
                known.body = b""
        self._lines.append(_Told(line))

    def read(self, after: int, upto: int, wrap: Wrap, size: int = PIECE) -> tuple[bytes, int]:
        """The frame of what happened after a number, about `size` bytes of it, and the number that it leads up to.
        Who comes, or has missed more than is here, begins anew: with the last messages, and what is shown of the
        room."""
        key = after, upto, size, wrap
        if (known := self._frames.get(key)) is not None:
            return known
        read = self._frames[key] = self._read(after, upto, wrap, size)
        if len(self._frames) > FRAMES:
            self._frames.popitem(last=False)
        return read

    def _read(self, after: int, upto: int, wrap: Wrap, size: int) -> tuple[bytes, int]:
        anew = after < self._oldest or after > upto
        after = self._find_begin(upto) if anew else after
        messages, removed, room, end = list[bytes](), list[bytes](), b"", upto
        begin, over = (bisect_right(self._lines, seq, key=_seq_of) for seq in (after, upto))
        for at in range(begin, over):
            line = self._lines[at]
            if size <= 0:
                end = line.seq - 1
                break
            size -= len(line.body)
            if not line.body:
                continue
            match line.what:
                case What.MESSAGE:
                    messages.append(line.body)
                case What.REMOVED:
                    removed.append(line.body)
                case What.ROOM:
                    room = line.body
        if anew:
            room = encode(self.shape)
        head = self._head(after, end, anew=anew)
        payload = b'%b,"messages":[%b],"removed":[%b]%b}' % (
            head[:-1],
            b",".join(messages),
            b",".join(removed),
            b',"room":' + room if room else b"",
        )
        return wrap(payload, None), end

    def render_removed(self, ids: Sequence[str]) -> bytes:
        """What does not wait for the room's delay: these messages are gone, whatever has been told by now."""
        head = self._head(self.told, self.told, anew=False)
        return b'%b,"messages":[],"removed":%b}' % (head[:-1], encode(list(ids)))

    def _head(self, after: int, seq: int, *, anew: bool) -> bytes:
        return encode(
            {"type": "chat", "livestream_id": self.livestream_id, "after": after, "seq": seq, "reset": anew}
        )

    def _find_begin(self, upto: int) -> int:
        """The number after which the last messages come."""
        found = 0
        for line in reversed(self._lines):
            if line.seq <= upto and line.what is What.MESSAGE and line.body:
                found += 1
                if found == LAST:
                    return line.seq - 1
        return min(self._oldest, upto)

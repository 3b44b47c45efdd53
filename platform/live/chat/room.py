"""A livestream's room in memory: the last of what happened there, and the frames that are made of it. Pure."""

import json
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final

from contract.chat.lines import Batch, Line, RoomState, What
from realtime.channel import PIECE
from realtime.place import Numbered
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


def number(
    read: Callable[[int, int, Wrap, int], tuple[bytes, int]], seq: int, wrap: Wrap, about: str = ""
) -> Numbered:
    """A sequence whose frames `read(after, upto, wrap, size)` makes, at `seq` now, for one kind of connection."""

    def read_past(after: int, size: int) -> tuple[list[bytes], int]:
        frame, end = read(after, sequence.seq, wrap, size)
        return [frame], end

    sequence = Numbered(seq, read_past, about)
    return sequence


class _Told:
    """A line as it is told. `body` is JSON; empty: nothing is told of it any more, for a later one says all."""

    __slots__ = ("body", "id", "said", "seq", "what")

    def __init__(self, line: Line) -> None:
        self.seq = line.seq
        self.what = line.what
        self.id = line.id
        self.said = (line.shape or {})["seq"] if line.what is What.MESSAGE else 0
        """Of a message, its own number: that of its line, unless it was changed."""
        self.body = encode(line.id if line.what is What.REMOVED else line.shape)


def _seq_of(line: _Told) -> int:
    return line.seq


class Room:
    """Lines up to `seq`, in order, each once. Moderators hear them at once; everybody else up to `told`."""

    def __init__(self, state: RoomState) -> None:
        self.livestream_id = state.livestream_id
        self.artist_id = state.artist_id
        self._frames: OrderedDict[tuple[int, int, int, Wrap], tuple[bytes, int]] = OrderedDict()
        self.told = 0
        self.begin(state)

    def begin(self, state: RoomState) -> None:
        """Take up what the database says, and forget the rest. What is `told` of it is the caller's affair."""
        self.seq = state.seq
        self.shape = state.shape
        self._since = state.since
        """Whoever is behind this number begins anew."""
        self._first = state.first
        """No message that was said with this number or later is missing."""
        self._lines = list[_Told]()
        self._known = dict[str, _Told]()
        """The last line of each message, and under an empty name that of the room itself."""
        for line in state.lines:
            self._put(line)
        self._frames.clear()

    def apply(self, batch: Batch) -> bool:
        """Take what happened next; False: something before it is missing."""
        if batch.after > self.seq:
            return False
        for line in batch.lines:
            if line.seq > self.seq:
                if line.what is What.ROOM:
                    self.shape = line.shape or {}
                self._put(line)
        self.seq = max(self.seq, batch.seq)
        if len(self._lines) > KEPT:
            self._drop(len(self._lines) - KEPT)
        self._frames.clear()
        return True

    def forget_author(self, account_id: str) -> None:
        """Tell an account's words without its name from now on, and nothing of its being thanked."""
        pinned = self.shape["pinned"]
        if pinned is not None and (pinned["account"] or {}).get("id") == account_id:
            self.shape = {**self.shape, "pinned": {**pinned, "account": None}}
        mark = account_id.encode()
        for line in self._lines:
            if mark not in line.body:
                continue
            if line.what is What.ROOM:
                line.body = encode(self.shape)
                continue
            message = json.loads(line.body)
            if (message["account"] or {}).get("id") == account_id:
                line.body = encode({**message, "account": None})
            elif ((message["about"] or {}).get("thanks") or {}).get("account", {}).get("id") == account_id:
                line.body = b""
        self._frames.clear()

    def _put(self, line: Line) -> None:
        if (known := self._known.get(line.id)) is not None:
            known.body = b""
        told = self._known[line.id] = _Told(line)
        self._lines.append(told)

    def _drop(self, count: int) -> None:
        for line in self._lines[:count]:
            if self._known.get(line.id) is line:
                del self._known[line.id]
                self._first = max(self._first, line.said + 1)
        self._since = max(self._since, self._lines[count - 1].seq)
        del self._lines[:count]

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
        anew, first = after < self._since or after > upto, 0
        if anew:
            after, first = self._find_begin(upto)
        messages, removed, room, end = list[bytes](), list[bytes](), b"", upto
        begin, over = (bisect_right(self._lines, seq, key=_seq_of) for seq in (after, upto))
        for at in range(begin, over):
            line = self._lines[at]
            if size <= 0 and line.seq > self._since:  # who were told less would begin anew again
                end = line.seq - 1
                break
            if not line.body or (line.what is What.MESSAGE and line.said < first):
                continue
            size -= len(line.body)
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

    def _find_begin(self, upto: int) -> tuple[int, int]:
        """Where one begins who knows nothing: the number after which the last messages are told, and the first one's
        own. What was said before that and changed later is left to those who have it."""
        there = [line for line in self._lines if line.seq <= upto and line.said >= self._first and line.body]
        last = sorted((line.said, line.seq) for line in there if line.what is What.MESSAGE)[-LAST:]
        return (min(seq for _, seq in last) - 1, last[0][0]) if last else (upto, 0)

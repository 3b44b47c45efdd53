"""A livestream's room in memory: the last of what happened there, and the frames that are made of it. Pure."""

import json
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

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
    """A line as it is told. `body` is JSON; empty: nothing is told of it any more, for a later one says all. Lines of
    the room itself keep theirs: who hears things later hears of it as it was by then."""

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
        """The last line of each message."""
        self._begun = state
        self._before = b""
        """How the room was before the first line of it that is here; empty: as it was begun."""
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

    def _put(self, line: Line) -> None:
        told = _Told(line)
        if line.what is not What.ROOM:
            if (known := self._known.get(line.id)) is not None:
                known.body = b""
            self._known[line.id] = told
        if line.what is What.REMOVED:
            self._unpin(line.id)
        self._lines.append(told)

    def _unpin(self, message_id: str) -> None:
        """What was pinned is removed: who is told of the room as it was before that is not told of it."""
        mark = message_id.encode()
        for line in self._lines:
            if line.what is What.ROOM and mark in line.body:
                line.body = _leave_out_pinned(line.body)
        if mark in self._before:
            self._before = _leave_out_pinned(self._before)
        if (pinned := self._begun.shape["pinned"]) is not None and pinned["id"] == message_id:
            self._begun = replace(self._begun, shape={**self._begun.shape, "pinned": None})

    def _drop(self, count: int) -> None:
        for line in self._lines[:count]:
            if line.what is What.ROOM:
                self._before = line.body
            elif self._known.get(line.id) is line:
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
            if line.what is What.ROOM:
                room = line.body
                continue
            size -= len(line.body)
            (messages if line.what is What.MESSAGE else removed).append(line.body)
        if anew:
            room = room or self._find_shape(end)
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

    def _find_shape(self, upto: int) -> bytes:
        """How the room was at a number."""
        over = bisect_right(self._lines, upto, key=_seq_of)
        lines = (line.body for line in reversed(self._lines[:over]) if line.what is What.ROOM)
        return next(lines, self._before) or encode(_leave_out_later(self._begun, upto))

    def _find_begin(self, upto: int) -> tuple[int, int]:
        """Where one begins who knows nothing: the number after which the last messages are told, and the first one's
        own. What was said before that and changed later is left to those who have it."""
        there = [line for line in self._lines if line.seq <= upto and line.said >= self._first and line.body]
        last = sorted((line.said, line.seq) for line in there if line.what is What.MESSAGE)[-LAST:]
        return (min(seq for _, seq in last) - 1, last[0][0]) if last else (upto, 0)


def _leave_out_pinned(body: bytes) -> bytes:
    return encode({**json.loads(body), "pinned": None})


def _leave_out_later(state: RoomState, upto: int) -> Mapping[str, Any]:
    """A room as it is shown to those who have not been told of the messages after a number."""
    goal, pinned = state.shape["goal"], state.shape["pinned"]
    later = [line.shape for line in state.lines if line.seq > upto and line.what is What.MESSAGE and line.shape]
    if pinned is not None and pinned["seq"] > upto:
        pinned = None
    tips = [tip for message in later if message["seq"] > upto and (tip := message.get("tip")) is not None]
    given = sum(tip["amount"] for tip in tips if not tip["refunded"])
    if goal is not None and given:
        goal = {**goal, "given": max(0, goal["given"] - given)}
    return {**state.shape, "pinned": pinned, "goal": goal}

"""Rooms made of plain values, and a client of one that keeps to docs/chat.md to the letter."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalog.chat.writing import Draft, Said, Written
from catalog.livestreams.errors import NotFoundError
from contract.chat.lines import Batch, Line, RoomState, What
from live.channels.admission import admit, admit_at_once
from live.channels.livestream import LIVESTREAM
from live.channels.opening import join, join_feed
from live.channels.request import Refusal, Visitor
from live.live import Live
from support.world import FeedWire, Wire

USUAL: Mapping[str, Any] = {
    "enabled": True,
    "slow_seconds": 0,
    "holders_only": False,
    "delay_seconds": 0,
    "links": True,
    "shield": False,
    "pinned": None,
    "goal": None,
}
AT = "2026-01-01T00:00:00.000Z"


@dataclass
class Row:
    """A message as the database has it."""

    seq: int
    text: str
    changed: int | None = None
    question: str | None = None
    removed: bool = False
    at: str = AT

    @property
    def id(self) -> str:
        return f"m{self.seq}"

    def to_line(self) -> Line:
        seq = self.changed or self.seq
        return Line(seq, What.REMOVED, self.id) if self.removed else Line(seq, What.MESSAGE, self.id, self.show())

    def show(self) -> dict[str, Any]:
        return {"id": self.id, "seq": self.seq, "text": self.text, "question": self.question, "at": self.at}


@dataclass
class MemoryRoom:
    """One room, with the numbers of the real one; `recent` and `most` as `RECENT` and `MOST_LINES`."""

    livestream_id: str = "l1"
    seq: int = 0
    rows: list[Row] = field(default_factory=list)
    shape: Mapping[str, Any] = field(default_factory=lambda: USUAL)
    changed: int = 0
    recent: int = 8
    most: int = 12
    last: int = 5

    def say(self, text: str, at: str = AT) -> Batch:
        self.seq += 1
        self.rows.append(Row(self.seq, text, at=at))
        return Batch(self.livestream_id, self.seq - 1, self.seq, [self.rows[-1].to_line()])

    def remove(self, at: int) -> Batch:
        row = self.rows[at % len(self.rows)]
        if row.removed:
            return Batch(self.livestream_id, self.seq, self.seq, ())
        self.seq += 1
        row.removed, row.changed = True, self.seq
        return Batch(self.livestream_id, self.seq - 1, self.seq, [row.to_line()])

    def answer(self, at: int) -> Batch:
        row = self.rows[at % len(self.rows)]
        if row.removed:
            return Batch(self.livestream_id, self.seq, self.seq, ())
        self.seq += 1
        row.question, row.changed = f"answered at {self.seq}", self.seq
        return Batch(self.livestream_id, self.seq - 1, self.seq, [row.to_line()])

    def set(self, **fields: Any) -> Batch:
        self.seq += 1
        self.changed, self.shape = self.seq, {**self.shape, **fields}
        line = Line(self.seq, What.ROOM, shape=self.shape)
        return Batch(self.livestream_id, self.seq - 1, self.seq, [line])

    def shown(self) -> list[dict[str, Any]]:
        return [row.show() for row in self.rows if not row.removed]

    # -- as `ChatStore` ------------------------------------------------------------------------------------------

    async def write(self, drafts: Sequence[Draft]) -> Written:
        await asyncio.sleep(0)
        batches = [self.say(draft.text) for draft in drafts]
        return Written([Said(batch.lines[0].shape or {}) for batch in batches], batches)

    async def read_room(self, livestream_id: str) -> RoomState:
        if livestream_id != self.livestream_id:
            raise NotFoundError
        since = max(0, self.seq - self.recent)
        last = [row for row in self.rows if not row.removed][-self.last :]
        rows = {row.id: row for row in (*last, *self._after(since))}
        lines = [row.to_line() for row in rows.values()]
        if self.changed > since:
            lines.append(Line(self.changed, What.ROOM, shape=self.shape))
        lines.sort(key=lambda line: line.seq)
        first = min(since + 1, last[0].seq) if len(last) == self.last else 0
        state = RoomState(livestream_id, "artist", self.seq, self.shape, lines, since, first)
        await asyncio.sleep(0)  # the answer takes its time, and the world goes on meanwhile
        return state

    async def read_batch(self, livestream_id: str, after: int) -> Batch | None:
        rows = self._after(after)
        lines = [row.to_line() for row in rows]
        if self.changed > after:
            lines.append(Line(self.changed, What.ROOM, shape=self.shape))
        batch = Batch(livestream_id, after, self.seq, sorted(lines, key=lambda line: line.seq))
        await asyncio.sleep(0)
        return batch if len(rows) <= self.most else None

    async def read_seqs(self, livestream_ids: Collection[str]) -> Mapping[str, int]:
        await asyncio.sleep(0)
        return {name: self.seq for name in livestream_ids if name == self.livestream_id}

    async def moderates(self, account_id: str, artist_id: str) -> bool:
        return account_id == artist_id

    async def select_moderating(self, pairs: Collection[tuple[str, str]]) -> Collection[tuple[str, str]]:
        return [pair for pair in pairs if await self.moderates(*pair)]

    def _after(self, seq: int) -> list[Row]:
        return [row for row in self.rows if max(row.seq, row.changed or 0) > seq]


async def identify_artist() -> Visitor:
    return Visitor("artist", "artist", "Ada", "a-session")


class RoomClient:
    """What a page keeps of a room: messages by id, where it is, and the ids of what was removed."""

    wire_kind: type[Wire] = Wire

    def __init__(self, topics: str = "chat") -> None:
        self.topics = topics
        self.wire: Wire | None = None
        self.messages: dict[str, dict[str, Any]] = {}
        self.seq: int | None = None
        self.removed: set[str] = set()
        self.room: Mapping[str, Any] = {}
        self.resets = 0

    async def connect(self, live: Live) -> None:
        query = f"observe=true&with={self.topics}" + ("" if self.seq is None else f"&chat_seq={self.seq}")
        grant = admit_at_once(live, "/ws/livestreams/l1", query.encode())
        while grant is None:
            try:
                grant = await admit(live, LIVESTREAM, "l1", query.encode(), identify_artist)
            except Refusal as refusal:
                if refusal.code != 1012:  # it changed just now: at once again
                    raise
        self.wire = self.wire_kind()
        enter = join_feed if self.wire_kind is FeedWire else join
        enter(live, self.wire, grant, "127.0.0.1", b"http://origin")

    def read(self) -> None:
        """Take what has come."""
        if self.wire is None:
            return
        for event in self.wire.read_events():
            if event["type"] == "chat":
                self.take(event)
        if self.wire.closed:
            self.wire = None

    def take(self, frame: Mapping[str, Any]) -> None:
        """One frame."""
        if frame["reset"]:
            self.messages.clear()
            self.resets += 1
            self.seq = frame["after"]
        for name in frame["removed"]:
            self.removed.add(name)
            self.messages.pop(name, None)
        assert self.seq is not None, "the first frame did not say that it is the first"
        if frame["seq"] <= self.seq and not frame["reset"]:
            assert not frame["messages"], "told twice"
            return
        assert frame["after"] == self.seq, "something is missing"
        self.seq = frame["seq"]
        self.room = frame.get("room", self.room)
        oldest = min((one["seq"] for one in self.messages.values()), default=0)
        newest = max((one["seq"] for one in self.messages.values()), default=0)
        for one in frame["messages"]:
            assert one["id"] not in self.removed, "a removed message came back"
            assert one != self.messages.get(one["id"]), "told twice"
            if one["id"] not in self.messages and not frame["reset"]:
                assert one["question"] is not None or one["seq"] > newest, "out of order"
            if one["id"] in self.messages or one["seq"] > oldest or frame["reset"]:
                self.messages[one["id"]] = one

    def shown(self) -> list[dict[str, Any]]:
        return sorted(self.messages.values(), key=lambda one: one["seq"])

    def drop(self) -> None:
        """The connection breaks, after what was on its way has come."""
        if self.wire is not None:
            self.wire.flow()
            self.read()
        if self.wire is not None:
            self.wire.close()
            self.wire = None

    def cut(self) -> None:
        """The connection breaks, and what was not read yet is lost."""
        if self.wire is not None:
            self.wire.close()
            self.wire = None


class RoomFeedClient(RoomClient):
    """The same over Server-Sent Events."""

    wire_kind = FeedWire

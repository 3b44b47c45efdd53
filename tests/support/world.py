"""A database, a bus and transports made of plain values, to drive the live half through what networks do."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from catalog.audience.keeping import Seen
from catalog.audience.shapes import ShowAudience
from catalog.audience.visitors import Visits
from catalog.feeds.nodes import NodeReport
from catalog.feeds.shapes import PublisherChange, Standing
from catalog.gates.passes import LivingPass, Revoked
from catalog.gates.screens import OpenScreen, Screen
from catalog.ledger.wallets import Pair
from catalog.recordings.retention.clearing import Cleared
from contract.livestreams import Entry, Snapshot, Transition
from contract.recordings import Range
from live.live import Live
from realtime import channel
from realtime.bus.bus import Handlers, Message
from settings import Settings


class MemoryStore:
    """The transition log and the livestreams of one database."""

    def __init__(self, epoch: str = "epoch-1") -> None:
        self.epoch = epoch
        self.lines: list[Transition] = []
        self.sessions: set[str] = set()
        """The sign-ins that hold."""
        self.balances: dict[Pair, int] = {}

    def commit(self, livestream_id: str, kind: str, status: str, title: str, **facts: Any) -> Transition:
        """Write one line."""
        livestream = {"id": livestream_id, "status": status, "title": title, "token_gate_amount": None, **facts}
        seq = len(self.lines) + 1
        line = Transition(seq, kind, "2026-01-01T00:00:00.000Z", livestream_id, "artist", livestream)
        self.lines.append(line)
        return line

    def state(self) -> dict[str, Mapping[str, Any]]:
        """Every livestream that was not deleted, as of the log's end."""
        found: dict[str, Mapping[str, Any]] = {}
        for line in self.lines:
            if line.type == "livestream.deleted":
                found.pop(line.livestream_id, None)
            else:
                found[line.livestream_id] = line.livestream
        return found

    async def read_board(self) -> Snapshot:
        entries = [Entry(name, "artist", value) for name, value in self.state().items()]
        active = [entry for entry in entries if entry.livestream["status"] in ("scheduled", "live")]
        return Snapshot(self.epoch, len(self.lines), active)

    async def read_after(self, seq: int) -> Sequence[Transition]:
        return self.lines[seq:]

    async def read_recent(self, seq: int) -> Sequence[Transition]:
        return self.lines[max(0, seq - 1) : seq]

    async def read_livestream(self, livestream_id: str) -> Snapshot | None:
        found = self.state().get(livestream_id)
        seq = len(self.lines)
        await asyncio.sleep(0)  # the answer takes its time, and the world goes on meanwhile
        return Snapshot(self.epoch, seq, [Entry(livestream_id, "artist", found)]) if found is not None else None

    async def read_media_urls(self) -> Collection[str]:
        return ()

    async def read_publishing(self) -> Sequence[tuple[str, str, str]]:
        return []

    async def read_standings(self, sessions: Mapping[str, str]) -> Mapping[str, Standing]:
        return {session_id: Standing(holds=True) for session_id in sessions}

    async def read_node_reports(self) -> Sequence[NodeReport]:
        return []

    async def write_node_report(self, node: str, sessions: Sequence[str]) -> None:
        pass

    async def expire_interrupted(self, livestream_id: str, until: str) -> Sequence[Transition]:
        return []

    async def mark_lost(self, session_id: str) -> PublisherChange:
        return PublisherChange([])

    async def restore_lost(self, session_id: str, node: str) -> PublisherChange:
        return PublisherChange([])

    balances_problem: str | None = None

    async def stop(self) -> None:
        pass

    async def read_sessions(self, sessions: Collection[str]) -> Collection[str]:
        return self.sessions & set(sessions)

    async def read_balances(self, pairs: Collection[Pair]) -> Mapping[Pair, int]:
        return {pair: self.balances[pair] for pair in pairs if pair in self.balances}

    async def read_holdings(self, pairs: Collection[Pair]) -> Mapping[Pair, int]:
        return await self.read_balances(pairs)

    async def read_revoked(self, known: Mapping[str, int]) -> Mapping[str, Revoked]:
        return {}

    async def read_passes(self, accounts: Collection[str]) -> Sequence[LivingPass]:
        return []

    async def read_held_at(self, processes: Collection[str]) -> Sequence[LivingPass]:
        return []

    async def read_unwatched(self, account_id: str | None) -> Sequence[LivingPass]:
        return []

    async def revoke_passes(self, passes: Collection[LivingPass], *, unwatched: bool) -> Collection[str]:
        return []

    async def write_screens(self, process: str, opened: Sequence[Screen], closed: Collection[str]) -> None:
        pass

    async def read_moved(self, process: str) -> Sequence[tuple[str, str]]:
        return []

    async def beat(self, process: str) -> bool:
        return True

    async def forget_process(self, process: str) -> None:
        pass

    async def read_beats(self) -> Mapping[str, int]:
        return {}

    async def read_screens(self, account_id: str) -> Sequence[OpenScreen]:
        return []

    async def read_crowded(self, accounts: Collection[str], most: int) -> Collection[str]:
        return []

    async def note_ordered(self, recording: str, node: str, bucket: str) -> bool:
        return True

    async def note_begun(
        self, livestream_id: str, recording: str, node: str, media_url: str | None, begins_at: datetime
    ) -> Sequence[Transition]:
        return []

    async def read_left(self, recordings: Collection[str]) -> Mapping[str, list[Range]]:
        return {}

    async def read_deletions(self) -> Mapping[str, frozenset[str]]:
        return {}

    async def delete_expired(self) -> Sequence[Transition]:
        return []

    async def clear_room(self) -> Cleared:
        return Cleared([], {})

    async def read_shown(self) -> Collection[tuple[str, str]]:
        return []

    async def move_replays(self, media_url: str, bucket: str, others: Sequence[str]) -> Sequence[Transition]:
        return []

    async def tell_going(self) -> int:
        return 0

    async def note_sizes(self, node: str, sizes: Mapping[str, int]) -> None:
        pass

    async def note_cut(self, recording: str) -> None:
        pass

    async def close_lost(self) -> Sequence[Transition]:
        return []

    async def move_screens(self, ids: Collection[str], to: str) -> None:
        pass

    async def save_counts(self, counts: Mapping[str, tuple[int, int]]) -> None:
        pass

    async def save_verdict(self, session_id: str, verdict: Mapping[str, Any]) -> None:
        pass


class LossyBus(Handlers):
    """Several processes' bus; messages are lost when the test says so."""

    alone = False
    dropped = 0
    problem: str | None = None

    def __init__(self, others: "list[LossyBus]") -> None:
        super().__init__()
        self._others = others
        others.append(self)
        self.losing = False
        self._started = False

    async def start(self, reconnected: Callable[[], None]) -> None:
        self._started = True

    def publish(self, message: Message, topic: str = "") -> None:
        text = json.dumps(dict(message))
        for other in self._others:
            heard = other._started and (not topic or topic in other.topics)
            if other is not self and heard and not self.losing and not other.losing:
                other.take(json.loads(text))

    async def stop(self) -> None:
        self._others.remove(self)


class Wire(asyncio.Transport):
    """A client's end: what the server wrote, as events."""

    def __init__(self) -> None:
        super().__init__()
        self.data = b""
        self.writes = 0
        self.waiting: bytes | None = None
        """What the client has not taken, while it takes nothing."""
        self.paused = False
        self.closed = False
        self.protocol: asyncio.BaseProtocol | None = None

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.writes += 1
        if self.waiting is None:
            self.data += bytes(data)
            return
        self.waiting += bytes(data)
        if len(self.waiting) > channel.PIECE and not self.paused:
            self.paused = True
            cast("asyncio.Protocol", self.protocol).pause_writing()

    def stall(self) -> None:
        """The client reads no more."""
        if self.waiting is None:
            self.waiting = b""

    def flow(self) -> None:
        """The client reads again."""
        if self.waiting is not None:
            self.data, self.waiting = self.data + self.waiting, None
        if self.paused and not self.closed:
            self.paused = False
            cast("asyncio.Protocol", self.protocol).resume_writing()

    def read_events(self) -> list[dict[str, Any]]:
        """The text frames not read yet."""
        events = []
        while self.data:
            size, at = self.data[1] & 0x7F, 2
            if size >= 126:
                width = 2 if size == 126 else 8
                size, at = int.from_bytes(self.data[2 : 2 + width], "big"), 2 + width
            opcode, payload, self.data = self.data[0] & 0xF, self.data[at : at + size], self.data[at + size :]
            if opcode == 1:
                events.append(json.loads(payload))
        return events

    def is_closing(self) -> bool:
        return self.closed

    def abort(self) -> None:
        self.close()

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            if self.protocol is not None:
                cast("asyncio.Protocol", self.protocol).connection_lost(None)

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        self.protocol = protocol

    def get_protocol(self) -> asyncio.BaseProtocol:
        assert self.protocol is not None
        return self.protocol

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        pass

    def get_write_buffer_size(self) -> int:
        return 0


class FeedWire(Wire):
    """The same for a client of Server-Sent Events."""

    def read_events(self) -> list[dict[str, Any]]:
        """The events not read yet; their ids must be what their data says."""
        *blocks, rest = self.data.split(b"\n\n")
        assert not rest, "half an event"
        self.data = b""
        events = []
        for block in blocks:
            fields = dict(line.split(": ", 1) for line in block.decode().split("\n"))
            event = json.loads(fields["data"])
            assert fields.get("id") == (f"{event['epoch']}-{event['seq']}" if "epoch" in event else None)
            events.append(event)
        return events


class MemoryApplause:
    """What was written down of applause."""

    def __init__(self) -> None:
        self.claps = Counter[tuple[str, int]]()

    async def add(self, claps: Mapping[tuple[str, int], int]) -> None:
        self.claps.update(claps)


class MemorySamples:
    """What was written down of the audience."""

    def __init__(self) -> None:
        self.samples = dict[tuple[str, int], Seen]()

    async def add(self, samples: Mapping[tuple[str, int], Seen]) -> None:
        for key, seen in samples.items():
            self.samples[key] = self.samples.get(key, Seen()) + seen

    async def forget(self, before: datetime) -> int:
        return 0


class MemoryVisits:
    """Who came, as it was written down."""

    def __init__(self) -> None:
        self.visits = list[Mapping[str, Visits]]()

    async def open_salt(self, livestream_id: str) -> bytes:
        return livestream_id.encode()

    async def add(self, visits: Mapping[str, Visits]) -> None:
        self.visits.append(visits)

    async def settle(self, before: datetime) -> int:
        return 0


class MemoryNewest:
    """What is new of shows' audiences, and what was asked for."""

    def __init__(self) -> None:
        self.shows = dict[str, ShowAudience]()
        self.asked = list[str]()

    async def read(self, livestream_id: str) -> ShowAudience | None:
        self.asked.append(livestream_id)
        return self.shows.get(livestream_id)


def make_live(
    store: MemoryStore,
    bus: LossyBus,
    clock: Callable[[], float] = time.monotonic,
    applause: MemoryApplause | None = None,
    samples: MemorySamples | None = None,
    newest: MemoryNewest | None = None,
) -> Live:
    """A process over that database and bus."""
    return Live(
        Settings(),
        store,
        bus,
        clock=clock,
        applause_store=applause or MemoryApplause(),
        sample_store=samples or MemorySamples(),
        visit_store=MemoryVisits(),
        newest_store=newest or MemoryNewest(),
    )


async def announce(live: Live, line: Transition) -> None:
    """As the process that committed the line does."""
    await live.announce([line])

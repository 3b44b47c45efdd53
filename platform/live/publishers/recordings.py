"""What ingest nodes must do about recordings: found from the board and, where something has changed, the rows."""

import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Final

from catalog.gates.passes import derive_replay_key
from catalog.recordings.nodes import name_bucket
from contract.callbacks import ReportedSession
from contract.events.clips import REMOVED, UPDATED
from contract.feeds import FeedKind
from contract.gates import read_gate
from contract.livestreams import RECORDING, Transition
from contract.orders import Close, Delete, Gate, Order, Record
from contract.passes import name_key
from contract.recordings import Range, ReportedReplay
from contract.wording.advice import Advice
from live.publishers.publishing import Publishing
from live.store import Store
from realtime.board import Listing
from runtime.keys import Keys
from settings.sizes import write_size

AGAIN: Final = 5.0
"""Seconds after which what a node has not done yet is ordered once more."""
MOST_DELETES: Final = 100
"""In one answer."""
MOST_KNOWN: Final = 10_000

Find = Callable[[str], Awaitable[Listing | None]]
"""A livestream from the board, else from the database."""


class RecordingOrders:
    """Compares what nodes report with what is wanted. Where both agree nobody is asked."""

    def __init__(
        self,
        find: Find,
        publishers: Publishing,
        store: Store,
        keys: Keys,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._find = find
        self._publishers = publishers
        self._store = store
        self._keys = keys
        self._clock = clock
        self._deletions: Mapping[str, frozenset[str]] = {}
        self._left: Mapping[str, list[Range]] = {}
        self._stale = True
        self._offered: set[tuple[str, str]] = set()
        """What nodes were told to delete that never recorded it: they may have the store of one that is gone."""
        self._ordered: dict[tuple[str, str], tuple[str, float]] = {}
        """What was ordered last of each kind about a thing, and when."""
        self.full: Mapping[str, int] = {}
        """The artists for whom nothing is recorded now, as what they have fills their room (bytes)."""
        self._names: dict[tuple[str, int, str], tuple[str, bytes]] = {}

    def note_transition(self, line: Transition) -> None:
        """A livestream has changed: perhaps there is something to be deleted."""
        replay = line.private.get("replay")
        if line.type in ("livestream.deleted", UPDATED, REMOVED) or (
            replay is not None and replay["state"] == "gone"
        ):
            self._stale = True

    def note_full(self, full: Mapping[str, int]) -> None:
        """Which artists have no room, and how much they have."""
        self.full = full

    def find_problem(self, entry: Listing) -> Advice | None:
        """Why nothing of this show is recorded, for its artist; None: nothing keeps it from that."""
        quota = self.full.get(entry.artist_id)
        if quota is None or not entry.private.get("record"):
            return None
        return Advice("unrecorded_room", {"size": write_size(quota)})

    async def read_deletions(self) -> None:
        """What is to be deleted, from the rows; from time to time, for this process may have missed something."""
        self._stale = False
        self._deletions = await self._store.read_deletions()
        self._left = await self._store.read_left(self._deletions.keys()) if self._deletions else {}
        self._offered = {each for each in self._offered if each[0] in self._deletions}

    async def note_begun(
        self, node: str, media_url: str | None, sessions: Sequence[ReportedSession]
    ) -> Sequence[Transition]:
        """Where there is something to start over from that nobody has been told of: what is to be announced. And how
        much room it takes."""
        lines: list[Transition] = []
        sizes = {
            one.recording: one.recorded_bytes
            for one in sessions
            if one.recorded_bytes and self._is_due("size", f"{one.recording} {node}", "")
        }
        if sizes:
            await self._store.note_sizes(node, sizes)
        for one in sessions:
            if not one.recorded_ms or one.kind != FeedKind.SHOW:
                continue
            entry = await self._find(one.livestream_id)
            if entry is None or entry.private.get(RECORDING) != one.recording or entry.private.get("replay"):
                continue
            if self._is_due("begun", f"{one.recording} {node}", ""):
                begun = _when(one)
                lines += await self._store.note_begun(one.livestream_id, one.recording, node, media_url, begun)
        return lines

    async def find(
        self, node: str, sessions: Sequence[ReportedSession], replays: Sequence[ReportedReplay]
    ) -> list[Order]:
        """What there is to do now."""
        if self._stale:
            await self.read_deletions()
        records = await self._find_records(node, [one for one in sessions if one.kind == FeedKind.SHOW])
        here = {one.recording for one in sessions} | {one.recording for one in replays}
        deletes = (
            Delete(recording=name, leave=self._left.get(name, []))
            for name, nodes in self._deletions.items()
            if self._may_have(name, node, nodes, here) and self._is_due("delete", f"{name} {node}", "")
        )
        return [*records, *islice(deletes, MOST_DELETES), *await self._compare(replays)]

    async def _note_ordered(self, name: str, node: str) -> bool:
        return await self._store.note_ordered(name, node, self._publishers.shelves.find_bucket(node))

    def _may_have(self, name: str, node: str, places: Collection[str], here: Collection[str]) -> bool:
        """Whether a node is to be told to delete this: who has some of it, or the bucket that has, until somebody has
        said that it is done; any other once."""
        bucket = self._publishers.shelves.find_bucket(node)
        if node in places or name in here or (bucket and name_bucket(bucket) in places):
            return True
        offered = (name, node) in self._offered
        self._offered.add((name, node))
        return not offered

    async def _find_records(self, node: str, shows: Sequence[ReportedSession]) -> list[Record]:
        found: dict[str, Record] = {}
        for one in shows:
            entry = await self._find(one.livestream_id)
            # A show that is over is recorded to its end: its encoder is stopped, and then nothing follows.
            if entry is None or entry.livestream["status"] != "live":
                continue
            full = entry.artist_id in self.full
            wanted = (entry.private.get(RECORDING) or "") if entry.private.get("record") and not full else ""
            if wanted != one.recording and self._is_due("record", one.session_id, wanted):
                started = entry.livestream["started_at"]
                since = datetime.fromisoformat(started).timestamp() if started else 0.0
                if full and one.recording:
                    await self._store.note_cut(one.recording)
                found[one.session_id] = Record(session_id=one.session_id, recording=wanted, since=since)
        if not found:
            return []
        own = await self._publishers.find_own(
            node, {one.session_id: one.livestream_id for one in shows if one.session_id in found}
        )
        return [
            order
            for name, order in found.items()
            if name in own and (not order.recording or await self._note_ordered(order.recording, node))
        ]

    async def _compare(self, replays: Sequence[ReportedReplay]) -> list[Order]:
        """Where a node shows a recording otherwise than it is by now."""
        orders: list[Order] = []
        for one in replays:
            entry = await self._find(one.livestream_id)
            if entry is None or entry.private.get(RECORDING) != one.recording:
                continue
            replay = entry.private.get("replay")
            visibility = "public" if replay is None else replay["visibility"]
            name, key = self._name_gate(one.livestream_id, read_gate(entry.livestream), visibility)
            if name != one.gate:
                orders.append(Gate(session_id=one.recording, pass_key=key.hex()))
            over = entry.livestream["status"] != "live"
            # Never the other way round: what goes on here its node knows itself.
            if over and not one.over and self._is_due("close", one.recording, ""):
                orders.append(Close(recording=one.recording))
        return orders

    def _name_gate(self, livestream_id: str, gate: int, visibility: str) -> tuple[str, bytes]:
        asked = livestream_id, gate, visibility
        known = self._names.get(asked)
        if known is None:
            key = derive_replay_key(self._keys, livestream_id, gate, visibility)
            if len(self._names) >= MOST_KNOWN:
                self._names.clear()
            known = self._names[asked] = name_key(key) if key else "", key
        return known

    def _is_due(self, kind: str, about: str, what: str) -> bool:
        """Whether this was not ordered a moment ago, or something else since; the answer may be on its way."""
        now = self._clock()
        last, at = self._ordered.get((kind, about), ("", float("-inf")))
        if last == what and now - at < AGAIN:
            return False
        if len(self._ordered) >= MOST_KNOWN:
            self._ordered = {name: each for name, each in self._ordered.items() if now - each[1] < AGAIN}
        self._ordered[kind, about] = what, now
        return True


def _when(one: ReportedSession) -> datetime:
    if one.recorded_from is not None:
        return datetime.fromisoformat(one.recorded_from)
    return datetime.now(UTC) - timedelta(milliseconds=one.recorded_ms)

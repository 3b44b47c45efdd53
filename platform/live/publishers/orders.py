"""What an ingest node must do now: found from the board and the rows, and waited for."""

from collections.abc import Mapping, Sequence

from catalog.feeds.keys import playback_id_of
from catalog.gates.passes import derive_pass_key
from contract.callbacks import ReportedSession
from contract.feeds import FeedKind
from contract.gates import read_gate
from contract.orders import Gate, Move, Order, Revoke
from contract.recordings import ReportedReplay
from live.publishers.publishing import Publishing
from live.publishers.recordings import Find, RecordingOrders
from live.store import Store
from runtime.keys import Keys


class NodeOrders:
    """Orders are asked for: each node's report is held until there are some."""

    def __init__(
        self, find: Find, publishers: Publishing, store: Store, keys: Keys, recordings: RecordingOrders
    ) -> None:
        self._find = find
        self._recordings = recordings
        self._publishers = publishers
        self._store = store
        self._keys = keys

    async def wait(
        self,
        node: str,
        sessions: Sequence[ReportedSession],
        timeout: float,
        replays: Sequence[ReportedReplay] = (),
    ) -> list[Order]:
        """The orders about a node's sessions and recordings, as soon as there are some; empty after `timeout`
        seconds."""

        async def find() -> list[Order]:
            return await self.find(node, sessions, replays)

        concerned = {one.livestream_id for one in sessions} | {one.livestream_id for one in replays}
        return await self._publishers.wait_for(concerned, timeout, find)

    async def find(
        self, node: str, sessions: Sequence[ReportedSession], replays: Sequence[ReportedReplay] = ()
    ) -> list[Order]:
        """What there is to do now. Gates come before moves: at its new address a stream is gated from the first
        request on. Revocations come after gates: they are for the new one."""
        stops = await self._publishers.find_stops({one.session_id: one.livestream_id for one in sessions})
        shows = [one for one in sessions if one.kind == FeedKind.SHOW]
        gates, moves = await self._compare(node, shows)
        recordings = await self._recordings.find(node, sessions, replays)
        gated = {one.session_id: one for one in shows if one.gated} | {
            one.recording: one for one in replays if one.gated
        }
        return [*gates, *moves, *recordings, *await self._find_revocations(gated), *stops]

    async def _compare(self, node: str, shows: Sequence[ReportedSession]) -> tuple[list[Gate], list[Move]]:
        """Where a node serves a livestream otherwise than it is by now. No node learns another's."""
        gates, moves = dict[str, Gate](), dict[str, Move]()
        for one in shows:
            entry = await self._find(one.livestream_id)
            if entry is None:
                continue
            if (gated := read_gate(entry.livestream) > 0) != one.gated:
                key = derive_pass_key(self._keys, one.livestream_id).hex() if gated else ""
                gates[one.session_id] = Gate(session_id=one.session_id, pass_key=key)
            path = entry.private.get("hls_url")
            if path and one.playback_id and (now := playback_id_of(path)) != one.playback_id:
                moves[one.session_id] = Move(session_id=one.session_id, playback_id=now)
        asked = {one.session_id: one.livestream_id for one in shows if one.session_id in gates.keys() | moves.keys()}
        own = await self._publishers.find_own(node, asked) if asked else set[str]()
        return [gates[name] for name in gates if name in own], [moves[name] for name in moves if name in own]

    async def _find_revocations(self, reported: Mapping[str, ReportedSession | ReportedReplay]) -> list[Revoke]:
        """Of what asks for passes, by the name that it goes by in orders."""
        # Who has just begun to ask for passes (-1) lets nobody in before it has heard, so it is always answered.
        gated = [(name, one, -1 if one.revocations is None else one.revocations) for name, one in reported.items()]
        known: dict[str, int] = {}
        for _, one, number in gated:
            known[one.livestream_id] = min(number, known.get(one.livestream_id, number))
        revoked = await self._store.read_revoked(known) if known else {}
        return [
            Revoke(session_id=name, number=new.number, passes=new.passes, more=new.more)
            for name, one, number in gated
            if (new := revoked.get(one.livestream_id)) is not None and new.number > number
        ]

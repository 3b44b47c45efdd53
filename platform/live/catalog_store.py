"""The catalog as the live half's `Store`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from catalog.accounts.credentials import select_open
from catalog.clips.left import select_left
from catalog.feeds import nodes as ingest_nodes
from catalog.feeds import publishing, rehearsals
from catalog.feeds import sessions as publisher_sessions
from catalog.feeds.nodes import NodeReport
from catalog.feeds.shapes import PublisherChange, Standing
from catalog.gates import blocks, passes, screens
from catalog.gates.passes import LivingPass, Revoked
from catalog.gates.screens import OpenScreen, Screen
from catalog.ledger import wallets
from catalog.ledger.wallets import Pair
from catalog.livestreams import board, log
from catalog.recordings import moving
from catalog.recordings import nodes as recorded
from catalog.recordings.retention import clearing, telling
from catalog.recordings.retention.clearing import Cleared
from contract.livestreams import Snapshot, Transition
from contract.recordings import Range
from live.balances.elsewhere import Elsewhere

RECENT = 2_000
"""Lines of the log read at the start, so that sockets can resume over a restart."""


class CatalogStore:
    """See `Store`."""

    def __init__(
        self,
        grace: float,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        elsewhere: Elsewhere | None = None,
    ) -> None:
        """`elsewhere` keeps the balances instead of the ledger."""
        self._grace = grace
        self._clock = clock
        self._elsewhere = elsewhere

    async def read_board(self) -> Snapshot:
        return await board.select_board()

    async def read_after(self, seq: int) -> Sequence[Transition]:
        return await log.select_transitions_after(seq)

    async def read_recent(self, seq: int) -> Sequence[Transition]:
        return await log.select_transitions_after(max(0, seq - RECENT), RECENT)

    async def read_livestream(self, livestream_id: str) -> Snapshot | None:
        return await board.select_livestream(livestream_id)

    async def read_publishing(self) -> Sequence[tuple[str, str, str]]:
        sessions = await publisher_sessions.select_publishing()
        return [(session.node, session.session_id, session.feed_id) for session in sessions]

    async def read_media_urls(self) -> Collection[str]:
        return await publisher_sessions.select_media_urls()

    async def read_standings(self, sessions: Mapping[str, str]) -> Mapping[str, Standing]:
        return await publisher_sessions.select_standings(sessions, now=self._clock())

    async def read_node_reports(self) -> Sequence[NodeReport]:
        return await ingest_nodes.select_node_reports()

    async def write_node_report(self, node: str, sessions: Sequence[str]) -> None:
        await ingest_nodes.write_node_report(node, sessions)

    async def expire_interrupted(self, livestream_id: str, until: str) -> Sequence[Transition]:
        return await publishing.expire_interrupted(livestream_id, until, now=self._clock())

    async def mark_lost(self, session_id: str) -> PublisherChange:
        return await publishing.mark_lost(session_id, grace=self._grace, now=self._clock())

    async def restore_lost(self, session_id: str, node: str) -> PublisherChange:
        return await publishing.restore_lost(session_id, node=node, now=self._clock())

    async def read_sessions(self, sessions: Collection[str]) -> Collection[str]:
        return await select_open(sessions)

    @property
    def balances_problem(self) -> str | None:
        return self._elsewhere.problem if self._elsewhere is not None else None

    async def read_balances(self, pairs: Collection[Pair]) -> Mapping[Pair, int]:
        if self._elsewhere is not None:
            return await self._elsewhere.read(pairs)
        return await wallets.read_balances(pairs)

    async def read_holdings(self, pairs: Collection[Pair]) -> Mapping[Pair, int]:
        return await blocks.count_holdings(await self.read_balances(pairs), pairs)

    async def read_revoked(self, known: Mapping[str, int]) -> Mapping[str, Revoked]:
        return await passes.select_revoked(known, now=self._clock())

    async def read_passes(self, accounts: Collection[str]) -> Sequence[LivingPass]:
        return await passes.select_living(accounts, now=self._clock())

    async def read_held_at(self, processes: Collection[str]) -> Sequence[LivingPass]:
        return await passes.select_held_at(processes, now=self._clock())

    async def read_unwatched(self, account_id: str | None) -> Sequence[LivingPass]:
        return await passes.select_unwatched(account_id, now=self._clock())

    async def revoke_passes(self, passes_: Collection[LivingPass], *, unwatched: bool) -> Collection[str]:
        return await passes.revoke_passes(passes_, unwatched=unwatched, now=self._clock())

    async def write_screens(self, process: str, opened: Sequence[Screen], closed: Collection[str]) -> None:
        await screens.write_screens(process, opened, closed)

    async def read_moved(self, process: str) -> Sequence[tuple[str, str]]:
        return await screens.select_moved(process)

    async def beat(self, process: str) -> bool:
        return await screens.beat(process)

    async def forget_process(self, process: str) -> None:
        await screens.forget_process(process)

    async def read_beats(self) -> Mapping[str, int]:
        return await screens.select_beats()

    async def read_screens(self, account_id: str) -> Sequence[OpenScreen]:
        return await screens.select_screens(account_id)

    async def read_crowded(self, accounts: Collection[str], most: int) -> Collection[str]:
        return await screens.select_crowded(accounts, most)

    async def move_screens(self, ids: Collection[str], to: str) -> None:
        await screens.move_screens(ids, to)

    async def note_ordered(self, recording: str, node: str, bucket: str) -> bool:
        return await recorded.note_ordered(recording, node, bucket)

    async def note_sizes(self, node: str, sizes: Mapping[str, int]) -> None:
        await recorded.note_sizes(node, sizes)

    async def note_cut(self, recording: str) -> None:
        await recorded.note_cut(recording)

    async def note_begun(
        self, livestream_id: str, recording: str, node: str, media_url: str | None, begins_at: datetime
    ) -> Sequence[Transition]:
        now = self._clock()
        return await recorded.note_begun(livestream_id, recording, node, media_url, min(begins_at, now), now=now)

    async def read_left(self, recordings: Collection[str]) -> Mapping[str, list[Range]]:
        return await select_left(recordings)

    async def read_deletions(self) -> Mapping[str, frozenset[str]]:
        return await recorded.select_deletions()

    async def delete_expired(self) -> Sequence[Transition]:
        return await clearing.delete_expired(now=self._clock())

    async def clear_room(self) -> Cleared:
        return await clearing.clear_room(now=self._clock())

    async def read_shown(self) -> Collection[tuple[str, str]]:
        return await moving.select_shown()

    async def move_replays(self, media_url: str, bucket: str, others: Sequence[str]) -> Sequence[Transition]:
        return await moving.move_replays(media_url, bucket, others, now=self._clock())

    async def tell_going(self) -> int:
        return await telling.tell_going(now=self._clock())

    async def close_lost(self) -> Sequence[Transition]:
        return await clearing.close_lost(now=self._clock())

    async def save_counts(self, counts: Mapping[str, tuple[int, int]]) -> None:
        await board.write_viewer_counts(counts)

    async def save_verdict(self, session_id: str, verdict: Mapping[str, Any]) -> None:
        await rehearsals.write_verdict(session_id, verdict)

    async def stop(self) -> None:
        if self._elsewhere is not None:
            await self._elsewhere.stop()

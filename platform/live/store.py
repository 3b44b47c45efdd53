"""What the live half needs of the database: a narrow interface, so that tests can give it another."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from catalog.feeds.nodes import NodeReport
from catalog.feeds.shapes import PublisherChange, Standing
from catalog.gates.passes import Revoked
from catalog.ledger.wallets import Pair
from contract.livestreams import Snapshot, Transition


class Store(Protocol):
    """The transition log and the livestreams."""

    async def read_board(self) -> Snapshot:
        """Every scheduled or live livestream."""

    async def read_after(self, seq: int) -> Sequence[Transition]:
        """The log's lines after `seq`, in order, at most 1,000."""

    async def read_recent(self, seq: int) -> Sequence[Transition]:
        """The log's last lines up to `seq`, in order, as many as are worth having in memory at the start."""

    async def read_livestream(self, livestream_id: str) -> Snapshot | None:
        """One livestream."""

    async def read_publishing(self) -> Sequence[tuple[str, str, str]]:
        """Node, session and feed of every publisher the database believes connected."""

    async def read_media_urls(self) -> Collection[str]:
        """Where media is, or was, at nodes that say so."""

    async def read_standings(self, sessions: Mapping[str, str]) -> Mapping[str, Standing]:
        """How each of these reported sessions (session -> feed) stands, as the rows say."""

    async def read_node_reports(self) -> Sequence[NodeReport]:
        """What each ingest node reported last, to whatever process."""

    async def write_node_report(self, node: str, sessions: Sequence[str]) -> None:
        """Keep what a node reported to this process, for the others."""

    async def expire_interrupted(self, livestream_id: str, until: str) -> Sequence[Transition]:
        """End a livestream whose wait `until` then is over; empty when another process did, or nothing is to do."""

    async def mark_lost(self, session_id: str) -> PublisherChange:
        """End a publisher session whose node fell silent; no change when another process did."""

    async def restore_lost(self, session_id: str, node: str) -> PublisherChange:
        """Take back a session that was marked lost and is reported again; no change when another has its place."""

    async def read_sessions(self, sessions: Collection[str]) -> Collection[str]:
        """Which of these sign-ins hold."""

    async def read_balances(self, pairs: Collection[Pair]) -> Mapping[Pair, int]:
        """How many of these artists' tokens these accounts hold; who is not there, none."""

    async def read_revoked(self, known: Mapping[str, int]) -> Mapping[str, Revoked]:
        """By livestream, where there is something new: which passes were taken back after that number; -1: all."""

    async def save_counts(self, counts: Mapping[str, tuple[int, int]]) -> None:
        """Write viewers and peaks behind, by livestream."""

    async def save_verdict(self, session_id: str, verdict: Mapping[str, Any]) -> None:
        """Keep what was found in a rehearsal that has ended."""

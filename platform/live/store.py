"""What the live half needs of the database: a narrow interface, so that tests can give it another."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from catalog.feeds.nodes import NodeReport
from catalog.feeds.shapes import PublisherChange, Standing
from catalog.gates.passes import LivingPass, Revoked
from catalog.gates.screens import OpenScreen, Screen
from catalog.ledger.wallets import Pair
from catalog.recordings.retention.clearing import Cleared
from contract.livestreams import Snapshot, Transition
from contract.recordings import Range


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

    @property
    def balances_problem(self) -> str | None:
        """Why some balances may not be known now, for the operator."""

    async def read_balances(self, pairs: Collection[Pair]) -> Mapping[Pair, int]:
        """How many of these artists' tokens these accounts hold; who is not there, none."""

    async def read_holdings(self, pairs: Collection[Pair]) -> Mapping[Pair, int]:
        """The same, as far as it counts at these artists' gates (`catalog.gates.blocks`)."""

    async def read_revoked(self, known: Mapping[str, int]) -> Mapping[str, Revoked]:
        """By livestream, where there is something new: which passes were taken back after that number; -1: all."""

    async def read_passes(self, accounts: Collection[str]) -> Sequence[LivingPass]:
        """The passes of these accounts that are good now."""

    async def read_held_at(self, processes: Collection[str]) -> Sequence[LivingPass]:
        """The passes that are good now, of accounts that have screens at these web processes."""

    async def read_unwatched(self, account_id: str | None) -> Sequence[LivingPass]:
        """The passes that are good now and whose sign-in has no screen open there: one account's, or everybody's."""

    async def revoke_passes(self, passes: Collection[LivingPass], *, unwatched: bool) -> Collection[str]:
        """Take passes back, `unwatched` only if they still are; the livestreams of those that were good."""

    async def write_screens(self, process: str, opened: Sequence[Screen], closed: Collection[str]) -> None:
        """Which screens were opened at a process, and closed (by id)."""

    async def read_moved(self, process: str) -> Sequence[tuple[str, str]]:
        """Which of a process's screens are to close, by id, each with the livestream that is watched instead, or
        `SAME_PAGE`."""

    async def beat(self, process: str) -> bool:
        """A process is alive, and has written what it has; false: the others did not know of it."""

    async def forget_process(self, process: str) -> None:
        """It has no screens, or is no more."""

    async def read_beats(self) -> Mapping[str, int]:
        """The processes that have screens, each with a number that grows while it is alive."""

    async def read_screens(self, account_id: str) -> Sequence[OpenScreen]:
        """Where an account watches, the first opened first."""

    async def read_crowded(self, accounts: Collection[str], most: int) -> Collection[str]:
        """Which of these accounts have more screens than `most`, those at their own livestreams counted."""

    async def move_screens(self, ids: Collection[str], to: str) -> None:
        """Have screens closed, for the livestream `to` is watched elsewhere instead."""

    async def note_ordered(self, recording: str, node: str, bucket: str) -> bool:
        """A node is about to be told to make this; false: it is not to be made."""

    async def note_sizes(self, node: str, sizes: Mapping[str, int]) -> None:
        """How many bytes a node has by now of recordings that it makes."""

    async def note_cut(self, recording: str) -> None:
        """There is no room for more of it."""

    async def note_begun(
        self, livestream_id: str, recording: str, node: str, media_url: str | None, begins_at: datetime
    ) -> Sequence[Transition]:
        """There is something of it to start over from; empty where that is known."""

    async def read_left(self, recordings: Collection[str]) -> Mapping[str, list[Range]]:
        """What clips need of these, which are to be deleted."""

    async def read_deletions(self) -> Mapping[str, frozenset[str]]:
        """The recordings that are to be deleted, and at which nodes."""

    async def delete_expired(self) -> Sequence[Transition]:
        """Have some recordings deleted whose time is over; empty: there are none."""

    async def clear_room(self) -> Cleared:
        """Have some recordings deleted of artists who use more room than they have."""

    async def read_shown(self) -> Collection[tuple[str, str]]:
        """The addresses that recordings are fetched from that lie in a bucket, each with that."""

    async def move_replays(self, media_url: str, bucket: str, others: Sequence[str]) -> Sequence[Transition]:
        """Have some of these recordings fetched from others; empty: there are none left."""

    async def tell_going(self) -> int:
        """Tell some artists of recordings that go soon; how many."""

    async def close_lost(self) -> Sequence[Transition]:
        """Take for all there is what nodes have of shows that ended a while ago; of some, empty: there are none."""

    async def save_counts(self, counts: Mapping[str, tuple[int, int]]) -> None:
        """Write viewers and peaks behind, by livestream."""

    async def save_verdict(self, session_id: str, verdict: Mapping[str, Any]) -> None:
        """Keep what was found in a rehearsal that has ended."""

    async def stop(self) -> None:
        """The process ends: ask nobody any more."""

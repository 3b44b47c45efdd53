"""A `Live` that only remembers, for testing REST without sockets."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from catalog.feeds.shapes import ConflictError
from catalog.gates.blocks import count_holdings
from catalog.gates.screens import OpenScreen
from catalog.ledger.wallets import Pair, read_balances
from catalog.livestreams.board import select_livestream
from catalog.shapes import PublisherSession
from contract.callbacks import ReportedSession
from contract.chat.tips import Tip
from contract.livestreams import Transition
from contract.orders import Order
from contract.recordings import ReportedReplay
from live.chat.chat import Chat
from live.chat.store import CatalogChat
from live.conditions.roll import Roll
from live.conditions.shapes import Conditions, ShowOn
from live.overlays.overlays import Overlays
from live.overlays.store import CatalogOverlays
from live.samples.players import Players
from live.samples.store import CatalogQuality, CatalogVisits
from live.samples.visitors import Visitors
from realtime.board import Board, Listing
from realtime.bus.bus import MemoryBus
from realtime.hub import Hub


class FakePublishers:
    """Knows what it is told."""

    def __init__(self) -> None:
        self.reports: list[tuple[str, list[ReportedSession]]] = []
        self.silences: dict[str, float] = {}
        self.media_urls: list[str] = []

    def note_report(
        self, node: str, sessions: Sequence[ReportedSession], media_url: str | None = None, bucket: str = ""
    ) -> None:
        self.reports.append((node, list(sessions)))

    def silence(self, session_id: str) -> float | None:
        return self.silences.get(session_id)


class FakeLive:
    """See `live.protocol.Live`."""

    def __init__(self) -> None:
        self.publishers = FakePublishers()
        hub, bus = Hub(lambda livestream_id, by: None), MemoryBus()
        self.chat = Chat(hub, CatalogChat(), bus, tick=0)
        """The real one; who serves an application that chats starts it."""
        self.overlays = Overlays(hub, Board("", 0), self.chat, CatalogOverlays(), bus)
        self.roll = Roll(bus)
        self.shows: list[ShowOn] = []
        self.known = Board("", 0)
        """By which it tells what is live."""
        self.visitors = Visitors(self.known, CatalogVisits(), b"")
        self.players = Players(self.known, CatalogQuality())
        """The real ones; what they heard is written where a test says so."""
        self.place = ("", 0)
        self.board: dict[str, Listing] = {}
        """What it knows besides the database."""
        self.announced: list[Transition] = []
        self.heard: list[tuple[str, str]] = []
        self.rechecked: list[str] = []
        self.balances_problem: str | None = None
        self.wallets: list[tuple[str, str, int, bool]] = []
        self.follows: list[tuple[str, str, bool, bool, bool]] = []
        self.reminders: list[tuple[str, str, bool]] = []
        self.tips: list[Tip] = []
        self.in_the_way: list[OpenScreen] = []
        self.asked_for_room: list[tuple[str, str, str | None, int, bool]] = []
        self.counts: dict[str, tuple[int, int]] = {}
        self.stills: dict[str, int] = {}
        self.kept: list[str] = []
        self.parts: dict[str, str] = {"bus": "ok"}
        self.orders: list[Order] = []
        self.verdicts: dict[str, dict[str, Any]] = {}
        self.settled: list[tuple[str, dict[str, str]]] = []
        self.recorded: list[tuple[str, list[str]]] = []
        self.waited: list[tuple[list[ReportedSession], float]] = []

    def describe_platform(self) -> Conditions:
        return Conditions(self.roll.web(), self.roll.nodes(), self.shows)

    async def find(self, livestream_id: str) -> Listing | None:
        if livestream_id in self.board:
            return self.board[livestream_id]
        read = await select_livestream(livestream_id)
        if read is None:
            return None
        self.place = (read.epoch, read.seq)
        return Listing(read.seq, read.entries[0])

    async def announce(self, transitions: Sequence[Transition]) -> None:
        self.announced += transitions

    def take_announced(self) -> list[str]:
        """The types of what was announced since the last time."""
        kinds = [line.type.removeprefix("livestream.") for line in self.announced]
        self.announced.clear()
        return kinds

    async def publisher_connected(self, session: PublisherSession) -> None:
        self.heard.append(("connected", session.session_id))

    async def publisher_disconnected(self, session: PublisherSession) -> None:
        self.heard.append(("disconnected", session.session_id))

    async def publisher_refused(self, refusal: ConflictError, address: str) -> None:
        self.heard.append(("refused", f"{refusal.feed_id} {address}"))

    async def read_balances(self, pairs: Collection[Pair]) -> Mapping[Pair, int]:
        return await read_balances(pairs)

    async def read_holdings(self, pairs: Collection[Pair]) -> Mapping[Pair, int]:
        return await count_holdings(await read_balances(pairs), pairs)

    def tell_wallet(self, account_id: str, artist_id: str, balance: int, *, fell: bool = False) -> None:
        self.wallets.append((account_id, artist_id, balance, fell))

    def tell_follow(self, account_id: str, artist_id: str, *, following: bool, push: bool, mail: bool) -> None:
        self.follows.append((account_id, artist_id, following, push, mail))

    def tell_reminder(self, account_id: str, livestream_id: str, *, reminded: bool) -> None:
        self.reminders.append((account_id, livestream_id, reminded))

    def tell_tip(self, tip: Tip) -> None:
        self.tips.append(tip)

    async def make_room(
        self, account_id: str, session: str, livestream_id: str, screen: str | None, most: int, *, move: bool
    ) -> Sequence[OpenScreen]:
        self.asked_for_room.append((account_id, livestream_id, screen, most, move))
        return [] if move else self.in_the_way

    def recheck(self, account_id: str) -> None:
        self.rechecked.append(account_id)

    def viewer_count(self, livestream_id: str) -> int:
        return self.counts.get(livestream_id, (0, 0))[0]

    def peak_viewer_count(self, livestream_id: str, stored: int = 0) -> int:
        return max(stored, self.counts.get(livestream_id, (0, 0))[1])

    def newest_still(self, livestream_id: str) -> int:
        return self.stills.get(livestream_id, 0)

    def note_stills(self, node: str, sessions: Sequence[ReportedSession]) -> None:
        self.stills |= {one.livestream_id: one.still for one in sessions}

    async def keep_counts(self, livestream_id: str) -> None:
        self.kept.append(livestream_id)

    def rehearsal_verdict(self, artist_id: str) -> dict[str, Any] | None:
        return self.verdicts.get(artist_id)

    def readiness(self) -> dict[str, str]:
        return self.parts

    def drops(self) -> dict[str, int]:
        return {"sockets_closed": 0}

    def problems(self) -> dict[str, str]:
        return {}

    async def settle(self, node: str, sessions: Mapping[str, str]) -> None:
        self.settled.append((node, dict(sessions)))

    async def note_recordings(self, node: str, media_url: str | None, sessions: Sequence[ReportedSession]) -> None:
        self.recorded.append((node, [one.recording for one in sessions]))

    async def wait_for_orders(
        self,
        node: str,
        sessions: Sequence[ReportedSession],
        timeout: float,
        replays: Sequence[ReportedReplay] = (),
    ) -> list[Order]:
        self.waited.append((list(sessions), timeout))
        return list(self.orders)

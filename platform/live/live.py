"""The live half of a web process: what the callbacks and the artist change reaches every socket from here."""

import secrets
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from catalog.feeds.shapes import ConflictError, PublisherChange
from catalog.gates.screens import OpenScreen
from catalog.ledger.wallets import Pair
from catalog.shapes import PublisherSession
from contract.callbacks import ReportedSession
from contract.chat.tips import Tip
from contract.livestreams import Transition
from contract.orders import Order
from contract.recordings import ReportedReplay
from contract.wording.advice import Advice
from live.applause.applause import Applause
from live.applause.store import ApplauseStore, CatalogApplause
from live.audience import Audience
from live.chat.chat import Chat
from live.chat.store import CatalogChat, ChatStore
from live.conditions.roll import Roll
from live.conditions.shapes import Conditions, ShowOn
from live.delivery import Delivery
from live.notices import Notices
from live.overlays.overlays import Overlays
from live.overlays.store import CatalogOverlays, OverlayStore
from live.passes.keeper import Keeper
from live.passes.moved import Moved
from live.passes.screens import Screens
from live.peers import Peers
from live.publishers.encoders import Encoders
from live.publishers.orders import NodeOrders
from live.publishers.publishing import Publishing
from live.publishers.recordings import RecordingOrders
from live.publishers.telling import tell_artist
from live.rehearsals.runs import Runs
from live.rights import Rights
from live.samples.figures import Figures
from live.samples.keeper import Samples
from live.samples.players import Players
from live.samples.store import (
    CatalogNewest,
    CatalogQuality,
    CatalogSamples,
    CatalogVisits,
    NewestStore,
    SampleStore,
    VisitStore,
)
from live.samples.visitors import Visitors
from live.stills import Stills
from live.store import Store
from realtime.board import Board, Listing
from realtime.bus.bus import Bus
from realtime.hub import Hub
from runtime.keys import Keys
from runtime.loops import Loop
from runtime.refusals import Refusals
from settings import Settings


def new_process_name() -> str:
    """What a web process is called on the bus."""
    return secrets.token_hex(6)


class Live:
    """Board, sockets and audience of one process, kept in step with the others through the log and the bus."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        bus: Bus,
        process: str = "",
        clock: Callable[[], float] = time.monotonic,
        chat_store: ChatStore | None = None,
        applause_store: ApplauseStore | None = None,
        overlay_store: OverlayStore | None = None,
        sample_store: SampleStore | None = None,
        visit_store: VisitStore | None = None,
        newest_store: NewestStore | None = None,
    ) -> None:
        self.process = process or new_process_name()
        self.refusals = Refusals()
        self.hub = Hub(
            self._note_viewers,
            self._note_channel,
            lambda name, count: self.applause.clap(name, count),
            max_sockets=settings.max_sockets,
            max_per_address=settings.max_sockets_per_address,
        )
        self.board = Board("", 0)
        self.audience = Audience(self.process, self.hub, self.board, store, bus)
        self.samples = Samples(
            self.board,
            self.audience.presence.local,
            sample_store or CatalogSamples(),
            days=settings.audience_days,
            kept=lambda: self.figures.wake(),
        )
        keys = Keys(settings.secret_key)
        self.visitors = Visitors(self.board, visit_store or CatalogVisits(), keys.derive("audience"))
        self.players = Players(self.board, CatalogQuality())
        kept = applause_store or CatalogApplause()
        self.applause = Applause(self.hub, self.board, bus, kept, self.audience.count)
        self.store = store
        self.bus = bus
        self.watch_problems: Callable[[], dict[str, str]] = dict
        """What the supervisor of this process says is wrong with it."""
        self.notices = Notices(self.hub, self.board, bus)
        self.figures = Figures(self.board, self.notices, self.audience, newest_store or CatalogNewest())
        self.roll = Roll(bus)
        self._chat_store = chat_store or CatalogChat()
        self.chat = Chat(self.hub, self._chat_store, bus, self._withdraw)
        self.overlays = Overlays(self.hub, self.board, self.chat, overlay_store or CatalogOverlays(), bus)
        self.rehearsals = Runs(self.notices.send, bus, store.save_verdict)
        self.publishers = Publishing(store, self.tell, self.notices, self.rehearsals.note_health, bus, clock)
        self.stills = Stills(self.hub, self.board, bus, self.publishers.attendance.is_heard)
        self.recordings = RecordingOrders(self.find, self.publishers, store, keys, clock)
        self.publishers.explain = self._explain
        self.delivery = Delivery(self.hub, self.board, self.audience, store, bus, self._note_transition)
        self.follower, self.replay = self.delivery.follower, self.delivery.replay
        self.orders = NodeOrders(self.find, self.publishers, store, keys, self.recordings)
        self.encoders = Encoders(self.publishers, self.rehearsals, self.notices, self.delivery, self.board, store)
        self._peers = Peers(self.process, bus, self.audience, self.notices, self.follower, self._come_back)
        self.rights = Rights(
            store.read_sessions,
            store.read_holdings,
            bus,
            lambda account_id: self.passes.doubt(account_id),
            read_keepers=self._chat_store.select_moderating,
            unknown=lambda: store.balances_problem is not None,
        )
        self.passes = Keeper(
            Screens(self.process, self.rights, store, bus, Moved(self.hub, self.board, bus).leave),
            store,
            bus,
            self.publishers.wake,
            settings.max_screens,
            clock,
        )
        self._rights_check = Loop("the look at who may still watch", self.rights.look)

    # -- life --------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Read where the log stands, and begin."""
        await self.read_all()
        if not self.bus.alone:
            self.follower.check_every = 1.0
        await self.bus.start(self._peers.come_back)
        await self.follower.start()
        await self.hub.start()
        await self.chat.start()
        self.applause.start()
        self.samples.start()
        self.visitors.start()
        self.players.loop.start()
        self.figures.loop.start()
        await self.overlays.start()
        self._peers.greet()
        self._peers.loop.start()
        self._rights_check.start()
        await self.passes.start()

    async def read_all(self) -> None:
        """What the database knows, before anything else is heard."""
        read = await self.store.read_board()
        self.board.epoch, self.board.seq = read.epoch, read.seq
        for entry in read.entries:
            self.board.put(entry.livestream_id, Listing(read.seq, entry))
        self.board.remember(await self.store.read_recent(read.seq))
        await self.publishers.read_media_urls()
        await self.publishers.read_holders()

    async def stop(self) -> None:
        """Say goodbye to every socket, and to the other processes."""
        await self.hub.say_goodbye()
        await self.overlays.stop()
        await self.chat.stop()
        await self.applause.stop()
        await self.figures.loop.stop()
        await self.samples.stop()
        await self.visitors.stop()
        await self.players.stop()
        await self._peers.loop.stop()
        await self._rights_check.stop()
        await self.passes.loop.stop()
        self.audience.stop()
        self.stills.stop()
        await self.hub.stop()
        await self.follower.stop()
        await self.bus.stop()
        await self.store.stop()

    def readiness(self) -> dict[str, str]:
        """Each part, `ok` or what is wrong with it in an operator's words."""
        return {"log": self.follower.problem or "ok"}

    def drops(self) -> dict[str, int]:
        """What was given up for slow peers since this process began."""
        return {
            "sockets_closed": self.hub.drops.slow_closed,
            "counts_replaced": self.hub.drops.newest_replaced,
            "figures_skipped": self.hub.drops.passing_dropped,
            "bus_messages": self.bus.dropped,
        }

    def problems(self) -> dict[str, str]:
        """What does not work now although this process serves: part and an operator's words; empty when all does."""
        parts = {
            "bus": self.bus.problem,
            "follower": self.follower.loop.problem,
            "presence": self._peers.loop.problem,
            "rights": self._rights_check.problem,
            "passes": self.passes.loop.problem,
            "sockets": self.hub.sweeper.problem,
            "balances": self.balances_problem,
            "chat": self.chat.problem,
            "applause": self.applause.problem,
            "audience": self._audience_problem,
            "overlays": self.overlays.problem,
            "roll": self.roll.loop.problem,
        }
        broken = {part: problem for part, problem in parts.items() if problem is not None}
        return broken | self.watch_problems() | self.refusals.problems()

    @property
    def _audience_problem(self) -> str | None:
        kept = self.samples.problem or self.visitors.problem or self.players.loop.problem
        return kept or self.figures.loop.problem

    def describe_platform(self) -> Conditions:
        """See `House.describe_platform`."""
        shows = [
            ShowOn(
                livestream_id,
                listing.livestream["title"],
                listing.livestream["artist"]["display_name"],
                listing.livestream.get("started_at"),
                listing.livestream.get("interrupted_until"),
                self.viewer_count(livestream_id),
                self.publishers.attendance.find_node(livestream_id),
            )
            for livestream_id, listing in self.board.active.items()
            if listing.livestream["status"] == "live"
        ]
        return Conditions(self.roll.web(), self.roll.nodes(), sorted(shows, key=lambda one: one.started_at or ""))

    @property
    def place(self) -> tuple[str, int]:
        """Epoch and seq of the board."""
        return self.board.epoch, self.board.seq

    async def find(self, livestream_id: str) -> Listing | None:
        """See `Delivery.find`."""
        return await self.delivery.find(livestream_id)

    async def announce(self, lines: Sequence[Transition]) -> None:
        """See `Delivery.announce`."""
        await self.delivery.announce(lines)

    @property
    def balances_problem(self) -> str | None:
        """See `Store.balances_problem`."""
        return self.store.balances_problem

    async def read_balances(self, pairs: Collection[Pair]) -> Mapping[Pair, int]:
        """See `Store.read_balances`."""
        return await self.store.read_balances(pairs)

    async def read_holdings(self, pairs: Collection[Pair]) -> Mapping[Pair, int]:
        """See `Store.read_holdings`."""
        return await self.store.read_holdings(pairs)

    def tell_wallet(self, account_id: str, artist_id: str, balance: int, *, fell: bool = False) -> None:
        """An account hears what it holds now; where that fell, its sockets and passes are looked at."""
        self.notices.tell_wallet(account_id, artist_id, balance)
        if fell:
            self.recheck(account_id)

    def tell_follow(self, account_id: str, artist_id: str, *, following: bool, push: bool, mail: bool) -> None:
        """An account's pages hear whether it follows an artist, and how."""
        fields = {"artist_id": artist_id, "following": following, "push": push, "mail": mail}
        self.notices.tell_own("follow.changed", account_id, artist_id, fields)

    def tell_reminder(self, account_id: str, livestream_id: str, *, reminded: bool) -> None:
        """An account's pages hear whether it is to be reminded of a show."""
        fields = {"livestream_id": livestream_id, "reminded": reminded}
        self.notices.tell_own("reminder.changed", account_id, livestream_id, fields)

    def tell_tip(self, tip: Tip) -> None:
        """The artist hears of a tip, on every page of theirs."""
        self.notices.notify_artist("tip.received", tip.artist_id, tip.to_fields())

    async def make_room(
        self, account_id: str, session: str, livestream_id: str, screen: str | None, most: int, *, move: bool
    ) -> list[OpenScreen]:
        """See `Keeper.make_room`."""
        return await self.passes.make_room(account_id, session, livestream_id, screen, most, move=move)

    def recheck(self, account_id: str) -> None:
        """See `Rights.recheck` and `Keeper.doubt`."""
        self.rights.recheck(account_id)
        self.passes.doubt(account_id)

    # -- viewers -----------------------------------------------------------------------------------------------

    def viewer_count(self, livestream_id: str) -> int:
        """Open viewer sockets over all processes, now."""
        return self.audience.count(livestream_id)

    def peak_viewer_count(self, livestream_id: str, stored: int = 0) -> int:
        """The most viewers at once while live, as far as known."""
        return self.audience.peak(livestream_id, stored)

    def newest_still(self, livestream_id: str) -> int:
        """Which is the newest picture of its stream; 0: there is none."""
        return self.board.stills.get(livestream_id, 0)

    def note_stills(self, node: str, sessions: Sequence[ReportedSession]) -> None:
        """See `Stills.note_report`."""
        self.stills.note_report(node, sessions)

    async def keep_counts(self, livestream_id: str) -> None:
        """See `Audience.keep`."""
        await self.audience.keep(livestream_id)

    # -- the artist ------------------------------------------------------------------------------------------

    async def tell(self, change: PublisherChange) -> None:
        """A publisher went or came: everybody hears of what followed, and the artist of it."""
        await self.announce(change.transitions)
        await tell_artist(self, change)

    async def publisher_connected(self, session: PublisherSession) -> None:
        """See `Encoders.connected`."""
        await self.encoders.connected(session)

    async def publisher_disconnected(self, session: PublisherSession) -> None:
        """See `Encoders.disconnected`."""
        await self.encoders.disconnected(session)

    async def publisher_refused(self, refusal: ConflictError, address: str) -> None:
        """See `Encoders.refused`."""
        await self.encoders.refused(refusal, address)

    async def settle(self, node: str, sessions: Mapping[str, str]) -> None:
        """See `Publishing.settle`."""
        await self.publishers.settle(node, sessions)

    async def note_recordings(self, node: str, media_url: str | None, sessions: Sequence[ReportedSession]) -> None:
        """See `RecordingOrders.note_begun`."""
        if lines := await self.recordings.note_begun(node, media_url, sessions):
            await self.announce(lines)

    async def wait_for_orders(
        self,
        node: str,
        sessions: Sequence[ReportedSession],
        timeout: float,
        replays: Sequence[ReportedReplay] = (),
    ) -> list[Order]:
        """See `NodeOrders.wait`."""
        return await self.orders.wait(node, sessions, timeout, replays)

    def _explain(self, livestream_id: str) -> Advice | None:
        entry = self.board.get(livestream_id)
        return None if entry is None else self.recordings.find_problem(entry)

    async def moderates(self, account_id: str, artist_id: str) -> bool:
        """See `ChatStore.moderates`."""
        return await self._chat_store.moderates(account_id, artist_id)

    def _note_transition(self, line: Transition) -> None:
        if line.type == "livestream.deleted":
            self.chat.forget(line.livestream_id)
        self.samples.note(line.livestream_id)
        self.visitors.forget(line.livestream_id)
        self.figures.note(line.livestream_id)
        # In this order: whoever is woken finds what there is to do.
        self.recordings.note_transition(line)
        self.publishers.note_transition(line)
        self.overlays.note_transition(line)

    def _note_viewers(self, livestream_id: str, by: int) -> None:
        self.audience.change(livestream_id, by)
        self.samples.change(livestream_id, by)

    def _note_channel(self, name: str, there: bool) -> None:
        self.notices.note_channel(name, there=there)
        self.overlays.note_channel(name, there=there)

    def _come_back(self) -> None:
        self.chat.come_back()
        self.overlays.alerts.come_back()

    def _withdraw(self, livestream_id: str, message_ids: Sequence[str]) -> None:
        if (entry := self.board.get(livestream_id)) is not None:
            self.overlays.withdraw(entry.artist_id, message_ids)

    def count_open(self, account_id: str, credential: str) -> int:
        """See `House.count_open`."""
        return sum(right.session == credential for _, right in self.rights.held(account_id))

    def rehearsal_verdict(self, artist_id: str) -> dict[str, Any] | None:
        """Of the artist's rehearsal that goes on now, as far as is known."""
        return self.rehearsals.find_verdict(artist_id)

    def platform_state(self, *, resuming: bool) -> bytes | None:
        """See `Notices.platform_state`."""
        return self.notices.platform_state(resuming=resuming)

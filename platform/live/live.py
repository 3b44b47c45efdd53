"""The live half of a web process: what the callbacks and the artist change reaches every socket from here."""

import asyncio
import itertools
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from catalog.feeds.keys import playback_id_of
from catalog.feeds.shapes import ConflictError, PublisherChange
from catalog.shapes import PublisherSession
from contract.feeds import FeedKind
from contract.livestreams import Transition
from live.audience import Audience
from live.delivery import Delivery
from live.notices import Notices
from live.publishers.publishing import Publishing
from live.publishers.telling import tell_artist
from live.rehearsals.runs import Runs
from live.rights import Rights
from live.store import Store
from realtime.board import Board, Listing
from realtime.bus.bus import Bus, Message
from realtime.hub import Hub
from runtime.loops import Loop
from runtime.refusals import Refusals
from settings import Settings

BEAT = 5.0
"""Seconds between two full accounts of this process's viewers to the others."""


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
    ) -> None:
        self.process = process or new_process_name()
        self.refusals = Refusals()
        self.hub = Hub(
            lambda livestream_id, by: self.audience.change(livestream_id, by),
            lambda name, there: self.notices.note_channel(name, there=there),
            max_sockets=settings.max_sockets,
            max_per_address=settings.max_sockets_per_address,
        )
        self.board = Board("", 0)
        self.audience = Audience(self.process, self.hub, self.board, store, bus)
        self.store = store
        self.bus = bus
        self.watch_problems: Callable[[], dict[str, str]] = dict
        """What the supervisor of this process says is wrong with it."""
        self.notices = Notices(self.hub, self.board, bus)
        self.rehearsals = Runs(self.notices.send, bus, store.save_verdict)
        self.publishers = Publishing(store, self.tell, self.notices, self.rehearsals.note_health, bus, clock)
        self.delivery = Delivery(self.hub, self.board, self.audience, store, bus, self.publishers.note_transition)
        self.follower, self.replay = self.delivery.follower, self.delivery.replay
        self._beats = itertools.count()
        self._beat = Loop("the beat of presence", self._tell_beat)
        self.rights = Rights(store.read_balances, bus)
        self._rights_check = Loop("the look at who may still watch", self.rights.look)
        bus.on("hello", self._hear_hello)
        bus.on("bye", self._hear_bye)

    # -- life --------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Read where the log stands, and begin."""
        await self.read_all()
        if not self.bus.alone:
            self.follower.check_every = 1.0
        await self.bus.start(self._bus_returned)
        await self.follower.start()
        await self.hub.start()
        self.bus.publish({"kind": "hello", "process": self.process})
        self._beat.start()
        self._rights_check.start()

    async def read_all(self) -> None:
        """What the database knows, before anything else is heard."""
        read = await self.store.read_board()
        self.board.epoch, self.board.seq = read.epoch, read.seq
        for entry in read.entries:
            self.board.put(entry.livestream_id, Listing(read.seq, entry))
        self.board.remember(await self.store.read_recent(read.seq))
        await self.publishers.read_holders()

    async def stop(self) -> None:
        """Say goodbye to every socket, and to the other processes."""
        await self.hub.say_goodbye()
        await self._beat.stop()
        await self._rights_check.stop()
        self.audience.stop()
        await self.hub.stop()
        await self.follower.stop()
        await self.bus.stop()

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
            "presence": self._beat.problem,
            "rights": self._rights_check.problem,
            "sockets": self.hub.sweeper.problem,
        }
        broken = {part: problem for part, problem in parts.items() if problem is not None}
        return broken | self.watch_problems() | self.refusals.problems()

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

    def recheck(self, account_id: str) -> None:
        """See `Rights.recheck`."""
        self.rights.recheck(account_id)

    # -- viewers -----------------------------------------------------------------------------------------------

    def viewer_count(self, livestream_id: str) -> int:
        """Open viewer sockets over all processes, now."""
        return self.audience.count(livestream_id)

    def peak_viewer_count(self, livestream_id: str, stored: int = 0) -> int:
        """The most viewers at once while live, as far as known."""
        return self.audience.peak(livestream_id, stored)

    async def keep_counts(self, livestream_id: str) -> None:
        """See `Audience.keep`."""
        await self.audience.keep(livestream_id)

    # -- the artist ------------------------------------------------------------------------------------------

    async def tell(self, change: PublisherChange) -> None:
        """A publisher went or came: everybody hears of what followed, and the artist of it."""
        await self.announce(change.transitions)
        await tell_artist(self, change)

    async def publisher_connected(self, session: PublisherSession) -> None:
        """The artist sees its encoder arrive, before anybody else sees a picture."""
        self.publishers.note_connected(session.node, session.session_id, session.feed_id)
        if session.kind is FeedKind.REHEARSAL:
            self.rehearsals.start(session)
            return
        known = self.board.get(session.feed_id)
        if known is not None and known.private.get("publishing"):
            hls_url = known.private.get("hls_url")
        else:
            # Connected without a transition, for a preview: only the database knows where.
            read = await self.store.read_livestream(session.feed_id)
            if read is None:
                return
            (entry,) = read.entries
            self.board.put(entry.livestream_id, Listing(read.seq, entry))
            hls_url = entry.private.get("hls_url")
        self.notices.notify("ingest.connected", session.feed_id, {"hls_url": hls_url})

    async def publisher_disconnected(self, session: PublisherSession) -> None:
        """The artist sees its encoder leave."""
        self.publishers.note_end(session.session_id)
        if session.kind is FeedKind.REHEARSAL:
            await self.rehearsals.end(session)
            return
        await self.find(session.feed_id)
        self.notices.notify("ingest.disconnected", session.feed_id, {})

    async def publisher_refused(self, refusal: ConflictError, address: str) -> None:
        """A second encoder came: the artist should know, it may be a forgotten one, or a stranger."""
        fields = {"message": str(refusal), "address": address or None}
        if refusal.kind is FeedKind.REHEARSAL:
            self.notices.notify_artist("rehearsal.conflict", refusal.artist_id, fields)
        else:
            self.notices.notify("ingest.conflict", refusal.feed_id, fields)

    async def settle(self, node: str, sessions: Mapping[str, str]) -> None:
        """See `Publishing.settle`."""
        await self.publishers.settle(node, sessions)

    async def wait_for_stop(self, sessions: Mapping[str, str], timeout: float) -> list[dict[str, Any]]:
        """See `Publishing.wait_for_stop`."""
        return await self.publishers.wait_for_stop(sessions, timeout)

    async def find_moves(self, node: str, sessions: Mapping[str, tuple[str, str]]) -> list[dict[str, str]]:
        """Which of a node's sessions (session id -> livestream id, playback id) serve at an address that the
        livestream has left, and where they belong: `[{session_id, playback_id}]`. No node learns another's."""
        moves = []
        for session_id, (livestream_id, playback_id) in sessions.items():
            entry = await self.find(livestream_id)
            path = entry.private.get("hls_url") if entry is not None else None
            if path and playback_id and (now := playback_id_of(path)) != playback_id:
                moves.append({"session_id": session_id, "playback_id": now})
        if not moves:
            return []
        own = await self.publishers.find_own(
            node, {one["session_id"]: sessions[one["session_id"]][0] for one in moves}
        )
        return [move for move in moves if move["session_id"] in own]

    def rehearsal_verdict(self, artist_id: str) -> dict[str, Any] | None:
        """Of the artist's rehearsal that goes on now, as far as is known."""
        return self.rehearsals.find_verdict(artist_id)

    def platform_state(self, *, resuming: bool) -> bytes | None:
        """See `Notices.platform_state`."""
        return self.notices.platform_state(resuming=resuming)

    # -- the other processes -----------------------------------------------------------------------------------

    def _hear_hello(self, message: Message) -> None:
        """Another process has begun, or missed something: it is to know what this one has."""
        self.audience.tell_all()
        self.notices.tell_dashboards(self.process, again=True)

    def _hear_bye(self, message: Message) -> None:
        self.audience.forget_process(message["process"])
        self.notices.forget_dashboards(message["process"])

    def _bus_returned(self) -> None:
        self.follower.look_soon()
        self.bus.publish({"kind": "hello", "process": self.process})
        self.audience.tell_all()

    async def _tell_beat(self) -> None:
        await asyncio.sleep(BEAT / 5)
        every_fifth = next(self._beats) % 5 == 0
        self.notices.tell_problem(self.bus.problem)
        self.notices.tell_dashboards(self.process, again=every_fifth)
        if every_fifth:
            self.audience.tell_all()
            self.audience.expire(asyncio.get_running_loop().time())

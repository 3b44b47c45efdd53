"""Who publishes what, as the ingest nodes report it, and which of them must stop."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from catalog.feeds.ownership import is_of_node
from catalog.feeds.shapes import PublisherChange
from contract.callbacks import ReportedSession
from contract.feeds import FeedKind
from contract.livestreams import Transition
from contract.orders import Stop
from contract.publishing import STOP_WORDS
from contract.wording.advice import RECORDERS, Advice
from live.notices import Notices
from live.publishers.attendance import Attendance
from live.publishers.shelves import Shelves
from live.store import Store
from realtime.bus.bus import Bus, Message

logger = logging.getLogger(__name__)

T = TypeVar("T")

Tell = Callable[[PublisherChange], Awaitable[None]]
"""Tells everybody, and the artist, of a publisher that went or came."""

NoteRehearsal = Callable[[str, str, Mapping[str, Any]], None]
"""Takes a rehearsal's figures: artist, session, health."""

MOST_MEDIA_URLS = 50
"""Addresses of nodes that pages may fetch media from; of more, the first ones heard are forgotten."""


class Publishing:
    """The reports of all nodes, shared between the web processes, and the nodes' waiting questions."""

    def __init__(
        self,
        store: Store,
        tell: Tell,
        notices: Notices,
        note_rehearsal: NoteRehearsal,
        bus: Bus,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.clock = clock
        self.attendance = Attendance(clock())
        self.shelves = Shelves(clock())
        self._store = store
        self._tell = tell
        self._notices = notices
        self._note_rehearsal = note_rehearsal
        self._bus = bus
        self.explain: Callable[[str], Advice | None] = lambda feed_id: None
        """Why nothing of a show is recorded though its node could, in words for its artist; empty: it is."""
        bus.on("connected", self._hear_connected)
        bus.on("report", self._hear_report)
        bus.on("end", self._hear_end)
        self._waiters: set[tuple[frozenset[str], asyncio.Event]] = set()
        self._unwritten: dict[str, list[str]] = {}
        self._media_urls: dict[str, None] = {}  # in the order in which they were first heard

    # -- what is heard -----------------------------------------------------------------------------------------

    def note_connected(self, node: str, session_id: str, feed_id: str) -> None:
        """This process has seen a publisher take its feed's place; the others learn it."""
        message = {"kind": "connected", "node": node, "session_id": session_id, "feed_id": feed_id}
        self._hear_connected(message)
        self._bus.publish(message)

    @property
    def media_urls(self) -> Collection[str]:
        """Where the nodes that say so are reached, as far as this process has heard."""
        return self._media_urls.keys()

    def note_report(
        self, node: str, sessions: Sequence[ReportedSession], media_url: str | None = None, bucket: str = ""
    ) -> None:
        """An ingest node's report: who publishes, and how silent; where its media is fetched, if it says so, and the
        shared store that its recordings go to."""
        seen = [
            {"session_id": one.session_id, "feed_id": one.livestream_id, "idle_ms": one.idle_ms, "state": one.state}
            for one in sessions
        ]
        message = {"kind": "report", "node": node, "sessions": seen, "media_url": media_url, "bucket": bucket}
        self._hear_report(message)
        self._bus.publish(message)
        if not self._bus.alone:
            self._unwritten[node] = [one.session_id for one in sessions if one.state != "interrupted"]
        for session in sessions:
            if not session.health:
                continue
            feed_id, session_id = session.livestream_id, session.session_id
            if not self.attendance.is_heard(node, session_id, feed_id):
                continue  # not its node's to tell, or not on air yet
            if session.kind == FeedKind.REHEARSAL:
                self._note_rehearsal(feed_id, session_id, session.health)  # its id is the artist's
            else:
                problem = _read_problem(session) or self.explain(feed_id)
                self._notices.show_health(feed_id, _with_problem(session.health, problem))

    def note_end(self, session_id: str) -> None:
        """A session is over."""
        message = {"kind": "end", "session_id": session_id}
        self._hear_end(message)
        self._bus.publish(message)

    def note_transition(self, transition: Transition) -> None:
        """A livestream has changed: it may wait now, and whoever waits for it looks again."""
        livestream_id, until = transition.livestream_id, transition.livestream.get("interrupted_until")
        if until:
            # Both times are of the one clock that wrote the line: what lies between them is nobody's guess.
            seconds = (datetime.fromisoformat(until) - datetime.fromisoformat(transition.at)).total_seconds()
            self.attendance.note_wait(self.clock(), livestream_id, until, seconds)
        self.attendance.note_change(livestream_id)
        self.wake(livestream_id)

    # Messages of this process's own, and from the bus.

    def _hear_report(self, message: Message) -> None:
        self._note_media_url(message.get("media_url"))
        self.attendance.note_report(self.clock(), message["node"], message["sessions"])
        # Another process may be of the version before.
        shelf = message.get("media_url"), message.get("bucket", "")
        self.shelves.note_report(self.clock(), message["node"], *shelf)

    def _hear_end(self, message: Message) -> None:
        self.attendance.note_end(message["session_id"])

    def _hear_connected(self, message: Message) -> None:
        feed_id = message["feed_id"]
        self.attendance.note_holder(self.clock(), message["node"], message["session_id"], feed_id)
        self.wake(feed_id)

    async def write_witness(self) -> None:
        """Where there are other processes: write down what was reported to this one since the last time."""
        unwritten, self._unwritten = self._unwritten, {}
        for node, sessions in unwritten.items():
            await self._store.write_node_report(node, sessions)

    async def read_witness(self) -> None:
        """What the others wrote, where this process has not heard of somebody for a while."""
        if not self._bus.alone and self.attendance.in_doubt(self.clock()):
            reports = await self._store.read_node_reports()
            self.attendance.note_witness(self.clock(), reports)

    def _note_media_url(self, media_url: str | None) -> None:
        if media_url and media_url not in self._media_urls:
            self._media_urls[media_url] = None
            if len(self._media_urls) > MOST_MEDIA_URLS:
                del self._media_urls[next(iter(self._media_urls))]

    async def read_media_urls(self) -> None:
        """Where media was before this process began."""
        for media_url in await self._store.read_media_urls():
            self._note_media_url(media_url)

    async def read_holders(self) -> None:
        """Who publishes, from the database: what this process may have missed."""
        version = self.attendance.version
        self.attendance.note_holders(self.clock(), await self._store.read_publishing(), version)

    def find_shelves(self, shown: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], list[str]]:
        """See `Shelves.find_moves`; none while this process does not hear what is reported to the others."""
        return {} if self._bus.problem is not None else self.shelves.find_moves(self.clock(), shown)

    # -- what follows ------------------------------------------------------------------------------------------

    def silence(self, session_id: str) -> float | None:
        """Seconds since the session's last media; None: no node reports it."""
        return self.attendance.silence(self.clock(), session_id)

    def find_lost(self) -> list[str]:
        """The sessions to be taken for lost."""
        return self.attendance.find_lost(self.clock(), alone=self._bus.alone)

    def _doubts(self, sessions: Mapping[str, str]) -> dict[str, str]:
        """Those of the sessions (session id -> feed id) of which only the database can say how they stand."""
        return {name: where for name, where in sessions.items() if not self.attendance.holds(name, where)}

    async def settle(self, node: str, sessions: Mapping[str, str]) -> None:
        """Of what a node has just reported to publish (session id -> feed id): see to those in doubt, and take
        back those that were given up by a guess."""
        doubts = {
            name: where
            for name, where in sessions.items()
            if not self.attendance.holds(name, where) or not self.attendance.is_heard(node, name, where)
        }
        if not doubts:
            return
        for session_id, standing in (await self._store.read_standings(doubts)).items():
            if not is_of_node(standing.node, node):
                logger.warning(
                    "Session %s: node %r reports it, but it was let in at node %r; that report is ignored.",
                    session_id, node, standing.node,
                )  # fmt: skip
            elif standing.holds:
                self.attendance.note_holder(self.clock(), node, session_id, doubts[session_id])
            elif standing.given_up:
                change = await self._store.restore_lost(session_id, node)
                if change.connected is not None:
                    logger.info("Session %s: node %s is heard of again, and its publisher with it.", session_id, node)
                await self._tell(change)

    async def find_own(self, node: str, sessions: Mapping[str, str]) -> set[str]:
        """Those of the sessions (session id -> feed id) that were let in at this node for this feed."""
        standings = await self._store.read_standings(sessions)
        return {
            session_id
            for session_id, standing in standings.items()
            if standing.stop is None and is_of_node(standing.node, node)
        }

    async def wait_for(
        self, feed_ids: Collection[str], timeout: float, find: Callable[[], Awaitable[list[T]]]
    ) -> list[T]:
        """What `find` finds about these feeds: at once, or as soon as something happens to one of them.

        Empty when it finds nothing within `timeout` seconds.
        """
        woken = asyncio.Event()
        waiter = (frozenset(feed_ids), woken)
        self._waiters.add(waiter)
        try:
            if found := await find():
                return found
            async with asyncio.timeout(timeout):
                while True:
                    await woken.wait()
                    woken.clear()
                    if found := await find():
                        return found
        except TimeoutError:
            return []
        finally:
            self._waiters.discard(waiter)

    async def find_stops(self, sessions: Mapping[str, str]) -> list[Stop]:
        """Which of these sessions must stop now. The database says so; what this process remembers only spares it
        the question where nothing has happened."""
        doubts = self._doubts(sessions)
        standings = await self._store.read_standings(doubts) if doubts else {}
        return [
            Stop(session_id=session_id, reason=standing.stop, message=STOP_WORDS[standing.stop])
            for session_id, standing in standings.items()
            if standing.stop is not None
        ]

    def wake(self, feed_id: str) -> None:
        """Something happened to a feed, or its livestream: whoever waits for it looks again."""
        for feed_ids, woken in self._waiters:
            if feed_id in feed_ids:
                woken.set()


def _read_problem(session: ReportedSession) -> Advice | None:
    """Why its node records nothing just now. An older one has words alone."""
    if not session.record_problem:
        return None
    known = session.record_code in RECORDERS
    return Advice(session.record_code) if known else Advice("unrecorded", {"why": session.record_problem})


def _with_problem(health: Mapping[str, Any], problem: Advice | None) -> Mapping[str, Any]:
    """An encoder's figures with why nothing is recorded, if that is so, for its artist."""
    if problem is None:
        return health
    return {
        **health,
        "advice": [str(problem), *(health.get("advice") or ())],
        "advice_codes": [problem.to_dict(), *(health.get("advice_codes") or ())],
    }

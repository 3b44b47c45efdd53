"""An artist sees its encoder come and go, before anybody else sees a picture, and hears of one that was refused."""

from catalog.feeds.shapes import ConflictError
from catalog.shapes import PublisherSession
from contract.feeds import FeedKind
from live.delivery import Delivery
from live.notices import Notices
from live.publishers.publishing import Publishing
from live.rehearsals.runs import Runs
from live.store import Store
from realtime.board import Board, Listing


class Encoders:
    """Tells the other processes and the artist, whichever of its feeds it is."""

    def __init__(
        self,
        publishers: Publishing,
        rehearsals: Runs,
        notices: Notices,
        delivery: Delivery,
        board: Board,
        store: Store,
    ) -> None:
        self._publishers = publishers
        self._rehearsals = rehearsals
        self._notices = notices
        self._delivery = delivery
        self._board = board
        self._store = store

    async def connected(self, session: PublisherSession) -> None:
        """This session is now its feed's publisher, live or in preview."""
        self._publishers.note_connected(session.node, session.session_id, session.feed_id)
        if session.kind is FeedKind.REHEARSAL:
            self._rehearsals.start(session)
            return
        known = self._board.get(session.feed_id)
        if known is not None and known.private.get("publishing"):
            hls_url = known.private.get("hls_url")
        else:
            # Connected without a transition, for a preview: only the database knows where.
            read = await self._store.read_livestream(session.feed_id)
            if read is None:
                return
            (entry,) = read.entries
            self._board.put(entry.livestream_id, Listing(read.seq, entry))
            hls_url = entry.private.get("hls_url")
        self._notices.notify("ingest.connected", session.feed_id, {"hls_url": hls_url})

    async def disconnected(self, session: PublisherSession) -> None:
        """It no longer is."""
        self._publishers.note_end(session.session_id)
        if session.kind is FeedKind.REHEARSAL:
            await self._rehearsals.end(session)
            return
        await self._delivery.find(session.feed_id)
        self._notices.notify("ingest.disconnected", session.feed_id, {})

    async def refused(self, refusal: ConflictError, address: str) -> None:
        """A second encoder came: it may be a forgotten one, or a stranger's."""
        fields = {"message": str(refusal), "address": address or None}
        if refusal.kind is FeedKind.REHEARSAL:
            self._notices.notify_artist("rehearsal.conflict", refusal.artist_id, fields)
        else:
            self._notices.notify("ingest.conflict", refusal.feed_id, fields)

"""The artist's channel: what only the artist sees."""

from typing import Any

from catalog.shapes import PublisherSession
from contract.livestreams import Entry, Snapshot
from live.channels.artist import ARTIST
from live.channels.kind import Grant
from live.channels.opening import join
from live.channels.request import Request
from live.live import Live
from support.world import LossyBus, MemoryStore, Wire, make_live


def first_frame(live: Live) -> dict[str, Any]:
    wire = Wire()
    join(live, wire, Grant(ARTIST, "artist:artist", Request()), "127.0.0.1", b"http://x")
    frame: dict[str, Any] = wire.read_events()[0]
    wire.close()
    return frame


class PreviewStore(MemoryStore):
    """Knows whether a publisher is connected, as the database does."""

    publishing = False

    async def read_livestream(self, livestream_id: str) -> Snapshot:
        private = {"publishing": self.publishing, "hls_url": "/preview.m3u8" if self.publishing else None}
        entry = Entry(livestream_id, "artist", self.state()[livestream_id], private)
        return Snapshot(self.epoch, len(self.lines), [entry])


async def test_a_snapshot_knows_of_a_publisher_that_connected_without_going_live() -> None:
    store, buses = PreviewStore(), []  # type: ignore[var-annotated]
    store.commit("l1", "livestream.scheduled", "scheduled", "show")
    first, second = make_live(store, LossyBus(buses)), make_live(store, LossyBus(buses))
    await first.start()
    await second.start()
    session = PublisherSession("s1", "l1", "artist", "node", "127.0.0.1", None)  # type: ignore[arg-type]
    try:
        store.publishing = True
        await first.publisher_connected(session)
        for live in (first, second):
            [shown] = first_frame(live)["livestreams"]
            assert (shown["publishing"], shown["hls_url"]) == (True, "http://x/preview.m3u8")
        store.publishing = False
        await first.publisher_disconnected(session)
        for live in (first, second):
            [shown] = first_frame(live)["livestreams"]
            assert (shown["publishing"], shown["hls_url"]) == (False, None)
    finally:
        await first.stop()
        await second.stop()

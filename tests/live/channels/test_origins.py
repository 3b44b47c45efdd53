"""Sockets that reached us by different names are told different addresses, and share their frames all the same."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from api.http.address import origin_for
from contract.livestreams import Entry
from live.channels.kind import Grant
from live.channels.livestream import LIVESTREAM
from live.channels.me import ME
from live.channels.opening import join, join_feed
from live.channels.request import Request
from live.live import Live
from realtime.board import Listing
from realtime.hub import MOST_ORIGINS
from settings import Settings
from support.rest import Artist
from support.sockets import listen
from support.web import Publisher, Web
from support.world import FeedWire, LossyBus, MemoryStore, Wire, announce, make_live

LAN, LOCAL = b"http://192.168.1.20:8000", b"http://localhost:8000"
GRANT = Grant(LIVESTREAM, "l1", Request())


class RecordingWire(Wire):
    """Keeps the very objects that were written."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[object] = []

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written.append(data)
        super().write(data)


class PlayingStore(MemoryStore):
    """Its livestreams play somewhere."""

    def state(self) -> dict[str, Any]:
        return {name: {**one, "hls_url": "/live/x/index.m3u8"} for name, one in super().state().items()}


async def start() -> tuple[Live, PlayingStore]:
    store = PlayingStore()
    store.commit("l1", "livestream.live", "live", "show")
    live = make_live(store, LossyBus([]))
    await live.start()
    return live, store


async def test_each_hears_the_address_that_it_can_reach_and_equals_share_one_frame() -> None:
    live, store = await start()
    wires = [RecordingWire() for _ in range(3)]
    feed = FeedWire()
    for each, origin in zip(wires, (LAN, LOCAL, LAN), strict=True):
        join(live, each, GRANT, "127.0.0.1", origin)
    join_feed(live, feed, GRANT, "127.0.0.1", LAN)
    line = store.commit("l1", "livestream.updated", "live", "renamed")
    line = replace(line, livestream={**line.livestream, "hls_url": "/live/x/index.m3u8"})
    await announce(live, line)
    lan, local, same = wires
    assert lan.written[-1] is same.written[-1]
    heard: list[tuple[Wire, bytes]] = [(lan, LAN), (local, LOCAL), (feed, LAN)]
    for wire, origin in heard:
        told = [event["livestream"]["hls_url"] for event in wire.read_events() if "livestream" in event]
        assert told == [f"{origin.decode()}/live/x/index.m3u8"] * 2
    for wire, _ in heard:
        wire.close()
    same.close()
    assert live.hub.channels == {}
    await live.stop()


async def test_strangers_who_make_up_names_get_the_address_that_they_came_to() -> None:
    live, _ = await start()
    settings = Settings(hls_port=8123)

    def scope(host: str) -> dict[str, Any]:
        return {"headers": [(b"host", host.encode())], "server": ("192.168.1.20", 3000)}

    wires = []
    for number in range(MOST_ORIGINS + 8):
        wires.append(Wire())
        join(live, wires[-1], GRANT, "127.0.0.1", origin_for(scope(f"h{number}.example"), settings, live.hub))
    assert len(live.hub.outlets("l1")) == MOST_ORIGINS + 1
    [told] = wires[-1].read_events()
    assert told["livestream"]["hls_url"] == "http://192.168.1.20:8123/live/x/index.m3u8"
    assert origin_for(scope("h3.example"), settings, live.hub) == b"http://h3.example:8123"
    for wire in wires[:2]:
        wire.close()
    assert origin_for(scope("studio.local"), settings, live.hub) == b"http://studio.local:8123"
    for wire in wires[2:]:
        wire.close()
    await live.stop()


async def test_the_artist_is_told_where_the_preview_is_for_this_page() -> None:
    live, _ = await start()
    live.board.put("l1", Listing(9, Entry("l1", "artist", {"id": "l1", "status": "live"})))
    lan, local = Wire(), Wire()
    for wire, origin in ((lan, LAN), (local, LOCAL)):
        join(live, wire, Grant(ME, "artist:artist", Request()), "127.0.0.1", origin)
        wire.read_events()
    live.notices.notify("ingest.connected", "l1", {"hls_url": "/live/x/index.m3u8"})
    for wire, origin in ((lan, LAN), (local, LOCAL)):
        [event] = wire.read_events()
        assert event["hls_url"] == f"{origin.decode()}/live/x/index.m3u8"
        wire.close()
    await live.stop()


@pytest.fixture
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    web = Web.start(tmp_path_factory.mktemp("web"), HTTP_PORT="8123")
    yield web
    web.stop()


async def test_a_page_opened_by_another_name_is_told_that_name(web: Web) -> None:
    artist = await Artist.register(web.url)
    show = await artist.create_livestream()
    for name in ("127.0.0.1", "localhost"):
        url = f"ws://{name}:{web.port}/ws"
        # The first is upgraded on the spot, the second by a route that asks who it is.
        async with listen(f"{url}/livestreams") as lobby, listen(f"{url}/artist", artist.token) as own:
            async with Publisher(web, show["stream_key"]) as publisher:
                for listener in (lobby, own):
                    told = await listener.expect("livestream.live")
                    assert told["livestream"]["hls_url"].startswith(f"http://{name}:8123/live/")
                await publisher.end()
            await lobby.expect("livestream.ended")
        show = await artist.create_livestream()
    await artist.close()

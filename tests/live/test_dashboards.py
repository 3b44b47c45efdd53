"""A publisher's figures travel between processes only to where somebody looks at them."""

from typing import Any, cast

from contract.livestreams import Entry
from live.channels.kind import Grant
from live.channels.me import ME
from live.channels.opening import join
from live.channels.request import Request
from live.notices import KNOWN_FOR, Notices
from realtime.board import Board, Listing
from realtime.bus.bus import Handlers, Message
from realtime.hub import Hub
from support.world import LossyBus, MemoryStore, Wire, make_live

HEALTH = {"bitrate_kbps": 4_000}


class RecordingBus(Handlers):
    """What was sent."""

    problem: str | None = None
    alone = False
    dropped = 0

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[Message] = []
        self.addressed: list[str] = []

    async def start(self, *_: Any) -> None:
        pass

    def publish(self, message: Message, topic: str = "") -> None:
        self.sent.append(message)
        self.addressed.append(topic)

    async def stop(self) -> None:
        pass


def make_notices() -> tuple[Notices, RecordingBus, Hub]:
    board = Board("e", 0)
    board.put("l1", Listing(1, Entry("l1", "ada", {"id": "l1", "status": "live"})))
    hub, bus = Hub(lambda livestream_id, change: None), RecordingBus()
    return Notices(hub, board, bus), bus, hub


def test_figures_go_nowhere_where_no_dashboard_is_open() -> None:
    notices, bus, _ = make_notices()
    notices.show_health("l1", HEALTH)
    notices.show_health("unknown", HEALTH)
    assert bus.sent == []


def test_figures_go_to_the_process_that_has_the_dashboard_open_as_long_as_it_says_so() -> None:
    notices, bus, _ = make_notices()
    notices.hear_dashboards({"kind": "dashboards", "process": "p2", "artists": ["ada"]}, 100.0)
    notices.show_health("l1", HEALTH)
    (notice,) = bus.sent
    assert (notice["type"], notice["livestream_id"], notice["fields"]) == ("ingest.health", "l1", {"health": HEALTH})
    assert bus.addressed == [ME.own("ada")], "the others need not even read it"
    notices.hear_dashboards({"kind": "dashboards", "process": "p3", "artists": []}, 100.1 + KNOWN_FOR)
    notices.show_health("l1", HEALTH)
    assert len(bus.sent) == 1, "p2 has not been heard of since"
    notices.hear_dashboards({"kind": "dashboards", "process": "p2", "artists": ["ada"]}, 120.0)
    notices.forget_dashboards("p2")
    notices.show_health("l1", HEALTH)
    assert len(bus.sent) == 1


def test_open_dashboards_are_told_when_they_change_and_when_asked() -> None:
    notices, bus, hub = make_notices()
    notices.tell_dashboards("p1", again=False)
    assert bus.sent == [], "none is open, and nobody thinks otherwise"
    hub.channels[ME.own("ada")] = {}
    for again in (False, False, True):
        notices.tell_dashboards("p1", again=again)
    assert bus.sent == [{"kind": "dashboards", "process": "p1", "artists": ["ada"]}] * 2


async def test_a_process_hears_the_figures_of_those_whose_dashboards_it_has() -> None:
    live = make_live(MemoryStore(), LossyBus([]))
    await live.read_all()
    wires = [Wire(), Wire(), Wire()]
    for wire, name in zip(wires, (ME.own("ada"), ME.own("ada"), "fan:bob"), strict=True):
        join(live, wire, Grant(ME, name, Request()), "127.0.0.1", b"http://h")
    bus = cast("LossyBus", live.bus)
    assert bus.topics == {ME.own("ada")}
    wires[0].close()
    assert bus.topics == {ME.own("ada")}, "one is still open"
    wires[1].close()
    assert bus.topics == set()
    wires[2].close()

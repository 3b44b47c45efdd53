"""An overlay's channel: alerts each once over processes and outages, the show that goes on, and the end of it all
when its address is revoked."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from catalog.chat.writing import Draft, Written
from catalog.markers.rules import Marker
from catalog.overlays.errors import OverlayNotFoundError
from catalog.overlays.overlays import Overlay
from contract.chat.lines import Batch, Line, RoomState, What
from contract.overlays.alerts import Alert, Past
from live.channels.admission import admit, admit_at_once
from live.channels.opening import join
from live.channels.overlay import MOST_SOCKETS, OVERLAY
from live.channels.request import Refusal
from live.live import Live
from realtime.sockets.subscriber import Subscriber
from settings import Settings
from support.waiting import until
from support.world import LossyBus, MemoryStore, Wire, announce

PAST, FUTURE = "2020-01-01T20:00:00.000Z", "2100-01-01T20:00:00.000Z"
NOW = datetime(2030, 1, 1, 20, 0, tzinfo=UTC)
ONE = Overlay("one", "artist", "Main", "one.mac", "overlay:one:s", 0, paused=False, created_at=NOW, seen_at=None)


class MemoryOverlays:
    """Rows of overlays, alerts and markers as plain values."""

    def __init__(self) -> None:
        self.overlays = {ONE.address: ONE}
        self.alerts: list[Alert] = []

    async def find(self, address: str) -> Overlay:
        if address not in self.overlays:
            raise OverlayNotFoundError
        return self.overlays[address]

    async def read_past(self, artist_id: str, after: int) -> Past:
        last = await self.read_last(artist_id)
        due = self.alerts[last].due if last < len(self.alerts) else None
        return Past(artist_id, after, max(after, last), tuple(self.alerts[after:last]), due)

    async def read_last(self, artist_id: str) -> int:
        return next((one.number - 1 for one in self.alerts if one.due > datetime.now(UTC)), len(self.alerts))

    async def list_markers(self, livestream_id: str) -> Sequence[Marker]:
        return [Marker("m1", livestream_id, 1.5, "The first song", NOW)]

    def append(self, message_id: str | None = None, at: str = PAST) -> Alert:
        number = len(self.alerts) + 1
        self.alerts.append(Alert("artist", number, {"number": number, "message_id": message_id, "at": at}))
        return self.alerts[-1]


class MemoryChat:
    """Rooms with a message each, and nobody who writes."""

    async def write(self, drafts: Sequence[Draft]) -> Written:
        raise NotImplementedError

    async def moderates(self, account_id: str, artist_id: str) -> bool:
        return False

    async def select_moderating(self, pairs: Any) -> list[tuple[str, str]]:
        return []

    async def read_room(self, livestream_id: str) -> RoomState:
        return RoomState(
            livestream_id,
            "artist",
            1,
            {"delay_seconds": 0, "pinned": None, "goal": None},
            [Line(1, What.MESSAGE, livestream_id, message(1, livestream_id))],
        )

    async def read_seqs(self, livestream_ids: Any) -> dict[str, int]:
        return dict.fromkeys(livestream_ids, 1)

    async def read_batch(self, livestream_id: str, after: int) -> Batch | None:
        return Batch(livestream_id, after, after, ())


def message(seq: int, text: str) -> dict[str, Any]:
    return {"id": f"{text}{seq}", "seq": seq, "at": "2030-01-01T20:00:00.000Z", "text": text, "tip": None}


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    store.sessions = {ONE.credential}
    return store


@pytest.fixture
def rows() -> MemoryOverlays:
    return MemoryOverlays()


@pytest.fixture
async def processes(store: MemoryStore, rows: MemoryOverlays) -> AsyncIterator[list[Live]]:
    buses: list[LossyBus] = []
    lives = [Live(Settings(), store, LossyBus(buses), chat_store=MemoryChat(), overlay_store=rows) for _ in range(2)]
    for live in lives:
        await live.start()
    yield lives
    for live in lives:
        await live.stop()


async def open_overlay(live: Live, query: str = "", address: str = ONE.address) -> Wire:
    grant = await admit(live, OVERLAY, address, query.encode(), None)  # type: ignore[arg-type]
    wire = Wire()
    join(live, wire, grant, "127.0.0.1", b"http://origin")
    return wire


class Heard:
    """All that a wire was told, as it comes."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.events: list[dict[str, Any]] = []

    def of(self, kind: str) -> list[dict[str, Any]]:
        self.events += self.wire.read_events()
        return [event for event in self.events if event["type"] == kind]

    def numbers(self) -> list[int]:
        return [alert["number"] for event in self.of("alerts") for alert in event["alerts"]]


async def test_an_alert_reaches_the_overlays_of_every_process_once(
    processes: list[Live], rows: MemoryOverlays
) -> None:
    here, there = [Heard(await open_overlay(live, "with=alerts")) for live in processes]
    for _ in range(3):
        processes[0].overlays.announce(rows.append())
    await until(lambda: here.numbers() == there.numbers() == [1, 2, 3])


async def test_one_that_was_announced_to_nobody_is_read_from_the_database(
    processes: list[Live], rows: MemoryOverlays
) -> None:
    heard = Heard(await open_overlay(processes[0], "with=alerts"))
    rows.append()
    processes[0].overlays.announce(rows.append())
    await until(lambda: heard.numbers() == [1, 2])


async def test_one_that_waits_for_moderators_is_told_by_every_process_when_its_time_has_come(
    processes: list[Live], rows: MemoryOverlays
) -> None:
    here, there = [Heard(await open_overlay(live, "with=alerts")) for live in processes]
    for _ in range(2):
        processes[0].overlays.announce(rows.append(at=FUTURE))
    later = Heard(await open_overlay(processes[1], "with=alerts"))
    assert here.numbers() == there.numbers() == later.numbers() == []
    rows.alerts = [Alert("artist", one.number, {**one.shape, "at": PAST}) for one in rows.alerts]
    await until(lambda: here.numbers() == there.numbers() == later.numbers() == [1, 2])


async def test_whoever_comes_back_gets_what_it_has_not_begun_and_no_more(
    processes: list[Live], rows: MemoryOverlays
) -> None:
    for _ in range(4):
        rows.append()
    assert Heard(await open_overlay(processes[0], "with=alerts&alert_seq=3")).numbers() == [4]
    assert Heard(await open_overlay(processes[0], "with=alerts")).numbers() == [1, 2, 3, 4]
    rows.overlays[ONE.address] = replace(ONE, shown=2)
    assert Heard(await open_overlay(processes[0], "with=alerts")).numbers() == [3, 4]
    assert Heard(await open_overlay(processes[0], "with=alerts&alert_seq=1")).numbers() == [3, 4]
    assert Heard(await open_overlay(processes[0], "with=alerts&alert_seq=99")).numbers() == []


async def test_what_came_with_a_removed_message_is_taken_back(processes: list[Live], rows: MemoryOverlays) -> None:
    heard = Heard(await open_overlay(processes[1], "with=alerts"))
    processes[0].overlays.announce(rows.append("m"))
    await until(lambda: heard.numbers() == [1])
    processes[0].overlays.withdraw("artist", ["m"])
    await until(lambda: [event["numbers"] for event in heard.of("alerts.withdrawn")] == [[1]])


async def test_the_show_changes_and_its_chat_with_it(processes: list[Live], store: MemoryStore) -> None:
    live = processes[0]
    heard = Heard(await open_overlay(live, "with=chat"))
    assert [event["livestream_id"] for event in heard.of("overlay.show")] == [None]
    await announce(live, store.commit("first", "livestream.live", "live", "First", started_at="2030-01-01T20"))
    await until(lambda: [one["text"] for event in heard.of("chat") for one in event["messages"]] == ["first"])
    batch = Batch("first", 1, 2, [Line(2, What.MESSAGE, "said", message(2, "said"))])
    live.chat.announce(batch)
    await until(lambda: heard.of("chat")[-1]["messages"][0]["text"] == "said")
    assert heard.of("chat")[-1]["reset"] is False
    await announce(live, store.commit("first", "livestream.ended", "ended", "First"))
    await announce(live, store.commit("second", "livestream.live", "live", "Second", started_at="2030-01-01T21"))
    await until(lambda: heard.of("chat")[-1]["livestream_id"] == "second")
    assert heard.of("chat")[-1]["reset"] is True
    assert [event["livestream_id"] for event in heard.of("overlay.show")] == [None, "first", "second"]
    live.chat.announce(Batch("first", 2, 3, [Line(3, What.MESSAGE, "late", message(3, "late"))]))
    live.chat.announce(Batch("second", 1, 2, [Line(2, What.MESSAGE, "now", message(2, "now"))]))
    await until(lambda: heard.of("chat")[-1]["messages"][0]["text"] == "now")
    assert "late" not in [one["text"] for event in heard.of("chat") for one in event["messages"]]


async def test_it_hears_of_the_show_its_viewers_and_its_markers(processes: list[Live], store: MemoryStore) -> None:
    live = processes[0]
    await announce(live, store.commit("first", "livestream.live", "live", "First"))
    heard = Heard(await open_overlay(live, "with=markers"))
    (snapshot,) = heard.of("snapshot")
    assert [one["id"] for one in snapshot["livestreams"]] == ["first"]
    assert heard.of("overlay.markers")[0]["markers"][0]["title"] == "The first song"
    live.audience.change("first", 3)
    await until(lambda: [event["viewer_count"] for event in heard.of("livestream.viewers")] == [3])


async def test_its_artist_has_it_skip_pause_and_be_tested_and_others_of_the_artists_hear_whose_that_is(
    processes: list[Live],
) -> None:
    heard = Heard(await open_overlay(processes[1]))
    assert heard.of("overlay.state")[0]["overlay"] == {"id": "one", "name": "Main", "paused": False}
    processes[0].overlays.act(ONE, "skip", {})
    processes[0].overlays.tell_state(replace(ONE, paused=True))
    await until(lambda: len(heard.of("overlay.state")) == 2)
    assert heard.of("overlay.act") == [{"type": "overlay.act", "overlay_id": "one", "act": "skip"}]
    assert heard.of("overlay.state")[1]["overlay"]["paused"] is True


async def test_a_revoked_address_closes_what_is_open_on_every_process(
    processes: list[Live], store: MemoryStore, rows: MemoryOverlays
) -> None:
    wires = [await open_overlay(live, "with=alerts") for live in processes]
    rows.overlays.clear()
    store.sessions.clear()
    processes[0].recheck("artist")
    await until(lambda: all(cast("Subscriber", wire.protocol).closing for wire in wires))
    with pytest.raises(Refusal) as refused:
        await open_overlay(processes[0])
    assert refused.value.code == 4404


async def test_only_so_many_of_one_overlay_are_open(processes: list[Live]) -> None:
    for _ in range(MOST_SOCKETS):
        await open_overlay(processes[0])
    with pytest.raises(Refusal) as refused:
        await open_overlay(processes[0])
    assert refused.value.code == 4429


@pytest.mark.parametrize("query", ["with=alerts,chat", "with=moderation", "with=alerts&alert_seq=x"])
async def test_what_it_cannot_be_told_is_refused(processes: list[Live], query: str) -> None:
    with pytest.raises(Refusal) as refused:
        await open_overlay(processes[0], query)
    assert refused.value.code == 4400


async def test_a_livestreams_channel_has_no_alerts(processes: list[Live], store: MemoryStore) -> None:
    await announce(processes[0], store.commit("first", "livestream.live", "live", "First"))
    assert admit_at_once(processes[0], "/ws/livestreams/first", b"with=alerts") is None


async def test_nothing_is_kept_of_an_artist_whose_last_overlay_is_closed(
    processes: list[Live], store: MemoryStore
) -> None:
    live = processes[0]
    await announce(live, store.commit("first", "livestream.live", "live", "First"))
    wires = [await open_overlay(live, "with=alerts"), await open_overlay(live, "with=chat")]
    await asyncio.sleep(0)
    for wire in wires:
        wire.close()
    assert "overlay:artist" not in live.bus.topics  # type: ignore[attr-defined]
    assert "overlay:artist" not in live.hub.channels

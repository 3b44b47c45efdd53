"""A socket that may applaud: what it takes, however it comes, and what it does not."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosedError

from realtime.channel import Channel
from realtime.hub import Hub
from realtime.sockets import clapping
from realtime.sockets.clapping import IGNORED, ClappingSocket
from realtime.sockets.frames import CONTINUATION, PING, TEXT
from realtime.sockets.socket import PushSocket
from support.hub_server import HubServer, serve_hub
from support.waiting import until
from support.world import Wire

CLAP = b'{"type":"applaud","count":3}'


def masked(opcode: int, payload: bytes = b"", *, fin: bool = True) -> bytes:
    mask = b"\1\2\3\4"
    head = bytes((0x80 * fin | opcode, 0x80 | len(payload))) + mask
    return head + bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))


class StillHub(Hub):
    """One without a loop: nobody is cut by time-out."""

    def abort_later(self, transport: asyncio.Transport, delay: float) -> None:
        pass


class Fan:
    """A socket without a network, at a time that stands still, and the claps its hub heard."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch | None = None) -> None:
        self.now = 100.0
        self.claps: list[int] = []
        hub = StillHub(lambda livestream_id, by: None, on_claps=lambda name, count: self.claps.append(count))
        self.socket = ClappingSocket(hub, Channel("show", 0, lambda seq, room: None), "127.0.0.1", viewer=True)
        self.wire = Wire()
        self.wire.set_protocol(self.socket)
        self.socket.connection_made(self.wire)
        if monkeypatch is not None:
            monkeypatch.setattr(clapping, "monotonic", lambda: self.now)

    def say(self, *pieces: bytes) -> None:
        for piece in pieces:
            self.socket.data_received(piece)

    @property
    def close_code(self) -> int | None:
        """What it was closed with."""
        at = self.wire.data.find(b"\x88")
        return None if at < 0 else int.from_bytes(self.wire.data[at + 2 : at + 4], "big")


@pytest.fixture
def fan(monkeypatch: pytest.MonkeyPatch) -> Fan:
    return Fan(monkeypatch)


def test_a_message_a_second_counts(fan: Fan) -> None:
    for _ in range(5):
        fan.say(masked(TEXT, CLAP))
        fan.now += 1.0
    assert fan.claps == [3] * 5


def test_messages_that_the_network_has_moved_together_count_all_the_same(fan: Fan) -> None:
    for wait in (1.4, 0.6, 1.5, 0.5, 1.0):
        fan.say(masked(TEXT, CLAP))
        fan.now += wait
    assert fan.claps == [3] * 5


def test_whoever_sends_twice_as_fast_is_not_heard_twice_as_loud(fan: Fan) -> None:
    for _ in range(20):
        fan.say(masked(TEXT, CLAP))
        fan.now += 0.5
    assert len(fan.claps) in (10, 11)
    assert fan.close_code is None


def test_more_than_ten_a_second_close_the_connection(fan: Fan) -> None:
    for _ in range(1 + IGNORED):
        fan.say(masked(TEXT, CLAP))
    assert (fan.claps, fan.close_code) == ([3], None)
    fan.say(masked(TEXT, CLAP))
    assert (fan.claps, fan.close_code) == ([3], 1008)


@given(st.data())
def test_a_message_is_one_however_it_is_cut(data: st.DataObject) -> None:
    fan = Fan()
    fragments = data.draw(st.lists(st.integers(0, len(CLAP)), max_size=4).map(sorted), "fragments")
    edges = [0, *fragments, len(CLAP)]
    frames = [CLAP[begin:end] for begin, end in pairwise(edges)]
    sent = b""
    for number, piece in enumerate(frames):
        if data.draw(st.booleans(), "a ping between"):
            sent += masked(PING, b"x")
        sent += masked(CONTINUATION if number else TEXT, piece, fin=number == len(frames) - 1)
    cuts = [0, *data.draw(st.lists(st.integers(0, len(sent)), max_size=6).map(sorted), "reads"), len(sent)]
    fan.say(*(sent[begin:end] for begin, end in pairwise(cuts) if begin < end))
    assert (fan.claps, fan.close_code) == ([3], None)


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        ([masked(TEXT, b"hello")], 1003),
        ([masked(TEXT, b"")], 1003),
        ([masked(TEXT, b'{"type":"applaud"}')], 1003),
        ([masked(TEXT, b'{"type":"applaud","count":0}')], 1003),
        ([masked(TEXT, b'{"type":"applaud","count":21}')], 1003),
        ([masked(TEXT, b'{"type":"applaud","count":true}')], 1003),
        ([masked(TEXT, b'{"type":"applaud","count":1.0}')], 1003),
        ([masked(TEXT, b'{"type":"applaud","count":1,"to":"me"}')], 1003),
        ([masked(TEXT, b'{"type":"boo","count":1}')], 1003),
        ([masked(TEXT, b"[" * 120)], 1003),
        ([masked(TEXT, b"\xff")], 1007),
        ([masked(0x2, CLAP)], 1003),
        ([masked(CONTINUATION, CLAP)], 1002),
        ([masked(TEXT, CLAP[:5], fin=False), masked(TEXT, CLAP)], 1002),
        ([masked(TEXT, b" " * 100, fin=False), masked(CONTINUATION, b" " * 26)], 1003),
        ([bytes((0x81, 0x80 | 126, 0x00, 0x7E))], 1003),
        ([bytes((0x81, 0x80 | 126, 0x10, 0x01))], 1009),
        ([bytes((0x81, len(CLAP))) + CLAP], 1002),
        ([masked(TEXT, b"", fin=False), *[masked(CONTINUATION, b"", fin=False)] * 200], 1008),
    ],
)
def test_anything_else_closes(frames: Sequence[bytes], code: int) -> None:
    fan = Fan()
    fan.say(*frames)
    assert (fan.claps, fan.close_code) == ([], code)


def test_one_that_is_closed_hears_nothing_more(fan: Fan) -> None:
    fan.say(masked(TEXT, b"hello"))
    fan.say(masked(TEXT, CLAP))
    assert fan.claps == []


def test_it_costs_three_words_more_than_one_that_only_listens() -> None:
    sockets = [
        kind(Hub(lambda livestream_id, by: None), Channel("show", 0, lambda seq, room: None), "", viewer=True)
        for kind in (PushSocket, ClappingSocket)
    ]
    assert sys.getsizeof(sockets[1]) - sys.getsizeof(sockets[0]) == 24
    assert not any(hasattr(one, "__dict__") for one in sockets)


@pytest.fixture
async def hall() -> AsyncIterator[tuple[HubServer, list[tuple[str, int]]]]:
    claps: list[tuple[str, int]] = []
    hub = Hub(lambda livestream_id, by: None, on_claps=lambda name, count: claps.append((name, count)))
    async with serve_hub(hub, ClappingSocket) as server:
        yield server, claps


async def test_a_client_of_others_claps_over_a_real_connection(hall: tuple[HubServer, list[tuple[str, int]]]) -> None:
    server, claps = hall
    async with connect(f"{server.url}/show", proxy=None) as whole, connect(f"{server.url}/show", proxy=None) as cut:
        await whole.send('{"type": "applaud", "count": 20}')
        await cut.send(iter(['{"type":"app', 'laud","cou', 'nt":7}']))
        await until(lambda: len(claps) == 2)
        assert sorted(claps) == [("show", 7), ("show", 20)]
        await (await whole.ping())
        await whole.send("Encore!")
        with pytest.raises(ConnectionClosedError) as closed:
            await whole.recv()
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1003
        await (await cut.ping())

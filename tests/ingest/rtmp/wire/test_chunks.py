"""The chunk reader against every way in which the specification lets a sender cut its messages."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import ChunkError
from ingest.rtmp.wire.chunk_writer import ChunkWriter
from ingest.rtmp.wire.chunks import ChunkReader
from support.chunking import ChunkSender, Sent

VIDEO, AUDIO = 9, 8
HOUR_5 = 5 * 3_600_000  # past 4 h 39 min, where times no longer fit 24 bits


def read(data: bytes, portion: int | None = None, **limits: int) -> list[Sent]:
    reader = ChunkReader(**limits)
    size = portion or len(data)
    found = []
    for begin in range(0, len(data), size):
        found += reader.feed(memoryview(data)[begin : begin + size])
        while reader.behind:
            found += reader.feed(b"")
    return [(kind, timestamp, stream, bytes(body)) for kind, timestamp, stream, body in found]


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)  # noqa: S311


@pytest.mark.parametrize("chunk_size", [1, 2, 127, 128, 4_096, 65_536, 1 << 24, (1 << 31) - 1])
@pytest.mark.parametrize("timestamp", [0, 40, 0xFFFFFE, 0xFFFFFF, HOUR_5, 0xFFFFFFFF])
def test_reads_every_encoding_of_one_message(chunk_size: int, timestamp: int) -> None:
    for length, number in itertools.product([0, 1, 127, 128, 129, 256, 5_000], [3, 63, 64, 319, 320, 65_599]):
        sender = ChunkSender()
        data = sender.set_chunk_size(chunk_size) + sender.message(number, VIDEO, timestamp, 1, noise(length))
        expected = [(VIDEO, timestamp, 1, noise(length))]
        assert read(data) == expected
        assert read(data, 7) == expected


@pytest.mark.parametrize("portion", [1, 2, 3, 5, 64, 1_448, 100_000])
@pytest.mark.parametrize("repeat_extended", [True, False])
def test_extended_times_with_and_without_repetition(portion: int, repeat_extended: bool) -> None:
    sender = ChunkSender(repeat_extended=repeat_extended)
    data = b"".join(
        sender.message(6, VIDEO, HOUR_5 + 40 * index, 1, noise(1_000), 0 if index % 3 == 0 else 1)
        for index in range(9)
    )
    assert read(data, portion) == [(VIDEO, HOUR_5 + 40 * index, 1, noise(1_000)) for index in range(9)]


def test_absolute_time_repeated_in_type_3_chunks_of_a_message_with_a_delta() -> None:
    body = noise(300)
    time = (0x2000000).to_bytes(4, "big")
    data = (
        b"\x03\x00\x00\x00\x00\x01\x2c\x09\x01\x00\x00\x00"
        + body[:128]
        + b"\xc3"
        + body[128:256]
        + b"\xc3"
        + body[256:]
    )
    data += b"\x43\xff\xff\xff\x00\x01\x2c\x09" + time + body[:128] + b"\xc3" + time + body[128:256] + b"\xc3" + time
    data += body[256:]
    assert read(data) == [(VIDEO, 0, 1, body), (VIDEO, 0x2000000, 1, body)]


def test_deltas_go_on_across_the_wrap_of_32_bits() -> None:
    sender = ChunkSender()
    times = [2**32 - 50, 2**32 - 10, 30, 70]
    data = b"".join(sender.message(4, AUDIO, time, 1, b"sound", min(place, 2)) for place, time in enumerate(times))
    assert [timestamp for _, timestamp, _, _ in read(data)] == times


def test_a_type_3_chunk_that_begins_a_message_reuses_the_delta() -> None:
    sender = ChunkSender()
    data = sender.message(4, AUDIO, 1_000, 1, b"one") + sender.message(4, AUDIO, 1_020, 1, b"two", 2)
    data += sender.message(4, AUDIO, 1_040, 1, b"six", 3) + sender.message(4, AUDIO, 1_060, 1, b"ten", 3)
    assert [(timestamp, body) for _, timestamp, _, body in read(data)] == [
        (1_000, b"one"), (1_020, b"two"), (1_040, b"six"), (1_060, b"ten"),
    ]  # fmt: skip


def test_messages_interleaved_chunk_by_chunk() -> None:
    sender = ChunkSender()
    data = sender.begin(6, VIDEO, 10, 1, noise(400)) + sender.begin(4, AUDIO, 12, 1, noise(300))
    while more := sender.go_on(6) + sender.go_on(4):
        data += more
    assert read(data) == [(AUDIO, 12, 1, noise(300)), (VIDEO, 10, 1, noise(400))]
    assert read(data, 11) == read(data)


def test_chunk_size_changed_in_the_middle_of_a_message() -> None:
    sender = ChunkSender()
    data = sender.begin(6, VIDEO, 10, 1, noise(9_000)) + sender.go_on(6)
    data += sender.set_chunk_size(4_000)
    while more := sender.go_on(6):
        data += more
    assert read(data) == read(data, 100) == [(VIDEO, 10, 1, noise(9_000))]


def test_an_aborted_message_is_forgotten() -> None:
    sender = ChunkSender()
    data = sender.begin(6, VIDEO, 10, 1, noise(400)) + sender.go_on(6)
    sender.abort(6)
    data += sender.message(2, 2, 0, 0, (6).to_bytes(4, "big")) + sender.message(6, VIDEO, 50, 1, noise(200), 1)
    assert read(data) == [(VIDEO, 50, 1, noise(200))]


def test_an_abort_of_nothing_does_nothing() -> None:
    sender = ChunkSender()
    assert read(sender.message(2, 2, 0, 0, (9).to_bytes(4, "big")) + sender.message(6, VIDEO, 5, 1, b"x")) != []


def test_an_aggregate_is_taken_apart_with_its_times_shifted() -> None:
    def part(kind: int, time: int, body: bytes) -> bytes:
        head = bytes([kind]) + len(body).to_bytes(3, "big") + (time & 0xFFFFFF).to_bytes(3, "big")
        return head + bytes([time >> 24]) + b"\0\0\0" + body + (len(body) + 11).to_bytes(4, "big")

    body = part(VIDEO, 500, b"picture") + part(AUDIO, 510, b"sound") + part(AUDIO, 530, b"more")
    assert read(ChunkSender().message(6, 22, 9_000, 1, body)) == [
        (VIDEO, 9_000, 1, b"picture"), (AUDIO, 9_010, 1, b"sound"), (AUDIO, 9_030, 1, b"more"),
    ]  # fmt: skip
    with pytest.raises(ChunkError, match="runs past its end"):
        read(ChunkSender().message(6, 22, 9_000, 1, body[:15]))


def test_a_ping_that_opens_its_chunk_stream_with_a_type_1_chunk_is_accepted() -> None:
    assert read(b"\x42\x00\x00\x00\x00\x00\x06\x04" + b"\0\x06\0\0\0\x07") == [(4, 0, 0, b"\0\x06\0\0\0\x07")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x83\0\0\0x", "refers to none"),
        (b"\xc3", "refers to none"),
        (ChunkSender().message(2, 1, 0, 0, bytes(4)), "a chunk size of 0"),
        (ChunkSender().message(2, 1, 0, 0, b"\xff\xff\xff\xff"), "a chunk size of"),
        (ChunkSender().message(2, 1, 0, 0, b"\1"), "protocol control message of 1 bytes"),
        (ChunkSender().begin(6, 9, 0, 1, noise(300)) + ChunkSender().begin(6, 9, 0, 1, noise(3)), "before the last"),
    ],
)
def test_refuses_what_no_sender_may_send(data: bytes, words: str) -> None:
    with pytest.raises(ChunkError, match=words):
        read(data)


def test_limits() -> None:
    with pytest.raises(ChunkError, match="a message of 1001 bytes; 1000 are allowed"):
        read(ChunkSender().begin(6, VIDEO, 0, 1, noise(1_001)), max_message=1_000)
    many = ChunkSender()
    with pytest.raises(ChunkError, match="more than 10 chunk streams"):
        read(b"".join(many.message(3 + number, AUDIO, 0, 1, b"x") for number in range(11)), max_streams=10)
    hoard = ChunkSender()
    with pytest.raises(ChunkError, match="bytes of unfinished messages"):
        read(b"".join(hoard.begin(3 + number, VIDEO, 0, 1, noise(900)) for number in range(12)), max_message=1_000)


def test_keeps_no_more_than_it_must_of_a_message_that_trickles_in() -> None:
    sender = ChunkSender()
    data = sender.set_chunk_size(1 << 24) + sender.message(6, VIDEO, 0, 1, noise(3_000_000))
    assert read(data, 1_448) == [(VIDEO, 0, 1, noise(3_000_000))]


@st.composite
def conversations(draw: st.DrawFn) -> tuple[bytes, list[Sent]]:
    """A legal byte stream, and the messages in it in the order in which their last bytes come."""
    sender = ChunkSender(repeat_extended=draw(st.booleans()), wide_ids=draw(st.booleans()))
    numbers = draw(st.lists(st.sampled_from([3, 4, 6, 63, 64, 200, 320, 5_000]), min_size=1, max_size=4, unique=True))
    under_way: dict[int, Sent] = {}
    clock = draw(st.sampled_from([0, 20, 0xFFFFF0, HOUR_5, 2**32 - 60]))
    data, expected = b"", []
    for _ in range(draw(st.integers(1, 12))):
        number = draw(st.sampled_from(numbers))
        if number not in under_way:
            clock = (clock + draw(st.sampled_from([0, 20, 20, 33, 0x1000000]))) % 2**32
            body = noise(draw(st.sampled_from([0, 1, 100, 128, 300, 300, 1_000, 4_097])))
            sent = (draw(st.sampled_from([VIDEO, AUDIO])), clock, 1, body)
            data += sender.begin(number, *sent, header=draw(st.sampled_from(sender.headers(number, *sent))))
            under_way[number] = sent
        else:
            for _ in range(draw(st.integers(1, 5))):
                data += sender.go_on(number)
        if not sender.is_busy(number):
            expected.append(under_way.pop(number))
        if draw(st.integers(0, 4)) == 0:
            data += sender.set_chunk_size(draw(st.sampled_from([1, 50, 128, 4_096])))
    for number, sent in under_way.items():
        while more := sender.go_on(number):
            data += more
        expected.append(sent)
    return data, expected


@settings(max_examples=300)
@given(conversation=conversations(), cuts=st.lists(st.integers(1, 400), min_size=1, max_size=20))
def test_any_legal_chunking_in_any_portions_gives_the_same_messages(
    conversation: tuple[bytes, list[Sent]], cuts: list[int]
) -> None:
    data, expected = conversation
    reader = ChunkReader()
    found, place, turn = [], 0, 0
    while place < len(data):
        size = cuts[turn % len(cuts)]
        found += reader.feed(data[place : place + size])
        place, turn = place + size, turn + 1
    assert [(kind, time, stream, bytes(body)) for kind, time, stream, body in found] == expected
    assert read(data) == expected


@settings(max_examples=200)
@given(st.binary(max_size=2_000), st.integers(1, 300))
def test_noise_gives_messages_or_a_chunk_error_and_nothing_else(data: bytes, portion: int) -> None:
    try:
        for _, _, _, body in read(data, portion, max_message=10_000):
            assert len(body) <= 10_000
    except ChunkError:
        pass


@pytest.mark.parametrize("timestamp", [0, 0xFFFFFF, HOUR_5])
@pytest.mark.parametrize("length", [0, 128, 129, 1_000])
def test_what_the_writer_writes_the_reader_reads(timestamp: int, length: int) -> None:
    assert read(ChunkWriter().encode(3, 20, 1, noise(length), timestamp)) == [(20, timestamp, 1, noise(length))]


def test_one_message_at_a_time_leaves_the_bytes_behind_it_unread() -> None:
    sender = ChunkSender()
    data = b"".join(sender.message(3, 20, 0, 1, noise(300 + number)) for number in range(3))
    reader = ChunkReader(max_message=301)
    reader.singly = True
    assert [len(body) for *_, body in reader.feed(data)] == [300]
    assert [len(body) for *_, body in reader.feed(b"")] == [301]
    assert reader.behind
    reader.max_message = 1_000  # what the message before has allowed
    assert [len(body) for *_, body in reader.feed(b"")] == [302]
    assert not reader.behind


def test_bytes_that_are_kept_are_read_before_those_that_follow() -> None:
    sender = ChunkSender()
    first, second = (sender.message(3, 20, 0, 1, noise(size)) for size in (200, 400))
    reader = ChunkReader()
    reader.keep(first)
    reader.keep(second[:100])
    assert [len(body) for *_, body in reader.feed(second[100:])] == [200, 400]

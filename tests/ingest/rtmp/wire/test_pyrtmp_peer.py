"""pyrtmp as the peer: it encodes and ours decodes, ours encodes and it decodes."""

import asyncio
from typing import Any

from bitstring import BitStream
from hypothesis import given, settings
from hypothesis import strategies as st
from pyrtmp.amf.serializers import AMF0Deserializer, AMF0Serializer
from pyrtmp.session_manager import SessionManager

from ingest.rtmp.wire import amf
from ingest.rtmp.wire.chunk_writer import ChunkWriter
from ingest.rtmp.wire.chunks import ChunkReader
from ingest.rtmp.wire.commands import connected, read_command, status
from ingest.rtmp.wire.messages import COMMAND, Message
from ingest.rtmp.wire.pyrtmp_parts import (
    Acknowledgement,
    Chunk,
    NCConnect,
    NCCreateStream,
    NSPublish,
    PingResponse,
    SetChunkSize,
    SetPeerBandwidth,
    StreamBegin,
    WindowAcknowledgementSize,
)

# pyrtmp counts a string's characters where the protocol counts its bytes, so that its strings are plain ones here.
# Reading an object, it leaves the object's end to be read as the next value, so that it is given none but the last.
WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=300)
NAMES = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)
PLAIN = st.none() | st.booleans() | st.floats(allow_nan=False) | WORDS
VALUES = st.recursive(PLAIN, lambda inner: st.dictionaries(NAMES, inner, max_size=5), max_leaves=20)
SENT = st.tuples(st.sampled_from([8, 9, 18, 20]), st.binary(min_size=1, max_size=2_000))


def write_values(*values: Any) -> bytes:
    stream = BitStream()
    for value in values:
        AMF0Serializer.create_object(stream, value)
    return bytes(stream.bytes)


def send(kind: int, body: bytes, *, number: int = 3, size: int = 128) -> bytes:
    chunk = Chunk(0, number, 0, len(body), kind, 1, body)
    return b"".join(raw.to_bytes() for raw in chunk.to_raw_chunks(size))


def command(*values: Any) -> Message:
    [message] = ChunkReader().feed(send(COMMAND, write_values(*values)))
    return message


async def read_as_peer(data: bytes, count: int, chunk_size: int = 128) -> list[Any]:
    reader = asyncio.StreamReader()
    reader.feed_data(data)
    manager = SessionManager(reader, None, reader_chunk_size=chunk_size)
    chunks = manager.read_chunks_from_stream()
    return [await anext(chunks) for _ in range(count)]


@given(st.lists(VALUES, min_size=1, max_size=6))
def test_its_values_are_read_as_it_meant_them(values: list[Any]) -> None:
    assert amf.decode(write_values(*values)) == values


@given(st.lists(PLAIN, min_size=1, max_size=6))
def test_our_values_are_read_by_it(values: list[Any]) -> None:
    stream = BitStream(amf.encode(*values))
    assert [AMF0Deserializer.from_stream(stream) for _ in values] == values


@given(st.lists(SENT, min_size=1, max_size=5), st.integers(1, 4_000), st.integers(1, 700))
def test_its_messages_arrive_whole_in_whatever_pieces(sent: list[tuple[int, bytes]], size: int, portion: int) -> None:
    data = b"".join(raw.to_bytes() for raw in SetChunkSize(size).to_raw_chunks(128))
    data += b"".join(send(kind, body, number=4 + kind % 3, size=size) for kind, body in sent)
    reader = ChunkReader()
    found: list[Message] = []
    for begin in range(0, len(data), portion):
        found += reader.feed(data[begin : begin + portion])
        while reader.behind:
            found += reader.feed(b"")
    assert [(kind, bytes(body)) for kind, _, _, body in found] == sent
    assert reader.chunk_size == size


@settings(max_examples=30)
@given(st.lists(SENT, min_size=1, max_size=4), st.sampled_from([128, 1_000, 65_536]))
def test_our_messages_are_read_by_it(sent: list[tuple[int, bytes]], size: int) -> None:
    writer = ChunkWriter()
    writer.chunk_size = size
    data = b"".join(writer.encode(3, kind, 1, body) for kind, body in sent)
    read = asyncio.run(read_as_peer(data, len(sent), size))
    assert [(chunk.msg_type_id, bytes(chunk.payload)) for chunk in read] == sent


def test_its_commands_are_ours() -> None:
    connect = read_command(command("connect", 1.0, {"app": "live", "tcUrl": "rtmp://in.example.org/live"}))
    assert isinstance(connect, NCConnect)
    assert connect.command_object["app"] == "live"
    assert isinstance(read_command(command("createStream", 4.0, None)), NCCreateStream)
    publish = read_command(command("publish", 5.0, None, "key", "live"))
    assert isinstance(publish, NSPublish)
    assert (publish.publishing_name, publish.publishing_type, publish.transaction_id) == ("key", "live", 5.0)


async def test_what_a_session_answers_is_read_by_it() -> None:
    answers = [
        WindowAcknowledgementSize(ack_window_size=2_500_000), StreamBegin(stream_id=0), Acknowledgement(seq_number=9),
        SetPeerBandwidth(ack_window_size=2_500_000, limit_type=2), PingResponse(timestamp=7), connected(1.0),
        status("NetStream.Publish.Start", "Publishing."),
    ]  # fmt: skip
    writer = ChunkWriter()
    data = b"".join(
        writer.encode(each.chunk_id, each.msg_type_id, each.msg_stream_id, bytes(each.payload)) for each in answers
    )
    read = await read_as_peer(data, len(answers))
    assert [bytes(chunk.payload) for chunk in read] == [bytes(each.payload) for each in answers]
    said = BitStream(read[-1].payload)
    assert [AMF0Deserializer.from_stream(said) for _ in range(3)] == ["onStatus", 0.0, None]
    assert AMF0Deserializer.from_stream(said)["code"] == "NetStream.Publish.Start"

"""RTMP as a sender writes it: a recording turned into chunks once, so that replaying it is nothing but `write`.

Every message of the loop has a type 1 header (RTMP 1.0, section 5.3.1.2.2), which carries the time since the one
before on its chunk stream: the same bytes, sent again, go on where they ended. It is also what encoders mostly send.
"""

import struct
from dataclasses import dataclass

from bench.ingest.recording import AUDIO, SCRIPT, SECONDS, Recording, Tag

CHUNK_SIZE = 4096
"""What OBS uses."""

_CHUNK_STREAM = {AUDIO: 4, 9: 6, SCRIPT: 5}


@dataclass(frozen=True, slots=True)
class Replay:
    """Bytes to send after `publish` was granted: `heads` once, then `loop` for ever."""

    heads: bytes
    loop: bytes
    ends: list[tuple[float, int]]
    """For each message of the loop: its time in seconds since the loop's begin, and where its bytes end."""


def build_replay(recording: Recording, stream_id: int) -> Replay:
    """Chunks of 4,096 bytes for a message stream."""
    heads = bytearray()
    for tag in recording.heads:
        body = encode("@setDataFrame") + tag.body if tag.kind == SCRIPT else tag.body
        heads += build_message(_CHUNK_STREAM[tag.kind], tag.kind, body, stream_id)
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for tag in recording.media:
        first.setdefault(tag.kind, tag.time)
        last[tag.kind] = tag.time
    # The first of each kind follows the last of the round before.
    before = {kind: first[kind] - (SECONDS * 1000 - (last[kind] - first[kind])) for kind in first}
    begin = recording.media[0].time
    loop = bytearray()
    ends: list[tuple[float, int]] = []
    for tag in recording.media:
        loop += _build_next(tag, tag.time - before[tag.kind])
        before[tag.kind] = tag.time
        ends.append(((tag.time - begin) / 1000, len(loop)))
    return Replay(bytes(heads), bytes(loop), ends)


def build_message(chunk_stream: int, kind: int, body: bytes, stream_id: int = 0, time: int = 0) -> bytes:
    """A message with a full (type 0) header."""
    header = time.to_bytes(3, "big") + len(body).to_bytes(3, "big") + bytes([kind]) + struct.pack("<I", stream_id)
    return bytes([chunk_stream]) + header + _cut(chunk_stream, body)


def _build_next(tag: Tag, delta: int) -> bytes:
    chunk_stream = _CHUNK_STREAM[tag.kind]
    header = delta.to_bytes(3, "big") + len(tag.body).to_bytes(3, "big") + bytes([tag.kind])
    return bytes([0x40 | chunk_stream]) + header + _cut(chunk_stream, tag.body)


def _cut(chunk_stream: int, body: bytes) -> bytes:
    follow = bytes([0xC0 | chunk_stream])
    return follow.join(body[at : at + CHUNK_SIZE] for at in range(0, max(1, len(body)), CHUNK_SIZE))


def encode(*values: str | float | dict[str, str | float] | None) -> bytes:
    """AMF0: strings, numbers, objects and null, one after another."""
    out = bytearray()
    for value in values:
        if value is None:
            out += b"\x05"
        elif isinstance(value, str):
            out += b"\x02" + len(value).to_bytes(2, "big") + value.encode()
        elif isinstance(value, dict):
            out += b"\x03"
            for name, inner in value.items():
                out += len(name).to_bytes(2, "big") + name.encode() + encode(inner)
            out += b"\x00\x00\x09"
        else:
            out += b"\x00" + struct.pack(">d", value)
    return bytes(out)


def build_connect(app: str, url: str) -> bytes:
    """Set Chunk Size, then `connect`."""
    wanted: dict[str, str | float] = {"app": app, "type": "nonprivate", "flashVer": "FMLE/3.0", "tcUrl": url}
    # The size counts for what follows it, so it goes first.
    return build_message(2, 1, CHUNK_SIZE.to_bytes(4, "big")) + build_message(3, 20, encode("connect", 1.0, wanted))


def build_create(key: str) -> bytes:
    """`releaseStream`, `FCPublish`, `createStream` (transaction 4), as encoders send them."""
    return (
        build_message(3, 20, encode("releaseStream", 2.0, None, key))
        + build_message(3, 20, encode("FCPublish", 3.0, None, key))
        + build_message(3, 20, encode("createStream", 4.0, None))
    )


def build_publish(key: str, stream_id: int) -> bytes:
    """`publish` on the stream that the server has made."""
    return build_message(8, 20, encode("publish", 5.0, None, key, "live"), stream_id)


def build_goodbye(key: str, stream_id: int) -> bytes:
    """`FCUnpublish` and `deleteStream`: a clean stop."""
    return build_message(3, 20, encode("FCUnpublish", 6.0, None, key)) + build_message(
        3, 20, encode("deleteStream", 7.0, None, float(stream_id))
    )

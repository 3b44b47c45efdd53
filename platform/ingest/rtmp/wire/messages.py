"""RTMP messages as the chunk layer hands them up, and the aggregate message taken apart.

A message is a plain tuple `(kind, timestamp, stream_id, body)`: at a hundred thousand a second a class would cost
more than everything else done with it. `timestamp` is in milliseconds, modulo 2**32. (RTMP 1.0, sections 5.4 to 7.1)
"""

from ingest.errors import ChunkError

Body = bytes | bytearray
Message = tuple[int, int, int, Body]

SET_CHUNK_SIZE = 1
ABORT = 2
ACKNOWLEDGEMENT = 3
USER_CONTROL = 4
WINDOW_ACKNOWLEDGEMENT_SIZE = 5
SET_PEER_BANDWIDTH = 6
AUDIO = 8
VIDEO = 9
DATA_AMF3 = 15
COMMAND_AMF3 = 17
DATA = 18
COMMAND = 20
AGGREGATE = 22

MAX_PARTS = 256
"""Of an aggregate. Senders that use them put a few frames together."""

_TAG_HEADER = 11
_BACK_POINTER = 4


def split_aggregate(timestamp: int, stream_id: int, body: Body) -> list[Message]:
    """The audio, video and data messages inside an aggregate (section 7.1.6), in order.

    The parts' own times count from wherever the sender likes; only their distance from the first part is used.

    Raises:
        ChunkError: a part is longer than what is left, or there are more than `MAX_PARTS`.
    """
    parts: list[Message] = []
    position = 0
    first: int | None = None
    seen = 0
    while position < len(body):
        begin = position + _TAG_HEADER
        size = int.from_bytes(body[position + 1 : position + 4], "big")
        if begin + size > len(body):
            raise ChunkError(f"an aggregate's part of {size} bytes runs past its end")
        seen += 1
        if seen > MAX_PARTS:
            raise ChunkError(f"an aggregate of more than {MAX_PARTS} parts")
        kind = body[position]
        own = int.from_bytes(body[position + 4 : position + 7], "big") | body[position + 7] << 24
        if first is None:
            first = own
        if kind in (AUDIO, VIDEO, DATA):
            parts.append((kind, (timestamp + own - first) & 0xFFFFFFFF, stream_id, body[begin : begin + size]))
        # The last back pointer is missing from some senders' aggregates; the loop ends all the same.
        position = begin + size + _BACK_POINTER
    return parts

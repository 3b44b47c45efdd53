"""RTMP's chunk layer on the way in (RTMP 1.0, section 5.3), as a pure object: bytes in, messages out.

Speed comes from never looking at a payload byte in Python. The chunks of one message mostly lie one behind the other,
so that their headers sit at equal distances: one slice with a step compares all of them, and one `del` with a step
takes them out, whatever the chunk size. What does not lie so is read chunk by chunk, and such steps are counted: the
sender decides how many of them its bytes cost.
"""

import struct

from ingest.errors import ChunkError
from ingest.rtmp.wire.chunk_stream import ChunkStream
from ingest.rtmp.wire.messages import ABORT, AGGREGATE, AUDIO, SET_CHUNK_SIZE, VIDEO, Body, Message, split_aggregate

DEFAULT_CHUNK_SIZE = 128
LARGEST_MESSAGE = 0xFFFFFF
MAX_STEPS = 512
"""Messages and odd chunks that one `feed` reads; some five milliseconds' work at the worst."""
_EXTENDED = 0xFFFFFF  # in a header's 24 bits: the time follows in 32
_INCOMPLETE = -1
_LONG_RUN = 1 << 20

_header_0 = struct.Struct(">IHB4s").unpack_from
_header_1 = struct.Struct(">IHB").unpack_from
_word = struct.Struct(">I").unpack_from


class ChunkReader:
    """Takes bytes in any portions, gives whole messages. Set Chunk Size and Abort are obeyed here and not handed up.

    A peer can make us hold one message of at most `max_message` bytes, and as much again in unfinished ones, on at
    most `max_streams` chunk streams. One `feed` takes at most `MAX_STEPS` steps: where `behind` is true afterwards,
    feed it nothing for what it has left. `steps` says how many the last one took. While `singly`, a feed ends with
    the first message that is complete, so that what that one changes holds for the bytes behind it.
    """

    __slots__ = (
        "_current",
        "_held",
        "_owed",
        "_repeats",
        "_rest",
        "_run",
        "_streams",
        "behind",
        "chunk_size",
        "max_message",
        "max_streams",
        "singly",
        "steps",
    )

    def __init__(self, *, max_message: int = LARGEST_MESSAGE, max_streams: int = 64) -> None:
        self.chunk_size = DEFAULT_CHUNK_SIZE
        self.max_message = max_message
        self.max_streams = max_streams
        self._streams: dict[int, ChunkStream] = {}
        self.singly = False
        self.steps = 0
        self.behind = False
        self._rest = b""  # a header cut short, at most 18 bytes; or what was left when a feed had taken its steps
        self._current = ChunkStream(b"")  # the stream whose chunk is being read...
        self._owed = 0  # ...and how many bytes of that chunk were not there yet
        self._held = 0  # bytes of unfinished messages
        self._repeats = True  # the sender repeats extended timestamps, as far as was seen
        self._run = _LONG_RUN  # chunks of one message that may be looked for in one go

    def feed(self, data: bytes | bytearray | memoryview) -> list[Message]:
        """The messages that `data` completes, in order. The caller may reuse `data` afterwards.

        Raises:
            ChunkError: the bytes break the protocol or a limit; the reader is of no use afterwards.
        """
        messages: list[Message] = []
        if self._rest:
            data = self._rest + data
            self._rest = b""
        view = memoryview(data)
        end = len(view)
        position = step = 0
        most = 1 if self.singly else MAX_STEPS  # of messages
        self.behind = False
        if self._owed and end:
            position = self._read_payload(self._current, view, 0, end, messages)
        for step in range(1, MAX_STEPS + 1):
            if position >= end or len(messages) >= most:
                break
            after = self._read_whole(view, position, end, messages)
            if after != _INCOMPLETE:
                position = after
                continue
            after = self._read_header(view, position, end)
            if after == _INCOMPLETE:
                self._rest = bytes(view[position:])
                self.steps = step
                return messages
            position = self._read_payload(self._current, view, after, end, messages)
        self.steps = max(step, len(messages))  # an aggregate is many messages in one step
        if position < end:
            self._rest = bytes(view[position:])
            self.behind = True
        return messages

    def keep(self, data: bytes | bytearray | memoryview) -> None:
        """Have the next `feed` begin with these bytes."""
        self._rest += bytes(data)
        self.behind = True

    def _read_whole(self, view: memoryview, start: int, end: int, messages: list[Message]) -> int:
        """Take a message in one go, as nearly all of them come: with a header of type 0 or 1, an ordinary time, sound
        or picture, all its chunks there and nothing between them. Else `_INCOMPLETE`, with nothing changed."""
        first = view[start]
        if first >= 0x80 or start + 12 > end:
            return _INCOMPLETE
        stream = self._streams.get(first & 63)  # 0 and 1, which announce longer numbers, are never a stream's own
        if stream is None or stream.begun:
            return _INCOMPLETE
        if first >= 0x40:
            word, low, kind = _header_1(view, start + 1)
            begin = start + 8
            stream_id = stream.stream_id
        else:
            word, low, kind, raw = _header_0(view, start + 1)
            begin = start + 12
            stream_id = int.from_bytes(raw, "little")
        length = (word & 255) << 16 | low
        size = self.chunk_size
        gaps = (length - 1) // size
        after: int = begin + length + gaps
        time = word >> 8
        if after > end or not 0 < length <= self.max_message or time == _EXTENDED or not AUDIO <= kind <= VIDEO:
            return _INCOMPLETE
        body: Body
        if gaps:
            # Looked at before all is copied: a sender could have us copy for nothing again and again.
            if view[begin + size] != first | 0xC0:
                return _INCOMPLETE
            body = bytearray(view[begin:after])
            stride = size + 1
            if body[size::stride].count(first | 0xC0) != gaps:
                return _INCOMPLETE  # another stream's chunk lies between
            del body[size::stride]
        else:
            body = bytes(view[begin:after])
        stream.timestamp = time = (stream.timestamp + time) & 0xFFFFFFFF if first >= 0x40 else time
        stream.delta = stream.sent = word >> 8
        stream.extended = False
        stream.length = length
        stream.kind = kind
        stream.stream_id = stream_id
        messages.append((kind, time, stream_id, body))
        return after

    def _read_header(self, view: memoryview, start: int, end: int) -> int:
        """Read one chunk's header into its stream and make that the current one; where the payload begins, or
        `_INCOMPLETE`, with nothing changed."""
        first = view[start]
        kind_of_header = first >> 6
        number = first & 63
        position = start + 1
        if number < 2:
            # 0: the number, less 64, is in the next byte; 1: in the next two, low byte first.
            position += number + 1
            if position > end:
                return _INCOMPLETE
            number = 64 + (view[start + 1] if number == 0 else view[start + 1] | view[start + 2] << 8)
        if kind_of_header != 3 and position + (11, 7, 3)[kind_of_header] > end:
            return _INCOMPLETE

        stream = self._streams.get(number)
        if stream is None:
            stream = self._open_stream(number, kind_of_header, bytes([first | 0xC0]) + view[start + 1 : position])
        if kind_of_header == 3:
            if stream.extended and self._repeats:
                size = self._measure_repetition(stream, view[position : position + 4])
                if size == _INCOMPLETE:
                    return _INCOMPLETE
                position += size
            if not stream.begun:
                # "The same delta" is, after a type 0 chunk, its timestamp: absurd, but written and sent so.
                stream.timestamp = (stream.timestamp + stream.delta) & 0xFFFFFFFF
                self._begin_message(stream)
        else:
            if stream.begun:
                raise ChunkError(f"a new message begins on chunk stream {number} before the last one is complete")
            if kind_of_header == 0:
                word, low, kind, stream_id = _header_0(view, position)
                time = word >> 8
                after = position + 11
            elif kind_of_header == 1:
                word, low, kind = _header_1(view, position)
                time = word >> 8
                after = position + 7
            else:
                time = view[position] << 16 | view[position + 1] << 8 | view[position + 2]
                after = position + 3
            extended = time == _EXTENDED
            if extended:
                if after + 4 > end:
                    return _INCOMPLETE
                (time,) = _word(view, after)
                after += 4
            if kind_of_header < 2:
                stream.length = (word & 255) << 16 | low
                stream.kind = kind
            if kind_of_header == 0:
                stream.stream_id = int.from_bytes(stream_id, "little")
                stream.timestamp = time
            else:
                stream.timestamp = (stream.timestamp + time) & 0xFFFFFFFF
            stream.delta = stream.sent = time
            stream.extended = extended
            position = after
            self._begin_message(stream)
        self._current = stream
        return position

    def _measure_repetition(self, stream: ChunkStream, following: memoryview) -> int:
        """Bytes of the extended timestamp that a type 3 chunk repeats: 4 by the specification, but 0 from some
        senders. Payload that happens to begin with the same four bytes is one chance in four thousand million."""
        for time in (stream.sent, stream.timestamp):
            if time.to_bytes(4, "big").startswith(following):
                return 4 if len(following) == 4 else _INCOMPLETE
        self._repeats = False
        return 0

    def _open_stream(self, number: int, kind_of_header: int, basic_header: bytes) -> ChunkStream:
        # Type 1 as a stream's first chunk is wrong, but some versions of librtmp send their pings so.
        if kind_of_header > 1:
            raise ChunkError(f"chunk stream {number} begins with a type {kind_of_header} chunk, which refers to none")
        if len(self._streams) >= self.max_streams:
            raise ChunkError(f"more than {self.max_streams} chunk streams")
        stream = self._streams[number] = ChunkStream(basic_header)
        return stream

    def _begin_message(self, stream: ChunkStream) -> None:
        if stream.length > self.max_message:
            raise ChunkError(f"a message of {stream.length} bytes; {self.max_message} are allowed")
        stream.begun = True
        stream.missing = stream.length

    def _read_payload(
        self, stream: ChunkStream, view: memoryview, position: int, end: int, messages: list[Message]
    ) -> int:
        """Take what is there of the current chunk, and of the chunks of the same message right behind it."""
        missing = stream.missing
        size = self.chunk_size
        available = end - position
        in_chunk = self._owed or (size if size < missing else missing)
        taken = in_chunk if in_chunk < available else available

        if missing > size and available > size and not self._owed:
            gap = stream.type_3
            if stream.extended and self._repeats:
                gap += stream.sent.to_bytes(4, "big")
            stride = size + len(gap)
            follow = min((missing - 1) // size, available // stride, self._run)
            if follow and view[position + size] == gap[0]:
                room = min(size, missing - follow * size)
                tail = min(room, available - follow * stride)
                block = bytearray(view[position : position + follow * stride + tail])
                for byte in gap:
                    if block[size::stride].count(byte) != follow:
                        # Another stream's chunk lies between: one chunk at a time, then. How far is looked next time
                        # depends on how far it went well, or all the bytes there are would be copied for each chunk.
                        self._run = max(1, self._run // 4)
                        break
                    del block[size::stride]
                    stride -= 1
                else:
                    self._run = min(self._run * 4, _LONG_RUN)
                    return self._keep(
                        stream, block, position + follow * (size + len(gap)) + tail, room - tail, messages
                    )
        return self._keep(stream, view[position : position + taken], position + taken, in_chunk - taken, messages)

    def _keep(
        self, stream: ChunkStream, part: memoryview | bytearray, after: int, owed: int, messages: list[Message]
    ) -> int:
        self._owed = owed
        size = len(part)
        stream.missing -= size
        body: Body | None = stream.body
        if stream.missing:
            self._held += size
            if self._held > self.max_message:
                raise ChunkError(f"more than {self.max_message} bytes of unfinished messages")
            if body is None:
                stream.body = part if type(part) is bytearray else bytearray(part)
            else:
                body += part
            return after
        stream.begun = False
        if body is None:
            body = part if type(part) is bytearray else bytes(part)
        else:
            stream.body = None
            self._held -= len(body)
            body += part
        kind = stream.kind
        if kind > ABORT and kind != AGGREGATE:
            messages.append((kind, stream.timestamp, stream.stream_id, body))
        elif kind == AGGREGATE:
            messages += split_aggregate(stream.timestamp, stream.stream_id, body)
        else:
            self._obey(kind, body)
        return after

    def _obey(self, kind: int, body: Body) -> None:
        if kind and len(body) < 4:
            raise ChunkError(f"a protocol control message of {len(body)} bytes")
        number = int.from_bytes(body[:4], "big")
        if kind == SET_CHUNK_SIZE:
            if not 0 < number < 1 << 31:
                raise ChunkError(f"a chunk size of {number}")
            # No message is longer than 2**24 - 1, so that larger chunks are all the same.
            self.chunk_size = min(number, LARGEST_MESSAGE)
        elif kind == ABORT and (stream := self._streams.get(number)) is not None and stream.begun:
            self._held -= len(stream.body or b"")
            stream.body = None
            stream.begun = False

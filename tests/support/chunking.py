"""A sender's side of RTMP's chunk layer, free to do whatever the specification allows. It shares nothing with the
reader under test but the specification."""

from dataclasses import dataclass

Sent = tuple[int, int, int, bytes]


@dataclass
class _Stream:
    timestamp: int = 0
    delta: int = 0
    length: int = 0
    kind: int = 0
    stream_id: int = 0
    used: bool = False
    extension: bytes = b""
    body: bytes = b""
    place: int = 0
    busy: bool = False


class ChunkSender:
    """Begin a message on a chunk stream with `begin`; send its further chunks with `go_on` until it gives nothing."""

    def __init__(self, *, repeat_extended: bool = True, wide_ids: bool = False) -> None:
        self.chunk_size = 128
        self.repeat_extended = repeat_extended
        self.wide_ids = wide_ids  # chunk stream numbers in more bytes than they need
        self._streams: dict[int, _Stream] = {}

    def is_busy(self, number: int) -> bool:
        return number in self._streams and self._streams[number].busy

    def headers(self, number: int, kind: int, timestamp: int, stream_id: int, body: bytes) -> list[int]:
        """The header types that may begin this message, fullest first."""
        before = self._streams.get(number)
        if before is None or not before.used:
            return [0]
        found = [0]
        if before.stream_id == stream_id:
            found.append(1)
            if (before.length, before.kind) == (len(body), kind):
                found.append(2)
                if (timestamp - before.timestamp) % 2**32 == before.delta:
                    found.append(3)
        return found

    def begin(self, number: int, kind: int, timestamp: int, stream_id: int, body: bytes, header: int = 0) -> bytes:
        stream = self._streams.setdefault(number, _Stream())
        delta = (timestamp - stream.timestamp) % 2**32
        field = timestamp if header == 0 else delta
        out = self._basic_header(number, header)
        if header < 3:
            out += min(field, 0xFFFFFF).to_bytes(3, "big")
            stream.extension = field.to_bytes(4, "big") if field >= 0xFFFFFF else b""
            stream.delta = field
        if header < 2:
            out += len(body).to_bytes(3, "big") + bytes([kind])
        if header < 1:
            out += stream_id.to_bytes(4, "little")
        if header < 3 or self.repeat_extended:
            out += stream.extension
        stream.timestamp, stream.length, stream.kind, stream.stream_id = timestamp, len(body), kind, stream_id
        stream.used, stream.body, stream.place, stream.busy = True, body, 0, True
        return out + self._payload(stream)

    def go_on(self, number: int) -> bytes:
        stream = self._streams[number]
        if not stream.busy:
            return b""
        extension = stream.extension if self.repeat_extended else b""
        return self._basic_header(number, 3) + extension + self._payload(stream)

    def abort(self, number: int) -> None:
        self._streams[number].busy = False

    def message(self, number: int, kind: int, timestamp: int, stream_id: int, body: bytes, header: int = 0) -> bytes:
        """All chunks of a message, one behind the other."""
        out = self.begin(number, kind, timestamp, stream_id, body, header)
        while more := self.go_on(number):
            out += more
        return out

    def set_chunk_size(self, size: int) -> bytes:
        out = self.message(2, 1, 0, 0, size.to_bytes(4, "big"))
        self.chunk_size = size
        return out

    def _payload(self, stream: _Stream) -> bytes:
        part = stream.body[stream.place : stream.place + self.chunk_size]
        stream.place += len(part)
        stream.busy = stream.place < len(stream.body)
        return part

    def _basic_header(self, number: int, header: int) -> bytes:
        if number < 64:
            return bytes([header << 6 | number])
        if number < 320 and not self.wide_ids:
            return bytes([header << 6, number - 64])
        return bytes([header << 6 | 1, (number - 64) & 255, number - 64 >> 8])

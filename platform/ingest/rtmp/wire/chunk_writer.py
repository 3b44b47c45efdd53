"""RTMP's chunk layer on the way out. Answers are few and small: every message starts with a full header."""

from ingest.rtmp.wire.chunks import DEFAULT_CHUNK_SIZE

_EXTENDED = 0xFFFFFF


class ChunkWriter:
    """Cuts messages into chunks of `chunk_size` bytes; set it right after a Set Chunk Size message was encoded."""

    __slots__ = ("chunk_size",)

    def __init__(self) -> None:
        self.chunk_size = DEFAULT_CHUNK_SIZE

    def encode(self, number: int, kind: int, stream_id: int, body: bytes, timestamp: int = 0) -> bytes:
        """One message on chunk stream `number` (2 to 63), as bytes for the socket."""
        extended = timestamp >= _EXTENDED
        extension = timestamp.to_bytes(4, "big") if extended else b""
        out = [
            bytes([number]),
            min(timestamp, _EXTENDED).to_bytes(3, "big"),
            len(body).to_bytes(3, "big"),
            bytes([kind]),
            stream_id.to_bytes(4, "little"),
            extension,
            body[: self.chunk_size],
        ]
        for begin in range(self.chunk_size, len(body), self.chunk_size):
            out += (bytes([0xC0 | number]), extension, body[begin : begin + self.chunk_size])
        return b"".join(out)

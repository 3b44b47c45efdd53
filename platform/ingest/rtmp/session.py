"""What one RTMP connection has agreed on, and its way to answer."""

import asyncio
from typing import Any

from ingest.publishing.publisher import Publisher
from ingest.rtmp.life import Life
from ingest.rtmp.wire.chunk_writer import ChunkWriter
from ingest.rtmp.wire.commands import status
from ingest.rtmp.wire.pyrtmp_parts import Chunk, SetChunkSize
from runtime.refusals import Refusals

WINDOW = 2_500_000
"""Bytes between two acknowledgements, unless the peer asks for others."""
UNREAD_ANSWERS = 1 << 18
"""Bytes of answers a peer may leave unread before it is cut off."""


class Session:
    """State of one connection: application, stream numbers, publisher."""

    __slots__ = (
        "_refusals", "_transport", "_writer", "address", "app", "life", "publisher", "stream_id", "streams", "window",
    )  # fmt: skip

    def __init__(self, transport: asyncio.Transport, address: str, refusals: Refusals, life: Life) -> None:
        self.address = address
        self.life = life
        self.app: str | None = None  # None until `connect` was accepted
        self.publisher: Publisher | None = None
        self.stream_id = 1  # the message stream of the last `publish`
        self.streams = 0
        self.window = WINDOW  # bytes after which the peer wants an acknowledgement
        self._transport = transport
        self._refusals = refusals
        self._writer = ChunkWriter()

    def send(self, *messages: Chunk) -> None:
        """Send some of pyrtmp's messages, or of `commands`, together: the system call costs more than they do."""
        if self._transport.is_closing():
            return
        out = []
        for one in messages:
            out.append(self._writer.encode(one.chunk_id, one.msg_type_id, one.msg_stream_id, bytes(one.payload)))
            if isinstance(one, SetChunkSize):
                self._writer.chunk_size = one.chunk_size
        self._transport.write(b"".join(out))
        if self._transport.get_write_buffer_size() > UNREAD_ANSWERS:
            self._refusals.note("unread_answers", f"RTMP connection of {self.address} cut: it reads no answers")
            self._transport.abort()

    def send_error(self, code: str, words: str) -> None:
        """Tell the artist, through the encoder, why publishing ends."""
        self.send(status(code, words, level="error", stream_id=self.stream_id))

    def __repr__(self) -> str:
        # The application may contain a stream key.
        return f"<Session {self.address}>"


def find_stream_key(app: str, name: Any) -> str:
    """The stream key in what encoders make of server and key: `live` and `KEY`; `live` and `KEY?user=me`; `live/KEY`
    and nothing (server and key typed into one line). Empty where there is none."""
    parts = [*app.split("?")[0].split("/")[1:], *str(name or "").split("?")[0].split("/")]
    found = [part.strip() for part in parts if part.strip()]
    return found[-1] if found else ""

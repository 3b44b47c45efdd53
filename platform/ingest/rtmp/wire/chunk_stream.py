"""The state of one chunk stream on the way in."""


class ChunkStream:
    """What later headers of one chunk stream leave out, and the message being put together on it."""

    __slots__ = (
        "begun",
        "body",
        "delta",
        "extended",
        "kind",
        "length",
        "missing",
        "sent",
        "stream_id",
        "timestamp",
        "type_3",
    )

    def __init__(self, type_3: bytes) -> None:
        self.type_3 = type_3  # the basic header of its type 3 chunks
        self.timestamp = 0
        self.delta = 0
        self.length = 0
        self.kind = 0
        self.stream_id = 0
        self.extended = False  # the last full header had an extended timestamp...
        self.sent = 0  # ...and this is what it said: an absolute time or a delta
        self.begun = False  # a message's first header was read, its last byte was not
        self.missing = 0
        self.body: bytearray | None = None

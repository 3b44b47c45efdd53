"""What all streams of a node hold together. Pure."""


class Memory:
    """Bytes of media, counted by the streams themselves. Where they are more than `most`, each stream may hold its
    even share and no more: whoever holds less is left alone."""

    __slots__ = ("most", "streams", "used")

    LEAST_SHARE = 4 << 20
    """Bytes under which a share is no good to a stream: what must be listed of an ordinary one."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.used = 0
        self.streams = 0

    @property
    def share(self) -> int | None:
        """Bytes that a stream may hold now; None where all have room."""
        return self.most // max(1, self.streams) if self.used > self.most else None

    @property
    def has_room(self) -> bool:
        """Whether there is a share for one more stream."""
        return (self.streams + 1) * self.LEAST_SHARE <= self.most

"""FLV as an encoder gives it back: each tag has its size before it, so that none waits for the next to be known as
whole. Pure."""

from dataclasses import dataclass

_FILE_HEAD = 13
_TAG_HEAD = 11
_BACK_POINTER = 4

SOUND = 8
PICTURE = 9


@dataclass(frozen=True, slots=True)
class Tag:
    """`time` in milliseconds."""

    kind: int
    time: int
    body: bytes


class TagReader:
    """Feed it FLV as it comes; it gives back what has become complete."""

    __slots__ = ("_buffer", "_skip")

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._skip = _FILE_HEAD

    def feed(self, data: bytes) -> list[Tag]:
        """What `data` completed, in order."""
        buffer = self._buffer
        buffer += data
        found: list[Tag] = []
        at = 0
        while len(buffer) >= (begin := at + self._skip) + _TAG_HEAD:
            size = int.from_bytes(buffer[begin + 1 : begin + 4], "big")
            end = begin + _TAG_HEAD + size
            if len(buffer) < end:
                break
            at, self._skip = end, _BACK_POINTER
            time = buffer[begin + 7] << 24 | int.from_bytes(buffer[begin + 4 : begin + 7], "big")
            found.append(Tag(buffer[begin], time, bytes(buffer[begin + _TAG_HEAD : end])))
        del buffer[:at]
        return found

"""What an encoder gives back: pictures in FLV tags, each with its size before it, so that none waits for the next to
be known as whole. Pure."""

from dataclasses import dataclass

from ingest.media.flv import Role, inspect_video

_FILE_HEAD = 13
_TAG_HEAD = 11
_BACK_POINTER = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """NAL units with their lengths before them. `key`: decoding can begin with it."""

    data: bytes
    key: bool


@dataclass(frozen=True, slots=True)
class Config:
    """An `avcC` record (ISO 14496-15, 5.3.3.1)."""

    data: bytes


class TagReader:
    """Feed it FLV as it comes; it gives back what has become complete."""

    __slots__ = ("_buffer", "_skip")

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._skip = _FILE_HEAD

    def feed(self, data: bytes) -> list[Config | Picture]:
        """What `data` completed, in order."""
        buffer = self._buffer
        buffer += data
        found: list[Config | Picture] = []
        at = 0
        while len(buffer) >= (begin := at + self._skip) + _TAG_HEAD:
            size = int.from_bytes(buffer[begin + 1 : begin + 4], "big")
            end = begin + _TAG_HEAD + size
            if len(buffer) < end:
                break
            at, self._skip = end, _BACK_POINTER
            if buffer[begin] == 9:
                body = bytes(buffer[begin + _TAG_HEAD : end])
                head = inspect_video(body)
                if head.role is Role.CONFIG:
                    found.append(Config(body[head.payload :]))
                elif head.role in (Role.FRAME, Role.KEYFRAME):
                    found.append(Picture(body[head.payload :], head.role is Role.KEYFRAME))
        del buffer[:at]
        return found

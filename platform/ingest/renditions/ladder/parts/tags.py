"""The pictures that an encoder gives back. Pure."""

from dataclasses import dataclass

from ingest.media.flv import Role, inspect_video
from ingest.renditions.tags import PICTURE, TagReader


@dataclass(frozen=True, slots=True)
class Picture:
    """NAL units with their lengths before them. `key`: decoding can begin with it; `time`: when it is shown, in
    milliseconds of the encoder's."""

    data: bytes
    key: bool
    time: int = 0


@dataclass(frozen=True, slots=True)
class Config:
    """An `avcC` record (ISO 14496-15, 5.3.3.1)."""

    data: bytes


class PictureReader:
    """Feed it FLV as it comes; it gives back what has become complete."""

    __slots__ = ("_tags",)

    def __init__(self) -> None:
        self._tags = TagReader()

    def feed(self, data: bytes) -> list[Config | Picture]:
        """What `data` completed, in order."""
        found: list[Config | Picture] = []
        for tag in self._tags.feed(data):
            if tag.kind == PICTURE:
                head = inspect_video(tag.body)
                if head.role is Role.CONFIG:
                    found.append(Config(tag.body[head.payload :]))
                elif head.role in (Role.FRAME, Role.KEYFRAME):
                    found.append(Picture(tag.body[head.payload :], head.role is Role.KEYFRAME, tag.time))
        return found

"""What FFmpeg must be told first, kept from an FLV stream on its way past, so that a new FFmpeg can go on with it."""

import re
from collections.abc import Callable

from ingest.errors import RefusedError
from ingest.media.flv import Role, TagHead, header, inspect_audio, inspect_video

_HEADER = 13  # the file's header and the first back pointer
_AUDIO, _VIDEO, _SCRIPT = 8, 9, 18
_keyint = re.compile(rb" keyint=(\d{1,5}) ")


class FlvHeaders:
    """`note` writes until `has_media`; `opening` is what a new FFmpeg needs before a keyframe."""

    __slots__ = ("_audio", "_script", "_video", "has_audio", "has_media", "has_video", "keyint")

    def __init__(self) -> None:
        self._script = self._video = self._audio = b""
        self.has_video = self.has_audio = self.has_media = False
        self.keyint: int | None = None
        """Frames a group of pictures may have, from what x264 and x265 say of themselves in a first keyframe; None
        where the encoder does not say."""

    def note(self, data: bytes) -> int | None:
        """Look at whole tags (and the file's header, if they begin with it). Gives where the first one stands at
        which decoding can begin: a keyframe, or any sound where there is no video; None where there is none."""
        place = 0
        if data[:3] == b"FLV":
            place = _HEADER
            self.has_video, self.has_audio = bool(data[4] & 1), bool(data[4] & 4)
        entry: int | None = None
        while place + 11 <= len(data):
            kind = data[place] & 0x1F
            end = place + 15 + int.from_bytes(data[place + 1 : place + 4], "big")
            body = data[place + 11 : min(end - 4, place + 43)]
            if kind == _VIDEO:
                role = _role(inspect_video, body)
                self.has_video = True
                if role is Role.CONFIG:
                    self._video = data[place:end]
                elif role is not Role.OTHER:
                    if not self.has_media and role is Role.KEYFRAME:
                        self.keyint = _read_keyint(data[place : min(end, place + 4_096)])
                    self.has_media = True
                    if entry is None and role is Role.KEYFRAME:
                        entry = place
            elif kind == _AUDIO:
                role = _role(inspect_audio, body)
                self.has_audio = True
                if role is Role.CONFIG:
                    self._audio = data[place:end]
                elif not self.has_video:
                    self.has_media = True
                    if entry is None:
                        entry = place
            elif kind == _SCRIPT:
                self._script = data[place:end]
            place = end
        return entry

    def opening(self) -> bytes:
        """The file's header, metadata and sequence headers."""
        return header(video=self.has_video, audio=self.has_audio) + self._script + self._video + self._audio


def _role(inspect: Callable[[bytes], TagHead], body: bytes) -> Role:
    try:
        return inspect(body).role
    except RefusedError:
        return Role.OTHER  # whether it may be sent at all is for others to say


def _read_keyint(keyframe: bytes) -> int | None:
    # Two searches: one pattern over both would begin anew at every "x264" that somebody has put there.
    encoder = re.search(rb"x26[45]", keyframe)
    found = _keyint.search(keyframe, encoder.start(), encoder.start() + 2_000) if encoder is not None else None
    return int(found[1]) if found else None

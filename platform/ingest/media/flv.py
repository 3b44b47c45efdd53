"""FLV (Adobe's "Flash Video File Format Specification 10.1", annex E), and what a tag's first bytes say about it.

Enhanced RTMP (v1 and v2, by Veovera) puts newer codecs into the same tags, named by four characters.
"""

import struct
from enum import Enum
from typing import NamedTuple

from contract.codecs import AUDIO, VIDEO, Reach
from ingest.errors import RefusedError
from ingest.rtmp.wire.messages import Body

pack_tag_header = struct.Struct(">II3x").pack
pack_back_pointer = struct.Struct(">I").pack

# First bytes of a video tag that carries a frame nobody needs to look at: H.264 (whose second byte must be 1 then),
# and the Enhanced forms with and without a composition time.
H264_INTER = 0x27
INTER = frozenset({H264_INTER, 0xA1, 0xA3})
AAC = 10

_VIDEO_CODECS = {2: "flv1", 3: "flashsv", 4: "vp6", 5: "vp6a", 6: "flashsv2", 7: "h264", 12: "hevc", 13: "av1"}
_AUDIO_CODECS = {
    0: "pcm", 1: "adpcm", 2: "mp3", 3: "pcm", 4: "nellymoser", 5: "nellymoser", 6: "nellymoser", 7: "pcm_alaw",
    8: "pcm_mulaw", 10: "aac", 11: "speex", 14: "mp3",
}  # fmt: skip
_FOUR_CC = {
    b"avc1": "h264", b"hvc1": "hevc", b"vvc1": "vvc", b"av01": "av1", b"vp08": "vp8", b"vp09": "vp9",
    b"mp4a": "aac", b"Opus": "opus", b".mp3": "mp3", b"fLaC": "flac", b"ac-3": "ac3", b"ec-3": "eac3",
}  # fmt: skip
FOUR_CCS = [code.decode() for code, name in _FOUR_CC.items() if (VIDEO | AUDIO)[name].reach is not Reach.NONE]
"""What encoders are told that they may send."""

_ENHANCED_AUDIO = 9
_MOD_EX = 7
_MAX_MODIFIERS = 8


class Role(Enum):
    """What a tag is for."""

    CONFIG = "config"  # a sequence header: what a decoder needs before the first frame
    KEYFRAME = "keyframe"
    FRAME = "frame"
    OTHER = "other"  # end of sequence, colour metadata, commands to a Flash player


class TagHead(NamedTuple):
    """`codec` as FFmpeg names it; `payload` is where the codec's own bytes begin."""

    codec: str
    role: Role
    payload: int


def header(*, video: bool, audio: bool) -> bytes:
    """The file's header and the first back pointer. FFmpeg probes until it has seen what is announced here."""
    return b"FLV\x01" + bytes([audio << 2 | video]) + b"\x00\x00\x00\x09" + bytes(4)


def frame_tag(kind: int, timestamp: int, body: Body) -> tuple[bytes, Body, bytes]:
    """A tag in three parts to be written one behind the other, so that `body` is not copied for it.
    `timestamp` is in milliseconds, and wraps at 2**32."""
    size = len(body)
    return (
        pack_tag_header(kind << 24 | size, (timestamp & 0xFFFFFF) << 8 | timestamp >> 24 & 0xFF),
        body,
        pack_back_pointer(size + 11),
    )


def inspect_video(body: Body) -> TagHead:
    """What a VIDEO message carries.

    Raises:
        RefusedError: several video tracks in one stream.
    """
    if not body:
        return TagHead("", Role.OTHER, 0)
    first = body[0]
    frame_type = first >> 4 & 7
    frame = Role.KEYFRAME if frame_type in (1, 4) else Role.FRAME
    if first & 0x80:
        packet, place = _skip_modifiers(body, first & 15)
        codec = _name(body, place, packet, 6, "video")
        if packet == 0:
            return TagHead(codec, Role.CONFIG, place + 4)
        if frame_type == 5 or packet not in (1, 3):
            return TagHead(codec, Role.OTHER, place + 4)
        # H.264, HEVC and VVC have a composition time before the frame, unless the packet type says it is zero.
        timed = packet == 1 and codec in ("h264", "hevc", "vvc")
        return TagHead(codec, frame, place + (7 if timed else 4))
    codec = _VIDEO_CODECS.get(first & 15, f"flv{first & 15}")
    if codec not in ("h264", "hevc", "av1"):
        return TagHead(codec, Role.OTHER if frame_type == 5 else frame, 1)
    packet = body[1] if len(body) > 1 else 2
    if packet == 0:
        return TagHead(codec, Role.CONFIG, 5)
    return TagHead(codec, frame if packet == 1 and frame_type != 5 else Role.OTHER, 5)


def mark_dependent(body: Body) -> bytes:
    """The same video tag's body, no longer called a keyframe."""
    return bytes([body[0] & 0x8F | 0x20]) + bytes(body[1:])


def inspect_audio(body: Body) -> TagHead:
    """What an AUDIO message carries; every audio frame is a `FRAME`.

    Raises:
        RefusedError: several audio tracks in one stream.
    """
    if not body:
        return TagHead("", Role.OTHER, 0)
    sound = body[0] >> 4
    if sound == _ENHANCED_AUDIO:
        packet, place = _skip_modifiers(body, body[0] & 15)
        codec = _name(body, place, packet, 5, "audio")
        role = {0: Role.CONFIG, 1: Role.FRAME}.get(packet, Role.OTHER)
        return TagHead(codec, role, place + 4)
    codec = _AUDIO_CODECS.get(sound, f"flv{sound}")
    if sound != AAC:
        return TagHead(codec, Role.FRAME, 1)
    if len(body) < 2:
        return TagHead(codec, Role.OTHER, 1)
    return TagHead(codec, Role.CONFIG if body[1] == 0 else Role.FRAME, 2)


def _skip_modifiers(body: Body, packet: int) -> tuple[int, int]:
    """The packet type behind any ModEx prefixes (v2), and where what follows it begins."""
    place = 1
    for _ in range(_MAX_MODIFIERS):
        if packet != _MOD_EX or place + 1 >= len(body):
            break
        size = body[place] + 1
        place += 1
        if size == 256 and place + 1 < len(body):
            size = (body[place] << 8 | body[place + 1]) + 1
            place += 2
        place += size
        packet = body[place] & 15 if place < len(body) else 15
        place += 1
    return packet, place


def _name(body: Body, place: int, packet: int, multitrack: int, what: str) -> str:
    if packet == multitrack:
        raise RefusedError(
            "multitrack",
            f"This encoder sends several {what} tracks at once (Enhanced RTMP multitrack). Send a single one: "
            f"in OBS, switch off multitrack {what} in Settings, Stream and Output.",
        )
    code = bytes(body[place : place + 4])
    return _FOUR_CC.get(code) or code.decode("ascii", "replace")
